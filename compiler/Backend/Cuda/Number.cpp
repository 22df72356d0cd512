//===- Number.cpp - numbers in the code of a device function ---------------------------===//
#include "compiler/Backend/Cuda/Number.h"

#include "compiler/Backend/Cuda/Function.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"

#include <cmath>
#include <limits>

using namespace mlir;

namespace resnetc::cuda {

//===----------------------------------------------------------------------===//
// Constants and types
//===----------------------------------------------------------------------===//

static bool isQuad(Type type) { return isa<VectorType>(type); }

static Type elementOf(Type type) {
  auto vector = dyn_cast<VectorType>(type);
  return vector ? vector.getElementType() : type;
}

/// The same type of other elements.
static Type withElement(Type type, Type element) {
  return isQuad(type) ? VectorType::get(cast<VectorType>(type).getShape(), element) : element;
}

static Value constantOf(Type type, double value) {
  OpBuilder &b = builder();
  Type element = elementOf(type);
  TypedAttr attr = isa<FloatType>(element)
                       ? TypedAttr(FloatAttr::get(element, value))
                       : TypedAttr(IntegerAttr::get(element, static_cast<int64_t>(value)));
  if (auto vector = dyn_cast<VectorType>(type))
    attr = DenseElementsAttr::get(vector, Attribute(attr));
  return arith::ConstantOp::create(b, here(), attr);
}

static Value broadcast(Value scalar, Type type) {
  return quadOf(std::vector<Number>(cast<VectorType>(type).getNumElements(), Number(scalar))).get();
}

bool Number::isInteger() const {
  return isConstant() ? integer : isa<IntegerType>(elementOf(value.getType()));
}

Value Number::as(Type type) const {
  if (isConstant())
    return constantOf(type, constant);
  if (isQuad(type) && !isQuad(value.getType()))
    return broadcast(value, type);
  assert(value.getType() == type && "numbers of different types meet");
  return value;
}

Value Number::get() const {
  if (!isConstant())
    return value;
  OpBuilder &b = builder();
  return constantOf(integer ? Type(b.getI32Type()) : Type(b.getF32Type()), constant);
}

/// The type that two numbers are computed in; null where both are constants.
static Type commonType(const Number &a, const Number &b) {
  if (a.isConstant())
    return b.type();
  return b.isConstant() || isQuad(a.type()) ? a.type() : b.type();
}

template <typename IntegerOp, typename FloatOp>
static Number binary(const Number &a, const Number &b) {
  Type type = commonType(a, b);
  Value left = a.as(type), right = b.as(type);
  if (isa<FloatType>(elementOf(type)))
    return Number(FloatOp::create(builder(), here(), left, right).getResult());
  return Number(IntegerOp::create(builder(), here(), left, right).getResult());
}

static Number folded(const Number &a, const Number &b, double value) {
  return a.isInteger() && b.isInteger() ? Number(static_cast<int64_t>(value)) : Number(value);
}

static bool areConstant(const Number &a, const Number &b) {
  return a.isConstant() && b.isConstant();
}

//===----------------------------------------------------------------------===//
// Arithmetic
//===----------------------------------------------------------------------===//

Number operator+(const Number &a, const Number &b) {
  if (areConstant(a, b))
    return folded(a, b, a.constantValue() + b.constantValue());
  return binary<arith::AddIOp, arith::AddFOp>(a, b);
}

Number operator-(const Number &a, const Number &b) {
  if (areConstant(a, b))
    return folded(a, b, a.constantValue() - b.constantValue());
  return binary<arith::SubIOp, arith::SubFOp>(a, b);
}

Number operator*(const Number &a, const Number &b) {
  if (areConstant(a, b))
    return folded(a, b, a.constantValue() * b.constantValue());
  return binary<arith::MulIOp, arith::MulFOp>(a, b);
}

Number operator/(const Number &a, const Number &b) {
  if (areConstant(a, b)) {
    double quotient = a.constantValue() / b.constantValue();
    return folded(a, b, a.isInteger() && b.isInteger() ? std::trunc(quotient) : quotient);
  }
  return binary<arith::DivUIOp, arith::DivFOp>(a, b);
}

Number operator%(const Number &a, const Number &b) {
  if (areConstant(a, b))
    return folded(a, b, std::fmod(a.constantValue(), b.constantValue()));
  return binary<arith::RemUIOp, arith::RemFOp>(a, b);
}

Number operator-(const Number &a) {
  if (a.isConstant())
    return folded(a, a, -a.constantValue());
  if (a.isInteger())
    return Number(0) - a;
  return Number(arith::NegFOp::create(builder(), here(), a.get()).getResult());
}

//===----------------------------------------------------------------------===//
// Comparisons and choices
//===----------------------------------------------------------------------===//

static Number compare(const Number &a, const Number &b, arith::CmpIPredicate integers,
                      arith::CmpFPredicate floats) {
  Type type = commonType(a, b);
  if (!type)
    type = a.get().getType();
  Value left = a.as(type), right = b.as(type);
  if (isa<FloatType>(elementOf(type)))
    return Number(arith::CmpFOp::create(builder(), here(), floats, left, right).getResult());
  return Number(arith::CmpIOp::create(builder(), here(), integers, left, right).getResult());
}

Number operator<(const Number &a, const Number &b) {
  return compare(a, b, arith::CmpIPredicate::slt, arith::CmpFPredicate::OLT);
}
Number operator<=(const Number &a, const Number &b) {
  return compare(a, b, arith::CmpIPredicate::sle, arith::CmpFPredicate::OLE);
}
Number operator==(const Number &a, const Number &b) {
  return compare(a, b, arith::CmpIPredicate::eq, arith::CmpFPredicate::OEQ);
}
Number isWithin(const Number &a, const Number &b) {
  return compare(a, b, arith::CmpIPredicate::ult, arith::CmpFPredicate::OLT);
}
Number isNan(const Number &x) {
  return compare(x, x, arith::CmpIPredicate::ne, arith::CmpFPredicate::UNO);
}

Number operator&(const Number &a, const Number &b) {
  return binary<arith::AndIOp, arith::MulFOp>(a, b);
}
Number operator|(const Number &a, const Number &b) {
  return binary<arith::OrIOp, arith::MulFOp>(a, b);
}
Number operator^(const Number &a, const Number &b) {
  return binary<arith::XOrIOp, arith::MulFOp>(a, b);
}
Number operator!(const Number &condition) {
  return Number(
      arith::XOrIOp::create(builder(), here(), condition.get(), constantOf(condition.type(), 1))
          .getResult());
}
Number operator<<(const Number &a, const Number &bits) {
  return binary<arith::ShLIOp, arith::MulFOp>(a, bits);
}
Number operator>>(const Number &a, const Number &bits) {
  return binary<arith::ShRUIOp, arith::MulFOp>(a, bits);
}

Number choose(const Number &condition, const Number &then, const Number &otherwise) {
  Type type = commonType(then, otherwise);
  if (!type)
    type = (then.isInteger() ? then : otherwise).get().getType();
  if (isQuad(condition.type()) && !isQuad(type))
    type = withElement(condition.type(), type);
  return Number(
      arith::SelectOp::create(builder(), here(), condition.get(), then.as(type), otherwise.as(type))
          .getResult());
}

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

Number fma(const Number &a, const Number &b, const Number &c) {
  Type type = commonType(Number(a.get()), Number(b.get()));
  type = isQuad(type) || c.isConstant() ? type : c.type();
  return Number(
      LLVM::FMAOp::create(builder(), here(), a.as(type), b.as(type), c.as(type)).getResult());
}

Number squareRoot(const Number &x) {
  return Number(LLVM::SqrtOp::create(builder(), here(), x.get()).getResult());
}

/// sum of coefficients[i] * x^i.
static Number polynomial(const Number &x, const std::vector<double> &coefficients) {
  Number sum = coefficients.back();
  for (size_t i = coefficients.size() - 1; i-- > 0;)
    sum = sum * x + coefficients[i];
  return sum;
}

/// In double: exp(x) = 2^k exp(r) with |r| <= log(2) / 2, where Taylor's series to r^9 leaves 7e-12.
Number exponential(const Number &x) {
  constexpr double most = 150; // beyond it, f32 knows zero and infinity only
  Number clamped = choose(x < -most, -most, choose(most < x, most, choose(isNan(x), 0.0, x)));
  Number wide = toDouble(clamped);
  // Adding 1.5 * 2^52 rounds to a whole number, whose low bits are then those of the sum.
  constexpr double shift = 6755399441055744.0;
  Number shifted = wide * 1.4426950408889634074 + shift;
  Number k = shifted - shift;
  Number r = wide - k * 0.693147180559945309417;
  Number series = polynomial(
      r, {1, 1, 1. / 2, 1. / 6, 1. / 24, 1. / 120, 1. / 720, 1. / 5040, 1. / 40320, 1. / 362880});
  Number power = bitsAsFloat((bitsAsInteger(shifted) + int64_t{1023}) << int64_t{52});
  return choose(isNan(x), toFloat(x), toFloat(series * power));
}

/// In double: log(2^k m) with m in [sqrt(1/2), sqrt(2)) by the series of 2 atanh((m - 1) / (m + 1)).
static Number wideLogarithm(const Number &x) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  Number special = isNan(x) | (x == infinity) | (x == 0.0);
  Number bits = bitsAsInteger(toDouble(choose(special, 1.0, x)));
  // What is added carries into the exponent where the mantissa is above sqrt(2).
  constexpr int64_t carry = 0x00095F619980C433;
  Number exponent = ((bits + carry) >> int64_t{52}) - int64_t{1023};
  Number m = bitsAsFloat(bits - (exponent << int64_t{52}));
  Number s = (m - 1.0) / (m + 1.0), square = s * s;
  Number series = polynomial(square, {2, 2. / 3, 2. / 5, 2. / 7, 2. / 9, 2. / 11, 2. / 13});
  Number k(arith::SIToFPOp::create(builder(), here(),
                                   withElement(exponent.type(), builder().getF64Type()),
                                   exponent.get())
               .getResult());
  return choose(special, toDouble(choose(x == 0.0, -infinity, x)),
                k * 0.693147180559945309417 + s * series);
}

