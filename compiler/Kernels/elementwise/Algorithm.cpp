//===- Algorithm.cpp - kernels that touch each element once --------------------------===//
//
// Affine maps with residual add and ReLU, the ReLU's mask, scaling by a learned number, option A's
// shortcut and the optimiser's step. Maths in ../README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/ChannelSums.h"
#include "compiler/Kernels/KernelClass.h"
#include "compiler/Kernels/Special.h"
#include "compiler/Kernels/elementwise/Elementwise.h"

using namespace Halide;

namespace resnetc::kernels {

static Var v("v"), pixel("pixel"), x("x"), y("y"), b("b"), n("n");

static std::vector<Operand> applyOperands(const KernelSpec &spec, const resnetc::Target &target) {
  int64_t c = spec.get("c"), pixels = spec.get("h") * spec.get("w"), lanes = target.vectorWidth;
  std::vector<Operand> operands = {flatActOperand("a", c, pixels, lanes)};
  if (spec.get("a_affine")) {
    operands.push_back(vecOperand("sa", c, lanes));
    operands.push_back(vecOperand("ba", c, lanes));
  }
  if (spec.get("b"))
    operands.push_back(flatActOperand("b", c, pixels, lanes));
  if (spec.get("b") && spec.get("b_affine")) {
    operands.push_back(vecOperand("sb", c, lanes));
    operands.push_back(vecOperand("bb", c, lanes));
  }
  operands.push_back(flatActOperand("y", c, pixels, lanes).out().mayAlias("a"));
  return operands;
}

static void buildApply(KernelBuilder &builder) {
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
  Func result("y");
  result(v, pixel, b, n) = value;
  builder.out({"y"}, result);
  scheduleFlatMap(builder, result, builder.blocks("c"), builder.get("h") * builder.get("w"));
}

static std::vector<Operand> reluGradOperands(const KernelSpec &spec,
                                             const resnetc::Target &target) {
  int64_t c = spec.get("c"), pixels = spec.get("h") * spec.get("w"), lanes = target.vectorWidth;
  std::vector<Operand> operands = {flatActOperand("dy", c, pixels, lanes)};
  if (spec.get("dy2"))
    operands.push_back(flatActOperand("dy2", c, pixels, lanes));
  operands.push_back(flatActOperand("y", c, pixels, lanes));
  operands.push_back(flatActOperand("g", c, pixels, lanes).out().mayAlias("dy"));
  return operands;
}

static void buildReluGrad(KernelBuilder &builder) {
  Expr dy = builder.in("dy")(v, pixel, b, n);
  if (builder.has("dy2"))
    dy = dy + builder.in("dy2")(v, pixel, b, n);
  Func g("g");
  g(v, pixel, b, n) = select(passesRelu(builder.in("y")(v, pixel, b, n)), dy, 0.f);
  builder.out({"g"}, g);
  scheduleFlatMap(builder, g, builder.blocks("c"), builder.get("h") * builder.get("w"));
}

static std::vector<Operand> scaleByOperands(const KernelSpec &spec, const resnetc::Target &target) {
  int64_t c = spec.get("c"), pixels = spec.get("h") * spec.get("w"), lanes = target.vectorWidth;
  return {flatActOperand("x", c, pixels, lanes), vecOperand("scale", 1, lanes),
          flatActOperand("y", c, pixels, lanes).out().mayAlias("x")};
}

static void buildScaleBy(KernelBuilder &builder) {
  Expr value = exactProduct(builder.in("x")(v, pixel, b, n), builder.in("scale")(0, 0));
  Func result("y");
  // Zero times what is no number would be none, in the padding lanes.
  result(v, pixel, b, n) = uptoChannel(value, v, b, builder.get("c"), builder.lanes());
  builder.out({"y"}, result);
  scheduleFlatMap(builder, result, builder.blocks("c"),
                  int64_t{1} * builder.get("h") * builder.get("w"));
}

static std::vector<Operand> scaleByGradScaleOperands(const KernelSpec &spec,
                                                     const resnetc::Target &target) {
  int64_t c = spec.get("c"), pixels = spec.get("h") * spec.get("w"), lanes = target.vectorWidth;
  return {flatActOperand("dy", c, pixels, lanes), flatActOperand("x", c, pixels, lanes),
          vecOperand("dscale", 1, lanes).out()};
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

static std::vector<Operand> sgdOperands(const KernelSpec &, const resnetc::Target &target) {
  Operand elements; // one vector for each count of n
  elements.extents = {target.vectorWidth};
  elements.batched = true;
  Operand p = elements.updated(), v = elements.updated(), g = elements, hyper;
  p.name = "p", v.name = "v", g.name = "g";
  hyper.name = "hyper";
  hyper.extents = {4};
  return {p, v, g, hyper};
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

/// Output map of a shortcut that keeps every sh-th row and sw-th column.
static int64_t subsampled(const KernelSpec &spec, const char *size, const char *stride) {
  return ceilDiv(spec.get(size), spec.get(stride));
}

static std::vector<Operand> subsamplePadOperands(const KernelSpec &spec,
                                                 const resnetc::Target &target) {
  int64_t lanes = target.vectorWidth;
  return {actOperand("x", spec.get("c"), spec.get("h"), spec.get("w"), lanes),
          actOperand("y", spec.get("k"), subsampled(spec, "h", "sh"), subsampled(spec, "w", "sw"),
                     lanes)
              .out()};
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
  scheduleMap(builder, result, kb, map[1] * map[2], 1);
}

static std::vector<Operand> subsamplePadGradOperands(const KernelSpec &spec,
                                                     const resnetc::Target &target) {
  int64_t lanes = target.vectorWidth;
  std::vector<Operand> operands = {actOperand("g", spec.get("k"), subsampled(spec, "h", "sh"),
                                              subsampled(spec, "w", "sw"), lanes)};
  Operand map = actOperand("dx", spec.get("c"), spec.get("h"), spec.get("w"), lanes);
  Operand addend = map;
  addend.name = "addend";
  if (spec.get("addend"))
    operands.push_back(addend);
  operands.push_back(map.out().mayAlias("addend"));
  return operands;
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
  scheduleMap(builder, dx, builder.blocks("c"), builder.get("h") * builder.get("w"), sw);
}

std::vector<KernelClass> elementwiseClasses() {
  const Attributes ofMap = {"c", "h", "w"}, ofShortcut = {"c", "k", "h", "w", "sh", "sw"};
#define KERNEL_VARIANT(CLASS, NAME, CANDIDATES, BUILD) {CLASS, {NAME, CANDIDATES, BUILD}},
  return withVariants(
      {{"apply", Attributes(ofMap).optional({"a_affine", "b", "b_affine", "relu"}), applyOperands},
       {"relu_grad", Attributes(ofMap).optional({"dy2"}), reluGradOperands},
       {"scale_by", ofMap, scaleByOperands},
       {"scale_by_grad_scale", ofMap, scaleByGradScaleOperands},
       {"sgd", {}, sgdOperands},
       {"subsample_pad", ofShortcut, subsamplePadOperands},
       {"subsample_pad_grad", Attributes(ofShortcut).optional({"addend"}),
        subsamplePadGradOperands}},
      {
#include "compiler/Kernels/elementwise/variants.inc"
      });
#undef KERNEL_VARIANT
}

} // namespace resnetc::kernels
