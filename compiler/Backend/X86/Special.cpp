//===- Special.cpp - arithmetic that keeps NaN and infinity ---------------------------------===//
//
// Halide's strict operations, as calls: strict_float would make all that goes into an expression
// strict, and take its fused multiply-adds apart.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Special.h"

using namespace Halide;
using Halide::Internal::Call;

namespace resnetc::x86 {

static Expr strict(Type type, Call::IntrinsicOp op, const std::vector<Expr> &arguments) {
  return Call::make(type, op, arguments, Call::PureIntrinsic);
}

static Expr compare(Call::IntrinsicOp op, const Expr &a, const Expr &b) {
  return strict(Bool(a.type().lanes()), op, {a, b});
}

Expr isLess(const Expr &a, const Expr &b) { return compare(Call::strict_lt, a, b); }
Expr isAtMost(const Expr &a, const Expr &b) {
  // Not strict_le, which kernels of Halide 21 find true of NaN.
  return isLess(a, b) || compare(Call::strict_eq, a, b);
}
Expr isNaN(const Expr &x) { return !compare(Call::strict_eq, x, x); }

Expr exactSum(const Expr &a, const Expr &b) { return strict(a.type(), Call::strict_add, {a, b}); }
Expr exactProduct(const Expr &a, const Expr &b) {
  return strict(a.type(), Call::strict_mul, {a, b});
}
Expr exactDifference(const Expr &a, const Expr &b) {
  return strict(a.type(), Call::strict_sub, {a, b});
}
Expr exactQuotient(const Expr &a, const Expr &b) {
  return strict(a.type(), Call::strict_div, {a, b});
}

Expr atLeast(const Expr &bound, const Expr &x) {
  return strict(x.type(), Call::strict_max, {bound, x});
}
Expr atMost(const Expr &bound, const Expr &x) {
  return strict(x.type(), Call::strict_min, {bound, x});
}
Expr relu(const Expr &x) { return atLeast(Internal::make_zero(x.type()), x); }
Expr passesRelu(const Expr &y) { return isLess(Internal::make_zero(y.type()), y) || isNaN(y); }

Expr passesRelu(const Expr &x, const Expr &scale, const Expr &shift) {
  // The sign is that of the fused sum, as on the way forward; the exact one only says NaN.
  return x * scale + shift > 0.f || isNaN(exactSum(exactProduct(x, scale), shift));
}

Expr exponential(const Expr &x) {
  // Halide's own takes x for a number whose multiple of log 2 fits an int; beyond 88.8 it gives
  // infinity, below -88 zero.
  return select(isNaN(x), x, exp(atMost(100.f, atLeast(-100.f, x))));
}

Expr uptoChannel(const Expr &value, const Expr &v, const Expr &b, int channels, int lanes) {
  if (channels % lanes == 0)
    return value;
  return select(b * lanes + v < channels, value, Internal::make_zero(value.type()));
}

} // namespace resnetc::x86
