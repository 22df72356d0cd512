//===- Algorithm.cpp - the forward convolution -----------------------------------------===//
//
// y = [relu] (conv(pre(x), w) + bias + residual), with the statistics of conv for a batch norm that
// follows. Maths in compiler/Kernels/README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Special.h"
#include "compiler/Backend/X86/conv/Conv.h"
#include "compiler/Backend/X86/conv/End.h"
#include "compiler/Backend/X86/conv/GroupedBlocks.h"
#include "compiler/Backend/X86/conv/Staging.h"

using namespace Halide;

namespace resnetc::x86 {

/// The products of one output, over the reduction domain.
static Expr product(KernelBuilder &builder, const Geometry &g, ConvAlgorithm &a) {
  ImageParam w = builder.in("w");
  Expr column = a.x * g.sw + a.r[1], row = a.y * g.sh + a.r[2];
  if (g.nchwInput) {
    Expr value = a.staged.defined() ? Expr(a.staged(column, row, a.r[0], a.n))
                                    : preprocessed(builder, a.r[0], column, row, 0, a.n);
    return w(a.v, a.r[0], a.r[1], a.r[2], a.b) * value;
  }
  Expr block = inputBlock(Groups(g, builder.lanes()), a.b, a.r[3]);
  Expr value = a.staged.defined() ? Expr(a.staged(a.r[0], column, row, block, a.n))
                                  : preprocessed(builder, a.r[0], column, row, block, a.n);
  return w(a.v, a.r[0], a.r[1], a.r[2], a.r[3], a.b) * value;
}

ConvAlgorithm convAlgorithm(KernelBuilder &builder, const Geometry &g, bool stage, bool keepTile,
                            int ways) {
  ConvAlgorithm a;
  if (stage)
    a.staged = paddedInput(builder, g, 0.f);
  if (g.nchwInput)
    a.r = RDom({{0, g.c}, {0, g.kw}, {0, g.kh}}, "r");
  else
    a.r = RDom({{0, std::min(g.c, builder.lanes())},
                {0, g.kw},
                {0, g.kh},
                {0, Groups(g, builder.lanes()).cb}},
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
  a.result(a.v, a.x, a.y, a.b, a.n) = withEnd(builder, value, {a.v, a.x, a.y, a.b, a.n});
  builder.out({"y"}, a.result);
  if (builder.has("stats"))
    a.statistics = rowStatistics(builder, kept, convStatsRows(g), g.ow, ways);
  return a;
}

std::vector<Variant> convVariants() {
  return {
#include "compiler/Backend/X86/conv/variants.inc"
  };
}

} // namespace resnetc::x86
