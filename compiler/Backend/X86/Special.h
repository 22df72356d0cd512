//===- Special.h - arithmetic that keeps NaN and infinity -----------------------------------===//
//
// Halide lets LLVM assume that no float is NaN or infinite and that sums may be put together in any
// order. That is what makes convolutions fast, and it loses a NaN in any comparison. What compares
// or depends on the order says so here: these functions follow IEEE 754 for any argument, in as
// many instructions (x86's max gives its second operand where one is NaN). Their arguments may come
// from fast arithmetic, except where noted.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <Halide.h>

namespace resnetc::x86 {

/// a < b; false where either is NaN. The arguments must be loaded, exact or constant: LLVM takes a
/// fast sum for a number.
Halide::Expr isLess(const Halide::Expr &a, const Halide::Expr &b);
/// a <= b; as isLess.
Halide::Expr isAtMost(const Halide::Expr &a, const Halide::Expr &b);
/// True for NaN; the argument as in isLess.
Halide::Expr isNaN(const Halide::Expr &x);

/// a + b; a * b; a - b; a / b.
Halide::Expr exactSum(const Halide::Expr &a, const Halide::Expr &b);
Halide::Expr exactProduct(const Halide::Expr &a, const Halide::Expr &b);
Halide::Expr exactDifference(const Halide::Expr &a, const Halide::Expr &b);
Halide::Expr exactQuotient(const Halide::Expr &a, const Halide::Expr &b);

/// The larger of `bound`, which is a number, and x; NaN where x is. Likewise the smaller.
Halide::Expr atLeast(const Halide::Expr &bound, const Halide::Expr &x);
Halide::Expr atMost(const Halide::Expr &bound, const Halide::Expr &x);
/// max(x, 0).
Halide::Expr relu(const Halide::Expr &x);
/// Where the gradient of a ReLU is that of its output y: y > 0 or NaN, as torch has it. The
/// argument as in isLess.
Halide::Expr passesRelu(const Halide::Expr &y);
/// The same of y = x * scale + shift, which nobody kept; all three loaded.
Halide::Expr passesRelu(const Halide::Expr &x, const Halide::Expr &scale,
                        const Halide::Expr &shift);

/// exp(x) for any float: 0 for -infinity, infinity for what is too large, NaN for NaN. The argument
/// as in isLess.
Halide::Expr exponential(const Halide::Expr &x);

/// `value` at lane `v` of block `b` where that is one of `channels`, zero in the lanes beyond: also
/// where zeros there would have met an infinity.
Halide::Expr uptoChannel(const Halide::Expr &value, const Halide::Expr &v, const Halide::Expr &b,
                         int channels, int lanes);

} // namespace resnetc::x86
