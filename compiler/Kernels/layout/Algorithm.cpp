//===- Algorithm.cpp - reorders between layouts --------------------------------------------===//
//
// The borders of the blocked layout, and the weights as the input gradient reads them.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/KernelClass.h"
#include "compiler/Kernels/conv/Groups.h"
#include "compiler/Kernels/layout/Layout.h"

using namespace Halide;

namespace resnetc::kernels {

static Var v("v"), x("x"), y("y"), b("b"), n("n"), c("c"), k("k"), kx("kx"), ky("ky"), cb("cb"),
    kb("kb");

static Operand image(const char *name, const KernelSpec &spec) {
  return imageOperand(name, spec.get("c"), spec.get("h"), spec.get("w"));
}

static Operand blocked(const char *name, const KernelSpec &spec, const resnetc::Target &target) {
  return actOperand(name, spec.get("c"), spec.get("h"), spec.get("w"), target.vectorWidth);
}

static std::vector<Operand> toBlockedOperands(const KernelSpec &spec,
                                              const resnetc::Target &target) {
  return {image("x", spec), blocked("y", spec, target).out()};
}

static void buildToBlocked(KernelBuilder &builder) {
  Func result("y");
  int channels = builder.get("c");
  Expr channel = b * builder.lanes() + v;
  Expr value = builder.in("x")(x, y, min(channel, channels - 1), n);
  result(v, x, y, b, n) =
      channels % builder.lanes() ? select(channel < channels, value, 0.f) : value;
  builder.out({"y"}, result);
  scheduleToBlocked(builder, result);
}

static std::vector<Operand> toImageOperands(const KernelSpec &spec, const resnetc::Target &target) {
  return {blocked("x", spec, target), image("y", spec).out()};
}

static void buildToImage(KernelBuilder &builder) {
  Func result("y");
  result(x, y, c, n) = builder.in("x")(c % builder.lanes(), x, y, c / builder.lanes(), n);
  builder.out({"y"}, result);
  scheduleToImage(builder, result);
}

static std::vector<Operand> transposeWeightOperands(const KernelSpec &spec,
                                                    const resnetc::Target &target) {
  Geometry g(spec);
  Groups groups(g, target);
  int64_t lanes = target.vectorWidth;
  return {g.inImage ? imageWeightOperand("w", g.k, g.c, g.kh, g.kw, lanes)
                    : groups.weights("w", g, lanes),
          groups.transposedWeights("w_transposed", g, lanes).out()};
}

/// The weight at lanes and blocks of its transpose.
static Expr transposedFrom(KernelBuilder &builder) {
  ImageParam w = builder.in("w");
  if (builder.get("in_image")) { // there are no lanes beyond the last channel
    int channels = builder.get("c");
    return select(c < channels, w(k, min(c, channels - 1), kx, ky, kb), 0.f);
  }
  Groups groups(Geometry(builder.spec), builder.target);
  Expr from = groups.count > 1 ? cb % groups.cb : Expr(cb);
  return w(k, c, kx, ky, from, groups.outputBlock(cb, kb));
}

static void buildTransposeWeight(KernelBuilder &builder) {
  Func result("w_transposed");
  result(c, k, kx, ky, kb, cb) = transposedFrom(builder);
  builder.out({"w_transposed"}, result);
  scheduleTransposeWeight(builder, result);
}

static Attributes transposeWeightAttributes() {
  return Attributes({"c", "k", "kh", "kw"}).optional({"groups"}, 1).optional({"in_image"});
}

std::vector<KernelClass> layoutClasses() {
#define KERNEL_VARIANT(CLASS, NAME, CANDIDATES, BUILD) {CLASS, {NAME, CANDIDATES, BUILD}},
  return withVariants({{"to_blocked", {"c", "h", "w"}, toBlockedOperands},
                       {"to_image", {"c", "h", "w"}, toImageOperands},
                       {"transpose_weight", transposeWeightAttributes(), transposeWeightOperands}},
                      {
#include "compiler/Kernels/layout/variants.inc"
                      });
#undef KERNEL_VARIANT
}

} // namespace resnetc::kernels
