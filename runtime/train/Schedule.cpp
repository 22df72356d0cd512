//===- Schedule.cpp - the learning rate over the training -------------------------===//
//
// See Schedule.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace resnetc::train {

double Schedule::rate(int64_t epoch, int64_t step, int64_t steps) const {
  if (epoch < plan.warmupEpochs) {
    const auto done = static_cast<double>(epoch * steps + step + 1);
    const auto all = static_cast<double>(plan.warmupEpochs * steps);
    return plan.warmupFrom + (baseRate - plan.warmupFrom) * (done / all);
  }
  switch (plan.kind) {
  case LrPlan::Kind::Constant:
    return baseRate;
  case LrPlan::Kind::Step: {
    auto passed = std::count_if(plan.milestones.begin(), plan.milestones.end(),
                                [&](int64_t milestone) { return milestone <= epoch; });
    return baseRate / std::pow(plan.factor, static_cast<double>(passed));
  }
  case LrPlan::Kind::Plateau:
    return baseRate / std::pow(plan.factor, static_cast<double>(memory.drops));
  case LrPlan::Kind::Cosine: {
    auto done = static_cast<double>(epoch - plan.warmupEpochs);
    auto all = static_cast<double>(std::max<int64_t>(epochs - plan.warmupEpochs, 1));
    return baseRate * 0.5 * (1 + std::cos(std::numbers::pi * done / all));
  }
  }
  return baseRate;
}

void Schedule::observe(double loss) {
  if (loss < memory.bestLoss) {
    memory.bestLoss = loss;
    memory.badEpochs = 0;
  } else if (plan.kind == LrPlan::Kind::Plateau && ++memory.badEpochs >= plan.patience) {
    memory.badEpochs = 0;
    ++memory.drops;
  }
}

} // namespace resnetc::train
