//===- Merge.h - the best of two databases ---------------------------------------------------===//
#pragma once

#include "compiler/Tuning/Database.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace resnetc {

/// Two answers to one question, by the same kernels, that are not the same.
struct MergeConflict {
  TuningRow taken, left;
  bool takenIsNew; ///< it was not there before
};

struct MergeResult {
  std::vector<TuningRow> changed; ///< what the others say better, or alone
  int64_t added = 0, replaced = 0, kept = 0;
  std::vector<MergeConflict> conflicts; ///< among the replaced and the kept
};

/// What becomes of rows that are there when others come. Of two for one question
/// - one of today's kernels goes before a stale one, and of stale ones the later;
/// - one with the same answer stays, unless the other has more measurements;
/// - of two answers the one with the lower ratio is taken, and the conflict named.
MergeResult mergeRows(llvm::ArrayRef<TuningRow> present, llvm::ArrayRef<TuningRow> others,
                      llvm::function_ref<bool(const TuningRow &)> isCurrent);

/// Whether a row is of the kernels that this resnetc makes for its target.
bool isOfTodaysKernels(const TuningRow &row);

} // namespace resnetc
