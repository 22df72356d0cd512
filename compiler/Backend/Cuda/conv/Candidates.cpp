//===- Candidates.cpp - how to cut a product into tiles -----------------------------------------===//
//
// Large tiles read less, small ones give work to all multiprocessors. The estimate: tiles are done in
// waves, of two blocks a multiprocessor, and a tile's time is its multiplications over how well its
// shape feeds the tensor cores.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/conv/Conv.h"

#include <algorithm>

namespace resnetc::cuda {

namespace {

struct Tile {
  int m, n, warpsM, warpsN, groups;
  int stages;        ///< with slices of 64 bytes
  int deepStages;    ///< with slices of 128; 0 where there are none
  double efficiency; ///< of the multiplications, when there is no lack of tiles
};

// As many slices as let a multiprocessor of sm_80, with 164 KiB, hold two blocks.
constexpr Tile tiles[] = {
    {128, 128, 2, 2, 1, 3, 2, 1.0}, {128, 64, 2, 2, 1, 4, 3, 0.9}, {64, 64, 2, 2, 1, 4, 3, 0.75},
    {128, 32, 4, 1, 1, 4, 0, 0.65}, {64, 32, 2, 1, 2, 4, 0, 0.6},  {32, 32, 2, 1, 4, 3, 0, 0.5},
    {128, 16, 4, 1, 1, 4, 0, 0.4},  {64, 16, 4, 1, 1, 4, 0, 0.3},  {32, 16, 2, 1, 4, 4, 0, 0.3},
};

} // namespace

/// In multiply-adds of one multiprocessor.
static double estimate(const Tile &tile, int64_t rows, int64_t columns, int64_t multiprocessors) {
  constexpr int64_t resident = 2;
  int64_t count = ceilDiv(rows, tile.m) * ceilDiv(columns, tile.n);
  int64_t waves = ceilDiv(count, resident * multiprocessors);
  return static_cast<double>(waves * tile.m * tile.n) / tile.efficiency;
}

/// Whether slices of 128 bytes are full: half as many barriers, and places in the filter to compute, for the
/// same products. Fused multiply-adds have enough to do between barriers as it is.
static bool fillsDeepSlices(const ScheduleQuery &query, int64_t channels) {
  const NumberFormat format = query.spec.formats.compute;
  const int64_t depth = 128 / (isHalf(format) ? 2 : 4);
  return format != NumberFormat::F32 && channels % depth == 0;
}

std::vector<Params> productCandidates(const ScheduleQuery &query, int64_t rows, int64_t columns,
                                      int64_t channels) {
  std::vector<Tile> order(std::begin(tiles), std::end(tiles));
  std::stable_sort(order.begin(), order.end(), [&](const Tile &a, const Tile &b) {
    return estimate(a, rows, columns, query.target.multiprocessors) <
           estimate(b, rows, columns, query.target.multiprocessors);
  });
  std::vector<Params> all;
  for (const Tile &tile : order) {
    const bool deep = tile.deepStages > 0 && fillsDeepSlices(query, channels);
    all.push_back({{"m", tile.m},
                   {"n", tile.n},
                   {"wm", tile.warpsM},
                   {"wn", tile.warpsN},
                   {"groups", tile.groups},
                   {"stages", deep ? tile.deepStages : tile.stages},
                   {"slice", deep ? 128 : 64}});
  }
  return all;
}

//===----------------------------------------------------------------------===//
// Warpgroups
//===----------------------------------------------------------------------===//

namespace {

/// With the blocks that a multiprocessor of sm_90 holds, by registers and shared memory.
struct WarpgroupTile {
  int m, n, warpgroups, stages, resident;
};

// A thread has at most 128 sums, beside what it needs to copy.
constexpr WarpgroupTile warpgroupTiles[] = {{256, 128, 2, 3, 1}, {128, 256, 2, 3, 1},
                                            {128, 128, 1, 3, 2}, {256, 64, 2, 3, 1},
                                            {128, 64, 1, 3, 3},  {64, 64, 1, 4, 3}};

} // namespace

/// In clocks of one multiprocessor. A tile's slices take the longer of their products and their way from the L2
/// cache; then its sums are written at the memory's rate. Of slices, sums and what a block waits for at its begin and
/// end, other resident blocks hide all but the longest. Rates a clock of an H100: 2048 multiply-adds in bf16, of which
/// four fifths are counted on; 26 bytes from the L2 cache and 13 of memory, the device's (report/CostModel.cpp)
/// over 132 multiprocessors, the cache's at three fifths.
static double estimate(const WarpgroupTile &tile, int64_t rows, int64_t columns, int64_t depth,
                       int64_t multiprocessors) {
  constexpr double multiplyAdds = 2048 * 0.8, cacheBytes = 26, memoryBytes = 13, latency = 1500;
  constexpr double element = 2;
  const int64_t count = ceilDiv(rows, tile.m) * ceilDiv(columns, tile.n);
  const double area = tile.m * tile.n, side = tile.m + tile.n;
  const double slices =
      static_cast<double>(depth) * std::max(area / multiplyAdds, side * element / cacheBytes);
  const double sums = area * element / memoryBytes, longest = std::max(slices, sums);
  const double each = longest + (slices + sums - longest + latency) / tile.resident;
  return static_cast<double>(ceilDiv(count, multiprocessors)) * each;
}

std::vector<Params> warpgroupCandidates(const ScheduleQuery &query, int64_t rows, int64_t columns,
                                        int64_t depth) {
  std::vector<Params> all;
  if (!query.target.warpgroups || query.spec.formats.compute != NumberFormat::BF16)
    return all;
  std::vector<WarpgroupTile> order(std::begin(warpgroupTiles), std::end(warpgroupTiles));
  auto time = [&](const WarpgroupTile &tile) {
    return estimate(tile, rows, columns, depth, query.target.multiprocessors);
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](const auto &a, const auto &b) { return time(a) < time(b); });
  for (const WarpgroupTile &tile : order)
    all.push_back(
        {{"m", tile.m}, {"n", tile.n}, {"warpgroups", tile.warpgroups}, {"stages", tile.stages}});
  return all;
}

bool prefersWarpgroups(const ScheduleQuery &query, int64_t rows, int64_t columns, int64_t depth) {
  constexpr int64_t half = 32, smallM = 128, smallN = 64; // of a slice, and of a tile
  return columns > half && depth > half &&
         ceilDiv(rows, smallM) * ceilDiv(columns, smallN) >= query.target.multiprocessors;
}

} // namespace resnetc::cuda
