//===- SpecialValuesTest.cpp - NaN and infinity in every layer that compares ------------===//
//
// What goes in that is not a number comes out as such, forward and backward, as torch has it; the
// expected values are torch's.
//
//===----------------------------------------------------------------------===//
#include "tests/numerics/reference/Harness.h"

#include <cmath>
#include <limits>

using namespace resnetc::rn;
using namespace resnetc::rn::test;

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double inf = std::numeric_limits<double>::infinity();

TEST(SpecialValues, ReluKeepsNaNAndLetsItsGradientThrough) {
  Tensor x({1, 1, 1, 5}, {nan, inf, -inf, -1, 1}), ones({1, 1, 1, 5}, {1, 1, 1, 1, 1});
  expectValues(R"(
!x = tensor<?x1x1x5xf32>
func.func @f(%x: !x, %dy: !x, %one: tensor<1xf32>, %zero: tensor<1xf32>) -> (!x, !x, !x, tensor<?x2x1xf32>) {
  %y = rn.relu(%x) : (!x) -> !x
  %dx = rn.relu_grad %dy, %y : (!x, !x) -> !x
  %p = rn.scale_shift_add_relu %x affine(%one, %zero) {relu} : (!x, tensor<1xf32>, tensor<1xf32>) -> !x
  %s, %g = rn.grad_stats %dy, %dy, %zero where(%y) : (!x, !x, !x, tensor<1xf32>) -> (tensor<?x2x1xf32>, !x)
  return %y, %dx, %p, %s : !x, !x, !x, tensor<?x2x1xf32>
})",
               {x, ones, Tensor({1}, {1}), Tensor({1}, {0})},
               {Tensor({1, 1, 1, 5}, {nan, inf, 0, 0, 1}), Tensor({1, 1, 1, 5}, {1, 1, 0, 0, 1}),
                Tensor({1, 1, 1, 5}, {nan, inf, 0, 0, 1}), Tensor({1, 2, 1}, {3, 3})});
}

TEST(SpecialValues, PreluAndSigmoid) {
  expectValues(R"(
!x = tensor<?x1x1x5xf32>
func.func @f(%x: !x, %s: tensor<1xf32>, %dy: !x) -> (!x, !x, tensor<1xf32>, !x) {
  %y = rn.prelu(%x, %s) : (!x, tensor<1xf32>) -> !x
  %dx = rn.prelu_grad(%dy, %x, %s) : (!x, !x, tensor<1xf32>) -> !x
  %ds = rn.prelu_grad_slope(%dy, %x) : (!x, !x) -> tensor<1xf32>
  %z = rn.sigmoid(%x) : (!x) -> !x
  return %y, %dx, %ds, %z : !x, !x, tensor<1xf32>, !x
})",
               {Tensor({1, 1, 1, 5}, {nan, inf, -inf, -1e10, 1}), Tensor({1}, {0.5}),
                Tensor({1, 1, 1, 5}, {1, 1, 1, 1, 1})},
               {Tensor({1, 1, 1, 5}, {nan, inf, -inf, -5e9, 1}),
                Tensor({1, 1, 1, 5}, {0.5, 1, 0.5, 0.5, 1}), Tensor({1}, {nan}),
                Tensor({1, 1, 1, 5}, {nan, 1, 0, 0, 1 / (1 + std::exp(-1.0))})});
}

TEST(SpecialValues, ActivationsByKind) {
  Tensor x({1, 1, 1, 3}, {nan, inf, -inf}), ones({1, 1, 1, 3}, {1, 1, 1});
  auto expectKind = [&](const std::string &kind, std::vector<double> y, std::vector<double> dx) {
    SCOPED_TRACE(kind);
    std::string attributes = "{kind = #rn.activation" + kind + "}";
    expectValues(R"(
!x = tensor<?x1x1x3xf32>
func.func @f(%x: !x, %dy: !x) -> (!x, !x) {
  %y = rn.activation(%x) )" +
                     attributes + R"( : (!x) -> !x
  %dx = rn.activation_grad(%dy, %x) )" +
                     attributes + R"( : (!x, !x) -> !x
  return %y, %dx : !x, !x
})",
                 {x, ones}, {Tensor(x.shape, y), Tensor(x.shape, dx)});
  };
  expectKind("<silu>", {nan, inf, nan}, {nan, nan, nan}); // infinity * 0, as torch has it
  expectKind("<relu6>", {nan, 6, 0}, {1, 0, 0});
  expectKind("<hardswish>", {nan, inf, nan}, {nan, 1, 0});
  expectKind("<leaky_relu>, slope = 0.5 : f64", {nan, inf, -inf}, {0.5, 1, 0.5});
}

