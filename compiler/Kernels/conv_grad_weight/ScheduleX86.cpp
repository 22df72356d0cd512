//===- ScheduleX86.cpp - gradient of a convolution by its weights, on x86 --------------===//
//
// A register tile holds tc input channels x the kernel's columns (or one of them) x tk blocks of output
// channels. A task keeps its weights in the first cache, walks over groups of rows of all images, and
// meets every group with all of its tiles while the staged input is in cache.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/Schedules.h"
#include "compiler/Kernels/conv/Staging.h"
#include "compiler/Kernels/conv_grad_weight/GradWeight.h"

using namespace Halide;

namespace resnetc::kernels {

/// Staged input of a group of rows (and images): it shares the first cache with the gradient's rows.
constexpr int64_t groupBudget = 24 * 1024;

/// Pixels a tile should meet before its sums go back to memory.
constexpr int64_t groupPixels = 256;

/// Register tiles, best first: tc * (columns ? kw : 1) * tk sums, tk vectors of g, and the broadcast
/// operands come from memory.
struct GradWeightTile {
  int tc;       ///< input channels
  bool columns; ///< all columns of the kernel at once
  int tk;       ///< blocks of output channels
};

/// Sums that fit beside tk vectors of g (and, on AVX2, a broadcast value).
static bool fits(const GradWeightTile &tile, const Geometry &g, const resnetc::Target &target) {
  int64_t sums = int64_t{1} * tile.tc * (tile.columns ? g.kw : 1) * tile.tk;
  return sums + tile.tk + 1 <= target.vectorRegisters;
}

static std::vector<GradWeightTile> tilesFor(const Geometry &g, const resnetc::Target &target) {
  int blocks = static_cast<int>(ceilDiv(g.k, target.vectorWidth));
  int channels = g.inImage ? g.c : static_cast<int>(target.vectorWidth);
  std::vector<std::pair<int64_t, GradWeightTile>> scored;
  for (int tk : {2, 1})
    for (bool columns : {true, false})
      for (int tc = channels; tc >= 1; --tc) {
        GradWeightTile tile{tc, columns && g.kw > 1, tk};
        if (channels % tc || blocks % tk || (columns && g.kw == 1) || !fits(tile, g, target))
          continue;
        // The more multiply-adds for each load, the better; two blocks share every broadcast.
        int64_t row = int64_t{1} * tc * (tile.columns ? g.kw : 1), sums = row * tk;
        scored.push_back({1000 * sums / (row + tk), tile});
        break;
      }
  std::stable_sort(scored.begin(), scored.end(),
                   [](const auto &a, const auto &b) { return a.first > b.first; });
  std::vector<GradWeightTile> tiles;
  for (const auto &entry : scored)
    tiles.push_back(entry.second);
  return tiles;
}

/// Bytes staged for `rows` output rows of one channel block (of an image: all channels).
static int64_t groupBytes(const Geometry &g, int64_t rows, int64_t lanes) {
  int64_t columns = (g.ow - 1) * g.sw + g.kw;
  int64_t each = g.inImage ? ceilDiv(columns, lanes) * lanes * g.c : columns * lanes;
  return 4 * each * ((rows - 1) * g.sh + g.kh);
}

std::vector<Params> gradWeightCandidates(const ScheduleQuery &query) {
  Geometry g(query.spec);
  int64_t lanes = query.target.vectorWidth;
  int64_t channels = g.inImage ? g.c : lanes;
  int64_t rows = g.oh;
  while (rows > 1 && (g.oh % rows || groupBytes(g, rows, lanes) > groupBudget))
    --rows;
  int64_t images = 1;
  if (rows == g.oh)
    images = std::max<int64_t>(1, std::min(groupBudget / groupBytes(g, rows, lanes),
                                           ceilDiv(groupPixels, int64_t{1} * g.oh * g.ow)));
  std::vector<Params> candidates;
  for (const GradWeightTile &tile : tilesFor(g, query.target)) {
    int64_t blocks = ceilDiv(g.k, lanes) / tile.tk * (g.inImage ? 1 : ceilDiv(g.c, lanes));
    int64_t tilesOfC = channels / tile.tc;
    // Four tasks at least: every task stages the input again, so no more than needed.
    int64_t cuts = largestDivisor(tilesOfC, ceilDiv(4, blocks));
    int64_t rowsOfKernel = blocks * cuts >= 4 ? g.kh : 1;
    candidates.push_back({{"tc", tile.tc},
                          {"tx", tile.columns ? g.kw : 1},
                          {"tk", tile.tk},
                          {"cc", tilesOfC / cuts},
                          {"ky", rowsOfKernel},
                          {"rows", rows},
                          {"images", images}});
  }
  return candidates;
}

void buildGradWeight(KernelBuilder &builder) {
  Geometry g(builder.spec);
  int tc = builder.param("tc"), tx = builder.param("tx"), tk = builder.param("tk");
  int cc = builder.param("cc"), kyPerTask = builder.param("ky");
  int rows = builder.param("rows"), images = builder.param("images");
  int lanes = builder.lanes();
  bool stage = builder.get("pre") || g.padded() || images > 1;
  GradWeightAlgorithm a = gradWeightAlgorithm(builder, g, stage, rows, images);

  Var co("co"), ct("ct"), cq("cq"), ci("ci"), yo("yo"), yi("yi"), ko("ko"), ki("ki"), xo("xo"),
      xi("xi"), task("task"), t1("t1"), t2("t2");
  // A task: cc tiles of channels, some rows of the kernel, one block of c, tk blocks of k.
  a.result.split(a.c, ct, ci, tc * cc).split(a.ky, yo, yi, kyPerTask).split(a.kb, ko, ki, tk);
  std::vector<VarOrRVar> order = {a.v, ci, a.kx, yi, ki, ct, yo};
  if (!g.inImage)
    order.push_back(a.cb);
  order.push_back(ko);
  a.result.reorder(order).vectorize(a.v).fuse(ct, yo, t1);
  if (g.inImage)
    a.result.fuse(t1, ko, task);
  else
    a.result.fuse(t1, a.cb, t2).fuse(t2, ko, task);
  a.result.parallel(task);

  a.sum.compute_at(a.result, task)
      .store_in(onStack)
      .bound_extent(a.v, lanes)
      .vectorize(a.v);
  std::vector<VarOrRVar> inner = {a.v, ci, xi, a.kb, a.r[0], a.r[1], a.r[2], xo, a.ky, co};
  if (!g.inImage)
    inner.push_back(a.cb);
  inner.push_back(a.r[3]);
  inner.push_back(a.r[4]);
  a.sum.update()
      .split(a.c, co, ci, tc)
      .split(a.kx, xo, xi, tx)
      .reorder(inner)
      .vectorize(a.v)
      .unroll(ci)
      .unroll(xi)
      .unroll(a.kb);
  int unroll = static_cast<int>(largestDivisor(g.ow, 2));
  if (unroll > 1)
    a.sum.update().unroll(a.r[0], unroll);
  if (a.staged.defined())
    scheduleStaging(builder, a.staged, g.inImage, LoopLevel(a.sum, a.r[3]));
}

} // namespace resnetc::kernels
