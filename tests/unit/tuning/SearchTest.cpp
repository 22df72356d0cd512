//===- SearchTest.cpp - the fastest of several ways, on a noisy machine ----------------===//
#include "compiler/Tuning/Search.h"

#include "tests/unit/tuning/FakeMeasurer.h"

#include <gtest/gtest.h>

using namespace resnetc;

namespace {

class SearchTest : public testing::Test {
protected:
  static std::vector<Way> waysOf(int count) {
    std::vector<Way> ways;
    for (int i = 0; i < count; ++i)
      ways.push_back({{"way" + std::to_string(i), {}, ""}, {}, 1});
    return ways;
  }

  std::optional<Finding> search(int ways, double seconds, double beyond = 1000) {
    const double start = measurer.clock;
    auto found = searchFastest(
        waysOf(ways), measurer, {start + seconds, start + seconds + beyond},
        [this](llvm::Error error) { failures.push_back(llvm::toString(std::move(error))); });
    if (!found) {
      failures.push_back(llvm::toString(found.takeError()));
      return std::nullopt;
    }
    return *found;
  }

  test::FakeMeasurer measurer;
  std::vector<std::string> failures;
};

TEST_F(SearchTest, FindsTheFastest) {
  measurer.times = {{"way3", 0.7e-3}, {"way5", 0.8e-3}, {"way8", 2e-3}};
  std::optional<Finding> found = search(12, 60);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->best, 3u);
  EXPECT_NEAR(found->ratio, 0.7, 1e-9);
  EXPECT_NEAR(found->seconds, 0.7e-3, 1e-9);
  EXPECT_NEAR(found->defaultSeconds, 1e-3, 1e-9);
  EXPECT_GE(found->measurements, 9);
}

TEST_F(SearchTest, FindsItInNoise) {
  measurer.noise = 0.3;
  measurer.times = {{"way3", 0.6e-3}, {"way5", 0.9e-3}};
  std::optional<Finding> found = search(12, 60);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->best, 3u);
  EXPECT_NEAR(found->ratio, 0.6, 0.06);
  EXPECT_GT(found->spread, 0.01);
}

TEST_F(SearchTest, NeverTakesNoiseForGain) {
  measurer.noise = 0.3;
  for (int repetition = 0; repetition < 200; ++repetition) {
    std::optional<Finding> found = search(12, 60);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->best, 0u) << "in repetition " << repetition;
    EXPECT_EQ(found->ratio, 1);
  }
}

TEST_F(SearchTest, GainsThatAreNotWorthARowAreNone) {
  measurer.times = {{"way1", 0.995e-3}};
  std::optional<Finding> found = search(2, 60);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->best, 0u);
}

TEST_F(SearchTest, OnlyRatiosCount) {
  measurer.times = {{"way1", 0.5e-3}, {"way2", 1.5e-3}};
  std::optional<Finding> first = search(3, 60);
  for (auto &[way, seconds] : measurer.times)
    seconds *= 20;
  measurer.usualSeconds *= 20;
  std::optional<Finding> second = search(3, 60);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->best, second->best);
  EXPECT_NEAR(first->ratio, second->ratio, 1e-9);
}

TEST_F(SearchTest, KeepsToItsShare) {
  for (double seconds : {2.0, 5.0, 20.0}) {
    const double start = measurer.clock;
    search(40, seconds);
    // One compilation that has begun is ended, and the last comparison is not cut short.
    EXPECT_LE(measurer.clock - start, seconds + 0.5 + 9 * 2e-3) << seconds;
  }
}

TEST_F(SearchTest, WithoutTimeThereIsNoFinding) {
  EXPECT_FALSE(search(4, 0));
  EXPECT_FALSE(search(4, 0.5, 0)); // enough for the default alone
  EXPECT_TRUE(failures.empty());
}

TEST_F(SearchTest, EndsWhenTheUserHasEnough) {
  measurer.stopAt = 1.2;
  EXPECT_FALSE(search(40, 60));
  EXPECT_LE(measurer.clock, 1.2 + 0.5 + 1);
}

TEST_F(SearchTest, WhatCannotBeMeasuredIsLeftOut) {
  measurer.broken = {{"way1", true}};
  measurer.times = {{"way2", 0.5e-3}};
  std::optional<Finding> found = search(3, 60);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->best, 2u);
  EXPECT_EQ(failures, std::vector<std::string>{"'way1' is broken"});
}

TEST_F(SearchTest, ADefaultThatCannotBeMeasuredIsAnError) {
  measurer.broken = {{"way0", true}};
  EXPECT_FALSE(search(3, 60));
  EXPECT_EQ(failures, std::vector<std::string>{"'way0' is broken"});
}

TEST_F(SearchTest, EqualMeasurementsEndInEqualFindings) {
  measurer.noise = 0.2;
  measurer.times = {{"way3", 0.7e-3}, {"way4", 0.7e-3}};
  test::FakeMeasurer again = measurer;
  std::optional<Finding> first = search(8, 30);
  measurer = again;
  std::optional<Finding> second = search(8, 30);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->best, second->best);
  EXPECT_EQ(first->ratio, second->ratio);
}

} // namespace
