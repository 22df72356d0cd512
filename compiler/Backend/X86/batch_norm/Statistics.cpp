//===- Statistics.cpp - batch normalisation: the streaming part --------------------===//
//
// Sums over maps, cut into partials so that every thread has its own outputs and the order of
// addition never depends on the threads.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/batch_norm/Statistics.h"
#include "compiler/Backend/X86/Special.h"
#include "compiler/Backend/X86/batch_norm/BatchNorm.h"
#include "compiler/Backend/X86/elementwise/Elementwise.h"

using namespace Halide;

namespace resnetc::x86 {

static Var v("v"), s("s"), pixel("pixel"), b("b"), n("n");

void buildBnStats(KernelBuilder &builder) {
  int64_t pixels = pixelsOf(builder.spec), partials = mapPartials(pixels);
  int64_t count = pixels / partials;
  ImageParam x = builder.in("x");
  Func pivot("pivot");
  Var p("p");
  pivot(v, p, b, n) =
      pivotOf(count, [&](int i) { return x(v, p * static_cast<int>(count) + i, b, n); });
  PartialSums sums = partialSums(
      "sums", pixels, partials, [&](Expr lane, Expr at, Expr partial, Expr block, Expr image) {
        Expr value = aboutPivot(x(lane, at, block, image), pivot(lane, partial, block, image));
        return std::vector<Expr>{value, value * value};
      });
  Func result("stats");
  result(sums.v, s, sums.p, sums.b, sums.n) =
      mux(s, {pivot(sums.v, sums.p, sums.b, sums.n), total(sums, 0), total(sums, 1)});
  builder.out({"stats"}, result);
  scheduleStats(builder, result, sums, builder.blocks("c"), pixels, partials);
  pivot.compute_at(result, sums.p)
      .store_in(taskLocal)
      .bound_extent(v, builder.lanes())
      .vectorize(v);
}

/// The gradient before the normalisation: dy (+ dy2) where the ReLU after it let the value through.
static Expr maskedGradient(KernelBuilder &builder, Expr lane, Expr at, Expr block, Expr image) {
  Expr g = builder.in("dy")(lane, at, block, image);
  if (builder.has("dy2"))
    g = g + builder.in("dy2")(lane, at, block, image);
  if (builder.has("y"))
    g = select(passesRelu(builder.in("y")(lane, at, block, image)), g, 0.f);
  if (builder.has("scale"))
    g = select(passesRelu(builder.in("t")(lane, at, block, image), builder.in("scale")(lane, block),
                          builder.in("shift")(lane, block)),
               g, 0.f);
  return g;
}

void buildGradStats(KernelBuilder &builder) {
  int64_t pixels = pixelsOf(builder.spec), partials = mapPartials(pixels);
  Func chunk("chunk"); // g, kept while its sums are taken
  bool write = builder.has("g");
  if (write)
    chunk(v, pixel, b, n) = maskedGradient(builder, v, pixel, b, n);
  PartialSums sums =
      partialSums("sums", pixels, partials, [&](Expr lane, Expr at, Expr, Expr block, Expr image) {
        Expr g = write ? Expr(chunk(lane, at, block, image))
                       : maskedGradient(builder, lane, at, block, image);
        auto centred = [&](const char *map, const char *mean) {
          return aboutPivot(builder.in(map)(lane, at, block, image), builder.in(mean)(lane, block));
        };
        std::vector<Expr> terms = {g, g * centred("t", "mean")};
        if (builder.has("t2"))
          terms.push_back(g * centred("t2", "mean2"));
        return terms;
      });
  Func result("stats"), map("g");
  Expr first = mux(s, {total(sums, 0), total(sums, 1)});
  if (builder.has("t2"))
    result(sums.v, s, sums.p, sums.b, sums.n) =
        Tuple(first, mux(s, {total(sums, 0), total(sums, 2)}));
  else
    result(sums.v, s, sums.p, sums.b, sums.n) = first;
  if (write) {
    map(v, pixel, b, n) = chunk(v, pixel, b, n);
    builder.out({"g"}, map);
  }
  if (builder.has("t2"))
    builder.out({"stats", "stats2"}, result);
  else
    builder.out({"stats"}, result);
  if (write)
    scheduleMapAndStats(builder, map, chunk, result, sums, pixels, partials);
  else
    scheduleStats(builder, result, sums, builder.blocks("c"), pixels, partials);
}

void buildBnGradApply(KernelBuilder &builder) {
  Expr g = builder.in("g")(v, pixel, b, n), t = builder.in("t")(v, pixel, b, n);
  if (builder.has("scale"))
    g = select(passesRelu(t, builder.in("scale")(v, b), builder.in("shift")(v, b)), g, 0.f);
  outFlatMap(builder, "dt",
             builder.in("a")(v, b) * g + (builder.in("b")(v, b) * t + builder.in("c")(v, b)));
}

} // namespace resnetc::x86
