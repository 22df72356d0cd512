//===- Phases.cpp - convolutions of the caller's map in strides, by Winograd's algorithm -----===//
//
// y = [relu] (conv(pre(x), w) + bias + residual) with the filter transformed beforehand. See Phases.h.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/winograd/Phases.h"

#include "compiler/Backend/X86/Schedules.h"
#include "compiler/Backend/X86/Special.h"
#include "compiler/Backend/X86/conv/End.h"
#include "compiler/Backend/X86/conv/Staging.h"

using namespace Halide;

namespace resnetc::x86 {

/// Zeros, and upon them the rows of the map: vectors of whole rows need no conditions.
static void stage(KernelBuilder &builder, const Geometry &g, PhaseAlgorithm &a) {
  Var x("x"), row("row"), ch("ch");
  a.columns = RDom(0, g.w, "columns");
  a.staged(x, row, ch, a.image) = 0.f;
  Expr inside = row >= g.pt && row < g.pt + g.h;
  Expr value = preprocessed(builder, ch, a.columns, clamp(row - g.pt, 0, g.h - 1), 0, a.image);
  a.staged(a.columns + g.pl, row, ch, a.image) = select(inside, value, 0.f);
}

PhaseAlgorithm phaseAlgorithm(KernelBuilder &builder, const Geometry &g,
                              const WinogradPhases &phases) {
  PhaseAlgorithm a;
  const int n = phases.n, m = phases.m, stride = phases.stride, period = phases.period;
  const WinogradMatrices &matrices = phaseMatrices(phases.taps);
  Var q("q"), ch("ch"), row("row"), xi("xi"), yi("yi");
  stage(builder, g, a);
  a.spread(a.t, q, ch, row, a.image) = a.staged(a.t * period + q, row, ch, a.image);

  std::vector<Expr> down, across;
  for (int p = 0; p < n; ++p)
    down.push_back(a.spread(a.t, q, ch, (a.ty * m + p) * stride + a.py, a.image));
  a.rows(a.t, q, ch, a.py, a.i, a.ty, a.image) = mux(a.i, transformInput(matrices.input, down));
  for (int p = 0; p < n; ++p) {
    Expr column = p * stride + a.px; // of the tile
    across.push_back(a.rows(a.t + column / period, column % period, ch, a.py, a.i, a.ty, a.image));
  }
  a.transformed(a.t, ch, a.px, a.py, a.i, a.j, a.ty, a.image) =
      mux(a.j, transformInput(matrices.input, across));

  ImageParam w = builder.in("w");
  a.r = RDom({{0, g.c}, {0, stride}, {0, stride}}, "r");
  a.r.where((likely(a.i < n - 1) || a.r[2] < phases.wholeDown) &&
            (likely(a.j < n - 1) || a.r[1] < phases.wholeAcross));
  Expr phase = (a.r[2] * stride + a.r[1]) * g.c + a.r[0];
  a.sum(a.v, a.t, a.i, a.b, a.j, a.ty, a.image) = 0.f;
  a.sum(a.v, a.t, a.i, a.b, a.j, a.ty, a.image) +=
      w(a.v, phase, a.i, a.j, a.b) *
      a.transformed(a.t, a.r[0], a.r[1], a.r[2], a.i, a.j, a.ty, a.image);
  a.products(a.v, a.t, a.b, a.i, a.j, a.ty, a.image) =
      a.sum(a.v, a.t, a.i, a.b, a.j, a.ty, a.image);

  down.clear(), across.clear();
  for (int p = 0; p < n; ++p)
    down.push_back(a.products(a.v, a.t, a.b, p, a.j, a.ty, a.image));
  a.half(a.v, a.j, yi, a.t, a.b, a.ty, a.image) = mux(yi, transformOutput(matrices.output, down));
  for (int p = 0; p < n; ++p)
    across.push_back(a.half(a.v, p, yi, a.t, a.b, a.ty, a.image));
  a.tile(a.v, xi, yi, a.t, a.b, a.ty, a.image) = mux(xi, transformOutput(matrices.output, across));

  Expr value = uptoChannel(a.tile(a.v, a.x % m, a.y % m, a.x / m, a.b, a.y / m, a.image), a.v, a.b,
                           g.k, builder.lanes());
  a.result(a.v, a.x, a.y, a.b, a.image) = withEnd(builder, value, {a.v, a.x, a.y, a.b, a.image});
  builder.out({"y"}, a.result);
  return a;
}

/// U = G g G^T of every phase, in double precision as that of winograd_weight.
void buildPhaseWeight(KernelBuilder &builder) {
  ImageParam w = builder.in("w");
  const int stride = builder.get("s"), c = builder.get("c"), lanes = builder.lanes();
  const int kh = builder.get("kh"), kw = builder.get("kw");
  const int taps = static_cast<int>(phaseTaps(kh, stride));
  const WinogradMatrices &matrices = phaseMatrices(taps);
  Var k("k"), d("d"), j("j"), i("i"), kb("kb"), col("col");
  Func half("half"), tile("tile"), result("u");
  Expr channel = d % c, right = d / c % stride, below = d / (c * stride);
  auto tap = [&](Expr row, Expr column) {
    Expr ky = min(row, kh - 1), kx = min(column, kw - 1);
    Expr value = builder.get("nchw_input") ? w(k, channel, kx, ky, kb)
                                           : w(k, channel % lanes, kx, ky, channel / lanes, kb);
    return select(row < kh && column < kw, cast<double>(value), Expr(0.0));
  };
  std::vector<Expr> down, across;
  for (int q = 0; q < taps; ++q)
    down.push_back(tap(q * stride + below, col * stride + right));
  half(k, d, col, i, kb) = mux(i, transformFilter(matrices.filter, down));
  for (int q = 0; q < taps; ++q)
    across.push_back(half(k, d, q, i, kb));
  tile(k, d, j, i, kb) = cast<float>(mux(j, transformFilter(matrices.filter, across)));
  result(k, d, i, j, kb) = tile(k, d, j, i, kb);
  builder.out({"u"}, result);
  result.reorder({k, j, i, d, kb}).vectorize(k).unroll(j).unroll(i).parallel(kb);
  tile.compute_at(result, d)
      .store_in(taskLocal)
      .bound_extent(k, lanes)
      .reorder({k, j, i, d})
      .vectorize(k)
      .unroll(j)
      .unroll(i);
  half.compute_at(result, d)
      .store_in(taskLocal)
      .bound_extent(k, lanes)
      .vectorize(k)
      .unroll(col)
      .unroll(i);
}

} // namespace resnetc::x86
