//===- RowStatistics.cpp - statistics of a convolution's output ---------------------===//
//
// Two sums about a pivot for each channel, several of each side by side, since an addition takes
// four cycles.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/conv/RowStatistics.h"
#include "compiler/Backend/X86/Schedules.h"

using namespace Halide;

namespace resnetc::x86 {

RowStatistics rowStatistics(KernelBuilder &builder, Func map, int rows, int columns, int ways) {
  RowStatistics a;
  Var v = map.args()[0], b = map.args()[3], n = map.args()[4];
  RDom pixel(0, columns / ways, 0, rows, "pixel");
  a.pivot(v, a.p, b, n) = pivotOf(int64_t{1} * rows * columns, [&](int i) {
    return Expr(map(v, i % columns, a.p * rows + i / columns, b, n));
  });
  Expr pivot = a.pivot(v, a.p, b, n);
  Expr one = aboutPivot(map(v, pixel.x * ways + a.u, a.p * rows + pixel.y, b, n), pivot);
  a.partial(v, a.s, a.u, a.p, b, n) = 0.f;
  a.partial(v, a.s, a.u, a.p, b, n) += select(a.s == 0, one, one * one);
  a.partial.update().reorder({v, a.s, a.u, b, pixel.x, pixel.y, a.p, n});
  auto total = [&](int which) {
    Expr sum = a.partial(v, which, 0, a.p, b, n);
    for (int way = 1; way < ways; ++way)
      sum = sum + a.partial(v, which, way, a.p, b, n);
    return sum;
  };
  a.stats(v, a.s, a.p, b, n) = mux(a.s, {pivot, total(0), total(1)});
  builder.out({"stats"}, a.stats);
  return a;
}

void scheduleRowStatistics(KernelBuilder &builder, RowStatistics &a, Func consumer, Var where) {
  Var v = a.pivot.args()[0], b = a.pivot.args()[2], n = a.pivot.args()[3];
  a.pivot.compute_at(consumer, where)
      .store_in(taskLocal)
      .bound_extent(v, builder.lanes())
      .bound_extent(n, 1)
      .vectorize(v)
      .unroll(b);
  a.partial.compute_at(consumer, where)
      .store_in(taskLocal)
      .bound_extent(v, builder.lanes())
      .bound_extent(n, 1)
      .vectorize(v)
      .unroll(a.s)
      .unroll(a.u)
      .unroll(b);
  a.partial.update().vectorize(v).unroll(a.s).unroll(a.u).unroll(b);
}

} // namespace resnetc::x86
