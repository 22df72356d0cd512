//===- Verify.h - whether a database's answers still hold -----------------------------------===//
#pragma once

#include "compiler/Tuning/Database.h"
#include "compiler/Tuning/Search.h"

#include "llvm/ADT/ArrayRef.h"

#include <functional>

namespace resnetc {

/// What measuring a row again has said.
struct Verdict {
  enum class State {
    Holds,   ///< it beats the table by more than the measurements scatter
    Unclear, ///< what is left of it is within their scatter
    Gone,    ///< the table is faster
    Stale,   ///< it is of another version of the kernels, or the compiler offers it no more
    Left     ///< it cannot be measured here, or there was no time
  };
  TuningRow row;
  State state = State::Left;
  double ratio = 1, spread = 0; ///< now, of all but Stale and Left
};

/// Makes a measurer for a target; null where its kernels cannot be measured here.
using MeasurerFactory = std::function<std::unique_ptr<Measurer>(const Target &)>;

/// Measures up to `sample` rows again, picked by `seed` of those whose answer is not the table's; they
/// share the seconds, by the measurers' clock. The verdicts are in the order of `rows`. `failed` is
/// told what cannot be measured.
std::vector<Verdict> verifyRows(llvm::ArrayRef<TuningRow> rows, size_t sample, uint32_t seed,
                                const MeasurerFactory &makeMeasurer, double seconds,
                                llvm::function_ref<void(llvm::Error)> failed);

} // namespace resnetc
