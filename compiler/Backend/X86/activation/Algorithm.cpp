//===- Algorithm.cpp - activations beyond ReLU, and dropout ------------------------------===//
//
// PReLU (He et al., "Delving Deep into Rectifiers", 2015, eq. 1 and 4), the logistic function,
// dropout, and the activations of Formulas.h, both ways; each touches an element once. Maths in
// compiler/Kernels/README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/ChannelSums.h"
#include "compiler/Backend/X86/Exact.h"
#include "compiler/Backend/X86/Variant.h"
#include "compiler/Backend/X86/elementwise/Elementwise.h"
#include "compiler/Kernels/Formulas.h"

#include <cmath>

using namespace Halide;

namespace resnetc::x86 {

static Var v("v"), pixel("pixel"), b("b"), n("n");

static void buildPrelu(KernelBuilder &builder) {
  Expr x = builder.in("x")(v, pixel, b, n);
  outFlatMap(builder, "y", select(isLess(0.f, x), x, builder.in("slope")(v, b) * x));
}

static void buildPreluGrad(KernelBuilder &builder) {
  Expr dy = builder.in("dy")(v, pixel, b, n);
  outFlatMap(
      builder, "dx",
      select(isLess(0.f, builder.in("x")(v, pixel, b, n)), dy, builder.in("slope")(v, b) * dy));
}

static void buildPreluGradSlope(KernelBuilder &builder) {
  ImageParam dy = builder.in("dy"), x = builder.in("x");
  buildChannelSums(builder, "dslope", [&](Expr lane, Expr at, Expr block, Expr image) {
    Expr value = x(lane, at, block, image);
    return select(isLess(0.f, value), 0.f, dy(lane, at, block, image) * value);
  });
}

static void buildSigmoid(KernelBuilder &builder) {
  Expr x = builder.in("x")(v, pixel, b, n);
  Expr value = 1.f / (1.f + exponential(exactProduct(-1.f, x)));
  // Of zero, in the padding lanes, it is a half.
  outFlatMap(builder, "y", uptoChannel(value, v, b, builder.get("c"), builder.lanes()));
}

static void buildSigmoidGrad(KernelBuilder &builder) {
  Expr y = builder.in("y")(v, pixel, b, n);
  outFlatMap(builder, "dx", builder.in("dy")(v, pixel, b, n) * (y * (1.f - y)));
}

/// One of Formulas.h, with what the spec says of it.
template <typename Formula> static Formula formulaOf(const KernelSpec &spec) {
  return formulas::make<Formula>([&](const char *name) { return spec.real(name); });
}

template <typename Formula> static void buildFormula(KernelBuilder &builder) {
  Exact x(builder.in("x")(v, pixel, b, n));
  outFlatMap(builder, "y", formulaOf<Formula>(builder.spec).value(x).expr);
}

template <typename Formula> static void buildFormulaGrad(KernelBuilder &builder) {
  Exact dy(builder.in("dy")(v, pixel, b, n)), x(builder.in("x")(v, pixel, b, n));
  outFlatMap(builder, "dx", formulaOf<Formula>(builder.spec).gradient(dy, x).expr);
}

/// A bijection of 32 bits whose output bits each depend on all input bits: "lowbias32" of Wellons'
/// hash prospector.
static Expr mixed(Expr h) {
  h = h ^ (h >> 16);
  h = h * Expr(uint32_t{0x7feb352d});
  h = h ^ (h >> 15);
  h = h * Expr(uint32_t{0x846ca68b});
  return h ^ (h >> 16);
}

static void buildDropout(KernelBuilder &builder) {
  double rate = builder.spec.real("rate");
  ImageParam key = builder.in("key");
  uint32_t layer = static_cast<uint32_t>(builder.get("layer")) * 0x9E3779B9u;
  Expr h = mixed(cast<uint32_t>(key(0)) ^ Expr(layer));
  h = mixed(h ^ cast<uint32_t>(key(0) >> 32));
  h = mixed(h ^ cast<uint32_t>(n));
  int pixels = builder.get("h") * builder.get("w");
  h = mixed(h ^ cast<uint32_t>((b * builder.lanes() + v) * pixels + pixel));
  // An element of 24 random bits, as a fraction, is kept from the rate on.
  auto threshold = static_cast<int32_t>(std::ceil(std::ldexp(rate, 24)));
  Expr x = builder.in("x")(v, pixel, b, n);
  Expr kept = cast<int32_t>(h >> 8) >= threshold;
  // A product, so that what is not a number stays so, dropped or not.
  outFlatMap(builder, "y", exactProduct(x, select(kept, static_cast<float>(1 / (1 - rate)), 0.f)));
}

std::vector<Variant> activationVariants() {
  using namespace formulas;
  return {
#include "compiler/Backend/X86/activation/variants.inc"
  };
}

} // namespace resnetc::x86
