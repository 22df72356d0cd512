//===- Candidates.cpp - the schedules of Winograd's convolution ----------------------===//
//
// Which schedules a layer is offered, and which share of peak each should reach: register tiles of
// the products, rows of tiles a task, blocks of output channels and images whose sums it keeps.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/conv/Requests.h"
#include "compiler/Backend/X86/winograd/Winograd.h"
#include "compiler/Kernels/Partials.h"

#include <algorithm>

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
    {5, 2, 1.00}, {4, 2, 0.97}, {4, 3, 0.90}, {10, 1, 0.85}, {8, 1, 0.88}, {9, 1, 0.85},
    {7, 1, 0.88}, {6, 2, 0.80}, {6, 1, 0.70}, {2, 4, 0.60},  {5, 1, 0.60}, {4, 1, 0.45},
    {2, 2, 0.40}, {3, 1, 0.35}, {2, 1, 0.25}, {1, 4, 0.25},  {1, 1, 0.12},
};

/// What one task may keep: most of an L2 cache.
static int64_t scratchLimit(const ScheduleQuery &query) {
  constexpr int64_t least = 320 * 1024;
  return query.spec.get("transformed") ? least : std::max(least, query.target.l2Bytes * 3 / 4);
}

/// Share that reading the transformed input from the L2 cache costs a register tile that does so.
constexpr double rereadCost = 0.1;

/// Scratch, in L1 caches, that a task may have before it waits for the L2 cache, and the cycles that
/// each line of it costs for every L1 cache beyond: 16 -> 16 channels at 32x32 takes 1.30 ms with 1.5,
/// 1.62 with 3 and 2.28 with 6 (batch 128, a Zen 5 core; resnetc-bench). With more than that all lines
/// come from the L2 cache.
constexpr double nearScratch = 1.5, farScratch = 4, farLineCost = 0.75;

/// Sums of which a task may keep more than a register tile's channels, so that the transformed input
/// is read less often.
constexpr int64_t sumsLimit = 96 * 1024;

/// Bytes of the map of so many blocks of channels that a task keeps for its statistics.
static int64_t keptBytes(const ScheduleQuery &query, const Geometry &g, int64_t blocks) {
  if (!query.spec.get("stats"))
    return 0;
  return 4 * winogradStatsRows(g, tileSide(query.spec)) * ceilDiv(g.ow, 4) * 4 * blocks *
         query.target.channelBlock;
}

/// Bytes that one tile of the input takes in the scratch of a task that transforms it itself.
static int64_t transformedInputBytes(const ScheduleQuery &query, const WinogradTiles &tiles) {
  if (query.spec.get("transformed"))
    return 0;
  int64_t lanes = query.target.channelBlock;
  return 4 * tiles.n * tiles.n * ceilDiv(query.spec.get("c"), lanes) * lanes;
}

int64_t winogradTasks(const KernelSpec &spec, const X86Target &target,
                      const WinogradSchedule &schedule) {
  if (schedule.params.count("copies"))
    return schedule.params.at("copies");
  Geometry g(spec);
  int64_t rows = ceilDiv(WinogradTiles(g, tileSide(spec)).down, schedule.params.at("rows"));
  if (!spec.get("transformed"))
    return rows;
  int64_t channels = ceilDiv(g.k, target.channelBlock) / schedule.params.at("kg");
  return schedule.params.count("split") ? channels * rows : channels;
}

/// The most blocks of output channels whose sums a task can keep, without leaving cores idle.
static int64_t keptBlocks(const ScheduleQuery &query, const WinogradTiles &tiles,
                          const Params &params) {
  int64_t lanes = query.target.channelBlock, blocks = ceilDiv(query.spec.get("k"), lanes);
  int64_t kc = params.at("kc");
  int64_t group = params.at("rows") * tiles.across, each = 4 * tiles.n * tiles.n * group * lanes;
  int64_t input = group * transformedInputBytes(query, tiles);
  Geometry g(query.spec);
  int64_t kept = kc;
  for (int64_t kg = kc; kg <= blocks; kg += kc)
    if (blocks % kg == 0 && kg * each <= sumsLimit &&
        input + kg * each + keptBytes(query, g, kg) <= scratchLimit(query) &&
        (!query.spec.get("transformed") || blocks / kg >= query.target.wantedTasks()))
      kept = kg;
  return kept;
}

/// The part of a task's time that is left for products, of which a tile has at each position one for
/// every pair of channels, when it writes and reads its scratch (transformed input and sums) once.
static double nearShare(const ScheduleQuery &query, const WinogradTiles &tiles,
                        const Params &params) {
  if (query.spec.get("transformed"))
    return 1;
  int64_t lanes = query.target.channelBlock, group = params.at("rows") * tiles.across;
  double cb = ceilDiv(query.spec.get("c"), lanes), kb = ceilDiv(query.spec.get("k"), lanes);
  double scratch = 4.0 * tiles.n * tiles.n * group * lanes * (cb + params.at("kg"));
  double beyond = std::clamp(scratch / query.target.l1Bytes, nearScratch, farScratch) - nearScratch;
  double products = cb * kb * lanes / 2;
  return products / (products + beyond * farLineCost * 2 * (cb + kb));
}

