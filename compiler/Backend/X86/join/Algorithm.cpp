//===- Algorithm.cpp - the larger of two maps, and gates -----------------------------------===//
//
// Maxout (Goodfellow et al., "Maxout Networks", 2013) is a maximum over branches; the gate is that
// of Highway networks (Srivastava et al., 2015, eq. 3) and, without a carried branch and with one
// value a channel, of Squeeze-and-Excitation (Hu et al., 2018, eq. 4). Maths in compiler/Kernels/README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Special.h"
#include "compiler/Backend/X86/elementwise/Elementwise.h"
#include "compiler/Backend/X86/join/Join.h"

using namespace Halide;

namespace resnetc::x86 {

static Var v("v"), pixel("pixel"), b("b"), n("n");

/// An input at the place that is written.
static Expr here(KernelBuilder &builder, const char *name) {
  return builder.in(name)(v, pixel, b, n);
}

static Expr gateHere(KernelBuilder &builder) {
  return builder.get("channelwise") ? Expr(builder.in("gate")(v, 0, b, n)) : here(builder, "gate");
}

static void buildMax(KernelBuilder &builder) {
  Expr a = here(builder, "a"), b = here(builder, "b");
  outFlatMap(builder, "y", select(isLess(b, a) || isNaN(a), a, b)); // where b is NaN, b
}

static void buildMaxGrad(KernelBuilder &builder) {
  // Of equals the first; where one is NaN, both, as torch has it.
  Expr a = here(builder, "a"), b = here(builder, "b");
  Expr right = isLess(a, b) || isNaN(a) || isNaN(b), left = !isLess(a, b);
  outFlatMap(builder, "dx", select(builder.get("right") ? right : left, here(builder, "dy"), 0.f));
}

static void buildGate(KernelBuilder &builder) {
  // Multiplied out, an infinite gate would be infinity less infinity.
  Expr gate = gateHere(builder), value = exactProduct(here(builder, "value"), gate);
  if (builder.has("carry"))
    value = exactSum(value, exactProduct(here(builder, "carry"), exactDifference(1.f, gate)));
  outFlatMap(builder, "y", value);
}

static void buildGateGradCarry(KernelBuilder &builder) {
  outFlatMap(builder, "dx", here(builder, "dy") * (1.f - gateHere(builder)));
}

static void buildGateGradGate(KernelBuilder &builder) {
  auto term = [&](Expr lane, Expr at, Expr, Expr block, Expr image) {
    Expr value = builder.in("value")(lane, at, block, image);
    if (builder.has("carry"))
      value = value - builder.in("carry")(lane, at, block, image);
    return std::vector<Expr>{builder.in("dy")(lane, at, block, image) * value};
  };
  if (!builder.get("channelwise")) {
    outFlatMap(builder, "dgate", term(v, pixel, 0, b, n).front());
    return;
  }
  PartialSums sums = partialSums("map_sum", pixelsOf(builder.spec), 1, term);
  Func result("dgate");
  result(sums.v, sums.p, sums.b, sums.n) = total(sums, 0);
  builder.out({"dgate"}, result);
  scheduleMapSums(builder, result, sums);
}

std::vector<Variant> joinVariants() {
  return {
#include "compiler/Backend/X86/join/variants.inc"
  };
}

} // namespace resnetc::x86
