//===- Schedule.cpp - Winograd's convolution on x86 ----------------------------------===//
//
// "rows": a task takes some rows of tiles, transforms their input in scratch memory and goes
// through all output channels; the transformed filter should stay in the L2 cache, or meet enough
// tiles each time it is read. "planes": the input was transformed before; a task takes some output
// channels and goes through all tiles, so that each part of the filter is read once (or, "split",
// through some rows of them). "copies": the same, with the input transformed by each core for
// itself. Sums of `kg` blocks of output channels are kept together: as often as that goes into all
// of them, the transformed input is read. What they are chosen by stands in Candidates.cpp.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Schedules.h"
#include "compiler/Backend/X86/conv/RegisterSum.h"
#include "compiler/Backend/X86/conv/Requests.h"
#include "compiler/Backend/X86/winograd/Winograd.h"
#include "compiler/Kernels/Partials.h"

#include <algorithm>

using namespace Halide;

namespace resnetc::x86 {

void scheduleWinogradTransform(KernelBuilder &builder, WinogradAlgorithm &a) {
  a.transformed.reorder({a.v, a.j, a.i, a.t, a.cb, a.image}).vectorize(a.v).unroll(a.j).unroll(a.i);
  a.rows.compute_at(a.transformed, a.t)
      .store_in(taskLocal)
      .bound_extent(a.v, builder.lanes())
      .reorder({a.v, a.i, a.j})
      .vectorize(a.v)
      .unroll(a.i)
      .unroll(a.j);
  a.patch.compute_at(a.transformed, a.t)
      .store_in(taskLocal)
      .bound_extent(a.v, builder.lanes())
      .reorder({a.v, a.i, a.j})
      .vectorize(a.v)
      .unroll(a.i)
      .unroll(a.j);
}

/// The matrix products of a group of tiles and blocks, and the way back to the map, or what is kept
/// of it.
static void scheduleOutput(KernelBuilder &builder, WinogradAlgorithm &a, const WinogradTiles &tiles,
                           Var products, Func map, Var tile) {
  Var to("to"), ti("ti"), bq("bq"), bc("bc"), io("io"), ii("ii");
  int lanes = builder.lanes(), mt = builder.param("mt"), kc = builder.param("kc");
  Var place = a.products.args()[3], image = a.products.args()[4];
  int images = imagesOf(builder.choice.params), joined = joinedOf(builder.choice.params);
  a.products.compute_at(a.result, products)
      .store_in(taskLocal)
      .bound_extent(a.v, lanes)
      .bound_extent(a.b, builder.param("kg")) // Halide cannot always tell
      .bound_extent(a.t, tiles.across * builder.param("rows"))
      .align_storage(a.t, spreadTiles(tiles.across * builder.param("rows")))
      .split(a.t, to, ti, mt, TailStrategy::ShiftInwards)
      .split(a.b, bq, bc, kc)
      .vectorize(a.v)
      .unroll(ti)
      .unroll(bc);
  std::vector<VarOrRVar> order = {a.v, ti};
  if (images > 1)
    a.products.bound_storage(image, images);
  if (joined > 1) {
    a.products.split(image, io, ii, joined, TailStrategy::RoundUp).unroll(ii);
    order.push_back(ii);
  }
  for (const Var &loop : {bc, to, joined > 1 ? io : image, bq, place})
    order.push_back(loop);
  a.products.reorder(order);
  int channels = std::min(builder.get("c"), lanes);
  int inner = static_cast<int>(largestDivisor(channels, 4));
  scheduleRegisterSum(a.sum, a.r, inner, a.products, to, lanes,
                      joined > 1 ? std::vector<Var>{image} : std::vector<Var>());
  Prefetch next; // the filter's part for the next blocks or, with all of them, position
  next.operand = "w";
  next.innermost = registerSumLoop(a.sum, a.r);
  next.pass = a.products.name() + (joined > 1   ? ".s0.image.io"
                                   : images > 1 ? ".s0.image"
                                                : ".s0.t.to");
  next.passes = images > 1 ? std::min(images / joined, inner)
                           : static_cast<int>(ceilDiv(tiles.across * builder.param("rows"), mt));
  next.streams = kc;
  next.vectors = inner;
  next.lanes = lanes;
  const int position = builder.blocks("c") * lanes * lanes;
  next.ahead = position;
  if (int blocks = position * tiles.filterPositions() * kc; builder.param("kg") > kc) {
    next.ahead = blocks;
    next.groups = a.products.name() + ".s0.b.bq";
    next.aheadOfLast = position - (builder.param("kg") / kc - 1) * blocks;
  }
  builder.prefetch(next);
  a.half.compute_at(map, tile)
      .store_in(taskLocal)
      .bound_extent(a.v, lanes)
      .vectorize(a.v)
      .unroll(a.j)
      .unroll(a.half.args()[2]);
  a.tile.compute_at(map, tile)
      .store_in(taskLocal)
      .bound_extent(a.v, lanes)
      .vectorize(a.v)
      .bound_extent(a.tile.args()[1], tiles.m)
      .bound_extent(a.tile.args()[2], tiles.m)
      .bound_extent(a.t, 1) // not seen where a map ends within a tile
      .bound_extent(a.b, 1)
      .unroll(a.tile.args()[1])
      .unroll(a.tile.args()[2]);
}

/// Loops of a convolution with statistics. Partials are kept in cache while the output and their
/// sums are made from them.
struct StatisticsLoops {
  Var po{"po"}, bo{"bo"}; ///< rows of a task, blocks of channels that are done together
  Var xo{"xo"};           ///< of the map that is kept: a tile
  Var io{"io"};           ///< groups of images, where a task goes through several together
};

/// Output and statistics side by side, some rows of tiles after the other (`rowsOutside`) or some
/// blocks of channels after the other. Parallel loops are the caller's.
static StatisticsLoops scheduleStatistics(KernelBuilder &builder, const Geometry &g,
                                          const WinogradTiles &tiles, WinogradAlgorithm &a,
                                          bool rowsOutside) {
  StatisticsLoops loops;
  Var pi("pi"), yr("yr"), bi("bi"), xi("xi"), yo("yo"), yi("yi"), p = a.statistics.p;
  Func stats = a.statistics.stats;
  int group = winogradStatsRows(g, tiles.m);
  int groups = taskRows(g, tiles, builder.param("rows")) / group, kg = builder.param("kg");
  auto tail = g.oh / group % groups ? TailStrategy::GuardWithIf : TailStrategy::Auto;
  std::vector<VarOrRVar> outer = {pi, loops.bo, loops.po, a.image};
  if (!rowsOutside)
    outer = {pi, loops.po, a.image, loops.bo};
  if (int images = imagesOf(builder.choice.params); images > 1) {
    outer = {pi, loops.po, a.image, loops.io, loops.bo};
    a.result.split(a.image, loops.io, a.image, images, TailStrategy::GuardWithIf);
    stats.split(a.image, loops.io, a.image, images, TailStrategy::GuardWithIf);
  }
  auto within = [&](std::vector<VarOrRVar> inner) {
    inner.insert(inner.end(), outer.begin(), outer.end());
    return inner;
  };
  a.result.split(a.y, p, yr, group)
      .split(p, loops.po, pi, groups, tail)
      .split(a.b, loops.bo, bi, kg)
      .reorder(within({a.v, a.x, yr, bi}))
      .vectorize(a.v)
      .unroll(a.x, static_cast<int>(largestDivisor(g.ow, 4)));
  stats.split(p, loops.po, pi, groups, tail)
      .split(a.b, loops.bo, bi, kg)
      .reorder(within({a.v, a.statistics.s, bi}))
      .vectorize(a.v)
      .unroll(a.statistics.s);
  scheduleRowStatistics(builder, a.statistics, a.result, pi);
  a.map.compute_at(a.result, pi)
      .store_in(taskLocal)
      .bound_extent(a.v, builder.lanes())
      .bound_extent(a.x, tiles.across * tiles.m)
      .bound_extent(a.y, static_cast<int>(ceilDiv(group, tiles.m)) * tiles.m)
      .bound_extent(a.b, kg)
      .bound_extent(a.image, 1)
      .split(a.x, loops.xo, xi, tiles.m, TailStrategy::RoundUp)
      .split(a.y, yo, yi, tiles.m, TailStrategy::RoundUp)
      .reorder({a.v, xi, yi, loops.xo, yo, a.b})
      .vectorize(a.v)
      .unroll(xi)
      .unroll(yi);
  stats.compute_with(a.result, pi);
  return loops;
}

/// Makes a loop of output and statistics parallel.
static void parallelBoth(WinogradAlgorithm &a, Var loop) {
  a.result.parallel(loop);
  a.statistics.stats.parallel(loop);
}

/// The input of `tiles` tiles in scratch memory.
static void scheduleTransformed(KernelBuilder &builder, WinogradAlgorithm &a, int tiles, Var task) {
  scheduleWinogradTransform(builder, a);
  a.transformed.compute_at(a.result, task)
      .store_in(taskLocal)
      .bound_extent(a.v, builder.lanes())
      .bound_extent(a.t, tiles)
      .align_storage(a.t, spreadTiles(tiles));
}

void buildWinogradRows(KernelBuilder &builder) {
  Geometry g(builder.spec);
  WinogradTiles tiles(g, tileSide(builder.spec));
  WinogradAlgorithm a;
  winogradInput(builder, g, tiles, a);
  winogradOutput(builder, tiles, a);
  if (builder.get("stats")) {
    StatisticsLoops loops = scheduleStatistics(builder, g, tiles, a, /*rowsOutside=*/true);
    parallelBoth(a, a.image);
    if (builder.param("rows") < tiles.down)
      parallelBoth(a, loops.po);
    scheduleTransformed(builder, a, tiles.across * builder.param("rows"), loops.po);
    return scheduleOutput(builder, a, tiles, loops.bo, a.map, loops.xo);
  }
  Var xo("xo"), xi("xi"), yo("yo"), yt("yt"), yi("yi"), bi("bi"), bo("bo"), task("task");
  auto tail = tiles.down % builder.param("rows") ? TailStrategy::GuardWithIf : TailStrategy::Auto;
  a.result.split(a.x, xo, xi, tiles.m, TailStrategy::GuardWithIf)
      .split(a.y, yt, yi, tiles.m, TailStrategy::GuardWithIf)
      .split(yt, yo, yt, builder.param("rows"), tail)
      .split(a.b, bo, bi, builder.param("kg"))
      .reorder({a.v, xi, yi, xo, yt, bi, bo, yo, a.image})
      .vectorize(a.v)
      .unroll(xi)
      .unroll(yi)
      .fuse(yo, a.image, task)
      .parallel(task);
  scheduleTransformed(builder, a, tiles.across * builder.param("rows"), task);
  scheduleOutput(builder, a, tiles, bo, a.result, xo);
  if (!asksAhead(builder))
    return;
  builder.prefetch(MapPrefetch{"x"});
  if (builder.has("residual"))
    builder.prefetch(MapPrefetch{"residual"});
}

void buildWinogradPlanes(KernelBuilder &builder) {
  Geometry g(builder.spec);
  WinogradTiles tiles(g, tileSide(builder.spec));
  WinogradAlgorithm a;
  winogradOutput(builder, tiles, a);
  int images = imagesOf(builder.choice.params);
  if (builder.get("stats")) {
    StatisticsLoops loops = scheduleStatistics(builder, g, tiles, a, /*rowsOutside=*/false);
    parallelBoth(a, loops.bo);
    if (builder.target.cores > Target::fewCores)
      parallelBoth(a, images > 1 ? loops.io : a.image);
    if (builder.choice.params.count("split"))
      parallelBoth(a, loops.po);
    return scheduleOutput(builder, a, tiles, images > 1 ? loops.io : loops.po, a.map, loops.xo);
  }
  Var xo("xo"), xi("xi"), yo("yo"), yt("yt"), yi("yi"), bi("bi"), bo("bo"), task("task");
  a.result.split(a.x, xo, xi, tiles.m, TailStrategy::GuardWithIf)
      .split(a.y, yt, yi, tiles.m, TailStrategy::GuardWithIf)
      .split(yt, yo, yt, builder.param("rows"))
      .split(a.b, bo, bi, builder.param("kg"))
      .reorder({a.v, xi, yi, xo, yt, bi, yo, a.image, bo})
      .vectorize(a.v)
      .unroll(xi)
      .unroll(yi);
  if (images > 1) {
    Var io("io");
    a.result.split(a.image, io, a.image, images, TailStrategy::GuardWithIf)
        .fuse(io, bo, task)
        .parallel(task);
    scheduleOutput(builder, a, tiles, task, a.result, xo);
  } else if (builder.choice.params.count("split")) {
    Var part("part");
    a.result.fuse(yo, a.image, part).fuse(part, bo, task).parallel(task);
    scheduleOutput(builder, a, tiles, task, a.result, xo);
  } else {
    a.result.fuse(a.image, bo, task).parallel(task);
    scheduleOutput(builder, a, tiles, yo, a.result, xo);
  }
}

void buildWinogradCopies(KernelBuilder &builder) {
  Geometry g(builder.spec);
  WinogradTiles tiles(g, tileSide(builder.spec));
  WinogradAlgorithm a;
  winogradInput(builder, g, tiles, a);
  winogradOutput(builder, tiles, a);
  int kg = builder.param("kg"), groups = builder.blocks("k") / kg / builder.param("copies");
  Var xo("xo"), xi("xi"), yo("yo"), yt("yt"), yi("yi"), bi("bi"), bo("bo"), part("part"),
      task("task");
  a.result.split(a.x, xo, xi, tiles.m, TailStrategy::GuardWithIf)
      .split(a.y, yt, yi, tiles.m, TailStrategy::GuardWithIf)
      .split(yt, yo, yt, builder.param("rows"))
      .split(a.b, bo, bi, kg)
      .split(bo, part, bo, groups)
      .reorder({a.v, xi, yi, xo, yt, bi, yo, bo, part, a.image})
      .vectorize(a.v)
      .unroll(xi)
      .unroll(yi)
      .fuse(part, a.image, task)
      .parallel(task);
  scheduleTransformed(builder, a, tiles.count, task);
  scheduleOutput(builder, a, tiles, yo, a.result, xo);
}

/// All tiles of a map, a task for each block of channels.
static void outTransformed(KernelBuilder &builder, WinogradAlgorithm &a) {
  builder.out({"v"}, a.transformed);
  scheduleWinogradTransform(builder, a);
  Var task("task");
  a.transformed.fuse(a.cb, a.image, task).parallel(task);
}

void buildWinogradInput(KernelBuilder &builder) {
  Geometry g(builder.spec);
  WinogradAlgorithm a;
  winogradInput(builder, g, WinogradTiles(g, tileSide(builder.spec)), a);
  outTransformed(builder, a);
}

void buildWinogradGradient(KernelBuilder &builder) {
  Geometry g(builder.spec);
  WinogradAlgorithm a;
  winogradGradient(builder, g, WinogradTiles(g, tileSide(builder.spec), builder.get("stride")), a);
  outTransformed(builder, a);
}

} // namespace resnetc::x86
