//===- Schedule.cpp - gradient of a convolution by its input, on x86 ----------------===//
//
// As the forward kernel: a task takes a group of rows, stages the gradient's rows with zeros around
// them, and walks register tiles. With a stride, the tiles of all phases are kept in cache and then
// put together into whole rows.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Schedules.h"
#include "compiler/Backend/X86/conv/GroupedBlocks.h"
#include "compiler/Backend/X86/conv/RegisterSum.h"
#include "compiler/Backend/X86/conv/Requests.h"
#include "compiler/Backend/X86/conv/Tiles.h"
#include "compiler/Backend/X86/conv_grad_input/GradInput.h"

using namespace Halide;

namespace resnetc::x86 {

constexpr int64_t stagingBudget = 128 * 1024;
constexpr int64_t keptBudget = 48 * 1024;

/// The map in units of phases: columns and rows of one phase.
struct PhaseMap {
  int columns, rows;
  explicit PhaseMap(const Geometry &g)
      : columns(static_cast<int>(ceilDiv(g.w, g.sw))), rows(static_cast<int>(ceilDiv(g.h, g.sh))) {}
};

static bool strided(const Geometry &g) { return g.sw > 1 || g.sh > 1; }

/// Bytes of the gradient's rows that `rows` rows of each phase read.
static int64_t gradientBytes(const Geometry &g, int64_t rows, int64_t columns, int64_t lanes) {
  PhaseReach across(g.sw, g.kw, g.pl, static_cast<int>(columns));
  PhaseReach down(g.sh, g.kh, g.pt, static_cast<int>(rows));
  return 4 * (across.high - across.low + 1) * (down.high - down.low + 1) * ceilDiv(g.k, lanes) *
         lanes;
}

/// Rows of each phase that a task computes.
static int64_t taskRows(const Geometry &g, const RegisterTile &tile, int64_t lanes) {
  PhaseMap map(g);
  int64_t columns = ceilDiv(map.columns, tile.tx) * tile.tx;
  for (int64_t rows = map.rows; rows > tile.ty; --rows) {
    bool kept = strided(g) || columns != map.columns;
    int64_t keptBytes = kept ? 4 * g.sh * g.sw * rows * columns * tile.tc * lanes : 0;
    if (map.rows % rows == 0 && rows % tile.ty == 0 && keptBytes <= keptBudget &&
        gradientBytes(g, rows, columns, lanes) <= stagingBudget)
      return rows;
  }
  return tile.ty;
}

/// Whether all that is read of the gradient lies in it.
static bool readsInside(const Geometry &g) {
  PhaseMap map(g);
  PhaseReach across(g.sw, g.kw, g.pl, map.columns), down(g.sh, g.kh, g.pt, map.rows);
  return across.low >= 0 && across.high < g.ow && down.low >= 0 && down.high < g.oh;
}

std::vector<Params> gradInputCandidates(const ScheduleQuery &query) {
  Geometry g(query.spec);
  PhaseMap map(g);
  int64_t lanes = query.target.channelBlock;
  int blocks = static_cast<int>(ceilDiv(g.c, lanes));
  Groups groups(g, query.target.channelBlock);
  const int64_t outputs = query.spec.get("addend") ? 2 : 1;
  const int64_t row = 4 * (int64_t{1} * g.k * g.ow + outputs * g.c * g.w);
  return withRequests(
      query, {g.h, row, 1, /*mayTakeFewer=*/true},
      tileCandidates(
          query, {map.columns, map.rows, map.rows, blocks, groups.cb, query.target.wantedTasks()},
          [&](const RegisterTile &tile) { return taskRows(groups.one(g), tile, lanes); }),
      [&](const Params &params) {
        return !strided(g) && readsInside(g) && map.columns % params.at("tx") == 0;
      });
}

void buildGradInput(KernelBuilder &builder) {
  Geometry g(builder.spec);
  PhaseMap map(g);
  int tx = builder.param("tx"), ty = builder.param("ty"), tc = builder.param("tc");
  int rows = builder.param("rows"), kc = builder.param("kc"), lanes = builder.lanes();
  bool exact = map.columns % tx == 0;
  bool keep = strided(g) || !exact;
  GradInputAlgorithm a = gradInputAlgorithm(builder, g, !readsInside(g) || !exact, keep);

  Var xq("xq"), xi("xi"), xo("xo"), xp("xp"), yq("yq"), yp("yp"), yr("yr"), yo("yo"), yi("yi"),
      po("po"), bi("bi"), bo("bo"), bq("bq"), bt("bt"), task("task"), pair("pair"), few("few");
  Func result = a.result;
  result.split(a.b, bo, bi, tc).split(bo, bt, bq, kc);
  TailStrategy tail = TailStrategy::GuardWithIf; // dx may lie upon the addend: nothing twice
  if (keep) {
    result.split(a.y, po, yr, rows * g.sh, g.h % (rows * g.sh) ? tail : TailStrategy::Auto)
        .split(yr, yq, yp, g.sh)
        .split(a.x, xq, xp, g.sw, g.w % g.sw ? tail : TailStrategy::Auto)
        .reorder({a.v, xp, xq, yp, yq, bi, bq, po, bt, a.n})
        .vectorize(a.v)
        .unroll(xp)
        .unroll(yp);
  } else {
    result.split(a.x, xo, xi, tx)
        .split(a.y, yo, yi, ty)
        .split(yo, po, yq, rows / ty)
        .reorder({a.v, xi, yi, bi, xo, yq, bq, po, bt, a.n})
        .vectorize(a.v)
        .unroll(xi)
        .unroll(yi)
        .unroll(bi);
  }
  int64_t work = multiplyAdds(builder.spec);
  constexpr int64_t smallWork = 250'000; // about a microsecond: several images a task
  if (work < smallWork && rows == map.rows) {
    int images = static_cast<int>(std::max<int64_t>(1, smallWork / std::max<int64_t>(1, work)));
    result.split(a.n, task, few, images, tail).parallel(task);
  } else {
    result.fuse(po, bt, pair).fuse(pair, a.n, task).parallel(task);
  }

  if (asksAhead(builder)) {
    builder.prefetch(MapPrefetch{"g", registerSumLoop(a.sums.front(), a.domains.front()),
                                 result.name() + ".s0.b.bo.bq"});
    if (builder.has("addend"))
      builder.prefetch(MapPrefetch{"addend"});
  }
  int inner = static_cast<int>(largestDivisor(std::min(g.k, lanes), 4));
  for (size_t i = 0; i < a.sums.size(); ++i) {
    if (!keep) {
      scheduleRegisterSum(a.sums[i], a.domains[i], inner, result, xo, lanes);
      continue;
    }
    a.tiles[i]
        .compute_at(result, bq)
        .store_in(taskLocal)
        .bound_extent(a.v, lanes)
        .split(a.x, xo, xi, tx, TailStrategy::RoundUp)
        .split(a.y, yo, yi, ty, TailStrategy::RoundUp)
        .reorder({a.v, xi, yi, a.b, xo, yo})
        .vectorize(a.v)
        .unroll(xi)
        .unroll(yi)
        .unroll(a.b);
    scheduleRegisterSum(a.sums[i], a.domains[i], inner, a.tiles[i], xo, lanes);
  }
  Geometry one = Groups(g, builder.lanes()).one(g);
  bool fits =
      gradientBytes(one, rows, ceilDiv(map.columns, tx) * tx, lanes) <= taskLocalLimit * 3 / 4;
  if (a.staged.defined() && fits)
    a.staged.compute_at(result, work < smallWork && rows == map.rows ? few : task)
        .store_in(taskLocal)
        .bound_extent(a.staged.args()[0], lanes)
        .vectorize(a.staged.args()[0]);
}

} // namespace resnetc::x86
