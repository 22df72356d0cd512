//===- KnownForwardTest.cpp - layers on cases computed by hand -----------------===//
//
// Small enough to check on paper, different enough that a wrong index, sign or order shows.
//
//===----------------------------------------------------------------------===//
#include "tests/numerics/reference/Harness.h"

#include <cmath>
#include <limits>

using namespace resnetc::rn;
using namespace resnetc::rn::test;

namespace {

TEST(KnownForward, ConvIsCrossCorrelationWithZeroPadding) {
  // 1 2 3      1 2      Padded by one row above and one column to the left.
  // 4 5 6  by  3 4
  expectValues(R"(
func.func @f(%x: tensor<?x1x2x3xf32>, %w: tensor<1x1x2x2xf32>) -> tensor<?x1x2x3xf32> {
  %y = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 0, 0>}
     : (tensor<?x1x2x3xf32>, tensor<1x1x2x2xf32>) -> tensor<?x1x2x3xf32>
  return %y : tensor<?x1x2x3xf32>
})",
               {Tensor({1, 1, 2, 3}, {1, 2, 3, 4, 5, 6}), Tensor({1, 1, 2, 2}, {1, 2, 3, 4})},
               {Tensor({1, 1, 2, 3}, {4, 11, 18, 18, 37, 47})});
}

TEST(KnownForward, ConvSumsChannelsAndKeepsOutputsApart) {
  // Two input channels (1, 10 | 2, 20), filters (1, 2) and (3, -1), stride 2 takes the first
  // column.
  expectValues(R"(
func.func @f(%x: tensor<?x2x1x2xf32>, %w: tensor<2x2x1x1xf32>, %b: tensor<2xf32>)
    -> (tensor<?x2x1x1xf32>, tensor<?x2x1x2xf32>, tensor<?x3x2xf32>) {
  %y = rn.conv %x, %w bias(%b) {strides = array<i64: 1, 2>, pads = array<i64: 0, 0, 0, 0>}
     : (tensor<?x2x1x2xf32>, tensor<2x2x1x1xf32>, tensor<2xf32>) -> tensor<?x2x1x1xf32>
  %z, %s = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>}
     : (tensor<?x2x1x2xf32>, tensor<2x2x1x1xf32>) -> (tensor<?x2x1x2xf32>, tensor<?x3x2xf32>)
  return %y, %z, %s : tensor<?x2x1x1xf32>, tensor<?x2x1x2xf32>, tensor<?x3x2xf32>
})",
               {Tensor({1, 2, 1, 2}, {1, 10, 2, 20}), Tensor({2, 2, 1, 1}, {1, 2, 3, -1}),
                Tensor({2}, {100, -100})},
               {Tensor({1, 2, 1, 1}, {105, -99}), Tensor({1, 2, 1, 2}, {5, 50, 1, 10}),
                Tensor({1, 3, 2}, {5, 1, 45, 9, 2025, 81})});
}

TEST(KnownForward, LinearReadsTheMapInChannelOrder) {
  expectValues(R"(
func.func @f(%x: tensor<?x2x1x2xf32>, %w: tensor<2x4xf32>, %b: tensor<2xf32>) -> tensor<?x2xf32> {
  %y = rn.linear %x, %w bias(%b) : (tensor<?x2x1x2xf32>, tensor<2x4xf32>, tensor<2xf32>) -> tensor<?x2xf32>
  return %y : tensor<?x2xf32>
})",
               {Tensor({2, 2, 1, 2}, {1, 2, 3, 4, 1, 0, 0, 1}),
                Tensor({2, 4}, {1, 10, 100, 1000, -1, 0, 0, 1}), Tensor({2}, {0.5, 0})},
               {Tensor({2, 2}, {4321.5, 3, 1001.5, 0})});
}

