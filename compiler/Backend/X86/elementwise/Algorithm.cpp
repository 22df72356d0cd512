//===- Algorithm.cpp - kernels that touch each element once --------------------------===//
//
// Affine maps with residual add and ReLU, the ReLU's mask, scaling by a learned number, option A's
// shortcut and the optimiser's step. Maths in compiler/Kernels/README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/ChannelSums.h"
#include "compiler/Backend/X86/Special.h"
#include "compiler/Backend/X86/Variant.h"
#include "compiler/Backend/X86/elementwise/Elementwise.h"

using namespace Halide;

namespace resnetc::x86 {

static Var v("v"), pixel("pixel"), x("x"), y("y"), b("b"), n("n");

static void buildScaleShiftAddRelu(KernelBuilder &builder) {
  Expr value = builder.in("a")(v, pixel, b, n);
  if (builder.has("sa"))
    value = value * builder.in("sa")(v, b) + builder.in("ba")(v, b);
  if (builder.has("b")) {
    Expr other = builder.in("b")(v, pixel, b, n);
    if (builder.has("sb"))
      other = other * builder.in("sb")(v, b) + builder.in("bb")(v, b);
    value = value + other;
  }
  if (builder.get("relu"))
    value = relu(value);
  outFlatMap(builder, "y", value);
}

static void buildReluGrad(KernelBuilder &builder) {
  Expr dy = builder.in("dy")(v, pixel, b, n);
  if (builder.has("dy2"))
    dy = dy + builder.in("dy2")(v, pixel, b, n);
  outFlatMap(builder, "g", select(passesRelu(builder.in("y")(v, pixel, b, n)), dy, 0.f));
}

static void buildScaleBy(KernelBuilder &builder) {
  Expr value = exactProduct(builder.in("x")(v, pixel, b, n), builder.in("scale")(0, 0));
  // Zero times what is no number would be none, in the padding lanes.
  outFlatMap(builder, "y", uptoChannel(value, v, b, builder.get("c"), builder.lanes()));
}

static void buildScaleByGradScale(KernelBuilder &builder) {
  ImageParam dy = builder.in("dy"), x = builder.in("x");
  int lanes = builder.lanes();
  Func sums = channelSums(builder, "channel_sums", [&](Expr lane, Expr at, Expr block, Expr image) {
    return dy(lane, at, block, image) * x(lane, at, block, image);
  });
  RDom channel({{0, lanes}, {0, builder.blocks("c")}}, "channel");
  Func total("total"), result("dscale");
  total() = Expr(0.0);
  total() += cast<double>(sums(channel.x, channel.y));
  result(v, b) = select(v == 0, cast<float>(total()), 0.f); // the other lanes are padding
  builder.out({"dscale"}, result);
  sums.compute_root().store_in(taskLocal).bound_extent(sums.args()[0], lanes);
  total.compute_root().store_in(taskLocal);
  result.vectorize(v);
}

static void buildSgd(KernelBuilder &builder) {
  Var i("i");
  Func step("step"); // (p, v) at lane v of vector i
  ImageParam hyper = builder.in("hyper");
  Expr lr = hyper(0), momentum = hyper(1), decay = hyper(2), nesterov = hyper(3);
  step(v, i) = Tuple(undef<float>(), undef<float>()); // the old values stay
  Expr p = step(v, i)[0], velocity = step(v, i)[1];
  Expr d = builder.in("g")(v, i) + decay * p;
  Expr next = momentum * velocity + d;
  step(v, i) = Tuple(p - lr * select(nesterov != 0.f, d + momentum * next, next), next);
  builder.out({"p", "v"}, step);
  scheduleFlatUpdate(builder, step);
}

static void buildSubsamplePad(KernelBuilder &builder) {
  int cb = builder.blocks("c"), kb = builder.blocks("k");
  Func result("y");
  // Lanes beyond c are zero in x already, whole blocks beyond it are not there to read.
  Expr value = builder.in("x")(v, x * builder.get("sw"), y * builder.get("sh"), min(b, cb - 1), n);
  if (builder.get("k") < builder.get("c")) // channels are dropped: the last block is cut
    value = select(b * builder.lanes() + v < builder.get("k"), value, 0.f);
  result(v, x, y, b, n) = select(b < cb, value, 0.f);
  builder.out({"y"}, result);
  const std::vector<int64_t> &map = builder.operand("y").extents;
  scheduleMap(builder, result, kb, map[2], map[1], 1);
}

static void buildSubsamplePadGrad(KernelBuilder &builder) {
  int sw = builder.get("sw"), sh = builder.get("sh"), lanes = builder.lanes();
  Expr channel = b * lanes + v;
  Expr value = builder.in("g")(v, x / sw, y / sh, min(b, builder.blocks("k") - 1), n);
  // g's lanes of the new channels are not zero.
  int kept = std::min(builder.get("c"), builder.get("k"));
  if (kept % lanes || builder.blocks("k") < builder.blocks("c"))
    value = select(channel < kept, value, 0.f);
  value = select(x % sw == 0 && y % sh == 0, value, 0.f);
  if (builder.has("addend"))
    value = value + builder.in("addend")(v, x, y, b, n);
  Func dx("dx");
  dx(v, x, y, b, n) = value;
  builder.out({"dx"}, dx);
  scheduleMap(builder, dx, builder.blocks("c"), builder.get("h"), builder.get("w"), sw);
}

std::vector<Variant> elementwiseVariants() {
  return {
#include "compiler/Backend/X86/elementwise/variants.inc"
  };
}

} // namespace resnetc::x86
