//===- Statistics.cpp - batch normalisation: the streaming part --------------------===//
//
// Sums over maps, cut into partials so that every thread has its own outputs and the order of
// addition never depends on the threads.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/batch_norm/Statistics.h"
#include "compiler/Kernels/Special.h"
#include "compiler/Kernels/batch_norm/BatchNorm.h"
#include "compiler/Kernels/elementwise/Elementwise.h"

using namespace Halide;

namespace resnetc::kernels {

static Var v("v"), s("s"), pixel("pixel"), b("b"), n("n");

static int64_t pixelsOf(const KernelSpec &spec) { return spec.get("h") * spec.get("w"); }

static Operand flat(const char *name, const KernelSpec &spec, const resnetc::Target &target) {
  return flatActOperand(name, spec.get("c"), pixelsOf(spec), target.vectorWidth);
}

static Operand stats(const char *name, int64_t numbers, const KernelSpec &spec,
                     const resnetc::Target &target) {
  return statsOperand(name, spec.get("c"), mapPartials(pixelsOf(spec)), numbers,
                      target.vectorWidth);
}

std::vector<Operand> bnStatsOperands(const KernelSpec &spec, const resnetc::Target &target) {
  return {flat("x", spec, target), stats("stats", 3, spec, target).out()};
}

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
  scheduleStats(builder, result, sums, builder.blocks("c"), pixels);
  pivot.compute_at(result, sums.p)
      .store_in(taskLocal)
      .bound_extent(v, builder.lanes())
      .vectorize(v);
}

std::vector<Operand> gradStatsOperands(const KernelSpec &spec, const resnetc::Target &target) {
  std::vector<Operand> operands = {flat("dy", spec, target)};
  if (spec.get("dy2"))
    operands.push_back(flat("dy2", spec, target));
  if (spec.get("mask") == 1)
    operands.push_back(flat("y", spec, target));
  auto vec = [&](const char *name) { return vecOperand(name, spec.get("c"), target.vectorWidth); };
  operands.push_back(flat("t", spec, target));
  operands.push_back(vec("mean"));
  if (spec.get("mask") == 2) {
    operands.push_back(vec("scale"));
    operands.push_back(vec("shift"));
  }
  if (spec.get("t2")) {
    operands.push_back(flat("t2", spec, target));
    operands.push_back(vec("mean2"));
  }
  if (spec.get("write_g"))
    operands.push_back(flat("g", spec, target).out());
  operands.push_back(stats("stats", 2, spec, target).out());
  if (spec.get("t2"))
    operands.push_back(stats("stats2", 2, spec, target).out());
  return operands;
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
    scheduleStats(builder, result, sums, builder.blocks("c"), pixels);
}

std::vector<Operand> bnGradApplyOperands(const KernelSpec &spec, const resnetc::Target &target) {
  std::vector<Operand> operands = {flat("g", spec, target), flat("t", spec, target)};
  if (spec.get("mask") == 2) {
    operands.push_back(vecOperand("scale", spec.get("c"), target.vectorWidth));
    operands.push_back(vecOperand("shift", spec.get("c"), target.vectorWidth));
  }
  for (const char *name : {"a", "b", "c"})
    operands.push_back(vecOperand(name, spec.get("c"), target.vectorWidth));
  operands.push_back(flat("dt", spec, target).out().mayAlias("g"));
  return operands;
}

void buildBnGradApply(KernelBuilder &builder) {
  Expr g = builder.in("g")(v, pixel, b, n), t = builder.in("t")(v, pixel, b, n);
  if (builder.has("scale"))
    g = select(passesRelu(t, builder.in("scale")(v, b), builder.in("shift")(v, b)), g, 0.f);
  Func dt("dt");
  dt(v, pixel, b, n) =
      builder.in("a")(v, b) * g + (builder.in("b")(v, b) * t + builder.in("c")(v, b));
  builder.out({"dt"}, dt);
  scheduleFlatMap(builder, dt, builder.blocks("c"), pixelsOf(builder.spec));
}

} // namespace resnetc::kernels
