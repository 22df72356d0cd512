//===- FusedFormsTest.cpp - a fused op equals the ops it was fused from -----------===//
//
// `@plain` and `@fused` take the same arguments and must give the same results.
//
//===----------------------------------------------------------------------===//
#include "tests/numerics/reference/Harness.h"

using namespace resnetc::rn;
using namespace resnetc::rn::test;

namespace {

struct FusedCase {
  const char *name;
  const char *text;
};

void PrintTo(const FusedCase &c, std::ostream *out) { *out << c.name; }

class FusedForms : public testing::TestWithParam<FusedCase> {};

TEST_P(FusedForms, EqualTheirParts) {
  Model model(GetParam().text);
  ASSERT_TRUE(model.errors.empty()) << model.errors[0];
  for (int64_t batch : {1, 3}) {
    std::vector<Tensor> inputs = model.gridInputs("plain", batch);
    std::vector<Tensor> plain = model.run("plain", inputs), fused = model.run("fused", inputs);
    ASSERT_FALSE(plain.empty());
    ASSERT_EQ(plain.size(), fused.size());
    for (size_t i = 0; i < plain.size(); ++i)
      expectClose(fused[i], plain[i], 1e-12, "result " + std::to_string(i));
  }
}

const FusedCase cases[] = {
    {"ConvPrologueAndEpilogue", R"(
!x = tensor<?x3x5x4xf32>
!y = tensor<?x4x6x4xf32>
!w = tensor<4x3x2x3xf32>
func.func @plain(%x: !x, %w: !w, %s: tensor<3xf32>, %t: tensor<3xf32>, %b: tensor<4xf32>, %r: !y) -> !y {
  %p = rn.scale_shift_add_relu %x affine(%s, %t) {relu} : (!x, tensor<3xf32>, tensor<3xf32>) -> !x
  %c = rn.conv %p, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>} : (!x, !w) -> !y
  %one = rn.constant dense<1.0> : tensor<4xf32>
  %cb = rn.scale_shift_add_relu %c affine(%one, %b) : (!y, tensor<4xf32>, tensor<4xf32>) -> !y
  %sum = rn.add(%cb, %r) : (!y, !y) -> !y
  %y = rn.relu(%sum) : (!y) -> !y
  return %y : !y
}
func.func @fused(%x: !x, %w: !w, %s: tensor<3xf32>, %t: tensor<3xf32>, %b: tensor<4xf32>, %r: !y) -> !y {
  %y = rn.conv %x, %w pre(%s, %t) bias(%b) residual(%r)
       {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>, in_relu, relu}
     : (!x, !w, tensor<3xf32>, tensor<3xf32>, tensor<4xf32>, !y) -> !y
  return %y : !y
})"},
    {"ConvSums", R"(
!x = tensor<?x3x5x5xf32>
!y = tensor<?x2x3x3xf32>
!w = tensor<2x3x3x3xf32>
func.func @plain(%x: !x, %w: !w) -> (!y, tensor<?x3x2xf32>) {
  %y = rn.conv %x, %w {strides = array<i64: 2, 2>, pads = array<i64: 1, 1, 1, 1>} : (!x, !w) -> !y
  %s = rn.bn_stats(%y) : (!y) -> tensor<?x3x2xf32>
  return %y, %s : !y, tensor<?x3x2xf32>
}
func.func @fused(%x: !x, %w: !w) -> (!y, tensor<?x3x2xf32>) {
  %y, %s = rn.conv %x, %w {strides = array<i64: 2, 2>, pads = array<i64: 1, 1, 1, 1>} : (!x, !w) -> (!y, tensor<?x3x2xf32>)
  return %y, %s : !y, tensor<?x3x2xf32>
})"},
    {"ApplyOfTwoBranches", R"(
!x = tensor<?x3x2x5xf32>
!v = tensor<3xf32>
func.func @plain(%a: !x, %as: !v, %at: !v, %b: !x, %bs: !v, %bt: !v) -> (!x, !x) {
  %p = rn.scale_shift_add_relu %a affine(%as, %at) : (!x, !v, !v) -> !x
  %q = rn.scale_shift_add_relu %b affine(%bs, %bt) : (!x, !v, !v) -> !x
  %s = rn.add(%p, %q) : (!x, !x) -> !x
  %y = rn.relu(%s) : (!x) -> !x
  %z = rn.add(%p, %b) : (!x, !x) -> !x
  return %y, %z : !x, !x
}
func.func @fused(%a: !x, %as: !v, %at: !v, %b: !x, %bs: !v, %bt: !v) -> (!x, !x) {
  %y = rn.scale_shift_add_relu %a affine(%as, %at) plus %b affine_b(%bs, %bt) {relu} : (!x, !v, !v, !x, !v, !v) -> !x
  %z = rn.scale_shift_add_relu %a affine(%as, %at) plus %b : (!x, !v, !v, !x) -> !x
  return %y, %z : !x, !x
})"},
    {"MaxPoolPrologue", R"(
!x = tensor<?x3x5x4xf32>
!y = tensor<?x3x3x2xf32>
!i = tensor<?x3x3x2xi8>
!v = tensor<3xf32>
func.func @plain(%x: !x, %s: !v, %t: !v) -> (!y, !i) {
  %p = rn.scale_shift_add_relu %x affine(%s, %t) {relu} : (!x, !v, !v) -> !x
  %y, %i = rn.max_pool %p {window = array<i64: 3, 3>, strides = array<i64: 2, 2>, pads = array<i64: 1, 1, 1, 1>} : (!x) -> (!y, !i)
  return %y, %i : !y, !i
}
func.func @fused(%x: !x, %s: !v, %t: !v) -> (!y, !i) {
  %y, %i = rn.max_pool %x pre(%s, %t) {window = array<i64: 3, 3>, strides = array<i64: 2, 2>, pads = array<i64: 1, 1, 1, 1>, in_relu}
     : (!x, !v, !v) -> (!y, !i)
  return %y, %i : !y, !i
})"},
    {"BatchNormFoldedIntoFilter", R"(
!x = tensor<?x3x4x4xf32>
!y = tensor<?x2x4x4xf32>
!w = tensor<2x3x3x3xf32>
!v = tensor<2xf32>
func.func @plain(%x: !x, %w: !w, %b: !v, %g: !v, %h: !v, %m: !v) -> (!y, !y) {
  %var = rn.constant dense<[0.5, 2.0]> : tensor<2xf32>
  %c = rn.conv %x, %w bias(%b) {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>} : (!x, !w, !v) -> !y
  %y = rn.batch_norm(%c, %g, %h, %m, %var) {eps = 1.0e-3 : f64} : (!y, !v, !v, !v, !v) -> !y
  return %y, %y : !y, !y
}
func.func @fused(%x: !x, %w: !w, %b: !v, %g: !v, %h: !v, %m: !v) -> (!y, !y) {
  %var = rn.constant dense<[0.5, 2.0]> : tensor<2xf32>
  %f, %fb = rn.fold_bn %w, %g, %h, %m, %var bias(%b) {eps = 1.0e-3 : f64} : (!w, !v, !v, !v, !v, !v) -> (!w, !v)
  %y = rn.conv %x, %f bias(%fb) {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>} : (!x, !w, !v) -> !y
  %scale, %shift = rn.bn_inference(%g, %h, %m, %var) {eps = 1.0e-3 : f64} : (!v, !v, !v, !v) -> (!v, !v)
  %c = rn.conv %x, %w bias(%b) {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>} : (!x, !w, !v) -> !y
  %z = rn.scale_shift_add_relu %c affine(%scale, %shift) : (!y, !v, !v) -> !y
  return %y, %z : !y, !y
})"},
    {"BatchNormTrainInParts", R"(
!x = tensor<?x3x3x4xf32>
!v = tensor<3xf32>
func.func @plain(%x: !x, %g: !v, %h: !v) -> (!x, !v, !v) {
  %y, %m, %v = rn.batch_norm_train(%x, %g, %h) {eps = 1.0e-5 : f64} : (!x, !v, !v) -> (!x, !v, !v)
  return %y, %m, %v : !x, !v, !v
}
func.func @fused(%x: !x, %g: !v, %h: !v) -> (!x, !v, !v) {
  %s = rn.bn_stats(%x) : (!x) -> tensor<?x3x3xf32>
  %m, %v, %scale, %shift = rn.bn_finalize(%s, %g, %h) {positions = 12 : i64, eps = 1.0e-5 : f64} : (tensor<?x3x3xf32>, !v, !v) -> (!v, !v, !v, !v)
  %y = rn.scale_shift_add_relu %x affine(%scale, %shift) : (!x, !v, !v) -> !x
  return %y, %m, %v : !x, !v, !v
})"},
    {"BatchNormGradInParts", R"(
!x = tensor<?x3x3x4xf32>
!v = tensor<3xf32>
func.func @plain(%x: !x, %dy: !x, %g: !v, %h: !v) -> (!x, !v, !v) {
  %y, %m, %v = rn.batch_norm_train(%x, %g, %h) {eps = 1.0e-5 : f64} : (!x, !v, !v) -> (!x, !v, !v)
  %d, %dg, %dh = rn.batch_norm_grad(%dy, %x, %m, %v, %g) {eps = 1.0e-5 : f64} : (!x, !x, !v, !v, !v) -> (!x, !v, !v)
  return %d, %dg, %dh : !x, !v, !v
}
func.func @fused(%x: !x, %dy: !x, %g: !v, %h: !v) -> (!x, !v, !v) {
  %y, %m, %v = rn.batch_norm_train(%x, %g, %h) {eps = 1.0e-5 : f64} : (!x, !v, !v) -> (!x, !v, !v)
  %s = rn.grad_stats %dy, %x, %m : (!x, !x, !v) -> tensor<?x2x3xf32>
  %dg, %dh, %a, %b, %c = rn.bn_grad_finalize(%s, %m, %v, %g) {positions = 12 : i64, eps = 1.0e-5 : f64}
     : (tensor<?x2x3xf32>, !v, !v, !v) -> (!v, !v, !v, !v, !v)
  %d = rn.bn_grad_apply %dy, %x, %a, %b, %c : (!x, !x, !v, !v, !v) -> !x
  return %d, %dg, %dh : !x, !v, !v
})"},
    {"LayoutsChangeNothing", R"(
!x = tensor<?x3x4x4xf32>
!xb = tensor<?x3x4x4xf32, #rn.blocked<8>>
!w = tensor<2x3x1x1xf32>
!wp = tensor<2x3x1x1xf32, #rn.packed<[2, 3, 1, 1], k = 2, c = 3>>
!y = tensor<?x2x4x4xf32>
func.func @plain(%x: !x, %w: !w) -> !y {
  %y = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (!x, !w) -> !y
  return %y : !y
}
func.func @fused(%x: !x, %w: !w) -> !y {
  %p = rn.transpose_filter(%w) : (!w) -> !wp
  %q = rn.to_blocked(%x) : (!x) -> !xb
  %z = rn.conv %q, %p {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (!xb, !wp) -> tensor<?x2x4x4xf32, #rn.blocked<2>>
  %y = rn.to_nchw(%z) : (tensor<?x2x4x4xf32, #rn.blocked<2>>) -> !y
  return %y : !y
})"},
};

INSTANTIATE_TEST_SUITE_P(Ops, FusedForms, testing::ValuesIn(cases),
                         [](const auto &info) { return std::string(info.param.name); });

} // namespace
