//===- KnownFamilyTest.cpp - joins, activations and groups computed by hand ------===//
//
// The layers of the networks that residual ones are compared with, and their gradients, on cases
// small enough to check on paper.
//
//===----------------------------------------------------------------------===//
#include "tests/numerics/reference/Harness.h"

#include <cmath>
#include <string>

using namespace resnetc::rn;
using namespace resnetc::rn::test;

namespace {

TEST(KnownFamily, PreluAndItsGradients) {
  // Slopes 0.5 and -1; the slopes' gradients sum dy * min(x, 0) over batch and map.
  expectValues(
      R"(
!x = tensor<?x2x1x2xf32>
func.func @f(%x: !x, %s: tensor<2xf32>, %dy: !x) -> (!x, !x, tensor<2xf32>) {
  %y = rn.prelu(%x, %s) : (!x, tensor<2xf32>) -> !x
  %dx = rn.prelu_grad(%dy, %x, %s) : (!x, !x, tensor<2xf32>) -> !x
  %ds = rn.prelu_grad_slope(%dy, %x) : (!x, !x) -> tensor<2xf32>
  return %y, %dx, %ds : !x, !x, tensor<2xf32>
})",
      {Tensor({2, 2, 1, 2}, {2, -4, -6, 8, -1, 1, 0, 1}), Tensor({2}, {0.5, -1}),
       Tensor({2, 2, 1, 2}, {1, 10, 100, 1000, 3, 5, 7, 9})},
      {Tensor({2, 2, 1, 2}, {2, -2, 6, 8, -0.5, 1, 0, 1}),
       Tensor({2, 2, 1, 2}, {1, 5, -100, 1000, 1.5, 5, -7, 9}), Tensor({2}, {-43, -600})});
}

TEST(KnownFamily, SigmoidAndItsGradient) {
  expectValues(R"(
!x = tensor<?x1x1x2xf32>
func.func @f(%x: !x, %dy: !x) -> (!x, !x) {
  %y = rn.sigmoid(%x) : (!x) -> !x
  %dx = rn.sigmoid_grad(%dy, %y) : (!x, !x) -> !x
  return %y, %dx : !x, !x
})",
               {Tensor({1, 1, 1, 2}, {0, std::log(3.0)}), Tensor({1, 1, 1, 2}, {4, 16})},
               {Tensor({1, 1, 1, 2}, {0.5, 0.75}), Tensor({1, 1, 1, 2}, {1, 3})});
}

/// One kind on one row, with gradients of 12.
void expectActivation(const std::string &kind, std::vector<double> x, std::vector<double> y,
                      std::vector<double> dx) {
  SCOPED_TRACE(kind);
  std::string map = "tensor<?x1x1x" + std::to_string(x.size()) + "xf32>";
  std::string attributes = " {kind = #rn.activation" + kind + "} : (" + map;
  std::string text = "func.func @f(%x: " + map + ", %dy: " + map + ") -> (" + map + ", " + map +
                     ") {\n  %y = rn.activation(%x)" + attributes + ") -> " + map +
                     "\n  %dx = rn.activation_grad(%dy, %x)" + attributes + ", " + map + ") -> " +
                     map + "\n  return %y, %dx : " + map + ", " + map + "\n}";
  std::vector<int64_t> shape = {1, 1, 1, int64_t(x.size())};
  expectValues(text, {Tensor(shape, x), Tensor(shape, std::vector<double>(x.size(), 12))},
               {Tensor(shape, y), Tensor(shape, dx)});
}