/// Bytes of a transformed filter.
static int64_t filterBytes(const ScheduleQuery &query) {
  Geometry g(query.spec);
  WinogradTiles tiles(g, tileSide(query.spec));
  return int64_t{4} * tiles.filterPositions() * g.c * g.k;
}

bool filterFitsNear(const ScheduleQuery &query) {
  return filterBytes(query) <= query.target.l2Bytes;
}

/// What is left of a share where a filter beyond the L2 cache is gone through for every `group` tiles: it
/// comes from the L3 cache or, the more of that it takes, from memory (256 -> 256, 14x14, batch 16, m = 4,
/// two Zen 5 cores: 2.49 ms with 16 tiles, 3.14 with 8; resnetc-bench).
static double farFilterShare(const ScheduleQuery &query, const WinogradTiles &tiles, double share,
                             int64_t group) {
  constexpr double farFilterCost = 7;
  if (query.spec.get("transformed") || filterFitsNear(query))
    return share;
  double ofCache =
      static_cast<double>(filterBytes(query)) / static_cast<double>(query.target.l3Bytes);
  // A weight meets each tile at all positions that share it.
  double uses = static_cast<double>(group) * tiles.n * tiles.n / tiles.filterPositions();
  return 1 / (1 / share + farFilterCost * ofCache / uses);
}

/// Images whose sums a task of planes can keep, without leaving cores idle: at each position the part
/// of the filter, which comes from the L3 cache, then meets the tiles of all of them.
static int64_t keptImages(const ScheduleQuery &query, const WinogradTiles &tiles,
                          const WinogradSchedule &schedule) {
  bool whole = schedule.params.at("rows") == tiles.down && !schedule.params.count("split");
  if (!query.spec.get("transformed") || !whole)
    return 1;
  int64_t kg = schedule.params.at("kg"), lanes = query.target.channelBlock;
  int64_t each = 4 * tiles.n * tiles.n * tiles.count * kg * lanes, kept = 1;
  int64_t room = scratchLimit(query) - keptBytes(query, Geometry(query.spec), kg);
  int64_t tasks = winogradTasks(query.spec, query.target, schedule);
  for (int64_t images = 2; images <= query.batchHint && images * each <= room; ++images)
    if (tasks * ceilDiv(query.batchHint, images) >= query.target.wantedTasks())
      kept = images;
  return kept;
}

static const std::vector<ProductTile> &productTiles(const X86Target &target) {
  return target.vectorRegisters >= 32 ? avx512Tiles : avx2Tiles;
}

/// The share of a register tile of so many tiles and blocks; 0 where there is none.
static double shareOf(const X86Target &target, int64_t mt, int64_t kc) {
  for (const ProductTile &tile : productTiles(target))
    if (tile.mt == mt && tile.kc == kc)
      return tile.share;
  return 0;
}

/// A small map's tiles are too few for a vector of weights, which then meets those of several images. One
/// stream of weights would still be too slow.
static void joinImages(const X86Target &target, const WinogradTiles &tiles, WinogradSchedule &one) {
  const int64_t mt = one.params.at("mt"), kc = one.params.at("kc"),
                images = one.params.at("images");
  const double alone = shareOf(target, mt, kc);
  double best = alone;
  for (int64_t joined = 2; kc > 1 && mt == tiles.count && joined <= images; ++joined)
    if (double share = shareOf(target, joined * mt, kc); images % joined == 0 && share > best) {
      best = share;
      one.params["joined"] = joined;
    }
  one.share *= best / alone;
}

