//===- KnownGradientTest.cpp - gradient ops on cases computed by hand ----------===//
//
// Each gradient op on its own, so that a mistake does not hide behind a rule that uses it.
//
//===----------------------------------------------------------------------===//
#include "tests/numerics/reference/Harness.h"

using namespace resnetc::rn;
using namespace resnetc::rn::test;

namespace {

TEST(KnownGradient, ConvByInput) {
  // One row of three, filter (1, 10), stride 2, one zero in front: outputs read (0, x0) and (x1,
  // x2).
  expectValues(R"(
func.func @f(%g: tensor<?x1x1x2xf32>, %w: tensor<1x1x1x2xf32>, %a: tensor<?x1x1x3xf32>) -> (tensor<?x1x1x3xf32>, tensor<?x1x1x3xf32>) {
  %0 = rn.conv_grad_input %g, %w {strides = array<i64: 1, 2>, pads = array<i64: 0, 1, 0, 0>}
     : (tensor<?x1x1x2xf32>, tensor<1x1x1x2xf32>) -> tensor<?x1x1x3xf32>
  %1 = rn.conv_grad_input %g, %w plus(%a) {strides = array<i64: 1, 2>, pads = array<i64: 0, 1, 0, 0>}
     : (tensor<?x1x1x2xf32>, tensor<1x1x1x2xf32>, tensor<?x1x1x3xf32>) -> tensor<?x1x1x3xf32>
  return %0, %1 : tensor<?x1x1x3xf32>, tensor<?x1x1x3xf32>
})",
               {Tensor({1, 1, 1, 2}, {3, 5}), Tensor({1, 1, 1, 2}, {1, 10}),
                Tensor({1, 1, 1, 3}, {100, 200, 300})},
               {Tensor({1, 1, 1, 3}, {30, 5, 50}), Tensor({1, 1, 1, 3}, {130, 205, 350})});
}

TEST(KnownGradient, ConvByFilterAndBias) {
  // The same windows: dw0 = 3 * 0 + 5 * x1, dw1 = 3 * x0 + 5 * x2, twice for two equal images.
  expectValues(R"(
func.func @f(%x: tensor<?x1x1x3xf32>, %g: tensor<?x1x1x2xf32>, %s: tensor<1xf32>, %t: tensor<1xf32>)
    -> (tensor<1x1x1x2xf32>, tensor<1x1x1x2xf32>, tensor<1xf32>) {
  %0 = rn.conv_grad_weight %x, %g {strides = array<i64: 1, 2>, pads = array<i64: 0, 1, 0, 0>}
     : (tensor<?x1x1x3xf32>, tensor<?x1x1x2xf32>) -> tensor<1x1x1x2xf32>
  %1 = rn.conv_grad_weight %x pre(%s, %t), %g {strides = array<i64: 1, 2>, pads = array<i64: 0, 1, 0, 0>, in_relu}
     : (tensor<?x1x1x3xf32>, tensor<1xf32>, tensor<1xf32>, tensor<?x1x1x2xf32>) -> tensor<1x1x1x2xf32>
  %2 = rn.conv_grad_bias(%g) : (tensor<?x1x1x2xf32>) -> tensor<1xf32>
  return %0, %1, %2 : tensor<1x1x1x2xf32>, tensor<1x1x1x2xf32>, tensor<1xf32>
})",
               {Tensor({2, 1, 1, 3}, {1, 2, 4, 1, 2, 4}), Tensor({2, 1, 1, 2}, {3, 5, 3, 5}),
                Tensor({1}, {2}), Tensor({1}, {-3})},
               // Prologue: (1, 2, 4) becomes (0, 1, 5); the padding stays zero.
               {Tensor({1, 1, 1, 2}, {20, 46}), Tensor({1, 1, 1, 2}, {10, 50}), Tensor({1}, {16})});
}

