//===- Schedules.h - pieces that several schedules share ---------------------------===//
//
// How work that streams through memory is cut into tasks, and how sums over a map are kept in
// several accumulators. The numbers are about the machine's fork and join (a few microseconds), not
// about one instruction set.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/X86/KernelBuilder.h"
#include "compiler/Kernels/Partials.h"

#include <functional>

namespace resnetc::x86 {

/// The largest divisor of `value` that is at most `limit`, at least 1.
int64_t largestDivisor(int64_t value, int64_t limit);

/// Elements that one task should at least stream: at 10 bytes a nanosecond 16K floats take about 6
/// us.
constexpr int64_t taskElements = 16 * 1024;

/// A loop that can be cut into tasks, and its extent.
struct Rows {
  Halide::Var var;
  int64_t count = 1;
};

/// Into how many equal parts `rows` are to be cut, so that one image's `blocks` give every core of
/// the target a task that streams at least half of `taskElements`; 1 where the blocks do already,
/// and on a machine of few cores. `elements` are those of all blocks.
int64_t rowParts(const X86Target &target, int64_t rows, int64_t blocks, int64_t elements);

/// Makes the outermost dimensions (block, then image) of `stage` parallel, so that a task touches
/// at least about `taskElements`: several images of a small map, or some blocks of a big one.
/// `elements` are those of one image. Loops afterwards, outermost first: the parallel one, then
/// what is left of image and block.
///
/// Where the target has more cores than an image has blocks, tasks are also cut along `rows`, the
/// loop right inside of that over blocks.
void parallelImages(const KernelBuilder &builder, Halide::Stage stage, Halide::Var block,
                    int64_t blocks, Halide::Var image, int64_t elements, Rows rows = {});

/// Sums over the pixels of partial `p` of block `b` of image `n`.
struct PartialSums {
  Halide::Var v{"v"}, u{"u"}, p{"p"}, b{"b"}, n{"n"};
  Halide::RDom pixel;
  Halide::Func accumulator; ///< (v, u, p, b, n), `ways` sums side by side
  int ways = 1;
};

/// sum over pixels of term(v, pixel, p, b, n), for each of the terms; the term gets the pixel of
/// the map, and the partial that it belongs to.
using Terms = std::function<std::vector<Halide::Expr>(
    Halide::Expr v, Halide::Expr pixel, Halide::Expr p, Halide::Expr b, Halide::Expr n)>;
PartialSums partialSums(const std::string &name, int64_t pixels, int64_t partials,
                        const Terms &terms);

/// value - pivot, exactly so: the compiler must not take the pivot off a sum of values instead.
///
/// Sums about a pivot keep the variance of values whose mean is large beside their deviation, where
/// E[x^2] - mean^2 loses it.
Halide::Expr aboutPivot(Halide::Expr value, Halide::Expr pivot);

/// A pivot for sums of `count` values: the mean of the first of them, of up to eight.
///
/// What cancels in s2 - s1^2/count is count * (pivot - mean)^2, and the k values of the pivot alone
/// deviate by k * (pivot - mean)^2 or more altogether (Cauchy and Schwarz): so count/k + 1 rounding
/// units are lost at most, whatever the values, and about 1 where they are scattered at random.
/// One value that lies far out is such a case: with k = 1 it loses all of that bound.
Halide::Expr pivotOf(int64_t count, const std::function<Halide::Expr(int)> &value);

/// The total of the accumulators of term `index`.
Halide::Expr total(const PartialSums &sums, int index);

/// Vectorises and unrolls the accumulators, computed at `where` of `consumer`.
void schedulePartialSums(PartialSums &sums, Halide::Func consumer, Halide::Var where, int lanes);

} // namespace resnetc::x86