TEST(KnownForward, BatchNormByGivenStatistics) {
  // Channel 0: (x - 1) / sqrt(3 + 1) * 2 + 5; channel 1: (x + 1) / sqrt(0 + 1) * 1 + 0.
  expectValues(R"(
func.func @f(%x: tensor<?x2x1x1xf32>, %w: tensor<2xf32>, %b: tensor<2xf32>, %m: tensor<2xf32>, %v: tensor<2xf32>) -> tensor<?x2x1x1xf32> {
  %y = rn.batch_norm(%x, %w, %b, %m, %v) {eps = 1.0 : f64}
     : (tensor<?x2x1x1xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<?x2x1x1xf32>
  return %y : tensor<?x2x1x1xf32>
})",
               {Tensor({2, 2, 1, 1}, {3, 4, 1, -1}), Tensor({2}, {2, 1}), Tensor({2}, {5, 0}),
                Tensor({2}, {1, -1}), Tensor({2}, {3, 0})},
               {Tensor({2, 2, 1, 1}, {7, 5, 5, 0})});
}

TEST(KnownForward, BatchNormTrainTakesBiasedVariance) {
  // Values 1, 3, 5, 7 over batch and map: mean 4, variance 5; eps 4 makes the deviation 3.
  expectValues(R"(
func.func @f(%x: tensor<?x1x1x2xf32>, %w: tensor<1xf32>, %b: tensor<1xf32>) -> (tensor<?x1x1x2xf32>, tensor<1xf32>, tensor<1xf32>) {
  %y, %m, %v = rn.batch_norm_train(%x, %w, %b) {eps = 4.0 : f64}
     : (tensor<?x1x1x2xf32>, tensor<1xf32>, tensor<1xf32>) -> (tensor<?x1x1x2xf32>, tensor<1xf32>, tensor<1xf32>)
  return %y, %m, %v : tensor<?x1x1x2xf32>, tensor<1xf32>, tensor<1xf32>
})",
               {Tensor({2, 1, 1, 2}, {1, 3, 5, 7}), Tensor({1}, {6}), Tensor({1}, {1})},
               {Tensor({2, 1, 1, 2}, {-5, -1, 3, 7}), Tensor({1}, {4}), Tensor({1}, {5})});
}

TEST(KnownForward, RunningStatisticsAreUnbiased) {
  // Four values: variance 5 counts as 20 / 3; momentum 0.25 from (0, 1).
  expectValues(R"(
func.func @f(%x: tensor<?x1x1x2xf32>, %m: tensor<1xf32>, %v: tensor<1xf32>, %rm: tensor<1xf32>, %rv: tensor<1xf32>) -> (tensor<1xf32>, tensor<1xf32>) {
  %u = rn.bn_unbiased(%v, %x) : (tensor<1xf32>, tensor<?x1x1x2xf32>) -> tensor<1xf32>
  %a, %b = rn.bn_running(%m, %u, %rm, %rv) {momentum = 0.25 : f64}
     : (tensor<1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> (tensor<1xf32>, tensor<1xf32>)
  return %a, %b : tensor<1xf32>, tensor<1xf32>
})",
               {Tensor({2, 1, 1, 2}, {1, 3, 5, 7}), Tensor({1}, {4}), Tensor({1}, {5}),
                Tensor({1}, {0}), Tensor({1}, {1})},
               {Tensor({1}, {1}), Tensor({1}, {0.75 + 5.0 / 3})});
}

/// (scale, good steps, found) to (scale, good steps, factor), with growth 2, backoff 0.5, interval 3.
static void expectNextScale(std::vector<double> before, std::vector<double> after) {
  std::vector<Tensor> inputs, outputs;
  for (double each : before)
    inputs.push_back(Tensor({1}, {each}));
  for (double each : after)
    outputs.push_back(Tensor({1}, {each}));
  expectValues(R"(
func.func @f(%s: tensor<1xf32>, %g: tensor<1xf32>, %f: tensor<1xf32>) -> (tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) {
  %0:3 = rn.next_loss_scale(%s, %g, %f) {growth = 2.0 : f64, backoff = 0.5 : f64, interval = 3 : i64}
     : (tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> (tensor<1xf32>, tensor<1xf32>, tensor<1xf32>)
  return %0#0, %0#1, %0#2 : tensor<1xf32>, tensor<1xf32>, tensor<1xf32>
})",
               inputs, outputs);
}

TEST(KnownForward, LossScaleHalvesAndGrows) {
  expectNextScale({8, 1, 0}, {8, 2, 0.125});
  expectNextScale({8, 2, 0}, {16, 0, 0.125}); // the third good step
  expectNextScale({8, 2, 1}, {4, 0, 0});
  expectNextScale({0x1p-126, 0, 1}, {0x1p-126, 0, 0});
  expectNextScale({0x1p127, 2, 0}, {0x1p127, 0, 0x1p-127}); // the double is not finite
}

