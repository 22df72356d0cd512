//===- PhaseSchedule.cpp - convolutions of the caller's map in strides, on x86 --------------===//
//
// A task takes a row of tiles: it copies the rows of the map that they read, transforms them with tiles
// in the lanes, and goes through groups of `mt` tiles and `kg` blocks of output channels, whose sums at
// all positions stay in the L1 cache until they are outputs. The filter stays in the L2 cache.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Schedules.h"
#include "compiler/Backend/X86/conv/RegisterSum.h"
#include "compiler/Backend/X86/winograd/Phases.h"
#include "compiler/Kernels/WinogradForms.h"
#include "runtime/core/Abi.h"

#include <algorithm>
#include <cmath>

using namespace Halide;

namespace resnetc::x86 {

namespace {

/// Tiles by blocks of output channels of sums that stay in registers, and what they reach of peak.
struct PhaseTile {
  int mt, kc;
  double share;
};

/// How a row of tiles is computed with groups of `mt`; tiles beyond the row are computed and not used.
struct PhaseRow {
  int tiles;   ///< in whole groups, at least a vector
  int spread;  ///< columns of tiles of the map that those read, in whole vectors
  int columns; ///< of the staged map

  PhaseRow(const Geometry &g, const WinogradPhases &phases, int mt, int lanes)
      : tiles(std::max(lanes, static_cast<int>(ceilDiv(phases.across, mt)) * mt)) {
    const int further = (phases.n * phases.stride - 1) / phases.period;
    spread = static_cast<int>(ceilDiv(tiles + further, lanes)) * lanes;
    // The last columns of the map may be none that an output sees, but they are copied.
    const int copied = static_cast<int>(ceilDiv(g.pl + g.w, lanes)) * lanes;
    columns = std::max(spread * phases.period, copied);
  }
};

} // namespace

static const std::vector<PhaseTile> avx512Tiles = {
    {8, 2, 1.00}, {10, 2, 1.00}, {7, 2, 0.98}, {6, 2, 0.95}, {4, 4, 0.85}, {10, 1, 0.85},
    {4, 2, 0.75}, {8, 1, 0.80},  {4, 1, 0.45}, {1, 2, 0.15}, {1, 1, 0.10},
};

static const std::vector<PhaseTile> avx2Tiles = {
    {5, 2, 1.00}, {4, 2, 0.97}, {8, 1, 0.88}, {10, 1, 0.85},
    {4, 1, 0.45}, {2, 1, 0.25}, {1, 2, 0.15}, {1, 1, 0.10},
};

/// Bytes that a task keeps on the way, of which it needs room for all.
static int64_t scratchBytes(const Geometry &g, const WinogradPhases &phases, const PhaseTile &tile,
                            int64_t lanes) {
  const PhaseRow row(g, phases, tile.mt, static_cast<int>(lanes));
  const int64_t positions = int64_t{phases.n} * phases.n;
  const int64_t rows = int64_t{phases.n} * phases.stride;
  const int64_t staged = 3 * rows * row.columns; // and spread, and with their columns transformed
  const int64_t transformed = phases.channels * positions * row.tiles;
  const int64_t sums = positions * (tile.mt + 1) * tile.kc * lanes;
  return 4 * (staged + transformed + sums);
}

/// The schedules that fit with the share of peak that their products should reach, the most promising
/// first.
static std::vector<std::pair<double, Params>> phaseSchedules(const ScheduleQuery &query) {
  Geometry g(query.spec);
  std::vector<std::pair<double, Params>> schedules;
  if (!phasesApply(g))
    return schedules;
  WinogradPhases phases(g);
  const int64_t lanes = query.target.channelBlock, blocks = ceilDiv(g.k, lanes);
  for (const PhaseTile &tile : query.target.vectorRegisters >= 32 ? avx512Tiles : avx2Tiles) {
    if (blocks % tile.kc != 0 ||
        2 * scratchBytes(g, phases, tile, lanes) > RN_SCRATCH_LIMIT) // blocks are rounded up
      continue;
    const double filled = static_cast<double>(phases.across) /
                          static_cast<double>(ceilDiv(phases.across, tile.mt) * tile.mt);
    schedules.push_back({tile.share * filled, {{"mt", tile.mt}, {"kc", tile.kc}, {"kg", tile.kc}}});
  }
  std::stable_sort(schedules.begin(), schedules.end(),
                   [](const auto &a, const auto &b) { return a.first > b.first; });
  schedules.resize(std::min<size_t>(schedules.size(), 6));
  return schedules;
}

std::vector<Params> phaseCandidates(const ScheduleQuery &query) {
  std::vector<Params> candidates;
  for (auto &[share, params] : phaseSchedules(query))
    candidates.push_back(std::move(params));
  return candidates;
}

/// From the map to the transformed input of a row of tiles, channel by channel: what is in between
/// stays in the L1 cache.
static void scheduleInput(KernelBuilder &builder, const WinogradPhases &phases, const PhaseRow &row,
                          PhaseAlgorithm &a, Var task) {
  const int lanes = builder.lanes();
  std::vector<Var> staged = a.staged.args(), spread = a.spread.args(), rows = a.rows.args();
  Var ch = a.transformed.args()[1], to("to"), ti("ti");
  RVar outer("outer"), inner("inner");
  a.transformed.compute_at(a.result, task)
      .store_in(taskLocal)
      .bound_extent(a.t, row.tiles)
      .bound_extent(a.j, phases.n)
      .bound_extent(a.px, phases.stride)
      .bound_extent(a.ty, 1) // Halide cannot tell
      .split(a.t, to, ti, lanes, TailStrategy::ShiftInwards)
      .reorder({ti, a.j, to, a.px, a.i, a.py, ch})
      .vectorize(ti)
      .unroll(a.j)
      .unroll(a.px);
  a.rows.compute_at(a.transformed, a.py)
      .store_in(taskLocal)
      .bound_extent(a.t, row.spread)
      .bound_extent(a.i, phases.n)
      .bound_extent(a.ty, 1)
      .split(a.t, to, ti, lanes)
      .reorder({ti, a.i, to, rows[1]})
      .vectorize(ti)
      .unroll(a.i);
  a.spread.compute_at(a.transformed, ch)
      .store_in(taskLocal)
      .bound_extent(a.t, row.spread)
      .bound_extent(spread[1], phases.period)
      .bound_extent(spread[3], phases.n * phases.stride)
      .split(a.t, to, ti, lanes)
      .reorder({ti, spread[1], to, spread[3]})
      .vectorize(ti)
      .unroll(spread[1]);
  a.staged.compute_at(a.transformed, ch)
      .store_in(taskLocal)
      .bound_extent(staged[0], row.columns)
      .bound_extent(staged[1], phases.n * phases.stride)
      .vectorize(staged[0], lanes);
  a.staged.update()
      .split(a.columns, outer, inner, lanes, TailStrategy::GuardWithIf)
      .reorder({inner, outer, staged[1]})
      .vectorize(inner);
}

/// Asks for what a group of tiles and blocks of output channels becomes, while their sums are computed.
static void prefetchOutput(KernelBuilder &builder, const Geometry &g, const WinogradPhases &phases,
                           const PhaseAlgorithm &a, int mt, int kg) {
  const int lanes = builder.lanes(), m = phases.m, columns = mt * m, blocks = builder.blocks("k");
  const int positions =
      (phases.n - 1) * (phases.n - 1); // that are loops, not their last iterations
  const std::string y = a.result.name() + ".s0.", sums = a.products.name() + ".s0.";
  OutputPrefetch lines;
  lines.operand = a.result.name();
  lines.loops = {y + "y.yo.task", y + "x.xt.xo"};
  if (blocks > kg) // else there is no such loop
    lines.loops.push_back(y + "b.bo");
  lines.outer = sums + "j";
  lines.inner = sums + "i";
  lines.inners = phases.n - 1;
  lines.each = static_cast<int>(ceilDiv(columns * m * kg, positions));
  while (columns % lines.each) // parts of rows
    ++lines.each;
  lines.lanes = lanes;
  const int down = phases.down, parts = columns / lines.each, each = lines.each;
  lines.element = [=](const std::vector<Expr> &loops, const Expr &number) {
    Expr column = loops[1] * columns + number % parts * each;
    Expr row = loops[0] % down * m + number / parts % m;
    Expr group = loops.size() > 2 ? loops[2] * kg : Expr(0);
    Expr block = loops[0] / down * blocks + group + number / (parts * m);
    return ((block * g.oh + row) * g.ow + column) * lanes;
  };
  builder.prefetch(lines);
}

void buildPhases(KernelBuilder &builder) {
  Geometry g(builder.spec);
  WinogradPhases phases(g);
  PhaseAlgorithm a = phaseAlgorithm(builder, g, phases);
  const int lanes = builder.lanes(), mt = builder.param("mt"), kc = builder.param("kc"),
            kg = builder.param("kg"), m = phases.m;
  const PhaseRow row(g, phases, mt, lanes);
  Var xo("xo"), xt("xt"), xx("xx"), yo("yo"), yy("yy"), bo("bo"), bi("bi"), task("task");
  a.result.split(a.x, xt, xx, m, TailStrategy::GuardWithIf)
      .split(xt, xo, xt, mt, TailStrategy::GuardWithIf)
      .split(a.y, yo, yy, m, TailStrategy::GuardWithIf)
      .split(a.b, bo, bi, kg)
      .reorder({a.v, xx, yy, xt, bi, bo, xo, yo, a.image})
      .vectorize(a.v)
      .unroll(xx)
      .unroll(yy)
      .fuse(yo, a.image, task)
      .parallel(task);
  scheduleInput(builder, phases, row, a, task);

  Var ti("ti"), to("to"), bq("bq"), bc("bc");
  a.products.compute_at(a.result, bo)
      .store_in(taskLocal)
      .bound_extent(a.v, lanes)
      .bound_extent(a.b, kg)
      .bound_extent(a.t, mt)
      .bound_extent(a.ty, 1)
      .align_storage(a.t, mt | 1)
      .split(a.t, to, ti, mt)
      .split(a.b, bq, bc, kc)
      .reorder({a.v, ti, bc, to, bq, a.i, a.j})
      .vectorize(a.v)
      .unroll(ti)
      .unroll(bc);
  scheduleRegisterSum(a.sum, a.r, g.c, a.products, to, lanes);
  if (phases.channels <= 16)
    a.sum.update().unroll(a.r[1]).unroll(a.r[2]);
  prefetchOutput(builder, g, phases, a, mt, kg);
  a.half.compute_at(a.result, xt)
      .store_in(taskLocal)
      .bound_extent(a.v, lanes)
      .bound_extent(a.t, 1)
      .bound_extent(a.ty, 1)
      .vectorize(a.v)
      .unroll(a.j)
      .unroll(a.half.args()[2]);
  a.tile.compute_at(a.result, xt)
      .store_in(taskLocal)
      .bound_extent(a.v, lanes)
      .bound_extent(a.t, 1)
      .bound_extent(a.ty, 1)
      .bound_extent(a.tile.args()[1], m)
      .bound_extent(a.tile.args()[2], m)
      .vectorize(a.v)
      .unroll(a.tile.args()[1])
      .unroll(a.tile.args()[2]);
}

/// Beside the products of a position of a tile, in vectors of multiply-adds: the way from the sums of a
/// block of output channels to outputs, and for each phase and channel the way from the map, which
/// fills vectors with tiles (64 and 16 output channels of a 7x7 stem, 535 and 236 us; a Zen 5 core,
/// resnetc-bench).
constexpr double outputTransform = 4.5, inputTransform = 30;

/// Below this share of direct convolution's cost the estimate is trusted.
constexpr double margin = 0.85;

bool phasesPay(const KernelSpec &conv, const X86Target &target, int64_t batchHint,
               FilterTransform filter) {
  if (!isPrepared(filter) || winogradForms(conv).empty())
    return false;
  const KernelSpec product = winogradProduct(conv, winogradForms(conv).front());
  const auto schedules = phaseSchedules({product, target, batchHint});
  if (schedules.empty())
    return false;
  Geometry g(conv);
  WinogradPhases phases(g);
  const double lanes = static_cast<double>(target.channelBlock);
  const double blocks = std::ceil(g.k / lanes);
  const double tiles = double(phases.across) * phases.down;
  const double perBlock = phases.channels / schedules.front().first + outputTransform +
                          phases.channels * inputTransform / (blocks * lanes);
  const double direct = double(g.oh) * g.ow * g.c * g.kh * g.kw;
  // Tasks are rows of tiles; a core without one leaves its part to others.
  const double tasks = double(phases.down) * static_cast<double>(std::max<int64_t>(1, batchHint));
  const double idle = std::max(1.0, static_cast<double>(target.cores) / tasks);
  return tiles * phases.n * phases.n * perBlock * idle < margin * direct;
}

} // namespace resnetc::x86