TEST(KnownGradient, Linear) {
  expectValues(R"(
func.func @f(%x: tensor<?x1x1x2xf32>, %w: tensor<2x2xf32>, %g: tensor<?x2xf32>)
    -> (tensor<?x1x1x2xf32>, tensor<2x2xf32>, tensor<2xf32>) {
  %0 = rn.linear_grad_input(%g, %w) : (tensor<?x2xf32>, tensor<2x2xf32>) -> tensor<?x1x1x2xf32>
  %1 = rn.linear_grad_weight(%x, %g) : (tensor<?x1x1x2xf32>, tensor<?x2xf32>) -> tensor<2x2xf32>
  %2 = rn.linear_grad_bias(%g) : (tensor<?x2xf32>) -> tensor<2xf32>
  return %0, %1, %2 : tensor<?x1x1x2xf32>, tensor<2x2xf32>, tensor<2xf32>
})",
               {Tensor({2, 1, 1, 2}, {1, 2, 3, 4}), Tensor({2, 2}, {1, 10, 100, 1000}),
                Tensor({2, 2}, {1, 0, 2, 3})},
               {Tensor({2, 1, 1, 2}, {1, 10, 302, 3020}), Tensor({2, 2}, {7, 10, 9, 12}),
                Tensor({2}, {3, 3})});
}

TEST(KnownGradient, ReluMasksTheSumOfItsReaders) {
  expectValues(R"(
!x = tensor<?x1x1x3xf32>
func.func @f(%g: !x, %h: !x, %y: !x) -> (!x, !x) {
  %0 = rn.relu_grad %g, %y : (!x, !x) -> !x
  %1 = rn.relu_grad %g plus(%h), %y : (!x, !x, !x) -> !x
  return %0, %1 : !x, !x
})",
               {Tensor({1, 1, 1, 3}, {1, 2, 3}), Tensor({1, 1, 1, 3}, {10, 20, 30}),
                Tensor({1, 1, 1, 3}, {0.5, 0, 4})},
               {Tensor({1, 1, 1, 3}, {1, 0, 3}), Tensor({1, 1, 1, 3}, {11, 0, 33})});
}

TEST(KnownGradient, SubsamplePadDropsTheNewChannels) {
  expectValues(R"(
func.func @f(%g: tensor<?x2x1x2xf32>, %a: tensor<?x1x1x3xf32>) -> (tensor<?x1x1x3xf32>, tensor<?x1x1x3xf32>) {
  %0 = rn.subsample_pad_grad %g {strides = array<i64: 1, 2>} : (tensor<?x2x1x2xf32>) -> tensor<?x1x1x3xf32>
  %1 = rn.subsample_pad_grad %g plus(%a) {strides = array<i64: 1, 2>} : (tensor<?x2x1x2xf32>, tensor<?x1x1x3xf32>) -> tensor<?x1x1x3xf32>
  return %0, %1 : tensor<?x1x1x3xf32>, tensor<?x1x1x3xf32>
})",
               {Tensor({1, 2, 1, 2}, {3, 5, 7, 9}), Tensor({1, 1, 1, 3}, {10, 20, 30})},
               {Tensor({1, 1, 1, 3}, {3, 0, 5}), Tensor({1, 1, 1, 3}, {13, 20, 35})});
}

TEST(KnownGradient, MaxPoolAddsWhereWindowsShareAWinner) {
  // Windows of two, step one: the middle wins both, the third goes to its first place.
  expectValues(R"(
func.func @f(%g: tensor<?x1x1x3xf32>, %i: tensor<?x1x1x3xi8>) -> tensor<?x1x1x4xf32> {
  %0 = rn.max_pool_grad(%g, %i) {window = array<i64: 1, 2>, strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>}
     : (tensor<?x1x1x3xf32>, tensor<?x1x1x3xi8>) -> tensor<?x1x1x4xf32>
  return %0 : tensor<?x1x1x4xf32>
})",
               {Tensor({1, 1, 1, 3}, {1, 10, 100}), Tensor({1, 1, 1, 3}, {1, 0, 0})},
               {Tensor({1, 1, 1, 4}, {0, 11, 100, 0})});
}

TEST(KnownGradient, AvgPoolSpreadsEvenlyPaddingIncluded) {
  expectValues(R"(
func.func @f(%g: tensor<?x1x1x2xf32>) -> tensor<?x1x1x3xf32> {
  %0 = rn.avg_pool_grad(%g) {window = array<i64: 1, 2>, strides = array<i64: 1, 2>, pads = array<i64: 0, 1, 0, 0>}
     : (tensor<?x1x1x2xf32>) -> tensor<?x1x1x3xf32>
  return %0 : tensor<?x1x1x3xf32>
})",
               {Tensor({1, 1, 1, 2}, {6, 10})}, {Tensor({1, 1, 1, 3}, {3, 5, 5})});
}

