//===- GradWeightGroups.cpp - gradient by the filter, its operands transformed on the way --===//
//
// The maths of GradWeight.cpp for layers of few channels, where writing both operands transformed to
// memory and reading them again would cost more than the products. A task takes some blocks of
// channels in and out, and a chunk of the batch. It goes through its images in groups of rows of tiles
// (of small maps: in groups of images): of each group it transforms input and gradient in scratch
// memory, and adds the products at all positions to its sums, which stay in the L2 cache.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Schedules.h"
#include "compiler/Backend/X86/Special.h"
#include "compiler/Backend/X86/winograd/Winograd.h"

#include <algorithm>

using namespace Halide;

namespace resnetc::x86 {

namespace {

/// Cycles of a core for each vector: of an operand's element at a position, which is read and
/// transformed; of a line of sums that is read and written for a group; of an operand's line that is
/// written and read, for the part of the L2 cache by which sums and operands exceed its half (measured,
/// README.md).
constexpr double transformCycles = 5.5, sumsCycles = 2, crowdedCycles = 4.6;

/// Images of a group at most, and tiles beyond which a larger group gains nothing.
constexpr int64_t mostImages = 16, mostTiles = 64;

/// What a task does, and what it costs.
struct GroupTask {
  int64_t cb, kb;       ///< blocks of channels
  int64_t tc, tk;       ///< register tile: channels in by blocks of channels out
  int64_t rows, images; ///< rows of tiles of a group; images, where those are all rows
  int64_t chunks;       ///< of the batch
  double cycles;        ///< of all tasks for an image
};

/// A vector of the gradient meets as many channels as there are registers for sums, or several vectors
/// share them; and the share of peak that this reaches.
struct RegisterTile {
  int64_t tc, tk;
  double share;
};

RegisterTile registerTile(int64_t kb, const X86Target &target) {
  bool many = target.vectorRegisters >= 32;
  int64_t tk = largestDivisor(kb, many ? 4 : 2);
  if (tk == 1)
    return {many ? 16 : 8, 1, 0.75};
  if (tk == 2)
    return {many ? 8 : 4, 2, 0.85};
  return {4, tk, 0.9};
}

class GroupTasks {
public:
  explicit GroupTasks(const ScheduleQuery &query)
      : query(query), g(query.spec), tiles(g, static_cast<int>(query.spec.get("m"))),
        lanes(query.target.channelBlock), ofC(ceilDiv(g.c, lanes)), ofK(ceilDiv(g.k, lanes)) {}

  /// All that fit, the cheapest first.
  std::vector<GroupTask> sorted() const {
    std::vector<GroupTask> all;
    for (int64_t cb = 1; cb <= ofC; ++cb)
      for (int64_t kb = 1; kb <= ofK; ++kb)
        if (ofC % cb == 0 && ofK % kb == 0)
          addGroups(cb, kb, all);
    std::stable_sort(all.begin(), all.end(),
                     [](const GroupTask &a, const GroupTask &b) { return a.cycles < b.cycles; });
    return all;
  }

private:
  void addGroups(int64_t cb, int64_t kb, std::vector<GroupTask> &all) const {
    for (int64_t rows = 1; rows <= tiles.down; ++rows) {
      int64_t images = 1, batch = std::max<int64_t>(1, query.batchHint);
      if (tiles.down % rows)
        continue;
      do {
        int64_t group = rows * tiles.across * images;
        bool fits =
            bytesOf(cb * lanes * kb) + bytesOf(group * (cb + kb)) <= query.target.l2Bytes * 7 / 8;
        if (!fits || (group > mostTiles && rows * images > 1))
          break;
        all.push_back(task(cb, kb, rows, images));
        images *= 2;
      } while (rows == tiles.down && images <= std::min(mostImages, batch));
    }
  }

  /// Of so many vectors at each position.
  int64_t bytesOf(int64_t vectors) const { return 4 * tiles.n * tiles.n * vectors * lanes; }

  /// As many chunks of the batch as give every core some tasks, if the gradients of all of them fit an
  /// L2 cache; chunks of equal size where that leaves half of them or more.
  int64_t chunksFor(int64_t tasks, int64_t images) const {
    int64_t groups = ceilDiv(std::max<int64_t>(1, query.batchHint), images);
    int64_t bytes = 4 * 9 * ofC * ofK * lanes * lanes;
    int64_t most = std::clamp<int64_t>(
        std::min(ceilDiv(query.target.wantedTasks(), tasks), query.target.l2Bytes / bytes), 1,
        groups);
    int64_t even = largestDivisor(groups, most);
    return 2 * even >= most ? even : most;
  }

