//===- Exact.h - Halide floats with exact operators -----------------------------------------===//
//
// For formulas that are shared with plain C++ (compiler/Kernels/Formulas.h): operators in place of the
// functions of Special.h.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/X86/Special.h"

namespace resnetc::x86 {

/// A float32 whose arithmetic follows IEEE 754, operation by operation.
struct Exact {
  Halide::Expr expr;

  Exact(double constant) : expr(static_cast<float>(constant)) {}
  /// `expr` is loaded, exact or constant, as in isLess.
  explicit Exact(const Halide::Expr &expr) : expr(expr) {}
};

inline Exact operator+(const Exact &a, const Exact &b) { return Exact(exactSum(a.expr, b.expr)); }
inline Exact operator-(const Exact &a, const Exact &b) {
  return Exact(exactDifference(a.expr, b.expr));
}
inline Exact operator*(const Exact &a, const Exact &b) {
  return Exact(exactProduct(a.expr, b.expr));
}
inline Exact operator/(const Exact &a, const Exact &b) {
  return Exact(exactQuotient(a.expr, b.expr));
}
inline Exact operator-(const Exact &a) { return Exact(-1) * a; }

/// Conditions; false where an operand is NaN.
inline Halide::Expr operator<(const Exact &a, const Exact &b) { return isLess(a.expr, b.expr); }
inline Halide::Expr operator<=(const Exact &a, const Exact &b) { return isAtMost(a.expr, b.expr); }

inline Exact exponential(const Exact &x) { return Exact(exponential(x.expr)); }
inline Exact choose(const Halide::Expr &condition, const Exact &then, const Exact &otherwise) {
  return Exact(Halide::select(condition, then.expr, otherwise.expr));
}

} // namespace resnetc::x86