TEST(KnownForward, StepIsLeftOutWhereFactorIsZero) {
  constexpr const char *text = R"(
func.func @f(%p: tensor<2xf32>, %v: tensor<2xf32>, %g: tensor<2xf32>, %h: tensor<4xf32>, %f: tensor<1xf32>)
    -> (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<1xf32>) {
  %0:2 = rn.sgd(%p, %v, %g, %h, %f)
     : (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<4xf32>, tensor<1xf32>) -> (tensor<2xf32>, tensor<2xf32>)
  %1:2 = rn.bn_running(%g, %g, %p, %v, %f) {momentum = 0.5 : f64}
     : (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<1xf32>) -> (tensor<2xf32>, tensor<2xf32>)
  %z = rn.zeros() : () -> tensor<1xf32>
  %n = rn.find_nonfinite(%g, %z) : (tensor<2xf32>, tensor<1xf32>) -> tensor<1xf32>
  return %0#0, %0#1, %1#0, %1#1, %n : tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<1xf32>
})";
  const Tensor p({2}, {1, 2}), v({2}, {4, 8}), hyper({4}, {0.5, 0.25, 0, 0});
  constexpr double infinity = std::numeric_limits<double>::infinity();
  expectValues(text, {p, v, Tensor({2}, {8, infinity}), hyper, Tensor({1}, {0})},
               {p, v, p, v, Tensor({1}, {1})});
  // g = (2, 4) * 0.5; v = v / 4 + g; p = p - v / 2.
  expectValues(text, {p, v, Tensor({2}, {2, 4}), hyper, Tensor({1}, {0.5})},
               {Tensor({2}, {0, 0}), Tensor({2}, {2, 4}), Tensor({2}, {1.5, 3}),
                Tensor({2}, {3, 6}), Tensor({1}, {0})});
}

TEST(KnownForward, LossScaleMultipliesTheGradientAlone) {
  expectValues(R"(
func.func @f(%x: tensor<?x2xf32>, %l: tensor<?xi64>, %s: tensor<1xf32>) -> (tensor<?x2xf32>, tensor<?x2xf32>) {
  %g, %r = rn.softmax_cross_entropy(%x, %l, %s) : (tensor<?x2xf32>, tensor<?xi64>, tensor<1xf32>) -> (tensor<?x2xf32>, tensor<?x2xf32>)
  return %g, %r : tensor<?x2xf32>, tensor<?x2xf32>
})",
               {Tensor({1, 2}, {3, 3}), Tensor({1}, {1}), Tensor({1}, {64})},
               {Tensor({1, 2}, {32, -32}), Tensor({1, 2}, {std::log(2.0), 0})});
}

TEST(KnownForward, RunningStatisticsOfOneValueStayBiased) {
  expectValues(R"(
func.func @f(%x: tensor<?x1x1x1xf32>, %v: tensor<1xf32>) -> tensor<1xf32> {
  %u = rn.bn_unbiased(%v, %x) : (tensor<1xf32>, tensor<?x1x1x1xf32>) -> tensor<1xf32>
  return %u : tensor<1xf32>
})",
               {Tensor({1, 1, 1, 1}, {9}), Tensor({1}, {2})}, {Tensor({1}, {2})});
}