Number logarithm(const Number &x) { return toFloat(wideLogarithm(x)); }
Number power(const Number &x, double exponent) { return exponential(wideLogarithm(x) * exponent); }

Number larger(const Number &a, const Number &b) { return choose((b < a) | isNan(a), a, b); }
Number smaller(const Number &a, const Number &b) { return choose((a < b) | isNan(a), a, b); }
Number relu(const Number &x) { return choose(x <= 0.0, 0.0, x); }

//===----------------------------------------------------------------------===//
// Conversions
//===----------------------------------------------------------------------===//

Number toFloat(const Number &x) {
  OpBuilder &b = builder();
  if (x.isConstant())
    return Number(constantOf(b.getF32Type(), x.constantValue()));
  Type element = elementOf(x.type()), to = withElement(x.type(), b.getF32Type());
  if (element.isF32())
    return x;
  if (element.isF64())
    return Number(arith::TruncFOp::create(b, here(), to, x.get()).getResult());
  if (isa<FloatType>(element))
    return Number(arith::ExtFOp::create(b, here(), to, x.get()).getResult());
  if (element.isInteger(1))
    return choose(x, 1.0, 0.0);
  return Number(arith::SIToFPOp::create(b, here(), to, x.get()).getResult());
}

Number toDouble(const Number &x) {
  OpBuilder &b = builder();
  if (x.isConstant())
    return Number(constantOf(b.getF64Type(), x.constantValue()));
  Type to = withElement(x.type(), b.getF64Type());
  if (x.type() == to)
    return x;
  if (x.isInteger())
    return Number(arith::SIToFPOp::create(b, here(), to, x.get()).getResult());
  return Number(arith::ExtFOp::create(b, here(), to, x.get()).getResult());
}

