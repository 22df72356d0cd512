//===- Taps.cpp - Winograd's convolution that transforms its filter on the way ---------------===//
//
// A transformed filter is (m + 2)^2 / 9 times as large as its taps. Where it comes from memory for a few
// tiles, reading it takes longer than multiplying. So here the taps are read as they are: a task takes some
// blocks of output channels and goes through chunks of input channels; it transforms a chunk's part of the
// filter in scratch memory of an L1 cache's size, adds its products to sums at all positions, and asks for
// the next chunk's taps meanwhile. The input is transformed before, by each task for itself ("copies" of
// Schedule.cpp).
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Schedules.h"
#include "compiler/Backend/X86/conv/RegisterSum.h"
#include "compiler/Backend/X86/winograd/Winograd.h"

#include <algorithm>
#include <array>

using namespace Halide;

namespace resnetc::x86 {

namespace {

/// What else takes time, in multiply-adds for each element: of the filter at a position, which is transformed,
/// written and read beside sums that fill an L1 cache; of the input and of the output. And what a register tile
/// takes to begin and to be added to the sums, in tiles (512 -> 512 at 7x7 and 256 -> 256 at 14x14, a Zen 5
/// core; resnetc-bench).
constexpr double filterTransform = 5.5, inputTransform = 4, outputTransform = 3;
constexpr int64_t beginning = 2;

/// Positions that need the same tiles, a rectangle of them: those in the last row of positions apart, in the
/// last column, and in both, where TileOrder says that they need fewer.
struct Positions {
  int top, left, rows, columns;
  TileRange tiles;

  int count() const { return rows * columns; }
};

/// Each kind of positions; what no tile needs is left out.
std::vector<Positions> positionsOf(const WinogradTiles &tiles, const TileOrder &order) {
  std::vector<Positions> all;
  int rows = tiles.n - (order.cutsRows() ? 1 : 0),
      columns = tiles.n - (order.cutsColumns() ? 1 : 0);
  for (bool lastRow : {false, true})
    for (bool lastColumn : {false, true}) {
      if ((lastRow && !order.cutsRows()) || (lastColumn && !order.cutsColumns()))
        continue;
      all.push_back({lastRow ? rows : 0, lastColumn ? columns : 0, lastRow ? 1 : rows,
                     lastColumn ? 1 : columns, order.at(lastRow, lastColumn)});
    }
  return all;
}

/// Tiles of each register tile where `count` are cut into as few as hold at most `most`.
int evenly(int count, int most) { return static_cast<int>(ceilDiv(count, ceilDiv(count, most))); }

/// The sums at some positions.
struct Products {
  Positions at;
  int mt;                    ///< tiles of a register tile
  Func sum{"sum"};           ///< (v, t, place, b, image, chunk), place counted within the rectangle
  Func products{"products"}; ///< (v, t, b, place, image), t counted from the first that is needed

