//===- GradWeight.cpp - a convolution's gradient by its filter, by Winograd's algorithm ----===//
//
// The adjoint of y = A^T [ (G g G^T) * (B^T d B) ] A by g: dg = G^T [ sum over images and tiles of
// (A dy A^T) * (B^T d B) ] G. At each of the (m + 2)^2 positions the sum is a matrix product of the
// transformed input and the transformed gradient, over tiles. (Lavin and Gray 2015, section 4.2,
// put it as a convolution with a large filter, F(3 x 3, m x m); the matrices are the same.)
//
// A task takes some blocks of input channels by some blocks of output channels, whose sums stay in
// the L2 cache, and goes through the batch in groups of images: of a group, a position's maps stay
// in the L1 cache while all sums of that position meet them, a register tile after the other. As
// images are multiples of 4 KiB apart, many of them would push each other out: then they are
// gathered first.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Schedules.h"
#include "compiler/Backend/X86/Special.h"
#include "compiler/Backend/X86/winograd/Winograd.h"

#include <algorithm>

using namespace Halide;

namespace resnetc::x86 {

/// Bytes of the sums of a task.
constexpr int64_t sumsLimit = 320 * 1024;

/// Bytes of a position's maps, of all blocks of a task and a group of images.
constexpr int64_t groupBudget = 24 * 1024;

/// Images of a group from which on they are gathered: half the ways of an L1 cache.
constexpr int64_t gatheredImages = 4;

/// Tiles that a register tile should meet before its sums go back to memory.
constexpr int64_t groupTiles = 64;

std::vector<Params> winogradGradWeightCandidates(const ScheduleQuery &query) {
  Geometry g(query.spec);
  WinogradTiles tiles(g, static_cast<int>(query.spec.get("m")));
  int64_t lanes = query.target.channelBlock;
  int64_t blocksOfC = ceilDiv(g.c, lanes), blocksOfK = ceilDiv(g.k, lanes);
  int64_t pairBytes = 4 * tiles.n * tiles.n * lanes * lanes;
  // Eight sums at least, and no spills (README.md): two vectors of g by four broadcasts, or, with 32
  // registers, four by four.
  int64_t most = query.target.vectorRegisters >= 32 ? 4 : 2;
  std::vector<std::pair<int64_t, Params>> sized;
  for (int64_t cb = 1; cb <= blocksOfC; ++cb)
    for (int64_t kb = 1; kb <= blocksOfK; ++kb) {
      int64_t tasks = (blocksOfC / cb) * (blocksOfK / kb), bytes = cb * kb * pairBytes;
      if (blocksOfC % cb || blocksOfK % kb || bytes > sumsLimit)
        continue;
      int64_t tk = largestDivisor(kb, most);
      int64_t tc = std::min(lanes, tk == 1 ? int64_t{8} : int64_t{4});
      int64_t ofImage = 4 * tiles.count * lanes * (cb + kb);
      int64_t images =
          std::max(groupBudget / ofImage, ceilDiv(groupTiles, int64_t{1} * tiles.count));
      images = std::clamp<int64_t>(images, 1, std::max<int64_t>(1, query.batchHint));
      // Maps are read once for each task that they meet: 1 / cb + 1 / kb of all pairs. Idle cores
      // cost more, and so do tiles of one vector.
      bool idle = tasks < 2 * query.target.cores;
      int64_t reads = (idle ? 1'000'000 : 0) + (tk == 1 ? 2000 : 0) + 1000 * blocksOfC / cb +
                      1000 * blocksOfK / kb;
      sized.push_back(
          {reads, {{"cb", cb}, {"kb", kb}, {"tk", tk}, {"tc", tc}, {"images", images}}});
    }
  std::stable_sort(sized.begin(), sized.end(),
                   [](const auto &a, const auto &b) { return a.first < b.first; });
  std::vector<Params> candidates;
  for (const auto &entry : sized)
    candidates.push_back(entry.second);
  candidates.resize(std::min<size_t>(candidates.size(), 6));
  return candidates;
}

void buildWinogradGradWeight(KernelBuilder &builder) {
  Geometry g(builder.spec);
  WinogradTiles tiles(g, builder.get("m"));
  int n = tiles.n, lanes = builder.lanes(), images = builder.param("images");
  ImageParam x = builder.in("x"), dy = builder.in("g");
  Var k("k"), c("c"), place("place"), cb("cb"), kb("kb"), kx("kx"), ky("ky"), j("j");

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

  Matrix matrix = turned(winogradMatrices(tiles.m).filter);
  std::vector<Expr> down, across;
  Func half("half"), result("dw");
  for (int q = 0; q < n; ++q)
    down.push_back(sum(k, c, q * n + j, cb, kb));
  half(k, c, j, ky, cb, kb) = mux(ky, transformOutput(matrix, down));
  for (int q = 0; q < n; ++q)
    across.push_back(half(k, c, q, ky, cb, kb));
  Expr total = mux(kx, transformOutput(matrix, across));
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
      .unroll(j)
      .unroll(ky);
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
      .reorder({k, cti, ki, r[0], r[1], cto, cb, ko, place, r[2]})
      .vectorize(k)
      .unroll(cti)
      .unroll(ki);
  if (!gather)
    return;
  auto gatherAtPlace = [&](Func maps, Var lane, Var block, const char *blocks) {
    maps.compute_at(sum, place)
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