  GroupTask task(int64_t cb, int64_t kb, int64_t rows, int64_t images) const {
    RegisterTile tile = registerTile(kb, query.target);
    int64_t tasks = (ofC / cb) * (ofK / kb), chunks = chunksFor(tasks, images);
    double group = static_cast<double>(rows * tiles.across * images);
    double vectors = static_cast<double>(ofC * (ofK / kb) + ofK * (ofC / cb)); // transformed
    double pairs = static_cast<double>(ofC * ofK * lanes); // lines of sums at a position
    double kept = static_cast<double>(bytesOf(cb * kb * lanes) +
                                      bytesOf((cb + kb) * rows * tiles.across * images));
    double crowded = std::max(0.0, kept / static_cast<double>(query.target.l2Bytes) - 0.5);
    double perTile = pairs / 2 / tile.share + sumsCycles * pairs / group +
                     (transformCycles + crowdedCycles * crowded) * vectors;
    double idle = std::max(1.0, static_cast<double>(query.target.cores) /
                                    static_cast<double>(tasks * chunks));
    double cycles = perTile * tiles.n * tiles.n * tiles.count * idle;
    return {cb, kb, tile.tc, tile.tk, rows, images, chunks, cycles};
  }

  const ScheduleQuery &query;
  Geometry g;
  WinogradTiles tiles;
  int64_t lanes, ofC, ofK;
};

} // namespace

std::vector<Params> winogradGradWeightGroupCandidates(const ScheduleQuery &query) {
  std::vector<Params> candidates;
  if (query.spec.get("transformed"))
    return candidates;
  for (const GroupTask &task : GroupTasks(query).sorted()) {
    candidates.push_back({{"cb", task.cb},
                          {"kb", task.kb},
                          {"tc", std::min(task.tc, query.target.channelBlock)},
                          {"tk", task.tk},
                          {"rows", task.rows},
                          {"images", task.images},
                          {"chunks", task.chunks}});
    if (candidates.size() == 6)
      break;
  }
  return candidates;
}

std::optional<double> winogradGradWeightGroupCost(const ScheduleQuery &query) {
  std::vector<GroupTask> tasks = GroupTasks(query).sorted();
  if (tasks.empty())
    return std::nullopt;
  return tasks.front().cycles * 2 * static_cast<double>(query.target.channelBlock);
}

namespace {

/// The gradient as Halide functions.
struct GroupedGradient {
  Var k{"k"}, c{"c"}, place{"place"}, cb{"cb"}, kb{"kb"}, kx{"kx"}, ky{"ky"}, chunk{"chunk"};
  WinogradAlgorithm x, g;          ///< both operands, transformed
  RDom r;                          ///< (tile of a group, image, group of rows, group of images)
  Func sum{"sum"};                 ///< (k, c, place, cb, kb, chunk)
  WinogradFilterGradient gradient; ///< of a chunk
  Func part{"part"};               ///< the same, in memory
  Func result{"dw"};
};

GroupedGradient groupedGradient(KernelBuilder &builder, const WinogradTiles &tiles) {
  Geometry g(builder.spec), output = g;
  output.h = g.oh, output.w = g.ow;
  int n = tiles.n, lanes = builder.lanes(), rows = builder.param("rows");
  int images = builder.param("images"), chunks = builder.param("chunks");
  GroupedGradient a;
  winogradInput(builder, g, tiles, a.x, images);
  winogradGradient(builder, output, tiles, a.g, images);
  Expr groups = (Expr(builder.n) + (images * chunks - 1)) / (images * chunks);
  a.r = RDom({{0, tiles.across * rows}, {0, images}, {0, tiles.down / rows}, {0, groups}}, "r");
  Expr first = a.r[3] * images;
  if (chunks > 1) {
    first = (a.chunk * groups + a.r[3]) * images;
    a.r.where(first < builder.n);
  }
  Expr tile = a.r[2] * (tiles.across * rows) + a.r[0], of = first + a.r[1];
  a.sum(a.k, a.c, a.place, a.cb, a.kb, a.chunk) = 0.f;
  a.sum(a.k, a.c, a.place, a.cb, a.kb, a.chunk) +=
      a.g.transformed(a.k, tile, a.kb, a.place % n, a.place / n, of) *
      a.x.transformed(a.c, tile, a.cb, a.place % n, a.place / n, of);
  a.gradient = winogradFilterGradient(tiles, a.sum);
  std::vector<Expr> at = {a.k, a.c, a.kx, a.ky, a.cb, a.kb, a.chunk};
  a.part(a.k, a.c, a.kx, a.ky, a.cb, a.kb, a.chunk) = a.gradient.filter(at);
  Expr total;
  for (int chunk = 0; chunk < chunks; ++chunk) {
    at.back() = chunk;
    total = chunk == 0 ? Expr(a.part(at)) : total + a.part(at);
  }
  total = uptoChannel(total, a.k, a.kb, g.k, lanes);
  a.result(a.k, a.c, a.kx, a.ky, a.cb, a.kb) = uptoChannel(total, a.c, a.cb, g.c, lanes);
  builder.out({"dw"}, a.result);
  return a;
}

/// Sums of one group of tiles after the other: a register tile meets all tiles of a group, at each
/// position all register tiles of a task.
void scheduleSums(KernelBuilder &builder, GroupedGradient &a) {
  Var cto("cto"), cti("cti"), ko("ko"), ki("ki");
  a.sum.update()
      .split(a.c, cto, cti, builder.param("tc"))
      .split(a.kb, ko, ki, builder.param("tk"))
      .reorder({a.k, cti, ki, a.r[0], a.r[1], cto, a.cb, ko, a.place, a.r[2], a.r[3], a.chunk})
      .vectorize(a.k)
      .unroll(cti)
      .unroll(ki);
}

} // namespace

void buildWinogradGradWeightGroups(KernelBuilder &builder) {
  Geometry g(builder.spec);
  WinogradTiles tiles(g, builder.get("m"));
  GroupedGradient a = groupedGradient(builder, tiles);
  int lanes = builder.lanes(), cbs = builder.param("cb"), kbs = builder.param("kb");
  int group = tiles.across * builder.param("rows");
  bool chunked = builder.param("chunks") > 1;
  Var co("co"), ci("ci"), ko("ko"), ki("ki"), blocks("blocks"), task("task");
  Func tasks = chunked ? a.part : a.result;
  std::vector<VarOrRVar> order = {a.k, a.kx, a.ky, a.c, ci, ki, co, ko};
  if (chunked)
    order.push_back(a.chunk);
  tasks.split(a.cb, co, ci, cbs)
      .split(a.kb, ko, ki, kbs)
      .reorder(order)
      .vectorize(a.k)
      .unroll(a.kx)
      .unroll(a.ky);
  if (chunked) {
    tasks.fuse(co, ko, blocks).fuse(blocks, a.chunk, task);
    tasks.compute_root().store_in(taskLocal).bound_extent(a.k, lanes).bound_extent(a.c, lanes);
    a.result.vectorize(a.k);
  } else {
    tasks.fuse(co, ko, task);
  }
  tasks.parallel(task);
  a.gradient.half.compute_at(tasks, a.c)
      .store_in(taskLocal)
      .bound_extent(a.k, lanes)
      .vectorize(a.k)
      .unroll(a.gradient.half.args()[2])
      .unroll(a.gradient.half.args()[3]);
  a.sum.compute_at(tasks, task)
      .store_in(taskLocal)
      .bound_extent(a.k, lanes)
      .bound_extent(a.c, lanes)
      .bound_extent(a.cb, cbs)
      .bound_extent(a.kb, kbs)
      .vectorize(a.k);
  scheduleSums(builder, a);
  auto transformGroup = [&](WinogradAlgorithm &operand, int ofTask) {
    scheduleWinogradTransform(builder, operand);
    operand.transformed.compute_at(a.sum, a.r[2])
        .store_in(taskLocal)
        .bound_extent(operand.v, lanes)
        .bound_extent(operand.t, group)
        .bound_extent(operand.cb, ofTask)
        .bound_extent(operand.image, builder.param("images"))
        .align_storage(operand.t, spreadTiles(group));
  };
  transformGroup(a.x, cbs);
  transformGroup(a.g, kbs);
}

} // namespace resnetc::x86