TEST(KnownForward, InferenceCoefficientsAndFoldedFilter) {
  // s = 2 / sqrt(3 + 1) = 1; shift = 5 - 7 * 1; folded bias = (10 - 7) * 1 + 5.
  expectValues(
      R"(
func.func @f(%w: tensor<1x2x1x1xf32>, %g: tensor<1xf32>, %b: tensor<1xf32>, %m: tensor<1xf32>, %v: tensor<1xf32>, %c: tensor<1xf32>)
    -> (tensor<1xf32>, tensor<1xf32>, tensor<1x2x1x1xf32>, tensor<1xf32>) {
  %s, %t = rn.bn_inference(%g, %b, %m, %v) {eps = 1.0 : f64}
     : (tensor<1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> (tensor<1xf32>, tensor<1xf32>)
  %f, %h = rn.fold_bn %w, %g, %b, %m, %v bias(%c) {eps = 13.0 : f64}
     : (tensor<1x2x1x1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> (tensor<1x2x1x1xf32>, tensor<1xf32>)
  return %s, %t, %f, %h : tensor<1xf32>, tensor<1xf32>, tensor<1x2x1x1xf32>, tensor<1xf32>
})",
      {Tensor({1, 2, 1, 1}, {4, -6}), Tensor({1}, {2}), Tensor({1}, {5}), Tensor({1}, {7}),
       Tensor({1}, {3}), Tensor({1}, {10})},
      {Tensor({1}, {1}), Tensor({1}, {-2}), Tensor({1, 2, 1, 1}, {2, -3}), Tensor({1}, {6.5})});
}

TEST(KnownForward, StatisticsAndTheirCoefficients) {
  // Of two images pivots 1 and 5, sums 2 and 2, squares 4 and 4: mean 4, variance
  // (3^2 + 1 + 1 + 3^2) / 4 = 5; scale 6 / 3, shift 1 - 4 * 2.
  expectValues(R"(
func.func @f(%x: tensor<?x1x1x2xf32>, %w: tensor<1xf32>, %b: tensor<1xf32>)
    -> (tensor<?x3x1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) {
  %s = rn.bn_stats(%x) : (tensor<?x1x1x2xf32>) -> tensor<?x3x1xf32>
  %m, %v, %a, %c = rn.bn_finalize(%s, %w, %b) {positions = 2 : i64, eps = 4.0 : f64}
     : (tensor<?x3x1xf32>, tensor<1xf32>, tensor<1xf32>) -> (tensor<1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>)
  return %s, %m, %v, %a, %c : tensor<?x3x1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>
})",
               {Tensor({2, 1, 1, 2}, {1, 3, 5, 7}), Tensor({1}, {6}), Tensor({1}, {1})},
               {Tensor({2, 3, 1}, {1, 2, 4, 5, 2, 4}), Tensor({1}, {4}), Tensor({1}, {5}),
                Tensor({1}, {2}), Tensor({1}, {-7})});
}

TEST(KnownForward, MaxPoolKeepsTheFirstOfEquals) {
  // Negative values win over padding; of two equal ones the first place counts.
  expectValues(R"(
func.func @f(%x: tensor<?x1x2x3xf32>) -> (tensor<?x1x1x2xf32>, tensor<?x1x1x2xi8>) {
  %y, %i = rn.max_pool %x {window = array<i64: 2, 2>, strides = array<i64: 2, 2>, pads = array<i64: 0, 1, 0, 0>}
     : (tensor<?x1x2x3xf32>) -> (tensor<?x1x1x2xf32>, tensor<?x1x1x2xi8>)
  return %y, %i : tensor<?x1x1x2xf32>, tensor<?x1x1x2xi8>
})",
               {Tensor({1, 1, 2, 3}, {-5, 8, 1, -2, 3, 8})},
               {Tensor({1, 1, 1, 2}, {-2, 8}), Tensor({1, 1, 1, 2}, {3, 0})});
}

TEST(KnownForward, AvgPoolCountsPadding) {
  expectValues(R"(
func.func @f(%x: tensor<?x1x2x2xf32>) -> (tensor<?x1x2x2xf32>, tensor<?x1x1x1xf32>) {
  %y = rn.avg_pool(%x) {window = array<i64: 2, 2>, strides = array<i64: 2, 2>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x1x2x2xf32>) -> tensor<?x1x2x2xf32>
  %z = rn.avg_pool(%x) {window = array<i64: 2, 2>, strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>}
     : (tensor<?x1x2x2xf32>) -> tensor<?x1x1x1xf32>
  return %y, %z : tensor<?x1x2x2xf32>, tensor<?x1x1x1xf32>
})",
               {Tensor({1, 1, 2, 2}, {4, 8, 12, 20})},
               {Tensor({1, 1, 2, 2}, {1, 2, 3, 5}), Tensor({1, 1, 1, 1}, {11})});
}

