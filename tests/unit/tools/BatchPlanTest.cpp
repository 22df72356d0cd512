//===- BatchPlanTest.cpp - tests of runtime/train/BatchPlan.cpp -------------------===//
#include "runtime/train/BatchPlan.h"

#include <gtest/gtest.h>

#include <vector>

using namespace resnetc::train;

namespace {

/// Sizes of the batches, one after the other; checks what the plan says of them.
std::vector<int64_t> sizes(const BatchPlan &plan) {
  std::vector<int64_t> all;
  int64_t first = 0, largest = 0;
  for (int64_t size; (size = plan.sizeAt(first)) > 0; first += size) {
    all.push_back(size);
    largest = std::max(largest, size);
  }
  EXPECT_EQ(first, plan.images());
  EXPECT_EQ(all.size(), static_cast<size_t>(plan.batches()));
  EXPECT_EQ(largest, plan.largest());
  return all;
}

using Sizes = std::vector<int64_t>;

} // namespace

TEST(BatchPlan, keepsALastBatchThatIsLargeEnough) {
  for (LastBatch last : {LastBatch::Join, LastBatch::Drop}) {
    EXPECT_EQ(sizes(BatchPlan(10, 4, 2, last)), (Sizes{4, 4, 2}));
    EXPECT_EQ(sizes(BatchPlan(9, 4, 1, last)), (Sizes{4, 4, 1}));
    EXPECT_EQ(sizes(BatchPlan(8, 4, 2, last)), (Sizes{4, 4}));
    EXPECT_EQ(sizes(BatchPlan(3, 4, 2, last)), (Sizes{3}));
    EXPECT_EQ(sizes(BatchPlan(0, 4, 1, last)), Sizes{});
  }
}

TEST(BatchPlan, joinsOrDropsALastBatchThatIsTooSmall) {
  EXPECT_EQ(sizes(BatchPlan(9, 4, 2, LastBatch::Join)), (Sizes{4, 5}));
  EXPECT_EQ(sizes(BatchPlan(9, 4, 2, LastBatch::Drop)), (Sizes{4, 4}));
  EXPECT_EQ(sizes(BatchPlan(5, 4, 2, LastBatch::Join)), (Sizes{5}));
  EXPECT_EQ(sizes(BatchPlan(5, 4, 2, LastBatch::Drop)), (Sizes{4}));
  EXPECT_EQ(sizes(BatchPlan(3, 2, 2, LastBatch::Join)), (Sizes{3}));
}
