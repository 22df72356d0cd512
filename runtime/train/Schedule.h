//===- Schedule.h - the learning rate over the training ---------------------------===//
//
// Asked at each step. Outside of the warm-up the rate is that of the epoch. Only the plateau rule
// remembers anything; what it remembers goes into checkpoints.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/train/Recipe.h"

#include <limits>

namespace resnetc::train {

class Schedule {
public:
  /// What must survive from epoch to epoch.
  struct Memory {
    double bestLoss = std::numeric_limits<double>::infinity();
    int64_t badEpochs = 0; ///< epochs since the loss last fell
    int64_t drops = 0;     ///< times the rate was divided
  };

  Schedule(const LrPlan &plan, double baseRate, int64_t epochs)
      : plan(plan), baseRate(baseRate), epochs(epochs) {}

  /// The rate of step `step` of an epoch of `steps`, all but `steps` counted from 0. Step number s
  /// of the W = warmupEpochs * steps with which the training begins has the rate
  ///   warmupFrom + (base - warmupFrom) * (s + 1) / W,
  /// so the first is above warmupFrom, which may be 0, and the last is the base rate. The cosine
  /// begins with the epoch after them at the base rate and ends with the last epoch just above 0.
  double rate(int64_t epoch, int64_t step, int64_t steps) const;

  /// Tells the plateau rule the evaluation loss of an epoch that has ended.
  void observe(double loss);

  Memory memory;

private:
  LrPlan plan;
  double baseRate;
  int64_t epochs;
};

} // namespace resnetc::train
