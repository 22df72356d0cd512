//===- GradWeight.cpp - a convolution's gradient by its filter, by Winograd's algorithm ----===//
//
// The adjoint of y = A^T [ (G g G^T) * (B^T d B) ] A by g: dg = G^T [ sum over images and tiles of
// (A dy A^T) * (B^T d B) ] G. At each position the sum is a matrix product of the
// transformed input and the transformed gradient, over tiles. (Lavin and Gray 2015, section 4.2,
// put it as a convolution with a large filter, F(3 x 3, m x m); the matrices are the same.)
//
// A task takes some blocks of input channels by some blocks of output channels. It goes through the
// positions, whose sums are then done, and of each through the batch in groups of images: of a group,
// the maps stay in cache while all sums of the position meet them, a register tile after the other.
// As images are multiples of 4 KiB apart, many of them would push each other out: then they are
// gathered first.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Schedules.h"
#include "compiler/Backend/X86/Special.h"
#include "compiler/Backend/X86/TaskBlocks.h"
#include "compiler/Backend/X86/winograd/Winograd.h"

#include <algorithm>

using namespace Halide;

namespace resnetc::x86 {

/// Images of a group from which on they are gathered: half the ways of an L1 cache.
constexpr int64_t gatheredImages = 4;

/// Tiles that a register tile should meet before its sums go back to the cache.
constexpr int64_t groupTiles = 32;

/// Blocks of output channels of a register tile: four channels by as many blocks, and, as AVX2 has no
/// registers for sixteen sums, half of them there. Eight sums at least, so one block takes eight channels.
static int64_t tileBlocks(int64_t kb, const X86Target &target) {
  return largestDivisor(kb, target.vectorRegisters >= 32 ? 4 : 2);
}

/// Share of peak that tiles reach beside the widest, whose loads serve the most multiply-adds.
static double tileShare(int64_t tk, const X86Target &target) {
  if (tk == 1)
    return 0.6;
  return tk == 2 && target.vectorRegisters >= 32 ? 0.75 : 1;
}

/// Cycles for each position and tile, of which two multiply-adds of a vector take one, and a line that
/// comes from memory or the L3 cache eight. Idle cores cost more than any of them.
static double taskCost(const TaskBlocks &task, const BlockProblem &problem, int64_t lanes,
                       const X86Target &target) {
  double share = tileShare(tileBlocks(task.kb, target), target);
  double products = static_cast<double>(problem.blocksOfC * problem.blocksOfK * lanes) / 2 / share;
  return (task.tasks < 2 * target.cores ? 1e9 : 0) + products + 8 * task.reads;
}

std::vector<Params> winogradGradWeightCandidates(const ScheduleQuery &query) {
  if (!query.spec.get("transformed"))
    return {};
  Geometry g(query.spec);
  WinogradTiles tiles(g, static_cast<int>(query.spec.get("m")));
  int64_t lanes = query.target.channelBlock;
  BlockProblem problem{ceilDiv(g.c, lanes),
                       ceilDiv(g.k, lanes),
                       4 * tiles.n * tiles.n * lanes * lanes,
                       query.target.l2Bytes * 5 / 4,
                       1,
                       1};
  std::vector<TaskBlocks> tasks = taskBlocks(problem);
  std::stable_sort(tasks.begin(), tasks.end(), [&](const TaskBlocks &a, const TaskBlocks &b) {
    return taskCost(a, problem, lanes, query.target) < taskCost(b, problem, lanes, query.target);
  });
  tasks.resize(std::min<size_t>(tasks.size(), 6));
  std::vector<Params> candidates;
  for (const TaskBlocks &task : tasks) {
    int64_t tk = tileBlocks(task.kb, query.target);
    int64_t tc = std::min(lanes, tk == 1 ? int64_t{8} : int64_t{4});
    int64_t ofImage = 4 * tiles.count * lanes * (task.cb + task.kb);
    int64_t images =
        std::max(query.target.l1Bytes / 2 / ofImage, ceilDiv(groupTiles, int64_t{1} * tiles.count));
    images = std::clamp<int64_t>(images, 1, std::max<int64_t>(1, query.batchHint));
    candidates.push_back(
        {{"cb", task.cb}, {"kb", task.kb}, {"tk", tk}, {"tc", tc}, {"images", images}});
  }
  return candidates;
}

WinogradFilterGradient winogradFilterGradient(const WinogradTiles &tiles, Func sum) {
  Matrix matrix = turned(winogradMatrices(tiles.m, tiles.stride).filter);
  Var j("j"), kx("kx"), ky("ky");
  std::vector<Var> of = sum.args();
  auto at = [&](std::vector<Expr> middle) {
    std::vector<Expr> all = {of[0], of[1]};
    all.insert(all.end(), middle.begin(), middle.end());
    all.insert(all.end(), of.begin() + 3, of.end());
    return all;
  };
  auto argumentsOf = [&](Var first, Var second) {
    std::vector<Var> all = {of[0], of[1], first, second};
    all.insert(all.end(), of.begin() + 3, of.end());
    return all;
  };
  WinogradFilterGradient a;
  std::vector<Expr> down, across;
  for (int q = 0; q < tiles.n; ++q)
    down.push_back(sum(at({q * tiles.n + j})));
  a.half(argumentsOf(j, ky)) = mux(ky, transformOutput(matrix, down));
  for (int q = 0; q < tiles.n; ++q)
    across.push_back(a.half(at({q, ky})));
  a.filter(argumentsOf(kx, ky)) = mux(kx, transformOutput(matrix, across));
  return a;
}

void buildWinogradGradWeight(KernelBuilder &builder) {
  Geometry g(builder.spec);
  WinogradTiles tiles(g, builder.get("m"));
  int n = tiles.n, lanes = builder.lanes(), images = builder.param("images");
  ImageParam x = builder.in("x"), dy = builder.in("g");
  Var k("k"), c("c"), place("place"), cb("cb"), kb("kb"), kx("kx"), ky("ky");

  // The batch in groups of images, of which the last may have fewer.
  Expr groups = (Expr(builder.n) + (images - 1)) / images;
  RDom r({{0, tiles.count}, {0, images}, {0, groups}}, "r");
  Expr image = r[2] * images + r[1];
  if (images > 1)
    r.where(image < builder.n);
  Func gathered("gathered"), gatheredGradient("gatheredGradient"), sum("sum");
  Var t("t"), at("at");
  bool gather = images >= gatheredImages;
  Expr existing = gather ? min(at, builder.n - 1) : Expr(at);
  gathered(c, t, cb, at, place) = x(c, t, cb, place % n, place / n, existing);
  gatheredGradient(k, t, kb, at, place) = dy(k, t, kb, place % n, place / n, existing);
  sum(k, c, place, cb, kb) = 0.f;
  sum(k, c, place, cb, kb) +=
      gatheredGradient(k, r[0], kb, image, place) * gathered(c, r[0], cb, image, place);

  WinogradFilterGradient gradient = winogradFilterGradient(tiles, sum);
  Func half = gradient.half, result("dw");
  Expr total = gradient.filter(k, c, kx, ky, cb, kb);
  total = uptoChannel(total, k, kb, g.k, lanes);
  result(k, c, kx, ky, cb, kb) = uptoChannel(total, c, cb, g.c, lanes);
  builder.out({"dw"}, result);

  Var co("co"), ci("ci"), ko("ko"), ki("ki"), cto("cto"), cti("cti"), task("task");
  result.split(cb, co, ci, builder.param("cb"))
      .split(kb, ko, ki, builder.param("kb"))
      .reorder({k, kx, ky, c, ci, ki, co, ko})
      .vectorize(k)
      .unroll(kx)
      .unroll(ky)
      .fuse(co, ko, task)
      .parallel(task);
  half.compute_at(result, c)
      .store_in(taskLocal)
      .bound_extent(k, lanes)
      .vectorize(k)
      .unroll(half.args()[2])
      .unroll(half.args()[3]);
  sum.compute_at(result, task)
      .store_in(taskLocal)
      .bound_extent(k, lanes)
      .bound_extent(c, lanes)
      .bound_extent(cb, builder.param("cb"))
      .bound_extent(kb, builder.param("kb"))
      .vectorize(k);
  sum.update()
      .split(c, cto, cti, builder.param("tc"))
      .split(kb, ko, ki, builder.param("tk"))
      .reorder({k, cti, ki, r[0], r[1], cto, cb, ko, r[2], place})
      .vectorize(k)
      .unroll(cti)
      .unroll(ki);
  if (!gather)
    return;
  auto gatherAtPlace = [&](Func maps, Var lane, Var block, const char *blocks) {
    maps.compute_at(sum, r[2])
        .store_in(taskLocal)
        .bound_extent(lane, lanes)
        .bound_extent(block, builder.param(blocks))
        .bound_extent(at, images)
        .vectorize(lane);
  };
  gatherAtPlace(gathered, c, cb, "cb");
  gatherAtPlace(gatheredGradient, k, kb, "kb");
}

} // namespace resnetc::x86
