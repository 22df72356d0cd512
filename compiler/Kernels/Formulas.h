//===- Formulas.h - activations and their gradients, once for doubles and for kernels ------===//
//
// The evaluator computes with doubles, kernels with Halide's expressions (`Exact`): a formula is a
// template over either. What is not a number stays so, and at kinks gradients are those of torch.
// No Halide, no MLIR.
//
// A number type has the arithmetic operators, `<=` and `<`, which are false where an operand is
// NaN, `exponential`, and `choose`, found by argument where it is not double.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cmath>

namespace resnetc::formulas {

inline double exponential(double x) { return std::exp(x); }
inline double choose(bool condition, double then, double otherwise) {
  return condition ? then : otherwise;
}

/// min(max(x, 0), 6), and NaN of NaN.
template <typename T> T clamped(T x) { return choose(x <= T(0), T(0), choose(T(6) <= x, T(6), x)); }

struct Relu6 {
  template <typename T> T value(T x) const { return clamped(x); }
  template <typename T> T gradient(T dy, T x) const {
    return choose(x <= T(0), T(0), choose(T(6) <= x, T(0), dy));
  }
};

/// x * logistic(x).
struct Silu {
  template <typename T> T value(T x) const { return x / (T(1) + exponential(-x)); }
  template <typename T> T gradient(T dy, T x) const {
    T logistic = T(1) / (T(1) + exponential(-x));
    return dy * (logistic * (T(1) + x * (T(1) - logistic)));
  }
};

/// x * min(max(x + 3, 0), 6) / 6.
struct Hardswish {
  template <typename T> T value(T x) const { return x * clamped(x + T(3)) / T(6); }
  template <typename T> T gradient(T dy, T x) const {
    return choose(x <= T(-3), T(0), choose(T(3) <= x, dy, dy * (x / T(3) + T(0.5))));
  }
};

struct LeakyRelu {
  static constexpr const char *number = "slope";
  double slope;
  template <typename T> T value(T x) const { return choose(T(0) < x, x, T(slope) * x); }
  template <typename T> T gradient(T dy, T x) const { return choose(T(0) < x, dy, T(slope) * dy); }
};

/// All of them: FORMULA(name, kernel), the name being that of the kind in rn.activation, too.
#define RESNETC_FORMULAS(FORMULA)                                                                  \
  FORMULA(Relu6, "relu6")                                                                          \
  FORMULA(Silu, "silu")                                                                            \
  FORMULA(Hardswish, "hardswish")                                                                  \
  FORMULA(LeakyRelu, "leaky_relu")

/// Whether a formula has a number of its own, a field that `Formula::number` names.
template <typename Formula>
concept HasNumber = requires {
  Formula::number;
};

/// A formula; `numbers` knows the number of a name.
template <typename Formula, typename Numbers> Formula make([[maybe_unused]] Numbers numbers) {
  if constexpr (HasNumber<Formula>)
    return {numbers(Formula::number)};
  else
    return {};
}

} // namespace resnetc::formulas
