//===- Algorithm.cpp - reorders between layouts --------------------------------------------===//
//
// The borders of the blocked layout, and the weights as the input gradient reads them.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Variant.h"
#include "compiler/Backend/X86/conv/GroupedBlocks.h"
#include "compiler/Backend/X86/layout/Layout.h"

using namespace Halide;

namespace resnetc::x86 {

static Var v("v"), x("x"), y("y"), b("b"), n("n"), c("c"), k("k"), kx("kx"), ky("ky"), cb("cb"),
    kb("kb");

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

static void buildFromBytes(KernelBuilder &builder) {
  Func result("y");
  int channels = builder.get("c");
  Expr channel = b * builder.lanes() + v;
  Expr byte = cast<float>(builder.in("x")(min(channel, channels - 1), x, y, n));
  Expr value = byte * builder.in("scale")(v, b) + builder.in("shift")(v, b);
  result(v, x, y, b, n) = select(channel < channels, value, 0.f);
  builder.out({"y"}, result);
  scheduleToBlocked(builder, result);
}

static void buildToNchw(KernelBuilder &builder) {
  Func result("y");
  result(x, y, c, n) = builder.in("x")(c % builder.lanes(), x, y, c / builder.lanes(), n);
  builder.out({"y"}, result);
  scheduleToNchw(builder, result);
}

/// The weight at lanes and blocks of its transpose.
static Expr transposedFrom(KernelBuilder &builder) {
  ImageParam w = builder.in("w");
  if (builder.get("nchw_input")) { // there are no lanes beyond the last channel
    int channels = builder.get("c");
    return select(c < channels, w(k, min(c, channels - 1), kx, ky, kb), 0.f);
  }
  Groups groups(Geometry(builder.spec), builder.lanes());
  Expr from = groups.count > 1 ? cb % groups.cb : Expr(cb);
  return w(k, c, kx, ky, from, outputBlock(groups, cb, kb));
}

static void buildTransposeWeight(KernelBuilder &builder) {
  Func result("w_transposed");
  result(c, k, kx, ky, kb, cb) = transposedFrom(builder);
  builder.out({"w_transposed"}, result);
  scheduleTransposeWeight(builder, result);
}

std::vector<Variant> layoutVariants() {
  return {
#include "compiler/Backend/X86/layout/variants.inc"
  };
}

} // namespace resnetc::x86