TEST(KnownFamily, ActivationsAndTheirGradients) {
  double third = std::log(3.0); // of which the logistic function is 3/4, and of -third 1/4
  expectActivation("<silu>", {0, third, -third}, {0, 0.75 * third, -0.25 * third},
                   {6, 9 * (1 + 0.25 * third), 3 * (1 - 0.75 * third)});
  // At the kinks as torch has it.
  expectActivation("<relu6>", {-1, 0, 2, 6, 7}, {0, 0, 2, 6, 6}, {0, 0, 12, 0, 0});
  expectActivation("<hardswish>", {-4, -3, -1.5, 0, 1.5, 3, 4}, {0, 0, -0.375, 0, 1.125, 3, 4},
                   {0, 0, 0, 6, 12, 12, 12});
  expectActivation("<leaky_relu>, slope = 0.25 : f64", {-4, 0, 4}, {-1, 0, 4}, {3, 3, 12});
}

TEST(KnownFamily, ScaleAndItsGradients) {
  expectValues(R"(
!x = tensor<?x2x1x2xf32>
func.func @f(%x: !x, %s: tensor<1xf32>, %dy: !x) -> (!x, tensor<1xf32>) {
  %y = rn.scale_by(%x, %s) : (!x, tensor<1xf32>) -> !x
  %ds = rn.scale_by_grad_scale(%dy, %x) : (!x, !x) -> tensor<1xf32>
  return %y, %ds : !x, tensor<1xf32>
})",
               {Tensor({2, 2, 1, 2}, {1, 2, 3, 4, 5, 6, 7, 8}), Tensor({1}, {-0.5}),
                Tensor({2, 2, 1, 2}, {1, 0, 10, 0, 100, 0, 1000, -1})},
               {Tensor({2, 2, 1, 2}, {-0.5, -1, -1.5, -2, -2.5, -3, -3.5, -4}),
                Tensor({1}, {1 + 30 + 500 + 7000 - 8})});
}

TEST(KnownFamily, DropoutFollowsFromItsKey) {
  // The masks come from a separate program of the formula; the key has bits above the 32nd.
  expectValues(R"(
!x = tensor<?x2x1x4xf32>
func.func @f(%x: !x, %key: tensor<1xi64>) -> (!x, !x) {
  %y = rn.dropout(%x, %key) {rate = 0.5 : f64, layer = 2 : i64} : (!x, tensor<1xi64>) -> !x
  %z = rn.dropout(%x, %key) {rate = 0.75 : f64, layer = 0 : i64} : (!x, tensor<1xi64>) -> !x
  return %y, %z : !x, !x
})",
               {Tensor({2, 2, 1, 4}, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}),
                Tensor({1}, {78187493520})},
               {Tensor({2, 2, 1, 4}, {0, 0, 0, 8, 10, 0, 0, 0, 18, 0, 0, 24, 0, 28, 30, 0}),
                Tensor({2, 2, 1, 4}, {0, 0, 0, 16, 0, 0, 0, 32, 0, 0, 0, 0, 0, 56, 0, 0})});
}

TEST(KnownFamily, MaxGivesEqualsToTheLeft) {
  expectValues(R"(
!x = tensor<?x3x1x1xf32>
func.func @f(%a: !x, %b: !x, %dy: !x) -> (!x, !x, !x) {
  %y = rn.max(%a, %b) : (!x, !x) -> !x
  %da = rn.max_grad(%dy, %a, %b) : (!x, !x, !x) -> !x
  %db = rn.max_grad(%dy, %a, %b) {right} : (!x, !x, !x) -> !x
  return %y, %da, %db : !x, !x, !x
})",
               {Tensor({1, 3, 1, 1}, {1, 5, 2}), Tensor({1, 3, 1, 1}, {1, 3, 7}),
                Tensor({1, 3, 1, 1}, {1, 2, 3})},
               {Tensor({1, 3, 1, 1}, {1, 5, 7}), Tensor({1, 3, 1, 1}, {1, 2, 0}),
                Tensor({1, 3, 1, 1}, {0, 0, 3})});
}

