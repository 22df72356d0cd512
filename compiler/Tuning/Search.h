//===- Search.h - the fastest of several ways, on a noisy machine ------------------------===//
//
// Other work on the machine slows everything that is measured while it lasts. So no time is compared
// with one of another moment: each way runs between two runs of the default, and only the ratio
// counts. Those that are behind drop out by halves; whoever is left meets the default once more, in
// measurements that had no part in its selection, and takes its place only where it is ahead by more
// than these scatter.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Tuning/CostModel.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"

#include <memory>

namespace resnetc {

/// A way that is ready to be measured.
class Timed {
public:
  virtual ~Timed() = default;
  /// Seconds of one call, by a few calls in a row.
  virtual double seconds() = 0;
};

/// Makes ways ready, and has the clock.
class Measurer {
public:
  virtual ~Measurer() = default;
  /// Compiles the kernels of a way, and calls them once.
  virtual llvm::Expected<std::unique_ptr<Timed>> load(const Way &way) = 0;
  /// Seconds since some moment.
  virtual double now() const = 0;
  /// Whether the user wants the search to end.
  virtual bool stopped() const { return false; }
};

/// When a search ends, by the measurer's clock.
struct SearchTime {
  double share; ///< what this search may use; the last measurements may go on a little
  double end;   ///< when all has to end
};

/// What a search has found.
struct Finding {
  size_t best = 0;                ///< of the ways; 0: nothing beats the default
  double seconds, defaultSeconds; ///< medians of a call of the best and of the default
  double ratio;                   ///< median of the former over the latter, run in turn
  double spread;                  ///< between the quartiles of that ratio
  int64_t measurements;           ///< of that ratio
  double lastRatio; ///< the same of whoever was left to meet the default, be it the best or not
  /// What each way came to in the last round that it was in.
  std::vector<MeasuredRatio> tried;
};

/// Searches the ways, of which the first is the default; the same measurements end in the same
/// finding. Nothing where time or user did not allow for one. Fails where the default cannot be
/// measured; a way that cannot is told to `failed`, and left out.
llvm::Expected<std::optional<Finding>> searchFastest(llvm::ArrayRef<Way> ways, Measurer &measurer,
                                                     SearchTime time,
                                                     llvm::function_ref<void(llvm::Error)> failed);

} // namespace resnetc
