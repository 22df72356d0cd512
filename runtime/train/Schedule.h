//===- Schedule.h - the learning rate over the epochs -----------------------------===//
//
// Asked once per epoch. Only the plateau rule remembers anything; what it remembers goes into
// checkpoints.
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

  /// The rate of an epoch, counted from 0. During the first warmupEpochs it climbs linearly from
  /// warmupFrom to the base rate, which it reaches with epoch number warmupEpochs.
  double rate(int64_t epoch) const;

  /// Tells the plateau rule the evaluation loss of an epoch that has ended.
  void observe(double loss);

  Memory memory;

private:
  LrPlan plan;
  double baseRate;
  int64_t epochs;
};

} // namespace resnetc::train