TEST(KnownGradient, BatchNorm) {
  // x = -1, 1 (mean 0, variance 1, eps 3: deviation 2), weight 4, gradient (3, 1):
  // normalised -1/2, 1/2; dw = -1; db = 4; dx = 4 / 2 * (g - 2 - normalised * (-1/2)).
  expectValues(R"(
!x = tensor<?x1x1x1xf32>
!v = tensor<1xf32>
func.func @f(%g: !x, %x: !x, %m: !v, %v: !v, %w: !v) -> (!x, !v, !v) {
  %0, %1, %2 = rn.batch_norm_grad(%g, %x, %m, %v, %w) {eps = 3.0 : f64} : (!x, !x, !v, !v, !v) -> (!x, !v, !v)
  return %0, %1, %2 : !x, !v, !v
})",
               {Tensor({2, 1, 1, 1}, {3, 1}), Tensor({2, 1, 1, 1}, {-1, 1}), Tensor({1}, {0}),
                Tensor({1}, {1}), Tensor({1}, {4})},
               {Tensor({2, 1, 1, 1}, {1.5, -1.5}), Tensor({1}, {-1}), Tensor({1}, {4})});
}

TEST(KnownGradient, BatchNormInParts) {
  // The same numbers about a mean of 10: sums g = 4 and g*(x - 10) = -2; a = 2,
  // b = -2 * 1/2 * -1 / 2 = 1/2, c = -2 * 4 / 2 - 1/2 * 10.
  expectValues(R"(
!x = tensor<?x1x1x1xf32>
!v = tensor<1xf32>
!s = tensor<?x2x1xf32>
func.func @f(%g: !x, %x: !x, %m: !v, %v: !v, %w: !v) -> (!s, !v, !v, !v, !v, !v, !x) {
  %s = rn.grad_stats %g, %x, %m : (!x, !x, !v) -> !s
  %dw, %db, %a, %b, %c = rn.bn_grad_finalize(%s, %m, %v, %w) {positions = 1 : i64, eps = 3.0 : f64} : (!s, !v, !v, !v) -> (!v, !v, !v, !v, !v)
  %d = rn.bn_grad_apply %g, %x, %a, %b, %c : (!x, !x, !v, !v, !v) -> !x
  return %s, %dw, %db, %a, %b, %c, %d : !s, !v, !v, !v, !v, !v, !x
})",
               {Tensor({2, 1, 1, 1}, {3, 1}), Tensor({2, 1, 1, 1}, {9, 11}), Tensor({1}, {10}),
                Tensor({1}, {1}), Tensor({1}, {4})},
               {Tensor({2, 2, 1}, {3, -3, 1, 1}), Tensor({1}, {-1}), Tensor({1}, {4}),
                Tensor({1}, {2}), Tensor({1}, {0.5}), Tensor({1}, {-9}),
                Tensor({2, 1, 1, 1}, {1.5, -1.5})});
}

TEST(KnownGradient, StatisticsOfAMaskedGradient) {
  // By output: the second position is off. By scale and shift: x + 0.5 > 0 leaves the second alone.
  // The mean is 1.
  expectValues(R"(
!x = tensor<?x1x1x2xf32>
!v = tensor<1xf32>
!s = tensor<?x2x1xf32>
func.func @f(%g: !x, %h: !x, %y: !x, %x: !x, %p: !v, %q: !v) -> (!s, !x, !s, !x) {
  %0, %1 = rn.grad_stats %g plus(%h), %x, %p where(%y) : (!x, !x, !x, !x, !v) -> (!s, !x)
  %2 = rn.grad_stats %g, %x, %p where_affine(%p, %q) : (!x, !x, !v, !v, !v) -> !s
  %3 = rn.bn_grad_apply %g, %x where_affine(%p, %q), %p, %p, %q : (!x, !x, !v, !v, !v, !v, !v) -> !x
  return %0, %1, %2, %3 : !s, !x, !s, !x
})",
               {Tensor({1, 1, 1, 2}, {3, 5}), Tensor({1, 1, 1, 2}, {10, 20}),
                Tensor({1, 1, 1, 2}, {7, 0}), Tensor({1, 1, 1, 2}, {-2, 4}), Tensor({1}, {1}),
                Tensor({1}, {0.5})},
               {Tensor({1, 2, 1}, {13, -39}), Tensor({1, 1, 1, 2}, {13, 0}),
                Tensor({1, 2, 1}, {5, 15}), Tensor({1, 1, 1, 2}, {-1.5, 9.5})});
}

} // namespace
