//===- GradientOpsTest.cpp - fused and decomposed gradients against differences -----===//
//
// The forms that the fusion phase makes: gradients with an addend, prologues, masks, and batch
// norm's gradient taken apart. In each case `@g` takes the arguments of `@f` and the gradient of
// its result, and returns the gradients by the arguments that the case names.
//
//===----------------------------------------------------------------------===//
#include "tests/numerics/reference/Harness.h"

using namespace resnetc::rn;
using namespace resnetc::rn::test;

namespace {

struct GradientCase {
  const char *name;
  std::vector<size_t> arguments; ///< By which arguments of `@f` the results of `@g` differentiate.
  const char *text;
};

void PrintTo(const GradientCase &c, std::ostream *out) { *out << c.name; }

class GradientOps : public testing::TestWithParam<GradientCase> {};

TEST_P(GradientOps, AgreeWithFiniteDifferences) {
  Model model(GetParam().text);
  ASSERT_TRUE(model.errors.empty()) << model.errors[0];
  for (int64_t batch : {1, 3}) {
    std::vector<Tensor> inputs = model.gridInputs("f", batch);
    std::vector<Tensor> forward = model.run("f", inputs);
    ASSERT_FALSE(forward.empty());
    Tensor dy = gridTensor(forward[0].shape, 99);
    std::vector<Tensor> all = inputs;
    all.push_back(dy);
    std::vector<Tensor> gradients = model.run("g", all);
    ASSERT_EQ(gradients.size(), GetParam().arguments.size());
    for (size_t i = 0; i < gradients.size(); ++i)
      expectClose(gradients[i], numericGradient(model, "f", inputs, GetParam().arguments[i], dy),
                  1e-6, "batch " + std::to_string(batch) + ", result " + std::to_string(i));
  }
}

const GradientCase cases[] = {
    // A join sends its gradient both ways: the shortcut's share is the convolution's addend.
    {"ConvGradInputWithAddend", {0}, R"(
!x = tensor<?x3x5x4xf32>
!w = tensor<3x3x3x3xf32>
func.func @f(%x: !x, %w: !w) -> !x {
  %y = rn.conv %x, %w residual(%x) {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>} : (!x, !w, !x) -> !x
  return %y : !x
}
func.func @g(%x: !x, %w: !w, %dy: !x) -> !x {
  %dx = rn.conv_grad_input %dy, %w plus(%dy) {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>} : (!x, !w, !x) -> !x
  return %dx : !x
})"},
    {"ConvGradWeightWithPrologue", {1}, R"(
!x = tensor<?x3x5x4xf32>
!y = tensor<?x2x3x5xf32>
!w = tensor<2x3x3x2xf32>
!v = tensor<3xf32>
func.func @f(%x: !x, %w: !w, %s: !v, %t: !v) -> !y {
  %y = rn.conv %x, %w pre(%s, %t) {strides = array<i64: 2, 1>, pads = array<i64: 1, 1, 1, 1>, in_relu} : (!x, !w, !v, !v) -> !y
  return %y : !y
}
func.func @g(%x: !x, %w: !w, %s: !v, %t: !v, %dy: !y) -> !w {
  %dw = rn.conv_grad_weight %x pre(%s, %t), %dy {strides = array<i64: 2, 1>, pads = array<i64: 1, 1, 1, 1>, in_relu}
      : (!x, !v, !v, !y) -> !w
  return %dw : !w
})"},
    {"ConvGradWeightWithAffineAlone", {1}, R"(
!x = tensor<?x2x4x4xf32>
!w = tensor<3x2x1x1xf32>
!y = tensor<?x3x2x2xf32>
!v = tensor<2xf32>
func.func @f(%x: !x, %w: !w, %s: !v, %t: !v) -> !y {
  %y = rn.conv %x, %w pre(%s, %t) {strides = array<i64: 2, 2>, pads = array<i64: 0, 0, 0, 0>} : (!x, !w, !v, !v) -> !y
  return %y : !y
}
func.func @g(%x: !x, %w: !w, %s: !v, %t: !v, %dy: !y) -> !w {
  %dw = rn.conv_grad_weight %x pre(%s, %t), %dy {strides = array<i64: 2, 2>, pads = array<i64: 0, 0, 0, 0>} : (!x, !v, !v, !y) -> !w
  return %dw : !w
})"},
    {"ReluGradOfTwoReaders", {0}, R"(
!x = tensor<?x3x3x5xf32>
func.func @f(%x: !x) -> !x {
  %r = rn.relu(%x) : (!x) -> !x
  %y = rn.add(%r, %r) : (!x, !x) -> !x
  return %y : !x
}
func.func @g(%x: !x, %dy: !x) -> !x {
  %r = rn.relu(%x) : (!x) -> !x
  %dx = rn.relu_grad %dy plus(%dy), %r : (!x, !x, !x) -> !x
  return %dx : !x
})"},
    {"SubsamplePadGradWithAddend", {0}, R"(
!x = tensor<?x2x3x5xf32>
!y = tensor<?x2x3x5xf32>
func.func @f(%x: !x) -> !y {
  %s = rn.subsample_pad(%x) {strides = array<i64: 1, 1>} : (!x) -> !y
  %y = rn.add(%s, %x) : (!y, !y) -> !y
  return %y : !y
}
func.func @g(%x: !x, %dy: !y) -> !x {
  %dx = rn.subsample_pad_grad %dy plus(%dy) {strides = array<i64: 1, 1>} : (!y, !y) -> !x
  return %dx : !x
})"},
    {"MaxPoolWithPrologue", {0}, R"(
!x = tensor<?x2x5x5xf32>
!y = tensor<?x2x3x3xf32>
!i = tensor<?x2x3x3xi8>
func.func @f(%x: !x) -> !y {
  %s = rn.constant dense<[2.0, -0.5]> : tensor<2xf32>
  %t = rn.constant dense<[3.0, 1.0]> : tensor<2xf32>
  %y = rn.max_pool %x pre(%s, %t) {window = array<i64: 3, 3>, strides = array<i64: 2, 2>, pads = array<i64: 1, 1, 1, 1>, in_relu}
     : (!x, tensor<2xf32>, tensor<2xf32>) -> !y
  return %y : !y
}
func.func @g(%x: !x, %dy: !y) -> !x {
  %s = rn.constant dense<[2.0, -0.5]> : tensor<2xf32>
  %t = rn.constant dense<[3.0, 1.0]> : tensor<2xf32>
  %zero = rn.constant dense<0.0> : tensor<2xf32>
  %y, %i = rn.max_pool %x pre(%s, %t) {window = array<i64: 3, 3>, strides = array<i64: 2, 2>, pads = array<i64: 1, 1, 1, 1>, in_relu}
     : (!x, tensor<2xf32>, tensor<2xf32>) -> (!y, !i)
  %d = rn.max_pool_grad(%dy, %i) {window = array<i64: 3, 3>, strides = array<i64: 2, 2>, pads = array<i64: 1, 1, 1, 1>} : (!y, !i) -> !x
  %dx = rn.scale_shift_add_relu %d affine(%s, %zero) : (!x, tensor<2xf32>, tensor<2xf32>) -> !x
  return %dx : !x
})"},
    // Statistics, coefficients and one pass over the elements, both ways.
    {"BatchNormInParts", {0, 1, 2}, R"(
!x = tensor<?x3x3x4xf32>
!v = tensor<3xf32>
!s = tensor<?x2x3xf32>
!m = tensor<?x3x3xf32>
func.func @f(%x: !x, %w: !v, %b: !v) -> !x {
  %sums = rn.bn_stats(%x) : (!x) -> !m
  %m, %var, %scale, %shift = rn.bn_finalize(%sums, %w, %b) {positions = 12 : i64, eps = 1.0e-5 : f64} : (!m, !v, !v) -> (!v, !v, !v, !v)
  %y = rn.scale_shift_add_relu %x affine(%scale, %shift) : (!x, !v, !v) -> !x
  return %y : !x
}
func.func @g(%x: !x, %w: !v, %b: !v, %dy: !x) -> (!x, !v, !v) {
  %sums = rn.bn_stats(%x) : (!x) -> !m
  %m, %var, %scale, %shift = rn.bn_finalize(%sums, %w, %b) {positions = 12 : i64, eps = 1.0e-5 : f64} : (!m, !v, !v) -> (!v, !v, !v, !v)
  %gs = rn.grad_stats %dy, %x, %m : (!x, !x, !v) -> !s
  %dw, %db, %ca, %cb, %cc = rn.bn_grad_finalize(%gs, %m, %var, %w) {positions = 12 : i64, eps = 1.0e-5 : f64}
      : (!s, !v, !v, !v) -> (!v, !v, !v, !v, !v)
  %dx = rn.bn_grad_apply %dy, %x, %ca, %cb, %cc : (!x, !x, !v, !v, !v) -> !x
  return %dx, %dw, %db : !x, !v, !v
})"},
    // The ReLU behind batch norm is a mask on its input, from the same scale and shift.
    {"BatchNormReluByAffineMask", {0, 1, 2}, R"(
!x = tensor<?x2x3x5xf32>
!v = tensor<2xf32>
!s = tensor<?x2x2xf32>
!m = tensor<?x3x2xf32>
func.func @f(%x: !x, %w: !v, %b: !v) -> !x {
  %n, %m, %var = rn.batch_norm_train(%x, %w, %b) {eps = 1.0e-3 : f64} : (!x, !v, !v) -> (!x, !v, !v)
  %y = rn.relu(%n) : (!x) -> !x
  return %y : !x
}
func.func @g(%x: !x, %w: !v, %b: !v, %dy: !x) -> (!x, !v, !v) {
  %sums = rn.bn_stats(%x) : (!x) -> !m
  %m, %var, %scale, %shift = rn.bn_finalize(%sums, %w, %b) {positions = 15 : i64, eps = 1.0e-3 : f64} : (!m, !v, !v) -> (!v, !v, !v, !v)
  %gs = rn.grad_stats %dy, %x, %m where_affine(%scale, %shift) : (!x, !x, !v, !v, !v) -> !s
  %dw, %db, %ca, %cb, %cc = rn.bn_grad_finalize(%gs, %m, %var, %w) {positions = 15 : i64, eps = 1.0e-3 : f64}
      : (!s, !v, !v, !v) -> (!v, !v, !v, !v, !v)
  %dx = rn.bn_grad_apply %dy, %x where_affine(%scale, %shift), %ca, %cb, %cc : (!x, !x, !v, !v, !v, !v, !v) -> !x
  return %dx, %dw, %db : !x, !v, !v
})"},
    // The same by the stored output, with two readers of it, and the masked gradient kept.
    {"BatchNormReluByOutputMask", {0, 1, 2}, R"(
!x = tensor<?x2x3x5xf32>
!v = tensor<2xf32>
!s = tensor<?x2x2xf32>
!m = tensor<?x3x2xf32>
func.func @f(%x: !x, %w: !v, %b: !v) -> !x {
  %n, %m, %var = rn.batch_norm_train(%x, %w, %b) {eps = 1.0e-3 : f64} : (!x, !v, !v) -> (!x, !v, !v)
  %r = rn.relu(%n) : (!x) -> !x
  %y = rn.add(%r, %r) : (!x, !x) -> !x
  return %y : !x
}
func.func @g(%x: !x, %w: !v, %b: !v, %dy: !x) -> (!x, !v, !v) {
  %n, %m, %var = rn.batch_norm_train(%x, %w, %b) {eps = 1.0e-3 : f64} : (!x, !v, !v) -> (!x, !v, !v)
  %r = rn.relu(%n) : (!x) -> !x
  %gs, %masked = rn.grad_stats %dy plus(%dy), %x, %m where(%r) : (!x, !x, !x, !x, !v) -> (!s, !x)
  %dw, %db, %ca, %cb, %cc = rn.bn_grad_finalize(%gs, %m, %var, %w) {positions = 15 : i64, eps = 1.0e-3 : f64}
      : (!s, !v, !v, !v) -> (!v, !v, !v, !v, !v)
  %dx = rn.bn_grad_apply %masked, %x, %ca, %cb, %cc : (!x, !x, !v, !v, !v) -> !x
  return %dx, %dw, %db : !x, !v, !v
})"},
    {"NormalizeByApply", {0}, R"(
!x = tensor<?x2x3x3xf32>
func.func @f(%x: !x) -> !x {
  %y = rn.normalize(%x) {mean = array<f64: 0.25, 0.5>, std = array<f64: 0.5, 4.0>} : (!x) -> !x
  return %y : !x
}
func.func @g(%x: !x, %dy: !x) -> !x {
  %s = rn.constant dense<[2.0, 0.25]> : tensor<2xf32>
  %t = rn.constant dense<0.0> : tensor<2xf32>
  %dx = rn.scale_shift_add_relu %dy affine(%s, %t) : (!x, tensor<2xf32>, tensor<2xf32>) -> !x
  return %dx : !x
})"},
};

INSTANTIATE_TEST_SUITE_P(Fused, GradientOps, testing::ValuesIn(cases),
                         [](const auto &info) { return std::string(info.param.name); });

} // namespace
