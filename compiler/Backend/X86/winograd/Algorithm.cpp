//===- Algorithm.cpp - 3 x 3 convolutions with fewer multiplications -------------------===//
//
// y = [relu] (conv(pre(x), w) + bias + residual) by Winograd's algorithm, with the filter
// transformed beforehand and the input either on the way or by a kernel of its own. Maths in
// compiler/Kernels/README.md, matrices in Transforms.cpp.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Schedules.h"
#include "compiler/Backend/X86/Special.h"
#include "compiler/Backend/X86/conv/End.h"
#include "compiler/Backend/X86/conv/Staging.h"
#include "compiler/Backend/X86/winograd/Phases.h"
#include "compiler/Backend/X86/winograd/Winograd.h"
#include "compiler/Kernels/Partials.h"

#include <functional>

using namespace Halide;

namespace resnetc::x86 {

/// rows and transformed, from patches of as many rows and columns as the matrix has columns.
static void transformPatches(const Matrix &matrix, WinogradAlgorithm &a) {
  int side = static_cast<int>(matrix.front().size());
  std::vector<Expr> down, across;
  for (int q = 0; q < side; ++q)
    down.push_back(a.patch(a.v, a.j, q, a.t, a.cb, a.image));
  a.rows(a.v, a.j, a.i, a.t, a.cb, a.image) = mux(a.i, transformInput(matrix, down));
  for (int q = 0; q < side; ++q)
    across.push_back(a.rows(a.v, q, a.i, a.t, a.cb, a.image));
  a.transformed(a.v, a.t, a.cb, a.j, a.i, a.image) = mux(a.j, transformInput(matrix, across));
}

/// `value` of an image, by number, as it is, or zero where there is no such image.
static Expr ofExisting(KernelBuilder &builder, int images, Expr image,
                       const std::function<Expr(Expr)> &value) {
  if (images == 1)
    return value(image);
  return select(image < builder.n, value(min(image, builder.n - 1)), 0.f);
}

void winogradInput(KernelBuilder &builder, const Geometry &g, const WinogradTiles &tiles,
                   WinogradAlgorithm &a, int images, const TileOrder *order) {
  Func padded = paddedInput(builder, g, 0.f);
  Expr across = order ? order->column(a.t) : a.t % tiles.across;
  Expr down = order ? order->row(a.t) : a.t / tiles.across;
  Expr column = across * tiles.step + a.j, row = down * tiles.step + a.i;
  a.patch(a.v, a.j, a.i, a.t, a.cb, a.image) =
      ofExisting(builder, images, a.image,
                 [&](Expr image) { return Expr(padded(a.v, column, row, a.cb, image)); });
  transformPatches(winogradMatrices(tiles.m, tiles.stride).input, a);
}

void winogradGradient(KernelBuilder &builder, const Geometry &g, const WinogradTiles &tiles,
                      WinogradAlgorithm &a, int images) {
  Expr column = (a.t % tiles.across) * tiles.m + a.j, row = (a.t / tiles.across) * tiles.m + a.i;
  Expr value = ofExisting(builder, images, a.image, [&](Expr image) {
    return Expr(builder.in("g")(a.v, min(column, g.w - 1), min(row, g.h - 1), a.cb, image));
  });
  if (g.w % tiles.m)
    value = select(column < g.w, value, 0.f);
  if (g.h % tiles.m)
    value = select(row < g.h, value, 0.f);
  a.patch(a.v, a.j, a.i, a.t, a.cb, a.image) = value;
  transformPatches(turned(winogradMatrices(tiles.m, tiles.stride).output), a);
}

void winogradOutput(KernelBuilder &builder, const WinogradTiles &tiles, WinogradAlgorithm &a) {
  ImageParam w = builder.in("w");
  Var place("place"), xi("xi"), yi("yi");
  int n = tiles.n, m = tiles.m;
  a.r = RDom({{0, std::min(builder.get("c"), builder.lanes())}, {0, builder.blocks("c")}}, "r");
  // Groups of images that are multiplied together may reach beyond the last.
  Expr image = builder.choice.params.count("joined") ? min(a.image, builder.n - 1) : Expr(a.image);
  Expr input = builder.get("transformed")
                   ? Expr(builder.in("x")(a.r[0], a.t, a.r[1], place % n, place / n, image))
                   : Expr(a.transformed(a.r[0], a.t, a.r[1], place % n, place / n, a.image));
  a.sum(a.v, a.t, place, a.b, a.image) = 0.f;
  // Positions beyond those of a filter share its last row and column.
  Expr column = place % n, row = place / n;
  if (int last = tiles.filterSide() - 1; last < n - 1)
    column = min(column, last), row = min(row, last);
  a.sum(a.v, a.t, place, a.b, a.image) += w(a.v, a.r[0], a.r[1], column, row, a.b) * input;
  a.products(a.v, a.t, a.b, place, a.image) = a.sum(a.v, a.t, place, a.b, a.image);

  const Matrix &matrix = winogradMatrices(m, tiles.stride).output;
  std::vector<Expr> down, across;
  for (int q = 0; q < n; ++q)
    down.push_back(a.products(a.v, a.t, a.b, q * n + a.j, a.image));
  a.half(a.v, a.j, yi, a.t, a.b, a.image) = mux(yi, transformOutput(matrix, down));
  for (int q = 0; q < n; ++q)
    across.push_back(a.half(a.v, q, yi, a.t, a.b, a.image));
  a.tile(a.v, xi, yi, a.t, a.b, a.image) = mux(xi, transformOutput(matrix, across));

  Expr at = (a.y / m) * tiles.across + a.x / m;
  winogradResult(builder, tiles, a, a.tile(a.v, a.x % m, a.y % m, at, a.b, a.image));
}

void winogradResult(KernelBuilder &builder, const WinogradTiles &tiles, WinogradAlgorithm &a,
                    Expr convolved) {
  Geometry g(builder.spec);
  Expr value = withEnd(builder, uptoChannel(convolved, a.v, a.b, builder.get("k"), builder.lanes()),
                       {a.v, a.x, a.y, a.b, a.image});
  if (builder.get("stats")) {
    a.map(a.v, a.x, a.y, a.b, a.image) = value;
    value = a.map(a.v, a.x, a.y, a.b, a.image);
  }
  a.result(a.v, a.x, a.y, a.b, a.image) = value;
  builder.out({"y"}, a.result);
  if (builder.get("stats"))
    a.statistics = rowStatistics(builder, a.map, winogradStatsRows(g, tiles.m), g.ow,
                                 static_cast<int>(largestDivisor(g.ow, 4)));
}

/// U = G g G^T, in double precision: it is done once, and its rounding would be met by every image.
/// For the gradient by the input, g is the filter from the outputs' side, with its taps reversed.
void buildWinogradWeight(KernelBuilder &builder) {
  ImageParam w = builder.in("w");
  const int side = winogradFilterSide(builder.get("m"));
  Matrix matrix = winogradMatrices(builder.get("m"), builder.get("stride")).filter;
  matrix.resize(side); // the positions beyond are the same
  Var k("k"), c("c"), cb("cb"), j("j"), i("i"), kb("kb"), col("col");
  Func half("half"), tile("tile"), result("u");
  std::vector<Expr> down, across;
  for (int q = 0; q < 3; ++q)
    down.push_back(cast<double>(builder.get("transposed") ? w(c, k, 2 - col, 2 - q, kb, cb)
                                                          : w(k, c, col, q, cb, kb)));
  half(k, c, col, i, cb, kb) = mux(i, transformFilter(matrix, down));
  for (int q = 0; q < 3; ++q)
    across.push_back(half(k, c, q, i, cb, kb));
  tile(k, c, cb, j, i, kb) = cast<float>(mux(j, transformFilter(matrix, across)));
  result(k, c, cb, j, i, kb) = tile(k, c, cb, j, i, kb);
  builder.out({"u"}, result);
  // Positions are far apart in memory: a pair of blocks is put together in the L1 cache and goes out
  // in whole pages' parts, position by position.
  result.reorder({k, c, j, i, cb, kb}).vectorize(k).unroll(c, 4).parallel(kb);
  tile.compute_at(result, cb)
      .store_in(taskLocal)
      .bound_extent(k, builder.lanes())
      .bound_extent(c, builder.lanes())
      .align_storage(c, builder.lanes() + 1)
      .reorder({k, j, i, c})
      .vectorize(k)
      .unroll(j)
      .unroll(i);
  half.compute_at(tile, c)
      .store_in(taskLocal)
      .bound_extent(k, builder.lanes())
      .vectorize(k)
      .unroll(col)
      .unroll(i);
}

std::vector<Variant> winogradVariants() {
  return {
#include "compiler/Backend/X86/winograd/variants.inc"
  };
}

} // namespace resnetc::x86
