//===- Number.h - numbers in the code of a device function ---------------------------===//
//
// Kernels are written as C++ that computes with Numbers: each operator adds an operation to the
// function that is being written (Function.h). Constants take the type of what they meet, so that
// formulas read as formulas (compiler/Kernels/Formulas.h is one of their users).
//
// Floats follow IEEE 754 operation by operation: nothing is contracted unless `fma` says so. A
// comparison is false where an operand is NaN.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "mlir/IR/Value.h"

#include <cstdint>
#include <vector>

namespace resnetc::cuda {

/// A condition, an integer of 32 or 64 bits, an f32 or f64, or four f32; or a constant of any of
/// these types.
class Number {
public:
  Number(int constant) : integer(true), constant(constant) {}
  Number(int64_t constant) : integer(true), constant(static_cast<double>(constant)) {}
  Number(double constant) : constant(constant) {}
  explicit Number(mlir::Value value) : value(value) {}

  bool isConstant() const { return !value; }
  bool isInteger() const;
  /// Null for a constant.
  mlir::Type type() const { return value ? value.getType() : mlir::Type(); }
  /// As a value of that type: a constant becomes one of it, an f32 four of them.
  mlir::Value as(mlir::Type type) const;
  /// As a value, a constant as i32 or f32.
  mlir::Value get() const;
  double constantValue() const { return constant; }

private:
  mlir::Value value;
  bool integer = false;
  double constant = 0; // exact for integers of up to 53 bits
};

/// Integers are divided as unsigned ones: indices are never negative.
Number operator+(const Number &a, const Number &b);
Number operator-(const Number &a, const Number &b);
Number operator*(const Number &a, const Number &b);
Number operator/(const Number &a, const Number &b);
Number operator%(const Number &a, const Number &b);
Number operator-(const Number &a);

/// Of integers as signed ones.
Number operator<(const Number &a, const Number &b);
Number operator<=(const Number &a, const Number &b);
Number operator==(const Number &a, const Number &b);
inline Number operator>(const Number &a, const Number &b) { return b < a; }
inline Number operator>=(const Number &a, const Number &b) { return b <= a; }
/// 0 <= a < b of integers, in one comparison.
Number isWithin(const Number &a, const Number &b);
Number isNan(const Number &x);

/// Of conditions, or of the bits of integers.
Number operator&(const Number &a, const Number &b);
Number operator|(const Number &a, const Number &b);
Number operator^(const Number &a, const Number &b);
Number operator!(const Number &condition);
Number operator<<(const Number &a, const Number &bits);
/// Fills with zeros.
Number operator>>(const Number &a, const Number &bits);

Number choose(const Number &condition, const Number &then, const Number &otherwise);
/// a * b + c, rounded once.
Number fma(const Number &a, const Number &b, const Number &c);
Number squareRoot(const Number &x);
/// As f32, within 1 rounding unit or so; what is not a number stays so.
Number exponential(const Number &x);
/// The natural logarithm of an f32 x >= 0; NaN of NaN.
Number logarithm(const Number &x);
/// x to the power of a constant other than 0, for x >= 0; NaN of NaN.
Number power(const Number &x, double exponent);
/// The larger; NaN where one is.
Number larger(const Number &a, const Number &b);
Number smaller(const Number &a, const Number &b);
/// x, where it is positive; 0 else; NaN of NaN.
Number relu(const Number &x);

Number toFloat(const Number &x);
Number toDouble(const Number &x);
Number toInteger(const Number &x); ///< i32 of a float that holds one, of a condition or an i64
Number toLong(const Number &x);    ///< i64 of an i32
/// The same bits as another type of that size.
Number bitsAsInteger(const Number &x);
Number bitsAsFloat(const Number &x);

/// Parts of four f32.
Number lane(const Number &quad, int index);
Number quadOf(const std::vector<Number> &lanes);

} // namespace resnetc::cuda
