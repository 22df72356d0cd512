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
  int m, n, warpsM, warpsN, groups, stages;
  double efficiency; ///< of the multiplications, when there is no lack of tiles
};

constexpr Tile tiles[] = {
    {128, 128, 2, 2, 1, 3, 1.0}, {128, 64, 2, 2, 1, 4, 0.9}, {64, 64, 2, 2, 1, 4, 0.75},
    {128, 32, 4, 1, 1, 4, 0.65}, {64, 32, 2, 1, 2, 4, 0.6},  {32, 32, 2, 1, 4, 3, 0.5},
    {128, 16, 4, 1, 1, 4, 0.4},  {64, 16, 4, 1, 1, 4, 0.3},  {32, 16, 2, 1, 4, 4, 0.3},
};

} // namespace

/// In multiply-adds of one multiprocessor.
static double estimate(const Tile &tile, int64_t rows, int64_t columns, int64_t multiprocessors) {
  constexpr int64_t resident = 2;
  int64_t count = ceilDiv(rows, tile.m) * ceilDiv(columns, tile.n);
  int64_t waves = ceilDiv(count, resident * multiprocessors);
  return static_cast<double>(waves * tile.m * tile.n) / tile.efficiency;
}

std::vector<Params> productCandidates(const ScheduleQuery &query, int64_t rows, int64_t columns) {
  std::vector<Tile> order(std::begin(tiles), std::end(tiles));
  std::stable_sort(order.begin(), order.end(), [&](const Tile &a, const Tile &b) {
    return estimate(a, rows, columns, query.target.multiprocessors) <
           estimate(b, rows, columns, query.target.multiprocessors);
  });
  std::vector<Params> all;
  for (const Tile &tile : order)
    all.push_back({{"m", tile.m},
                   {"n", tile.n},
                   {"wm", tile.warpsM},
                   {"wn", tile.warpsN},
                   {"groups", tile.groups},
                   {"stages", tile.stages}});
  return all;
}

} // namespace resnetc::cuda