TEST(SpecialValues, MaximumIsNaNWhereOneIs) {
  expectValues(R"(
!x = tensor<?x1x1x4xf32>
func.func @f(%a: !x, %b: !x, %dy: !x) -> (!x, !x, !x) {
  %y = rn.max(%a, %b) : (!x, !x) -> !x
  %da = rn.max_grad(%dy, %a, %b) : (!x, !x, !x) -> !x
  %db = rn.max_grad(%dy, %a, %b) {right} : (!x, !x, !x) -> !x
  return %y, %da, %db : !x, !x, !x
})",
               {Tensor({1, 1, 1, 4}, {nan, 1, nan, -inf}), Tensor({1, 1, 1, 4}, {1, nan, nan, 3}),
                Tensor({1, 1, 1, 4}, {1, 2, 3, 4})},
               {Tensor({1, 1, 1, 4}, {nan, nan, nan, 3}), Tensor({1, 1, 1, 4}, {1, 2, 3, 0}),
                Tensor({1, 1, 1, 4}, {1, 2, 3, 4})});
}

TEST(SpecialValues, MaxPoolFindsNaNInAnyPlace) {
  // Windows of 3x3 with padding: NaN alone, the last of two, and -infinity alone.
  const char *text = R"(
func.func @f(%x: tensor<?x1x2x2xf32>) -> (tensor<?x1x1x1xf32>, tensor<?x1x1x1xi8>) {
  %y, %i = rn.max_pool %x {window = array<i64: 3, 3>, strides = array<i64: 2, 2>, pads = array<i64: 1, 1, 0, 0>}
     : (tensor<?x1x2x2xf32>) -> (tensor<?x1x1x1xf32>, tensor<?x1x1x1xi8>)
  return %y, %i : tensor<?x1x1x1xf32>, tensor<?x1x1x1xi8>
})";
  expectValues(text, {Tensor({3, 1, 2, 2}, {nan, 1, 2, 3, 9, nan, nan, 3, -inf, -inf, -inf, -inf})},
               {Tensor({3, 1, 1, 1}, {nan, nan, -inf}), Tensor({3, 1, 1, 1}, {4, 7, 4})});
}

TEST(SpecialValues, DroppedNaNIsNaN) {
  // The first four of this mask drop three.
  expectValues(
      R"(
!x = tensor<?x2x1x4xf32>
func.func @f(%x: !x, %key: tensor<1xi64>) -> !x {
  %y = rn.dropout(%x, %key) {rate = 0.5 : f64, layer = 2 : i64} : (!x, tensor<1xi64>) -> !x
  return %y : !x
})",
      {Tensor({1, 2, 1, 4}, {nan, inf, 3, nan, -inf, 6, 7, 8}), Tensor({1}, {78187493520})},
      {Tensor({1, 2, 1, 4}, {nan, nan, 0, nan, -inf, 0, 0, 0})});
}

TEST(SpecialValues, CrossEntropyOfExtremeLogits) {
  expectValues(R"(
!x = tensor<?x2xf32>
func.func @f(%x: !x, %l: tensor<?xi64>) -> (!x, !x) {
  %g, %r = rn.softmax_cross_entropy(%x, %l) : (!x, tensor<?xi64>) -> (!x, !x)
  return %g, %r : !x, !x
})",
               {Tensor({6, 2}, {1e38, 1e38, -1e10, -1e10, -inf, 0, 0, -inf, -inf, -inf, 0, nan}),
                Tensor({6}, {1, 0, 1, 1, 0, 1})},
               {Tensor({6, 2}, {1 / 12.0, -1 / 12.0, -1 / 12.0, 1 / 12.0, 0, 0, 1 / 6.0, -1 / 6.0,
                                nan, nan, nan, nan}),
                Tensor({6, 2}, {std::log(2), 0, std::log(2), 1, 0, 1, inf, 0, nan, 1, nan, 1})});
}

} // namespace