  /// Channels by which the sums of a register tile are unrolled: their vectors of weights are all loaded
  /// first, beside the sums.
  int steps(const KernelBuilder &builder) const {
    int channels = std::min(builder.get("c"), builder.lanes());
    bool room = 2 * mt * builder.param("kc") <= builder.target.vectorRegisters;
    return static_cast<int>(largestDivisor(channels, room ? 4 : 2));
  }
  /// Tiles that are computed: whole register tiles.
  int tiles() const { return static_cast<int>(ceilDiv(at.tiles.count, mt)) * mt; }
};

/// The convolution as Halide functions, beside those of the usual one.
struct TapsAlgorithm {
  WinogradAlgorithm base;
  Var k{"k"}, c{"c"}, col{"col"}, place{"place"}, chunk{"chunk"};
  Var xi{"xi"}, yi{"yi"}, across{"across"}, down{"down"};
  Func filterHalf{"filterHalf"}; ///< (k, c, col, i, cb, b)
  Func filter{"filter"};         ///< (k, c, j, i, cb, b)
  RDom r;                        ///< (lane of c, block of c in its chunk)
  RDom chunks;
  std::vector<Products> products;
  Func half{"half"}; ///< (v, j, yi, across, down, b, image)
  Func tile{"tile"}; ///< (v, xi, yi, across, down, b, image)
};

void transformTaps(KernelBuilder &builder, const WinogradTiles &tiles, TapsAlgorithm &a) {
  ImageParam w = builder.in("w");
  const Matrix &matrix = winogradMatrices(tiles.m, tiles.stride).filter;
  std::vector<Expr> down, across;
  Var cb = a.base.cb, b = a.base.b, i = a.base.i, j = a.base.j;
  for (int q = 0; q < 3; ++q)
    down.push_back(w(a.k, a.c, a.col, q, cb, b));
  // Its rows come in pairs as well, as those of the input's matrix do.
  a.filterHalf(a.k, a.c, a.col, i, cb, b) = mux(i, transformInput(matrix, down));
  for (int q = 0; q < 3; ++q)
    across.push_back(a.filterHalf(a.k, a.c, q, i, cb, b));
  a.filter(a.k, a.c, j, i, cb, b) = mux(j, transformInput(matrix, across));
}

void addProducts(KernelBuilder &builder, TapsAlgorithm &a) {
  WinogradAlgorithm &base = a.base;
  int perChunk = builder.param("chunk");
  a.r = RDom({{0, std::min(builder.get("c"), builder.lanes())}, {0, perChunk}}, "r");
  a.chunks = RDom({{0, builder.blocks("c") / perChunk}}, "chunks");
  for (Products &p : a.products) {
    Expr block = a.chunk * perChunk + a.r[1];
    Expr row = a.place / p.at.columns + p.at.top, column = a.place % p.at.columns + p.at.left;
    p.sum(base.v, base.t, a.place, base.b, base.image, a.chunk) = 0.f;
    p.sum(base.v, base.t, a.place, base.b, base.image, a.chunk) +=
        a.filter(base.v, a.r[0], column, row, block, base.b) *
        base.transformed(a.r[0], base.t + p.at.tiles.first, block, column, row, base.image);
    p.products(base.v, base.t, base.b, a.place, base.image) = 0.f;
    p.products(base.v, base.t, base.b, a.place, base.image) +=
        p.sum(base.v, base.t, a.place, base.b, base.image, a.chunks[0]);
  }
}

/// The sums at row `i` and column `j` of the tile at (across, down). Where that tile needs none, others'.
Expr sumsAt(const TapsAlgorithm &a, const TileOrder &order, int i, const Var &j) {
  Expr value = 0.f;
  for (const Products &p : a.products) {
    const Positions &at = p.at;
    if (i < at.top || i >= at.top + at.rows)
      continue;
    Expr number = clamp(order.number(a.down, a.across) - at.tiles.first, 0, at.tiles.count - 1);
    Expr column = clamp(j - at.left, 0, at.columns - 1);
    Expr sums =
        p.products(a.base.v, number, a.base.b, (i - at.top) * at.columns + column, a.base.image);
    value = at.left == 0 ? sums : select(j >= at.left, sums, value);
  }
  return value;
}

void transformSums(const WinogradTiles &tiles, const TileOrder &order, TapsAlgorithm &a) {
  const WinogradAlgorithm &base = a.base;
  const Matrix &matrix = winogradMatrices(tiles.m, tiles.stride).output;
  std::vector<Expr> down, across;
  for (int q = 0; q < tiles.n; ++q)
    down.push_back(sumsAt(a, order, q, base.j));
  a.half(base.v, base.j, a.yi, a.across, a.down, base.b, base.image) =
      mux(a.yi, transformOutput(matrix, down));
  for (int q = 0; q < tiles.n; ++q)
    across.push_back(a.half(base.v, q, a.yi, a.across, a.down, base.b, base.image));
  a.tile(base.v, a.xi, a.yi, a.across, a.down, base.b, base.image) =
      mux(a.xi, transformOutput(matrix, across));
}

/// A vector of each block at a time; the positions of a plane lie together, and planes not at distances
/// that are powers of two.
void scheduleFilter(KernelBuilder &builder, TapsAlgorithm &a, LoopLevel chunk) {
  int lanes = builder.lanes();
  Var cb = a.base.cb, b = a.base.b, i = a.base.i, j = a.base.j;
  a.filter.compute_at(chunk)
      .store_in(taskLocal)
      .bound_extent(a.k, lanes)
      .bound_extent(b, builder.param("kc"))
      .bound_extent(cb, builder.param("chunk"))
      .reorder_storage({a.k, b, a.c, cb, j, i})
      .align_storage(a.c, spreadTiles(std::min(builder.get("c"), lanes)))
      .reorder({a.k, j, i, b, a.c, cb})
      .vectorize(a.k)
      .unroll(j)
      .unroll(i);
  a.filterHalf.compute_at(a.filter, b)
      .store_in(taskLocal)
      .bound_extent(a.k, lanes)
      .vectorize(a.k)
      .unroll(a.col)
      .unroll(i);
}

/// Sums of one kind of positions; of a chunk they stay in registers.
void scheduleProducts(KernelBuilder &builder, TapsAlgorithm &a, Products &p, Var task) {
  WinogradAlgorithm &base = a.base;
  Var to("to"), ti("ti");
  int lanes = builder.lanes(), kc = builder.param("kc");
  p.products.compute_at(base.result, task)
      .store_in(taskLocal)
      .bound_extent(base.v, lanes)
      .bound(base.t, 0, p.tiles())
      .bound(a.place, 0, p.at.count())
      .bound_extent(base.b, kc)
      .vectorize(base.v)
      .align_storage(base.t, spreadTiles(p.tiles()));
  p.products.update()
      .split(base.t, to, ti, p.mt)
      .reorder({base.v, ti, base.b, to, a.place, base.image, a.chunks[0]})
      .vectorize(base.v)
      .unroll(ti)
      .unroll(base.b);
  scheduleRegisterSum(p.sum, a.r, p.steps(builder), p.products, to, lanes);
  // A number of the input meets all blocks at once: kept for later ones it would need a register.
  p.sum.update().reorder({base.v, base.b, base.t});
}

/// While a chunk is multiplied, the taps of the next one come; after the last, those of the next blocks.
void prefetchTaps(KernelBuilder &builder, TapsAlgorithm &a) {
  int lanes = builder.lanes(), block = 9 * lanes * lanes, ofBlock = builder.blocks("c") * block;
  int kc = builder.param("kc"), chunk = builder.param("chunk") * block;
  NextChunk next;
  next.operand = "w";
  // Stages that are computed together have the loop of the first.
  next.chunks = a.products.front().products.name() +
                (a.products.size() > 1 ? ".s1.fused." : ".s1.") + a.chunks[0].name();
  for (const Products &p : a.products)
    next.innermost[registerSumLoop(p.sum, a.r)] = p.steps(builder);
  next.streams = kc;
  next.vectors = chunk / lanes;
  next.lanes = lanes;
  next.stream = ofBlock;
  next.ahead = chunk;
  next.aheadOfLast = (kc - 1) * ofBlock + chunk;
  builder.prefetch(next);
}

} // namespace

std::vector<Params> winogradTapCandidates(const ScheduleQuery &query) {
  const KernelSpec &spec = query.spec;
  const X86Target &target = query.target;
  Geometry g(spec);
  if (!spec.get("taps") || spec.get("transformed") || spec.get("stats") || g.sh != 1)
    return {};
  WinogradTiles tiles(g, tileSide(spec));
  const int64_t lanes = target.channelBlock, cb = ceilDiv(g.c, lanes), kb = ceilDiv(g.k, lanes);
  const int64_t positions = 4 * tiles.n * tiles.n;
  std::vector<Params> candidates;
  for (int64_t kc : {2, 1}) {
    if (kb % kc)
      continue;
    int64_t chunk = largestDivisor(cb, 16 / lanes);
    int64_t input = positions * tiles.count * cb * lanes;
    int64_t kept = positions * kc * lanes * (chunk * (lanes + 1) + tiles.count + 1);
    if (input + kept > target.l2Bytes * 7 / 8)
      continue;
    bool many = target.vectorRegisters >= 32;
    for (int64_t mt : many ? std::array{12, 8} : std::array{5, 4})
      candidates.push_back({{"kc", kc},
                            {"mt", kc == 1 ? 2 * mt : mt},
                            {"chunk", chunk},
                            {"copies", largestDivisor(kb / kc, target.cores)}});
  }
  return candidates;
}

std::optional<TapsCost> winogradTapsCost(const ScheduleQuery &query) {
  std::vector<Params> candidates = winogradTapCandidates(query);
  if (candidates.empty())
    return std::nullopt;
  const Params &params = candidates.front();
  Geometry g(query.spec);
  WinogradTiles tiles(g, tileSide(query.spec));
  int64_t multiplied = 0;
  for (const Positions &at : positionsOf(tiles, TileOrder(g, tiles))) {
    const int64_t mt = evenly(at.tiles.count, static_cast<int>(params.at("mt")));
    // A sum takes its next product after four cycles.
    const int64_t latency = ceilDiv(8, params.at("kc"));
    multiplied += at.count() * ceilDiv(at.tiles.count, mt) * (std::max(mt, latency) + beginning);
  }
  const double positions = tiles.n * tiles.n, copies = static_cast<double>(params.at("copies"));
  const double elements = positions * tiles.count;
  return TapsCost{static_cast<double>(multiplied) + positions * filterTransform +
                      elements * (copies * inputTransform / g.k + outputTransform / g.c),
                  params.at("copies")};
}

void buildWinogradTaps(KernelBuilder &builder) {
  Geometry g(builder.spec);
  WinogradTiles tiles(g, tileSide(builder.spec));
  TileOrder order(g, tiles);
  TapsAlgorithm a;
  WinogradAlgorithm &base = a.base;
  int lanes = builder.lanes(), kc = builder.param("kc"), read = 0;
  for (const Positions &at : positionsOf(tiles, order)) {
    a.products.push_back({at, evenly(at.tiles.count, builder.param("mt"))});
    read = std::max(read, at.tiles.first + a.products.back().tiles());
  }
  winogradInput(builder, g, tiles, base, 1, &order);
  transformTaps(builder, tiles, a);
  addProducts(builder, a);
  transformSums(tiles, order, a);
  winogradResult(builder, tiles, base,
                 a.tile(base.v, base.x % tiles.m, base.y % tiles.m, base.x / tiles.m,
                        base.y / tiles.m, base.b, base.image));

  int groups = builder.blocks("k") / kc / builder.param("copies");
  Var xo("xo"), xi("xi"), yo("yo"), yi("yi"), bi("bi"), bo("bo"), part("part"), task("task");
  base.result.split(base.x, xo, xi, tiles.m, TailStrategy::GuardWithIf)
      .split(base.y, yo, yi, tiles.m, TailStrategy::GuardWithIf)
      .split(base.b, bo, bi, kc)
      .split(bo, part, bo, groups)
      .reorder({base.v, xi, yi, xo, yo, bi, bo, part, base.image})
      .vectorize(base.v)
      .unroll(xi)
      .unroll(yi)
      .fuse(part, base.image, task)
      .parallel(task);
  scheduleWinogradTransform(builder, base);
  base.transformed.compute_at(base.result, task)
      .store_in(taskLocal)
      .bound_extent(base.v, lanes)
      .bound(base.t, 0, read)
      .align_storage(base.t, spreadTiles(read));
  Func first = a.products.front().products;
  for (Products &p : a.products) {
    scheduleProducts(builder, a, p, bo);
    if (&p != &a.products.front())
      p.products.update().compute_with(first.update(), a.chunks[0]);
  }
  scheduleFilter(builder, a, LoopLevel(first, a.chunks[0]));
  prefetchTaps(builder, a);
  for (Func func : {a.half, a.tile}) {
    func.compute_at(base.result, xo).store_in(taskLocal).bound_extent(base.v, lanes);
    for (const Var &within : {func.args()[1], func.args()[2]})
      func.unroll(within);
    func.vectorize(base.v);
  }
  a.tile.bound_extent(a.xi, tiles.m).bound_extent(a.yi, tiles.m);
}

} // namespace resnetc::x86
