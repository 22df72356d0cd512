//===- Algorithm.cpp - local response normalisation, both ways --------------------------===//
//
// y = x * s^-beta with s = bias + alpha / size * (the sum of x^2 over the window): Krizhevsky et
// al., "ImageNet Classification with Deep Convolutional Neural Networks", 2012, section 3.3, with
// alpha over the size. Maths of the gradient in compiler/Kernels/README.md. The power is Halide's own
// polynomials, so that results do not depend on the machine's libm.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Special.h"
#include "compiler/Backend/X86/Variant.h"
#include "compiler/Backend/X86/lrn/Lrn.h"

#include <limits>

using namespace Halide;

namespace resnetc::x86 {

static Var v("v"), pixel("pixel"), b("b"), n("n"), channel("channel");

/// An input at `channel`, which may lie beside the map.
static Expr inRow(KernelBuilder &builder, const char *name) {
  Expr block = clamp(channel / builder.lanes(), 0, builder.blocks("c") - 1);
  return builder.in(name)(channel % builder.lanes(), pixel, block, n);
}

/// `value` where a channel is, zero in padding lanes and beside the map.
static Expr whereReal(KernelBuilder &builder, Expr at, Expr value) {
  return select(at >= 0 && at < builder.get("c"), value, 0.f);
}

/// The sum over the window around channel `at`; `term` reads a row.
static Expr overWindow(KernelBuilder &builder, Expr at, const std::function<Expr(Expr)> &term) {
  int size = builder.get("size");
  Expr sum;
  for (int i = 0; i < size; ++i) {
    Expr one = term(at + (i - size / 2));
    sum = i == 0 ? one : exactSum(sum, one);
  }
  return sum;
}

/// Squares in a row.
static Func squaresOf(KernelBuilder &builder) {
  Func squares("squares");
  Expr x = inRow(builder, "x");
  squares(channel, pixel, n) = whereReal(builder, channel, exactProduct(x, x));
  return squares;
}

/// s at channel `at`.
static Expr normOf(KernelBuilder &builder, Func squares, Expr at) {
  const KernelSpec &spec = builder.spec;
  Expr sum = overWindow(builder, at, [&](Expr one) { return Expr(squares(one, pixel, n)); });
  double share = spec.real("alpha") / static_cast<double>(spec.get("size"));
  return exactSum(static_cast<float>(spec.real("bias")),
                  exactProduct(static_cast<float>(share), sum));
}

/// s^-beta; s is positive, infinite, or not a number.
static Expr powerOf(KernelBuilder &builder, Expr norm) {
  Expr power = exp(static_cast<float>(-builder.spec.real("beta")) * log(norm));
  Expr largest = std::numeric_limits<float>::max();
  return select(isNaN(norm), norm, isLess(largest, norm), 0.f, power);
}

static void buildLrn(KernelBuilder &builder) {
  Func squares = squaresOf(builder), result("y");
  Expr at = b * builder.lanes() + v;
  Expr power = powerOf(builder, normOf(builder, squares, at));
  result(v, pixel, b, n) = whereReal(builder, at, builder.in("x")(v, pixel, b, n) * power);
  builder.out({"y"}, result);
  scheduleLrn(builder, result, {squares});
}

static void buildLrnGrad(KernelBuilder &builder) {
  Func squares = squaresOf(builder), terms("terms"),
       result("dx"); // terms: s^-beta, dy*x*s^(-beta-1)
  Expr norm = normOf(builder, squares, channel), power = powerOf(builder, norm);
  Expr ratio = inRow(builder, "dy") * inRow(builder, "x") * power / norm;
  terms(channel, pixel, n) = Tuple(power, whereReal(builder, channel, ratio));
  Expr at = b * builder.lanes() + v;
  Expr sum = overWindow(builder, at, [&](Expr one) { return terms(one, pixel, n)[1]; });
  const KernelSpec &spec = builder.spec;
  auto factor = static_cast<float>(-2 * spec.real("alpha") * spec.real("beta") /
                                   static_cast<double>(spec.get("size")));
  Expr dx = builder.in("dy")(v, pixel, b, n) * terms(at, pixel, n)[0] +
            factor * builder.in("x")(v, pixel, b, n) * sum;
  result(v, pixel, b, n) = whereReal(builder, at, dx);
  builder.out({"dx"}, result);
  scheduleLrn(builder, result, {squares, terms});
}

std::vector<Variant> lrnVariants() {
  return {
#include "compiler/Backend/X86/lrn/variants.inc"
  };
}

} // namespace resnetc::x86
