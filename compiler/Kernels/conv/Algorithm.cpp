//===- Algorithm.cpp - the forward convolution -----------------------------------------===//
//
// y = [relu] (conv(pre(x), w) + bias + residual), with the statistics of conv for a batch norm that
// follows. Maths in ../README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/Schedules.h"
#include "compiler/Kernels/Special.h"
#include "compiler/Kernels/conv/Conv.h"
#include "compiler/Kernels/conv/Groups.h"
#include "compiler/Kernels/conv/Staging.h"

using namespace Halide;

namespace resnetc::kernels {

int convStatsRows(const Geometry &geometry) {
  // A partial of at most 256 pixels: few enough to leave the statistics small beside the map, and
  // its rows (16 KiB for 16 lanes) still lie in the L1 cache when they are summed.
  for (int rows = geometry.oh; rows > 1; --rows)
    if (geometry.oh % rows == 0 && rows * geometry.ow <= 256)
      return rows;
  return 1;
}

static std::vector<Operand> convOperands(const KernelSpec &spec, const resnetc::Target &target) {
  Geometry g(spec);
  int64_t lanes = target.vectorWidth;
  std::vector<Operand> operands;
  operands.push_back(g.inImage ? imageOperand("x", g.c, g.h, g.w)
                               : actOperand("x", g.c, g.h, g.w, lanes));
  operands.push_back(g.inImage ? imageWeightOperand("w", g.k, g.c, g.kh, g.kw, lanes)
                               : Groups(g, target).weights("w", g, lanes));
  if (spec.get("pre")) {
    operands.push_back(vecOperand("scale", g.c, lanes));
    operands.push_back(vecOperand("shift", g.c, lanes));
  }
  if (spec.get("bias"))
    operands.push_back(vecOperand("bias", g.k, lanes));
  if (spec.get("residual"))
    operands.push_back(actOperand("residual", g.k, g.oh, g.ow, lanes));
  operands.push_back(actOperand("y", g.k, g.oh, g.ow, lanes).out().mayAlias("residual"));
  if (spec.get("stats"))
    operands.push_back(statsOperand("stats", g.k, g.oh / convStatsRows(g), 3, lanes).out());
  return operands;
}

/// The products of one output, over the reduction domain.
static Expr product(KernelBuilder &builder, const Geometry &g, ConvAlgorithm &a) {
  ImageParam w = builder.in("w");
  Expr column = a.x * g.sw + a.r[1], row = a.y * g.sh + a.r[2];
  if (g.inImage) {
    Expr value = a.staged.defined() ? Expr(a.staged(column, row, a.r[0], a.n))
                                    : preprocessed(builder, a.r[0], column, row, 0, a.n);
    return w(a.v, a.r[0], a.r[1], a.r[2], a.b) * value;
  }
  Expr block = Groups(g, builder.target).inputBlock(a.b, a.r[3]);
  Expr value = a.staged.defined() ? Expr(a.staged(a.r[0], column, row, block, a.n))
                                  : preprocessed(builder, a.r[0], column, row, block, a.n);
  return w(a.v, a.r[0], a.r[1], a.r[2], a.r[3], a.b) * value;
}

ConvAlgorithm convAlgorithm(KernelBuilder &builder, const Geometry &g, bool stage, bool keepTile,
                            int ways) {
  ConvAlgorithm a;
  if (stage)
    a.staged = paddedInput(builder, g, 0.f);
  if (g.inImage)
    a.r = RDom({{0, g.c}, {0, g.kw}, {0, g.kh}}, "r");
  else
    a.r = RDom({{0, std::min(g.c, builder.lanes())},
                {0, g.kw},
                {0, g.kh},
                {0, Groups(g, builder.target).cb}},
               "r");
  a.sum(a.v, a.x, a.y, a.b, a.n) = 0.f;
  a.sum(a.v, a.x, a.y, a.b, a.n) += product(builder, g, a);
  Func kept = a.sum;
  Expr value = uptoChannel(a.sum(a.v, a.x, a.y, a.b, a.n), a.v, a.b, g.k, builder.lanes());
  if (keepTile) {
    a.tile = Func("tile");
    a.tile(a.v, a.x, a.y, a.b, a.n) = value;
    kept = a.tile;
    value = kept(a.v, a.x, a.y, a.b, a.n);
  }
  if (builder.has("bias"))
    value = value + builder.in("bias")(a.v, a.b);
  if (builder.has("residual"))
    value = value + builder.in("residual")(a.v, a.x, a.y, a.b, a.n);
  if (builder.get("relu"))
    value = relu(value);
  a.result(a.v, a.x, a.y, a.b, a.n) = value;
  builder.out({"y"}, a.result);
  if (builder.has("stats")) {
    int rows = convStatsRows(g);
    RDom pixel(0, g.ow / ways, 0, rows, "pixel");
    a.pivot(a.v, a.p, a.b, a.n) = pivotOf(int64_t{1} * rows * g.ow, [&](int i) {
      return Expr(kept(a.v, i % g.ow, a.p * rows + i / g.ow, a.b, a.n));
    });
    Expr pivot = a.pivot(a.v, a.p, a.b, a.n);
    Expr one = aboutPivot(kept(a.v, pixel.x * ways + a.u, a.p * rows + pixel.y, a.b, a.n), pivot);
    a.partial(a.v, a.s, a.u, a.p, a.b, a.n) = 0.f;
    a.partial(a.v, a.s, a.u, a.p, a.b, a.n) += select(a.s == 0, one, one * one);
    a.partial.update().reorder({a.v, a.s, a.u, a.b, pixel.x, pixel.y, a.p, a.n});
    auto total = [&](int which) {
      Expr sum = a.partial(a.v, which, 0, a.p, a.b, a.n);
      for (int way = 1; way < ways; ++way)
        sum = sum + a.partial(a.v, which, way, a.p, a.b, a.n);
      return sum;
    };
    a.stats(a.v, a.s, a.p, a.b, a.n) = mux(a.s, {pivot, total(0), total(1)});
    builder.out({"stats"}, a.stats);
  }
  return a;
}

static Attributes convAttributes() {
  return geometryAttributes()
      .optional({"groups"}, 1)
      .optional({"in_image", "pre", "bias", "residual", "relu", "stats"});
}

std::vector<KernelClass> convClasses() {
#define KERNEL_VARIANT(CLASS, NAME, CANDIDATES, BUILD) {CLASS, {NAME, CANDIDATES, BUILD}},
  return withVariants({{"conv", convAttributes(), convOperands, convMultiplyAdds}}, {
#include "compiler/Kernels/conv/variants.inc"
                                                                                    });
#undef KERNEL_VARIANT
}

} // namespace resnetc::kernels