Number toInteger(const Number &x) {
  OpBuilder &b = builder();
  if (x.isConstant())
    return Number(constantOf(b.getI32Type(), x.constantValue()));
  Type element = elementOf(x.type()), to = withElement(x.type(), b.getI32Type());
  if (isa<FloatType>(element))
    return Number(arith::FPToSIOp::create(b, here(), to, x.get()).getResult());
  if (element.isInteger(32))
    return x;
  if (element.getIntOrFloatBitWidth() > 32)
    return Number(arith::TruncIOp::create(b, here(), to, x.get()).getResult());
  return Number(arith::ExtUIOp::create(b, here(), to, x.get()).getResult());
}

Number toLong(const Number &x) {
  OpBuilder &b = builder();
  if (x.isConstant())
    return Number(constantOf(b.getI64Type(), x.constantValue()));
  return Number(arith::ExtSIOp::create(b, here(), withElement(x.type(), b.getI64Type()), x.get())
                    .getResult());
}

static Number bitcast(const Number &x, Type element) {
  Type to = withElement(x.type(), element);
  return Number(LLVM::BitcastOp::create(builder(), here(), to, x.get()).getResult());
}

Number bitsAsInteger(const Number &x) {
  return bitcast(x, builder().getIntegerType(elementOf(x.type()).getIntOrFloatBitWidth()));
}

Number bitsAsFloat(const Number &x) {
  bool wide = elementOf(x.type()).getIntOrFloatBitWidth() == 64;
  return bitcast(x, wide ? Type(builder().getF64Type()) : Type(builder().getF32Type()));
}

//===----------------------------------------------------------------------===//
// Quads
//===----------------------------------------------------------------------===//

Number lane(const Number &quad, int index) {
  OpBuilder &b = builder();
  Value at = arith::ConstantOp::create(b, here(), b.getI32IntegerAttr(index));
  return Number(LLVM::ExtractElementOp::create(b, here(), quad.get(), at).getResult());
}

Number quadOf(const std::vector<Number> &lanes) {
  OpBuilder &b = builder();
  Type element = b.getF32Type();
  for (const Number &one : lanes)
    if (!one.isConstant())
      element = one.type();
  Type type = VectorType::get({static_cast<int64_t>(lanes.size())}, element);
  Value quad = LLVM::PoisonOp::create(b, here(), type);
  for (auto [i, one] : llvm::enumerate(lanes)) {
    Value at = arith::ConstantOp::create(b, here(), b.getI32IntegerAttr(static_cast<int32_t>(i)));
    quad = LLVM::InsertElementOp::create(b, here(), quad, one.as(element), at);
  }
  return Number(quad);
}

} // namespace resnetc::cuda
