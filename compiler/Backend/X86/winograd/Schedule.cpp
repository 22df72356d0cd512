//===- Schedule.cpp - Winograd's convolution on x86 ----------------------------------===//
//
// "rows": a task takes some rows of tiles, transforms their input in scratch memory and goes
// through all output channels; the transformed filter should stay in the L2 cache. "planes":
// the input was transformed before; a task takes some output channels and goes through all tiles,
// so that each part of the filter is read once (or, "split", through some rows of them).
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Schedules.h"
#include "compiler/Backend/X86/conv/RegisterSum.h"
#include "compiler/Backend/X86/winograd/Winograd.h"

#include <algorithm>

using namespace Halide;

namespace resnetc::x86 {

/// Tiles by channel blocks of sums that stay in registers, and what they reach of peak. A position
/// has a filter of its own, so a vector of weights serves `mt` multiply-adds and no more: wide
/// tiles beat square ones. Two blocks are read as two streams, and from memory one stream is half
/// as fast.
struct ProductTile {
  int mt, kc;
  double share;
};

static const std::vector<ProductTile> avx512Tiles = {
    {7, 2, 1.00},  {8, 2, 1.00},  {6, 2, 0.95}, {5, 2, 0.88}, {16, 1, 0.85}, {14, 1, 0.85},
    {12, 1, 0.83}, {10, 1, 0.80}, {4, 4, 0.80}, {4, 2, 0.75}, {8, 1, 0.75},  {7, 1, 0.72},
    {2, 4, 0.60},  {6, 1, 0.60},  {5, 1, 0.55}, {4, 1, 0.45}, {2, 2, 0.40},  {3, 1, 0.35},
    {2, 1, 0.25},  {1, 4, 0.25},  {1, 1, 0.12},
};

static const std::vector<ProductTile> avx2Tiles = {
    {6, 2, 1.00}, {5, 2, 0.95}, {4, 3, 0.95}, {4, 2, 0.93}, {10, 1, 0.85}, {8, 1, 0.85},
    {9, 1, 0.85}, {7, 1, 0.82}, {6, 1, 0.70}, {2, 4, 0.70}, {5, 1, 0.60},  {4, 1, 0.45},
    {2, 2, 0.40}, {3, 1, 0.35}, {2, 1, 0.25}, {1, 4, 0.25}, {1, 1, 0.12},
};

static int tileSide(const KernelSpec &spec) { return static_cast<int>(spec.get("m")); }

/// Bytes that one tile of the input takes in the scratch of a task that transforms it itself.
static int64_t transformedInputBytes(const ScheduleQuery &query, const WinogradTiles &tiles) {
  if (query.spec.get("transformed"))
    return 0;
  int64_t lanes = query.target.channelBlock;
  return 4 * tiles.n * tiles.n * ceilDiv(query.spec.get("c"), lanes) * lanes;
}

int64_t winogradTasks(const KernelSpec &spec, const X86Target &target,
                      const WinogradSchedule &schedule) {
  Geometry g(spec);
  int64_t rows = WinogradTiles(g, tileSide(spec)).down / schedule.params.at("rows");
  if (!spec.get("transformed"))
    return rows;
  int64_t channels = ceilDiv(g.k, target.channelBlock) / schedule.params.at("kc");
  return schedule.params.count("split") ? channels * rows : channels;
}

std::vector<WinogradSchedule> winogradSchedules(const ScheduleQuery &query) {
  Geometry g(query.spec);
  WinogradTiles tiles(g, tileSide(query.spec));
  int64_t lanes = query.target.channelBlock, blocks = ceilDiv(g.k, lanes);
  std::vector<WinogradSchedule> schedules;
  for (const ProductTile &tile : query.target.vectorRegisters >= 32 ? avx512Tiles : avx2Tiles)
    for (int rows = tiles.down; rows >= 1; --rows) {
      int64_t group = int64_t{1} * rows * tiles.across;
      int64_t bytes = 4 * tiles.n * tiles.n * tile.kc * lanes + transformedInputBytes(query, tiles);
      if (tiles.down % rows == 0 && group >= tile.mt && blocks % tile.kc == 0 &&
          group * bytes <= taskLocalLimit)
        schedules.push_back({tile.share * static_cast<double>(group) /
                                 static_cast<double>(ceilDiv(group, tile.mt) * tile.mt),
                             {{"mt", tile.mt}, {"kc", tile.kc}, {"rows", rows}}});
    }
  // On a machine of many cores tasks of channels may be too few: then they are cut by rows of
  // tiles, too, and cores share what they read of the filter.
  bool manyCores = query.target.cores > Target::fewCores;
  for (WinogradSchedule &one : schedules) {
    int64_t tasks = winogradTasks(query.spec, query.target, one) * query.batchHint;
    if (query.spec.get("transformed") && manyCores && tasks < query.target.cores &&
        one.params.at("rows") < tiles.down)
      one.params["split"] = 1;
  }
  // Many rows of tiles a task, for they share what is read of the filter, but not so many that
  // threads are left idle.
  auto idles = [&](const WinogradSchedule &one) {
    int64_t tasks = winogradTasks(query.spec, query.target, one) * query.batchHint;
    if (!query.spec.get("transformed"))
      return one.params.at("rows") > 1 && tasks < query.target.wantedTasks();
    return manyCores && tasks < query.target.cores;
  };
  std::stable_sort(schedules.begin(), schedules.end(), [&](const auto &a, const auto &b) {
    return std::pair(idles(a), -a.share) < std::pair(idles(b), -b.share);
  });
  return schedules;
}

static std::vector<Params> candidates(const ScheduleQuery &query) {
  std::vector<Params> params;
  for (const WinogradSchedule &schedule : winogradSchedules(query))
    params.push_back(schedule.params);
  params.resize(std::min<size_t>(params.size(), 6));
  return params;
}

std::vector<Params> winogradRowCandidates(const ScheduleQuery &query) {
  return query.spec.get("transformed") ? std::vector<Params>() : candidates(query);
}

std::vector<Params> winogradPlaneCandidates(const ScheduleQuery &query) {
  return query.spec.get("transformed") ? candidates(query) : std::vector<Params>();
}

/// Each tile of the input in registers, as far as they reach.
static void scheduleInput(KernelBuilder &builder, WinogradAlgorithm &a) {
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

/// The matrix products of a group of tiles and blocks, and the way back to the map.
static void scheduleOutput(KernelBuilder &builder, WinogradAlgorithm &a, const WinogradTiles &tiles,
                           Var products, Var tile) {
  Var to("to"), ti("ti");
  int lanes = builder.lanes(), mt = builder.param("mt");
  Var place = a.products.args()[3];
  a.products.compute_at(a.result, products)
      .store_in(taskLocal)
      .bound_extent(a.v, lanes)
      .bound_extent(a.t, tiles.across * builder.param("rows"))
      .split(a.t, to, ti, mt, TailStrategy::ShiftInwards)
      .reorder({a.v, ti, a.b, to, place})
      .vectorize(a.v)
      .unroll(ti)
      .unroll(a.b);
  int channels = std::min(builder.get("c"), lanes);
  int inner = static_cast<int>(largestDivisor(channels, 4));
  scheduleRegisterSum(a.sum, a.r, inner, a.products, to, lanes);
  Prefetch next; // the filter's part for the next position
  next.operand = "w";
  next.innermost = registerSumLoop(a.sum);
  next.pass = a.products.name() + ".s0.t.to";
  next.passes = static_cast<int>(ceilDiv(tiles.across * builder.param("rows"), mt));
  next.streams = builder.param("kc");
  next.vectors = inner;
  next.lanes = lanes;
  next.ahead = builder.blocks("c") * lanes * lanes;
  builder.prefetch(next);
  a.half.compute_at(a.result, tile)
      .store_in(taskLocal)
      .bound_extent(a.v, lanes)
      .vectorize(a.v)
      .unroll(a.j)
      .unroll(a.half.args()[2]);
  a.tile.compute_at(a.result, tile)
      .store_in(taskLocal)
      .bound_extent(a.v, lanes)
      .vectorize(a.v)
      .bound_extent(a.tile.args()[1], tiles.m)
      .bound_extent(a.tile.args()[2], tiles.m)
      .unroll(a.tile.args()[1])
      .unroll(a.tile.args()[2]);
}

void buildWinogradRows(KernelBuilder &builder) {
  Geometry g(builder.spec);
  WinogradTiles tiles(g, tileSide(builder.spec));
  WinogradAlgorithm a;
  winogradInput(builder, g, tiles, a);
  winogradOutput(builder, tiles, a);
  Var xo("xo"), xi("xi"), yo("yo"), yt("yt"), yi("yi"), bi("bi"), bo("bo"), task("task");
  a.result.split(a.x, xo, xi, tiles.m, TailStrategy::GuardWithIf)
      .split(a.y, yt, yi, tiles.m, TailStrategy::GuardWithIf)
      .split(yt, yo, yt, builder.param("rows"))
      .split(a.b, bo, bi, builder.param("kc"))
      .reorder({a.v, xi, yi, xo, yt, bi, bo, yo, a.image})
      .vectorize(a.v)
      .unroll(xi)
      .unroll(yi)
      .fuse(yo, a.image, task)
      .parallel(task);
  scheduleInput(builder, a);
  a.transformed.compute_at(a.result, task)
      .store_in(taskLocal)
      .bound_extent(a.v, builder.lanes())
      .bound_extent(a.t, tiles.across * builder.param("rows"));
  scheduleOutput(builder, a, tiles, bo, xo);
}

void buildWinogradPlanes(KernelBuilder &builder) {
  Geometry g(builder.spec);
  WinogradTiles tiles(g, tileSide(builder.spec));
  WinogradAlgorithm a;
  winogradOutput(builder, tiles, a);
  Var xo("xo"), xi("xi"), yo("yo"), yt("yt"), yi("yi"), bi("bi"), bo("bo"), task("task");
  a.result.split(a.x, xo, xi, tiles.m, TailStrategy::GuardWithIf)
      .split(a.y, yt, yi, tiles.m, TailStrategy::GuardWithIf)
      .split(yt, yo, yt, builder.param("rows"))
      .split(a.b, bo, bi, builder.param("kc"))
      .reorder({a.v, xi, yi, xo, yt, bi, yo, a.image, bo})
      .vectorize(a.v)
      .unroll(xi)
      .unroll(yi);
  if (builder.choice.params.count("split")) {
    Var part("part");
    a.result.fuse(yo, a.image, part).fuse(part, bo, task).parallel(task);
    scheduleOutput(builder, a, tiles, task, xo);
  } else {
    a.result.fuse(a.image, bo, task).parallel(task);
    scheduleOutput(builder, a, tiles, yo, xo);
  }
}

void buildWinogradInput(KernelBuilder &builder) {
  Geometry g(builder.spec);
  WinogradTiles tiles(g, tileSide(builder.spec));
  WinogradAlgorithm a;
  winogradInput(builder, g, tiles, a);
  builder.out({"v"}, a.transformed);
  scheduleInput(builder, a);
  Var task("task");
  a.transformed.fuse(a.cb, a.image, task).parallel(task);
}

} // namespace resnetc::x86
