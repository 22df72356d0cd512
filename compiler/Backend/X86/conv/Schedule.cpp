//===- Schedule.cpp - the forward convolution on x86 ------------------------------===//
//
// Rows of the output are grouped; a task takes a group (and some blocks of channels), stages the
// padded input rows it needs in scratch memory, and walks register tiles over them. Statistics are
// taken from a row group while it is in the L1 cache.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Schedules.h"
#include "compiler/Backend/X86/conv/Conv.h"
#include "compiler/Backend/X86/conv/GroupedBlocks.h"
#include "compiler/Backend/X86/conv/RegisterSum.h"
#include "compiler/Backend/X86/conv/Requests.h"
#include "compiler/Backend/X86/conv/Staging.h"
#include "compiler/Backend/X86/conv/Tiles.h"

#include <algorithm>

using namespace Halide;

namespace resnetc::x86 {

/// Staged rows that a task should hold: they must leave room in the L2 cache for weights and
/// output.
constexpr int64_t stagingBudget = 128 * 1024;

/// Staged rows beyond which the input is read where it lies instead.
constexpr int64_t stagingLimit = taskLocalLimit * 3 / 4;

/// Both where statistics are taken, of whole partials: fewer rows would be staged anew for each block
/// of channels, which costs more than the L2 cache's misses. Large L2 caches hold more, beside the
/// weights of a group of channels.
static int64_t partialsLimit(const X86Target &target) {
  return std::max<int64_t>(288 * 1024, target.l2Bytes * 7 / 16);
}

/// Multiply-adds below which an image of a batch is not cut into tasks of its own: about 5 us.
constexpr int64_t nestedWork = 1'000'000;

static bool hasStats(const KernelSpec &spec) { return spec.get("stats") != 0; }

/// Rows that are computed together: a partial of the statistics, or the height of the register
/// tile.
static int rowGroup(const KernelSpec &spec, const Geometry &g, int ty) {
  return hasStats(spec) ? convStatsRows(g) : ty;
}

/// True where a task copies its input: to pad or preprocess it, or since tiles reach beyond rows.
static bool isStaged(const KernelSpec &spec, const Geometry &g, int tx) {
  return spec.get("pre") || g.padded() || g.ow % tx != 0;
}

/// True where the weights are more than what is read of the input. Such a layer should read them
/// once: a task then takes all rows, and only some channels.
static bool hasMoreWeights(const Geometry &g) {
  int64_t weights = int64_t{1} * g.k * g.kh * g.kw, pixels = int64_t{1} * g.oh * g.ow;
  return weights > pixels;
}

/// Staged bytes beyond which the input is read where it lies instead. A map of which all rows are
/// staged, so that weights are read once, may take half of an L2 cache.
static int64_t stagedLimit(const KernelSpec &spec, const Geometry &g, const X86Target &target) {
  if (hasStats(spec))
    return partialsLimit(target);
  return hasMoreWeights(g) ? std::max(stagingLimit, target.l2Bytes / 2) : stagingLimit;
}

/// Rows to stage at once: the most that fit the budget and divide the map; at least a tile's.
static int64_t stagedRows(const KernelSpec &spec, const Geometry &g, const RegisterTile &tile,
                          const X86Target &target) {
  int64_t lanes = target.channelBlock;
  int64_t columns = ceilDiv(g.ow, tile.tx) * tile.tx, group = rowGroup(spec, g, tile.ty);
  if (!hasStats(spec) && hasMoreWeights(g) &&
      (!isStaged(spec, g, tile.tx) ||
       stagedBytes(g, g.oh, columns, lanes) <= stagedLimit(spec, g, target)))
    return g.oh;
  for (int64_t rows = g.oh; rows >= group; --rows)
    if (g.oh % rows == 0 && rows % group == 0 &&
        stagedBytes(g, rows, columns, lanes) <=
            (hasStats(spec) ? partialsLimit(target) : stagingBudget))
      return rows;
  return tile.ty < group ? tile.ty : group;
}

/// Tiles for the map as it lies.
static std::vector<Params> mapCandidates(const ScheduleQuery &query) {
  Geometry g(query.spec);
  int64_t lanes = query.target.channelBlock;
  int blocks = static_cast<int>(ceilDiv(g.k, lanes));
  int group = hasStats(query.spec) ? convStatsRows(g) : g.oh;
  Groups groups(g, lanes);
  TileProblem problem{g.ow, g.oh, group, blocks, groups.kb, query.target.wantedTasks()};
  // Each task stages all rows of such a map: a few cores do it once each.
  Geometry one = groups.one(g);
  int64_t staged = stagedBytes(one, g.oh, g.ow, lanes);
  if (query.target.cores <= Target::fewCores && g.padded() && !hasStats(query.spec) &&
      staged > stagingLimit && staged <= stagedLimit(query.spec, one, query.target))
    problem.tasks = Target::fewCores;
  return tileCandidates(query, problem, [&](const RegisterTile &tile) {
    return stagedRows(query.spec, one, tile, query.target);
  });
}

/// Of a map whose rows may be cut anywhere: the pixels of a row in which the least is wasted of tiles
/// of five, which divide no map of a network; 0 where the map is best left as it is. Larger maps than
/// these are staged row by row, which costs more than it saves.
static int64_t pixelsAcross(const ScheduleQuery &query, const Geometry &g) {
  constexpr int64_t tile = 5, mostPixels = 1024, longest = 196;
  bool pointwise = g.kh * g.kw * g.sh * g.sw == 1 && !g.padded() && !g.nchwInput;
  int64_t pixels = int64_t{1} * g.h * g.w;
  bool busy = query.target.cores <= std::max(Target::fewCores, query.batchHint);
  if (!pointwise || hasStats(query.spec) || pixels > mostPixels || !busy ||
      query.target.vectorRegisters >= 32) // where tiles of four and seven do as well
    return 0;
  int64_t best = g.w;
  for (int64_t across = g.w + 1; across <= std::min(pixels, longest); ++across)
    if (pixels % across == 0 && across * ceilDiv(best, tile) > best * ceilDiv(across, tile))
      best = across;
  return best == g.w ? 0 : best;
}

/// Of a layer without statistics, also the schedules that ask for maps ahead of their use.
static std::vector<Params> withRequests(const ScheduleQuery &query, const Geometry &g,
                                        const std::vector<Params> &schedules) {
  const int64_t outputs = query.spec.get("residual") ? 2 : 1;
  const int64_t row = 4 * (int64_t{1} * g.c * g.w * g.sh + outputs * g.k * g.ow);
  return withRequests(query, {g.oh, row, 1, !hasMoreWeights(g)}, schedules,
                      [&](const Params &params) {
                        return !hasStats(query.spec) && !g.nchwInput &&
                               !isStaged(query.spec, g, static_cast<int>(params.at("tx")));
                      });
}

std::vector<Params> convTileCandidates(const ScheduleQuery &query) {
  Geometry g(query.spec);
  std::vector<Params> candidates;
  if (int64_t across = pixelsAcross(query, g)) {
    KernelSpec spec = query.spec;
    spec.attrs["w"] = across;
    spec.attrs["h"] = g.h * g.w / across;
    candidates = mapCandidates({spec, query.target, query.batchHint});
    candidates.resize(std::min<size_t>(candidates.size(), 3));
    for (Params &params : candidates)
      params["across"] = across;
  }
  for (Params &params : withRequests(query, g, mapCandidates(query)))
    candidates.push_back(std::move(params));
  return candidates;
}

/// Channels by which the reduction is unrolled.
static int unrolledChannels(KernelBuilder &builder, bool nchw) {
  int channels = nchw ? builder.get("c") : std::min(builder.get("c"), builder.lanes());
  return static_cast<int>(largestDivisor(channels, 4));
}

/// Sums in registers at `where` of `consumer`, the reduction over channels unrolled by up to four.
static void scheduleSum(KernelBuilder &builder, ConvAlgorithm &a, Func consumer, Var where,
                        bool nchw) {
  scheduleRegisterSum(a.sum, a.r, unrolledChannels(builder, nchw), consumer, where,
                      builder.lanes());
}

/// Tasks over row groups, channel groups and images in one parallel loop. Returns the loop in which
/// a task stages its rows.
static Var parallelTasks(KernelBuilder &builder, const Geometry &g, ConvAlgorithm &a, Var po,
                         Var bt, int64_t rows) {
  Var task("task"), pair("pair"), few("few");
  int64_t work = multiplyAdds(builder.spec);
  if (work * 4 < nestedWork && rows == g.oh) { // tiny: several images a task
    int images =
        static_cast<int>(std::max<int64_t>(1, nestedWork / 4 / std::max<int64_t>(1, work)));
    a.result.split(a.n, task, few, images, TailStrategy::GuardWithIf).parallel(task);
    return po;
  }
  a.result.fuse(po, bt, pair).fuse(pair, a.n, task).parallel(task);
  return task;
}

/// Where a task goes through its rows with one group of weights after the other, each tile asks for
/// a part of the next group, if the group leaves most of the L2 cache to the map.
static void prefetchWeights(KernelBuilder &builder, const Geometry &g, ConvAlgorithm &a, int tc,
                            int rows, int tilesOfRow) {
  int lanes = builder.lanes();
  int64_t group = int64_t{1} * tc * builder.blocks("c") * g.kh * g.kw * lanes * lanes;
  bool leavesRoom = 4 * group <= builder.target.l2Bytes * 3 / 8;
  if (g.nchwInput || g.groups > 1 || !hasMoreWeights(g) || !leavesRoom || rows == 1)
    return;
  Prefetch next;
  next.operand = "w";
  next.innermost = registerSumLoop(a.sum, a.r);
  next.pass = a.result.name() + ".s0.y.p.pi";
  next.passes = rows;
  next.inner = a.result.name() + ".s0.x.xo";
  next.inners = tilesOfRow;
  next.streams = tc;
  next.vectors = unrolledChannels(builder, false);
  next.lanes = lanes;
  next.ahead = static_cast<int>(group);
  builder.prefetch(next);
}

/// Asks for what the next task reads of the maps.
static void prefetchMaps(KernelBuilder &builder, ConvAlgorithm &a) {
  builder.prefetch(MapPrefetch{"x", registerSumLoop(a.sum, a.r), a.result.name() + ".s0.b.bo.bq"});
  if (builder.has("residual"))
    builder.prefetch(MapPrefetch{"residual"});
}

/// The tile of sums goes straight to the output: no statistics, and rows of whole tiles.
static void scheduleDirect(KernelBuilder &builder, const Geometry &g, ConvAlgorithm &a, int tx,
                           int ty, int tc, int rows, int kc) {
  Var xo("xo"), xi("xi"), p("p"), pi("pi"), po("po"), yr("yr"), bi("bi"), bo("bo"), bt("bt"),
      bq("bq");
  a.result.split(a.x, xo, xi, tx)
      .split(a.y, p, yr, ty)
      .split(p, po, pi, rows / ty)
      .split(a.b, bo, bi, tc)
      .split(bo, bt, bq, kc)
      .reorder({a.v, xi, yr, bi, xo, pi, bq, po, bt, a.n})
      .vectorize(a.v)
      .unroll(xi)
      .unroll(yr)
      .unroll(bi);
  Var stagedAt = parallelTasks(builder, g, a, po, bt, rows);
  scheduleSum(builder, a, a.result, xo, g.nchwInput);
  prefetchWeights(builder, g, a, tc, rows / ty, g.ow / tx);
  if (asksAhead(builder))
    prefetchMaps(builder, a);
  if (a.staged.defined())
    scheduleStaging(builder, a.staged, g.nchwInput, LoopLevel(a.result, stagedAt));
}

/// A row group of tiles is kept in cache; the output and the statistics read it.
static void scheduleKept(KernelBuilder &builder, const Geometry &g, ConvAlgorithm &a, int tx,
                         int ty, int tc, int rows, int kc, bool inlineStaging) {
  Var xo("xo"), xi("xi"), pi("pi"), po("po"), yr("yr"), yo("yo"), yi("yi"), bi("bi"), bo("bo"),
      bt("bt"), bq("bq");
  Func stats = a.statistics.stats;
  Var p = a.statistics.p;
  Var stagedAt = po;
  int group = rowGroup(builder.spec, g, ty), groups = std::max(1, rows / group);
  int unroll = static_cast<int>(largestDivisor(g.ow, 4));
  a.result.split(a.y, p, yr, group)
      .split(p, po, pi, groups)
      .split(a.b, bo, bi, tc)
      .split(bo, bt, bq, kc)
      .reorder({a.v, a.x, yr, bi, pi, bq, po, bt, a.n})
      .vectorize(a.v)
      .unroll(a.x, unroll);
  if (builder.has("stats")) {
    bool nested = multiplyAdds(builder.spec) >= nestedWork && g.oh / group / groups > 1;
    stats.split(p, po, pi, groups)
        .split(a.b, bo, bi, tc)
        .split(bo, bt, bq, kc)
        .reorder({a.v, a.statistics.s, bi, pi, bq, po, bt, a.n})
        .vectorize(a.v)
        .unroll(a.statistics.s)
        .parallel(a.n);
    a.result.parallel(a.n);
    if (g.k > kc * tc * builder.lanes()) { // too few images to give every thread one
      a.result.parallel(bt);
      stats.parallel(bt);
    }
    if (nested) {
      a.result.parallel(po);
      stats.parallel(po);
    }
    stats.compute_with(a.result, pi);
    scheduleRowStatistics(builder, a.statistics, a.result, pi);
  } else {
    stagedAt = parallelTasks(builder, g, a, po, bt, rows);
  }
  a.tile.compute_at(a.result, pi)
      .store_in(taskLocal)
      .bound_extent(a.v, builder.lanes())
      .split(a.x, xo, xi, tx, TailStrategy::RoundUp)
      .split(a.y, yo, yi, ty)
      .reorder({a.v, xi, yi, a.b, xo, yo})
      .vectorize(a.v)
      .unroll(xi)
      .unroll(yi)
      .unroll(a.b);
  scheduleSum(builder, a, a.tile, xo, g.nchwInput);
  if (a.staged.defined() && !inlineStaging)
    scheduleStaging(builder, a.staged, g.nchwInput,
                    rows >= group ? LoopLevel(a.result, stagedAt) : LoopLevel(a.tile, yo));
}

void buildConvTile(KernelBuilder &builder) {
  Geometry g(builder.spec);
  int tx = builder.param("tx"), ty = builder.param("ty"), tc = builder.param("tc");
  int rows = builder.param("rows"), kc = builder.param("kc");
  bool exact = g.ow % tx == 0;
  bool stage = isStaged(builder.spec, g, tx);
  int64_t columns = ceilDiv(g.ow, tx) * tx;
  Geometry one = Groups(g, builder.lanes()).one(g);
  int64_t limit = stagedLimit(builder.spec, one, builder.target);
  bool inlineStaging = stage && stagedBytes(one, rows, columns, builder.lanes()) > limit;
  bool keep = builder.has("stats") || !exact || inlineStaging;
  // Two sums a block, four cycles an addition, two additions a cycle: eight sums at least.
  int ways = static_cast<int>(largestDivisor(g.ow, std::max(1, 4 / tc)));
  ConvAlgorithm a = convAlgorithm(builder, g, stage, keep, ways);
  if (keep)
    scheduleKept(builder, g, a, tx, ty, tc, rows, kc, inlineStaging);
  else
    scheduleDirect(builder, g, a, tx, ty, tc, rows, kc);
}

} // namespace resnetc::x86