TEST(KnownForward, ElementwiseLayers) {
  expectValues(R"(
!x = tensor<?x2x1x2xf32>
func.func @f(%x: !x, %s: tensor<2xf32>, %t: tensor<2xf32>) -> (!x, !x, !x, !x) {
  %n = rn.normalize(%x) {mean = array<f64: 1.0, 2.0>, std = array<f64: 0.5, 4.0>} : (!x) -> !x
  %r = rn.relu(%x) : (!x) -> !x
  %a = rn.add(%x, %r) : (!x, !x) -> !x
  %p = rn.scale_shift_add_relu %x affine(%s, %t) plus %r {relu} : (!x, tensor<2xf32>, tensor<2xf32>, !x) -> !x
  return %n, %r, %a, %p : !x, !x, !x, !x
})",
               {Tensor({1, 2, 1, 2}, {3, -1, -2, 6}), Tensor({2}, {10, -1}), Tensor({2}, {1, 0.5})},
               {Tensor({1, 2, 1, 2}, {4, -4, -1, 1}), Tensor({1, 2, 1, 2}, {3, 0, 0, 6}),
                Tensor({1, 2, 1, 2}, {6, -1, -2, 12}), Tensor({1, 2, 1, 2}, {34, 0, 2.5, 0.5})});
}

TEST(KnownForward, SubsamplePadAddsChannelsBehind) {
  expectValues(R"(
func.func @f(%x: tensor<?x1x3x3xf32>) -> tensor<?x2x2x2xf32> {
  %y = rn.subsample_pad(%x) {strides = array<i64: 2, 2>} : (tensor<?x1x3x3xf32>) -> tensor<?x2x2x2xf32>
  return %y : tensor<?x2x2x2xf32>
})",
               {Tensor({1, 1, 3, 3}, {1, 2, 3, 4, 5, 6, 7, 8, 9})},
               {Tensor({1, 2, 2, 2}, {1, 3, 7, 9, 0, 0, 0, 0})});
}

TEST(KnownForward, SoftmaxCrossEntropy) {
  // Logits (0, ln 3): shares 1/4 and 3/4. The second row is far from overflow only if shifted
  // first.
  double ln3 = std::log(3.0);
  expectValues(R"(
func.func @f(%x: tensor<?x2xf32>, %l: tensor<?xi64>) -> (tensor<?x2xf32>, tensor<?x2xf32>, tensor<2xf32>) {
  %g, %r = rn.softmax_cross_entropy(%x, %l) : (tensor<?x2xf32>, tensor<?xi64>) -> (tensor<?x2xf32>, tensor<?x2xf32>)
  %m = rn.reduce_loss(%r) : (tensor<?x2xf32>) -> tensor<2xf32>
  return %g, %r, %m : tensor<?x2xf32>, tensor<?x2xf32>, tensor<2xf32>
})",
               {Tensor({2, 2}, {0, ln3, 5000, 5000 + ln3}), Tensor({2}, {1, 0})},
               {Tensor({2, 2}, {0.125, -0.125, -0.375, 0.375}),
                Tensor({2, 2}, {std::log(4.0 / 3), 1, std::log(4.0), 0}),
                Tensor({2}, {(std::log(4.0 / 3) + std::log(4.0)) / 2, 1})},
               /*tolerance=*/1e-12); // 5000 + ln 3 is rounded to 1e-12.
}

TEST(KnownForward, StepOfTheOptimiser) {
  // d = 1 + 0.5 * 4 = 3; v = 0.5 * 2 + 3 = 4; plain: 4 - 0.1 * 4; Nesterov: 4 - 0.1 * (3 + 0.5 *
  // 4).
  const char *text = R"(
func.func @f(%p: tensor<1xf32>, %v: tensor<1xf32>, %g: tensor<1xf32>, %h: tensor<4xf32>) -> (tensor<1xf32>, tensor<1xf32>) {
  %a, %b = rn.sgd(%p, %v, %g, %h) : (tensor<1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<4xf32>) -> (tensor<1xf32>, tensor<1xf32>)
  return %a, %b : tensor<1xf32>, tensor<1xf32>
})";
  Tensor p({1}, {4}), v({1}, {2}), g({1}, {1});
  expectValues(text, {p, v, g, Tensor({4}, {0.1, 0.5, 0.5, 0})},
               {Tensor({1}, {3.6}), Tensor({1}, {4})});
  expectValues(text, {p, v, g, Tensor({4}, {0.1, 0.5, 0.5, 1})},
               {Tensor({1}, {3.5}), Tensor({1}, {4})});
}

} // namespace