TEST(KnownFamily, GateLetsThroughOrCarries) {
  expectValues(R"(
!x = tensor<?x2x1x1xf32>
func.func @f(%v: !x, %t: !x, %c: !x, %dy: !x) -> (!x, !x, !x, !x, !x) {
  %y = rn.gate %v, %t carry(%c) : (!x, !x, !x) -> !x
  %z = rn.gate %v, %t : (!x, !x) -> !x
  %dc = rn.gate_grad_carry(%dy, %t) : (!x, !x) -> !x
  %dt = rn.gate_grad_gate %dy, %v carry(%c) : (!x, !x, !x) -> !x
  %du = rn.gate_grad_gate %dy, %v : (!x, !x) -> !x
  return %y, %z, %dc, %dt, %du : !x, !x, !x, !x, !x
})",
               {Tensor({1, 2, 1, 1}, {2, 4}), Tensor({1, 2, 1, 1}, {0.25, 1}),
                Tensor({1, 2, 1, 1}, {10, 20}), Tensor({1, 2, 1, 1}, {4, 3})},
               {Tensor({1, 2, 1, 1}, {8, 4}), Tensor({1, 2, 1, 1}, {0.5, 4}),
                Tensor({1, 2, 1, 1}, {3, 0}), Tensor({1, 2, 1, 1}, {-32, -48}),
                Tensor({1, 2, 1, 1}, {8, 12})});
}

TEST(KnownFamily, GateOfWholeChannels) {
  expectValues(R"(
!x = tensor<?x2x1x2xf32>
!t = tensor<?x2x1x1xf32>
func.func @f(%v: !x, %t: !t, %dy: !x) -> (!x, !x, !t, !t) {
  %y = rn.gate %v, %t : (!x, !t) -> !x
  %dc = rn.gate_grad_carry(%dy, %t) : (!x, !t) -> !x
  %dt = rn.gate_grad_gate %dy, %v : (!x, !x) -> !t
  %du = rn.gate_grad_gate %dy, %v carry(%dy) : (!x, !x, !x) -> !t
  return %y, %dc, %dt, %du : !x, !x, !t, !t
})",
               {Tensor({1, 2, 1, 2}, {1, 2, 3, 4}), Tensor({1, 2, 1, 1}, {0.5, 2}),
                Tensor({1, 2, 1, 2}, {1, 10, 100, 1000})},
               {Tensor({1, 2, 1, 2}, {0.5, 1, 6, 8}), Tensor({1, 2, 1, 2}, {0.5, 5, -100, -1000}),
                Tensor({1, 2, 1, 1}, {21, 4300}),
                Tensor({1, 2, 1, 1}, {21 - 101, 4300 - 1010000})});
}

TEST(KnownFamily, ConcatStandsChannelsBehindEachOther) {
  expectValues(
      R"(
!a = tensor<?x1x1x1xf32>
!b = tensor<?x2x1x1xf32>
!y = tensor<?x4x1x1xf32>
func.func @f(%a: !a, %b: !b) -> (!y, !b) {
  %y = rn.concat(%a, %b, %a) : (!a, !b, !a) -> !y
  %s = rn.slice(%y) {start = 2 : i64} : (!y) -> !b
  return %y, %s : !y, !b
})",
      {Tensor({2, 1, 1, 1}, {1, 4}), Tensor({2, 2, 1, 1}, {2, 3, 5, 6})},
      {Tensor({2, 4, 1, 1}, {1, 2, 3, 1, 4, 5, 6, 4}), Tensor({2, 2, 1, 1}, {3, 1, 6, 4})});
}

TEST(KnownFamily, LocalResponseNormalisation) {
  // Squares 1, 4, 9: s = 1 + 5, 1 + 14, 1 + 13. Only the first gradient is 1, and its window holds
  // channels 0 and 1: dx = (1 / 6 - 2 * 1 / 36, -2 * 2 / 36, 0).
  expectValues(R"(
!x = tensor<?x3x1x1xf32>
func.func @f(%x: !x, %dy: !x) -> (!x, !x) {
  %y = rn.lrn(%x) {size = 3 : i64, alpha = 3.0 : f64, beta = 1.0 : f64, k = 1.0 : f64} : (!x) -> !x
  %dx = rn.lrn_grad(%dy, %x) {size = 3 : i64, alpha = 3.0 : f64, beta = 1.0 : f64, k = 1.0 : f64} : (!x, !x) -> !x
  return %y, %dx : !x, !x
})",
               {Tensor({1, 3, 1, 1}, {1, 2, 3}), Tensor({1, 3, 1, 1}, {1, 0, 0})},
               {Tensor({1, 3, 1, 1}, {1.0 / 6, 2.0 / 15, 3.0 / 14}),
                Tensor({1, 3, 1, 1}, {1.0 / 9, -1.0 / 9, 0})});
}

