//===- EvaluationTest.cpp - tests of runtime/train/Evaluation.cpp -----------===//
//
// Ranks, loss and confusion, of logits whose answers are known.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Evaluation.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace resnetc::train;

TEST(Metrics, countsRanksAndLoss) {
  Metrics metrics(7);
  const float logits[7] = {0, 1, 2, 3, 4, 5, 6};
  metrics.add(logits, 6);
  metrics.add(logits, 2);
  metrics.add(logits, 1);
  EXPECT_EQ(metrics.right, 1);
  EXPECT_EQ(metrics.rightOfFive, 2);
  EXPECT_EQ(metrics.confusion[2 * 7 + 6], 1);
  double total = 0;
  for (float logit : logits)
    total += std::exp(static_cast<double>(logit));
  EXPECT_NEAR(metrics.loss(), std::log(total) - 3, 1e-9);
  const float equal[7] = {};
  metrics.add(equal, 1);
  EXPECT_EQ(metrics.right, 1) << "a tie goes to the first class";
}
