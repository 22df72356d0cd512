//===- Summary.h - what a tuning has come to -------------------------------------------------===//
#pragma once

#include "compiler/Tuning/Tuner.h"

namespace resnetc {

/// The questions of one target, one kind of call and one batch.
struct TuningSummary {
  const Target *target = nullptr;
  bool training = false; ///< a training step; else inference
  int64_t batch = 1;
  int64_t kernels =
      0;             ///< with more than one way to compute them, and convolutions with a choice of
                     ///< algorithm
  int64_t known = 0; ///< the database had an answer
  int64_t tuned = 0; ///< measured now
  int64_t improved = 0; ///< of those known or measured: not by the default
  int64_t stale = 0;    ///< had an answer for other kernels
  /// What the whole call should take of its time untuned. What was not measured, for want of time or
  /// of another way, counts as it is, by its expected cost.
  double ratio = 1;
  double measured = 0; ///< share of a call's expected cost that was measured
  /// Of what was tuned now and has another answer than the default: how many, and the mean of that
  /// answer's place, from 1, in the backend's order and in that of the cost model.
  int64_t ordered = 0;
  double tablePlace = 0, orderPlace = 0;
  int64_t others = 0, pruned = 0; ///< schedules beside the defaults of what was tuned now

  /// Kernels for which there was no time.
  int64_t left() const { return kernels - known - tuned; }
};

/// The summary for each kind of call and batch in which a question is used.
std::vector<TuningSummary> summarize(llvm::ArrayRef<Answer> answers);

} // namespace resnetc
