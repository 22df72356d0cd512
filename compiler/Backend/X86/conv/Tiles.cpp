//===- Tiles.cpp - register tiles of the convolution family ---------------------------===//
//
// The tables, and the choice: share of peak times the part of the tile that does useful work.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/conv/Tiles.h"

#include "compiler/Backend/X86/Schedules.h"
#include "compiler/Kernels/Operand.h"

#include <algorithm>

namespace resnetc::x86 {

/// AVX-512: an FMA takes 4 cycles and two start in each, so 8 sums are the least. The second
/// operand of an FMA is broadcast from memory for free, or, where tc > 1, loaded once for tc FMAs:
/// tx*ty*tc sums, tc weights and up to tx broadcasts must stay under 32 registers.
static const std::vector<RegisterTile> avx512Tiles = {
    {4, 1, 4, 1.00},  // 16 sums + 4 weights
    {7, 1, 2, 1.00},  // 14 sums + 2 weights; maps of 7, 14, 28, 56 columns
    {4, 2, 2, 1.00},  // 16 + 2
    {8, 1, 2, 1.00},  // 16 + 2
    {2, 2, 4, 0.98},  // 16 + 4; 2 x 2 maps
    {4, 4, 1, 0.95},  // 16 + 1
    {8, 2, 1, 0.95},  // 16 + 1; one block of channels
    {14, 1, 1, 0.94}, // 14 + 1
    {16, 1, 1, 0.93}, // 16 + 1
    {8, 1, 1, 0.92},  // 8 + 1
    {7, 1, 1, 0.80},  // 7 sums: one short
    {2, 2, 2, 0.85},  // 8 + 2
    {1, 1, 8, 0.80},  // maps of one column
    {1, 1, 4, 0.45},  // 4 sums: half of what hides the latency
    {4, 1, 1, 0.45},  {2, 2, 1, 0.45}, {3, 1, 1, 0.35}, {2, 1, 1, 0.25}, {1, 1, 1, 0.12},
};

/// AVX2: 16 registers, of which each broadcast value needs one. With 12 sums LLVM spills.
static const std::vector<RegisterTile> avx2Tiles = {
    {5, 1, 2, 1.00}, // 10 sums + 2 weights
    {4, 1, 2, 0.95}, // 8 + 2
    {2, 2, 2, 0.92}, // 8 + 2; 2 x 2 maps
    {7, 1, 1, 0.85}, // 7 + 1; maps of 7, 14, 28 columns
    {6, 1, 2, 0.65}, // 12 + 2
    {4, 1, 3, 0.65}, // 12 + 3
    {4, 2, 1, 0.88}, // 8 + 1
    {8, 1, 1, 0.88}, // 8 + 1
    {1, 1, 8, 0.75}, // maps of one column
    {1, 1, 4, 0.45}, // half of what hides the latency
    {4, 1, 1, 0.45}, {2, 2, 1, 0.45}, {3, 1, 1, 0.35}, {2, 1, 1, 0.25}, {1, 1, 1, 0.12},
};

const std::vector<RegisterTile> &registerTiles(const X86Target &target) {
  return target.vectorRegisters >= 32 ? avx512Tiles : avx2Tiles;
}

/// Tiles that fit, with the share of peak that a core should reach.
static std::vector<std::pair<double, RegisterTile>> fittingTiles(const X86Target &target,
                                                                 const TileProblem &problem) {
  std::vector<std::pair<double, RegisterTile>> scored;
  for (const RegisterTile &tile : registerTiles(target)) {
    int tiles = (problem.columns + tile.tx - 1) / tile.tx;
    bool fits = problem.rowGroup % tile.ty == 0 && problem.rows % tile.ty == 0 &&
                problem.together % tile.tc == 0;
    if (fits)
      scored.push_back({tile.share * problem.columns / (tiles * tile.tx), tile});
  }
  return scored;
}

/// Multiply-adds of an image that are not worth a fork: about 1 us.
constexpr int64_t forkedWork = 250'000;

/// Share of peak that is left where the rows of an image are cut although its tile was to take more
/// of them: each task reads all weights.
constexpr double rowCutShare = 0.97;

/// Whether so many tasks of equal length keep all cores busy; of few cores until the end, too: seven
/// tasks take two cores as long as eight.
static bool sharedEvenly(const X86Target &target, int64_t tasks) {
  if (tasks < target.cores)
    return false;
  return target.cores > Target::fewCores || tasks % target.cores == 0 ||
         tasks >= 2 * target.wantedTasks();
}

/// Fewer rows than `rows` to a task, where images and groups of channels, `others` together, do not
/// give every core a task; whole tiles, and whole partials of statistics.
static int64_t rowsForCores(const ScheduleQuery &query, const TileProblem &problem,
                            const RegisterTile &tile, int64_t rows, int64_t others) {
  if (multiplyAdds(query.spec) < forkedWork)
    return rows;
  int64_t least = problem.rowGroup < problem.rows ? problem.rowGroup : tile.ty;
  for (int64_t fewer = rows; fewer >= least; --fewer) {
    if (problem.rows % fewer || fewer % least)
      continue;
    rows = fewer;
    if (sharedEvenly(query.target, others * (problem.rows / rows)))
      break;
  }
  return rows;
}

namespace {

/// A tile that fits, and how an image's map is cut into tasks with it.
struct TiledTasks {
  RegisterTile tile;
  int64_t rows;   ///< of a task
  int64_t groups; ///< of tc blocks of channels
  double share;   ///< of the peak of all cores
};

} // namespace

/// The tiles that fit with their tasks, the most promising first.
static std::vector<TiledTasks>
tiledTasks(const ScheduleQuery &query, const TileProblem &problem,
           const std::function<int64_t(const RegisterTile &)> &rowsOf) {
  int64_t images = std::max<int64_t>(1, query.batchHint), cores = query.target.cores;
  std::vector<TiledTasks> ways;
  for (const auto &[share, tile] : fittingTiles(query.target, problem)) {
    int64_t groups = problem.blocks / tile.tc, wanted = rowsOf(tile);
    int64_t rows = rowsForCores(query, problem, tile, wanted, images * groups);
    int64_t tasks = images * groups * (problem.rows / rows);
    double busy = tasks < cores ? static_cast<double>(tasks) / static_cast<double>(cores) : 1;
    ways.push_back({tile, rows, groups, share * busy * (rows < wanted ? rowCutShare : 1)});
  }
  std::stable_sort(ways.begin(), ways.end(),
                   [](const auto &a, const auto &b) { return a.share > b.share; });
  return ways;
}

std::vector<Params> tileCandidates(const ScheduleQuery &query, const TileProblem &problem,
                                   const std::function<int64_t(const RegisterTile &)> &rowsOf) {
  std::vector<Params> candidates;
  for (const auto &[tile, rows, groups, share] : tiledTasks(query, problem, rowsOf)) {
    int64_t tasks = std::max<int64_t>(1, query.batchHint) * (problem.rows / rows);
    int64_t cuts = largestDivisor(groups, ceilDiv(problem.tasks, tasks));
    if (problem.together < problem.blocks) // groups share no inputs, so a task takes one
      cuts = problem.blocks / problem.together;
    candidates.push_back(
        {{"tx", tile.tx}, {"ty", tile.ty}, {"tc", tile.tc}, {"rows", rows}, {"kc", groups / cuts}});
    if (candidates.size() == 6)
      break;
  }
  return candidates;
}

} // namespace resnetc::x86
