//===- ScheduleSourceTest.cpp - a source that is asked once for each key -----------------------===//
#include "compiler/Backend/ScheduleSource.h"

#include <gtest/gtest.h>

namespace resnetc {
namespace {

using kernels::FilterTransform;
using kernels::KernelSpec;

/// Answers with the number of the question, and nothing to every third.
class Counting : public ScheduleSource {
public:
  mutable int questions = 0;

  std::optional<kernels::WinogradForm> winograd(const KernelSpec &, const Target &, int64_t,
                                                FilterTransform) const override {
    ++questions;
    return std::nullopt;
  }
  std::optional<kernels::KernelChoice> schedule(const KernelSpec &, const Target &,
                                                int64_t) const override {
    if (++questions % 3 == 0)
      return std::nullopt;
    kernels::KernelChoice choice;
    choice.variant = std::to_string(questions);
    return choice;
  }
};

TEST(RememberedSchedules, askOnceForEachKernelTargetAndBatch) {
  const Counting source;
  const RememberedSchedules remembered(source);
  const Target here, there;
  const KernelSpec relu = {"relu", {{"c", 16}}}, wider = {"relu", {{"c", 32}}};
  auto variant = [&](const KernelSpec &spec, const Target &target, int64_t batch) {
    auto choice = remembered.schedule(spec, target, batch);
    return choice ? choice->variant : "none";
  };
  for (int round = 0; round < 2; ++round) {
    EXPECT_EQ(variant(relu, here, 1), "1");
    EXPECT_EQ(variant(wider, here, 1), "2");
    EXPECT_EQ(variant(relu, there, 1), "none");
    EXPECT_EQ(variant(relu, here, 16), "4");
  }
  EXPECT_EQ(source.questions, 4);
}

TEST(RememberedSchedules, tellFiltersThatAreTransformedAtEachCallFromOthers) {
  const Counting source;
  const RememberedSchedules remembered(source);
  const Target target;
  const KernelSpec conv = {"conv", {{"c", 16}}};
  for (int round = 0; round < 2; ++round)
    for (FilterTransform filter : {FilterTransform(0), FilterTransform(1)})
      EXPECT_FALSE(remembered.winograd(conv, target, 1, filter));
  EXPECT_EQ(source.questions, 2);
}

} // namespace
} // namespace resnetc