TEST(KnownFamily, GroupsOfAConvolutionStayApart) {
  expectValues(R"(
!x = tensor<?x4x1x1xf32>
!w = tensor<2x2x1x1xf32>
!y = tensor<?x2x1x1xf32>
func.func @f(%x: !x, %w: !w, %dy: !y) -> (!y, !x, !w) {
  %y = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>, groups = 2 : i64} : (!x, !w) -> !y
  %dx = rn.conv_grad_input %dy, %w {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>, groups = 2 : i64} : (!y, !w) -> !x
  %dw = rn.conv_grad_weight %x, %dy {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>, groups = 2 : i64} : (!x, !y) -> !w
  return %y, %dx, %dw : !y, !x, !w
})",
               {Tensor({1, 4, 1, 1}, {1, 2, 3, 4}), Tensor({2, 2, 1, 1}, {1, 10, 100, 1000}),
                Tensor({1, 2, 1, 1}, {1, 2})},
               {Tensor({1, 2, 1, 1}, {21, 4300}), Tensor({1, 4, 1, 1}, {1, 10, 200, 2000}),
                Tensor({2, 2, 1, 1}, {1, 2, 6, 8})});
}

TEST(KnownFamily, FlattenKeepsTheOrder) {
  expectValues(
      R"(
!x = tensor<?x2x1x2xf32>
func.func @f(%x: !x) -> (tensor<?x4xf32>, !x) {
  %y = rn.flatten(%x) : (!x) -> tensor<?x4xf32>
  %z = rn.unflatten(%y) : (tensor<?x4xf32>) -> !x
  return %y, %z : tensor<?x4xf32>, !x
})",
      {Tensor({2, 2, 1, 2}, {1, 2, 3, 4, 5, 6, 7, 8})},
      {Tensor({2, 4}, {1, 2, 3, 4, 5, 6, 7, 8}), Tensor({2, 2, 1, 2}, {1, 2, 3, 4, 5, 6, 7, 8})});
}

TEST(KnownFamily, LossOfTwoHeads) {
  // Logits (0, ln 3): shares 1/4 and 3/4. The second head's loss counts 0.5, and whether it is
  // right does not count.
  double ln3 = std::log(3.0), sure = std::log(4.0 / 3), wrong = std::log(4.0);
  expectValues(
      R"(
!x = tensor<?x2xf32>
func.func @f(%x: !x, %z: !x, %l: tensor<?xi64>) -> (!x, tensor<2xf32>) {
  %g, %r = rn.softmax_cross_entropy(%x, %l) : (!x, tensor<?xi64>) -> (!x, !x)
  %h, %s = rn.softmax_cross_entropy(%z, %l) {weight = 0.5 : f64} : (!x, tensor<?xi64>) -> (!x, !x)
  %m = rn.reduce_loss(%r, %s) : (!x, !x) -> tensor<2xf32>
  return %h, %m : !x, tensor<2xf32>
})",
      {Tensor({2, 2}, {0, ln3, 0, ln3}), Tensor({2, 2}, {0, ln3, ln3, 0}), Tensor({2}, {1, 0})},
      {Tensor({2, 2}, {0.0625, -0.0625, -0.0625, 0.0625}),
       Tensor({2}, {(sure + wrong) / 2 + 0.5 * sure, 1})});
}

} // namespace