std::vector<WinogradSchedule> winogradSchedules(const ScheduleQuery &query) {
  Geometry g(query.spec);
  WinogradTiles tiles(g, tileSide(query.spec));
  int64_t lanes = query.target.channelBlock, blocks = ceilDiv(g.k, lanes);
  std::vector<WinogradSchedule> schedules;
  bool stats = query.spec.get("stats") != 0;
  int partialRows = stats ? winogradStatsRows(g, tiles.m) : 1;
  if (partialRows == 0) // a row of tiles is too long for a partial
    return schedules;
  for (const ProductTile &tile : productTiles(query.target))
    for (int rows = tiles.down; rows >= 1; --rows) {
      int64_t group = int64_t{1} * rows * tiles.across, groups = ceilDiv(tiles.down, rows);
      // Where rows do not go into the map, the last task has too many; planes are cut evenly.
      double filled = static_cast<double>(tiles.down) / static_cast<double>(groups * rows);
      if (filled < (query.spec.get("transformed") ? 1 : 0.8))
        continue;
      int64_t bytes = 4 * tiles.n * tiles.n * tile.kc * lanes + transformedInputBytes(query, tiles);
      bool wholePartials = !stats || taskRows(g, tiles, rows) % partialRows == 0;
      if (group >= tile.mt && blocks % tile.kc == 0 && wholePartials &&
          group * bytes + keptBytes(query, g, tile.kc) <= scratchLimit(query))
        schedules.push_back({tile.share * filled * static_cast<double>(group) /
                                 static_cast<double>(ceilDiv(group, tile.mt) * tile.mt),
                             {{"mt", tile.mt}, {"kc", tile.kc}, {"kg", tile.kc}, {"rows", rows}}});
    }
  for (WinogradSchedule &one : schedules) {
    int64_t kg = one.params["kg"] = keptBlocks(query, tiles, one.params);
    one.share *=
        1 - rereadCost * static_cast<double>(one.params.at("kc")) / static_cast<double>(kg);
    one.share *= nearShare(query, tiles, one.params);
    one.share = farFilterShare(query, tiles, one.share, one.params.at("rows") * tiles.across);
  }
  // On a machine of many cores tasks of channels may be too few: then they are cut by rows of
  // tiles, too, and cores share what they read of the filter.
  bool manyCores = query.target.cores > Target::fewCores;
  for (WinogradSchedule &one : schedules) {
    int64_t tasks = winogradTasks(query.spec, query.target, one) * query.batchHint;
    if (query.spec.get("transformed") && manyCores && tasks < query.target.cores &&
        one.params.at("rows") < tiles.down)
      one.params["split"] = 1;
    if (int64_t images = keptImages(query, tiles, one); images > 1) {
      one.params["images"] = images;
      joinImages(query.target, tiles, one);
    }
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

bool winogradReadsFilterOnce(const ScheduleQuery &query) {
  if (filterFitsNear(query))
    return false;
  std::vector<WinogradSchedule> rows = winogradSchedules(query);
  return filterBytes(query) > query.target.l3Bytes || rows.empty() ||
         winogradTasks(query.spec, query.target, rows.front()) * query.batchHint <
             query.target.wantedTasks();
}

/// One image, few cores, and an input that fits their L2 caches: then each does better with a copy of
/// its own. Lines that another core has written or read cost a core 7 to 15 ns each, to read as to
/// write, which is more than a line's transform (measured, README.md).
std::vector<WinogradSchedule> winogradCopySchedules(const ScheduleQuery &query) {
  Geometry g(query.spec);
  WinogradTiles tiles(g, tileSide(query.spec));
  const int64_t cores = query.target.cores;
  bool few = cores > 1 && cores <= Target::fewCores && query.batchHint == 1;
  if (!few || query.spec.get("stats") || query.spec.get("transformed") || query.spec.get("taps") ||
      tiles.count * transformedInputBytes(query, tiles) > query.target.l2Bytes ||
      !winogradReadsFilterOnce(query))
    return {};
  KernelSpec transformed = query.spec;
  transformed.attrs["transformed"] = 1;
  transformed.attrs.erase("pre");
  int64_t blocks = ceilDiv(g.k, query.target.channelBlock);
  std::vector<WinogradSchedule> schedules;
  for (WinogradSchedule &one : winogradSchedules({transformed, query.target, query.batchHint})) {
    one.params["copies"] = cores;
    if (blocks / one.params["kg"] % cores == 0)
      schedules.push_back(std::move(one));
  }
  return schedules;
}

static std::vector<Params> paramsOf(const std::vector<WinogradSchedule> &schedules) {
  std::vector<Params> params;
  for (const WinogradSchedule &schedule : schedules)
    params.push_back(schedule.params);
  params.resize(std::min<size_t>(params.size(), 6));
  return params;
}

std::vector<Params> winogradRowCandidates(const ScheduleQuery &query) {
  if (query.spec.get("transformed") || query.spec.get("taps"))
    return {};
  Geometry g(query.spec);
  const int64_t outputs = query.spec.get("residual") ? 2 : 1;
  const int64_t row = 4 * (int64_t{1} * g.c * g.w + outputs * g.k * g.ow);
  return withRequests(query, {g.oh, row, tileSide(query.spec), /*mayTakeFewer=*/false},
                      paramsOf(winogradSchedules(query)),
                      [&](const Params &) { return !query.spec.get("stats"); });
}

std::vector<Params> winogradPlaneCandidates(const ScheduleQuery &query) {
  return query.spec.get("transformed") ? paramsOf(winogradSchedules(query)) : std::vector<Params>();
}

std::vector<Params> winogradCopyCandidates(const ScheduleQuery &query) {
  return paramsOf(winogradCopySchedules(query));
}
} // namespace resnetc::x86
