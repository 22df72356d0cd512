//===- CostModelTest.cpp - which ways are worth measuring first ----------------------------===//
#include "compiler/Tuning/CostModel.h"

#include "compiler/Backend/X86/X86Backend.h"
#include "tests/KernelSpecs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

using namespace resnetc;

namespace {

class CostModelTest : public testing::Test {
protected:
  Question question(int64_t channels, int64_t side) const {
    return {test::spec3x3("conv", channels, channels, side, side), {}, target, 1, 1, {}};
  }
  static std::vector<Way> ways(const Question &question) {
    return waysOf(question, backendTables());
  }

  /// A machine with a mind of its own: narrow tiles of many channels are what it likes.
  double timeOf(const Way &way) const {
    double time = 0;
    for (const auto &[name, value] : way.choice.params)
      time += opinion * (name == "tc" ? -0.1 : 0.03) * std::log2(static_cast<double>(value) + 1);
    return std::exp(time);
  }
  std::vector<MeasuredRatio> measure(const std::vector<Way> &ways) const {
    std::vector<MeasuredRatio> measured;
    for (size_t way = 1; way < ways.size(); ++way)
      measured.push_back({way, timeOf(ways[way]) / timeOf(ways[0])});
    return measured;
  }
  size_t bestOf(const std::vector<Way> &ways) const {
    return std::min_element(ways.begin(), ways.end(),
                            [this](const Way &a, const Way &b) { return timeOf(a) < timeOf(b); }) -
           ways.begin();
  }
  WayOrder order(const Question &question) const {
    return orderWays(model.predict(question, ways(question)));
  }
  void learn(const Question &question) {
    model.learn(question, ways(question), measure(ways(question)));
  }

  const Target *target = x86::backend().findTarget("znver4");
  CostModel model;
  double opinion = 1; ///< how strong it is
};

TEST_F(CostModelTest, WithoutMeasurementsTheTableDecides) {
  const Question asked = question(64, 56);
  const WayOrder found = order(asked);
  ASSERT_GT(found.places.size(), 4u);
  for (size_t i = 0; i < found.places.size(); ++i)
    EXPECT_EQ(found.places[i], i);
  EXPECT_EQ(found.pruned, 0u);
}

TEST_F(CostModelTest, FindsTheBestSoonerThanTheTable) {
  for (int64_t channels : {64, 96, 128, 192, 256})
    learn(question(channels, 28));
  size_t places = 0, tablePlaces = 0;
  for (auto [channels, side] : {std::pair(160, 28), std::pair(512, 14), std::pair(320, 56)}) {
    const Question asked = question(channels, side);
    const std::vector<Way> all = ways(asked);
    const size_t best = bestOf(all);
    if (best == 0)
      continue;
    const std::vector<size_t> found = order(asked).places;
    places += std::find(found.begin(), found.end(), best) - found.begin();
    tablePlaces += best;
  }
  ASSERT_GT(tablePlaces, 0u) << "a test of nothing";
  EXPECT_LT(2 * places, tablePlaces + 1);
}

TEST_F(CostModelTest, PrunesWhatIsSurelyBehind) {
  opinion = 6;
  for (int64_t channels : {64, 96, 128, 192, 256})
    learn(question(channels, 28));
  const Question asked = question(160, 28);
  const std::vector<Way> all = ways(asked);
  const WayOrder found = order(asked);
  EXPECT_GT(found.pruned, 0u);
  EXPECT_GE(all.size(), found.pruned + 4);
  for (size_t i = all.size() - found.pruned; i < all.size(); ++i)
    EXPECT_GT(timeOf(all[found.places[i]]), timeOf(all[0]));
}

TEST_F(CostModelTest, EveryWayHasAPlace) {
  learn(question(64, 28));
  for (const Question &asked : {question(64, 28), question(3, 5), question(512, 7)}) {
    std::vector<size_t> places = order(asked).places;
    EXPECT_EQ(places.front(), 0u);
    std::sort(places.begin(), places.end());
    for (size_t i = 0; i < places.size(); ++i)
      EXPECT_EQ(places[i], i);
  }
}

TEST_F(CostModelTest, KindsOfKernelsLearnForThemselves) {
  learn(question(64, 28));
  Question other = question(64, 28);
  other.spec.kernelClass = "conv_grad_weight";
  const std::vector<size_t> places = order(other).places;
  for (size_t i = 0; i < places.size(); ++i)
    EXPECT_EQ(places[i], i);
}

TEST(OrderWays, LeavesSomeOthersInAnyCase) {
  std::vector<CostModel::Prediction> predictions(10, {0.5, 0.01});
  predictions[7].logRatio = -0.1;
  WayOrder order = orderWays(predictions);
  EXPECT_EQ(order.places[1], 7u);
  EXPECT_EQ(order.pruned, 6u);
  predictions.resize(2);
  EXPECT_EQ(orderWays(predictions).pruned, 0u);
  predictions.resize(1);
  EXPECT_EQ(orderWays(predictions).places.size(), 1u);
}

TEST(RooflineCost, IsWhatBinds) {
  const Target *target = x86::backend().findTarget("znver4");
  auto cost = [&](int64_t channels, int64_t side, int64_t batch) {
    Question question{
        test::spec3x3("conv", channels, channels, side, side), {}, target, batch, batch, {}};
    return rooflineCost(waysOf(question, backendTables()).front(), *target);
  };
  // Many pixels: the products.
  EXPECT_EQ(cost(64, 56, 1), 9.0 * 64 * 64 * 56 * 56);
  EXPECT_EQ(cost(64, 56, 16), 16 * cost(64, 56, 1));
  // Few: the weights, which are read once however large the batch.
  EXPECT_GT(cost(512, 2, 1), 9.0 * 512 * 512 * 4);
  EXPECT_LT(cost(512, 2, 4), 2 * cost(512, 2, 1));
}

} // namespace
