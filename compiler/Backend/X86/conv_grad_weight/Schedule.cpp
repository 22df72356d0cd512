//===- Schedule.cpp - gradient of a convolution by its weights, on x86 --------------===//
//
// A register tile holds tc input channels x the kernel's columns (or one of them) x tk blocks of
// output channels. A task keeps its weights in the L1 cache, walks over groups of rows of its
// images, and meets every group with all of its tiles while the staged input is in cache. Every
// task stages the input it needs, so a layer of few weights is cut by chunks of the batch, not by
// weights: the chunks' gradients lie in scratch memory and are added in order.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Schedules.h"
#include "compiler/Backend/X86/conv/GroupedBlocks.h"
#include "compiler/Backend/X86/conv/Staging.h"
#include "compiler/Backend/X86/conv_grad_weight/GradWeight.h"

using namespace Halide;

namespace resnetc::x86 {

/// Staged input of a group of rows (and images): it shares the L1 cache with the gradient's
/// rows.
constexpr int64_t groupBudget = 24 * 1024;

/// Pixels a tile should meet before its sums go back to memory.
constexpr int64_t groupPixels = 64;

/// Stack memory for the gradients of the batch's chunks.
constexpr int64_t chunkBudget = 96 * 1024;

/// A register tile: tc * (columns ? kw : 1) * tk sums, tk vectors of g; the broadcast operands come
/// from memory, each for tk multiply-adds.
struct GradWeightTile {
  int tc;       ///< input channels
  bool columns; ///< all columns of the kernel at once
  int tk;       ///< blocks of output channels
  int64_t sums(const Geometry &g) const { return int64_t{1} * tc * (columns ? g.kw : 1) * tk; }
};

/// Share of peak by what the tile shares its loads among, with enough sums; measured (README.md).
/// Maps of at least 16 columns without a stride, and others, where sharing broadcasts counts for
/// more.
struct LoadShare {
  int tk;
  bool columns;
  double wide, narrow;
};
static const LoadShare loadShares[] = {
    {4, false, 0.88, 0.92}, {2, false, 0.91, 0.87}, {1, true, 0.89, 0.84},
    {1, false, 0.86, 0.80}, {2, true, 0.79, 0.79},
};

/// How well so many sums keep the two FMA units busy: eight are the least. LLVM starts to spill
/// when it unrolls from 19 on with 32 registers, and, as AVX2 needs a register for each broadcast,
/// from 10 on with 16.
static double busy(int64_t sums, const X86Target &target) {
  bool many = target.vectorRegisters >= 32;
  if (sums < 8)
    return static_cast<double>(sums) / 8;
  if (sums > (many ? 18 : 9))
    return many ? 0.8 : 0.5;
  return sums < 12 ? 0.95 : 1.0;
}

/// Tiles that fit, the most promising first; never empty.
static std::vector<GradWeightTile> tilesFor(const Geometry &g, const X86Target &target) {
  int blocks = Groups(g, target.channelBlock).kb; // that see the same inputs
  int channels = g.inImage ? g.c : static_cast<int>(target.channelBlock);
  bool wide = g.ow >= 16 && g.sw == 1;
  std::vector<std::pair<double, GradWeightTile>> scored;
  for (const LoadShare &share : loadShares)
    for (int tc = std::min(channels, 16); tc >= 1; --tc) {
      GradWeightTile tile{tc, share.columns, share.tk};
      if (channels % tc || blocks % tile.tk || (tile.columns && g.kw == 1) ||
          (tile.sums(g) + tile.tk + 1 > target.vectorRegisters && tile.sums(g) > 1))
        continue;
      // Few channels of an image leave little to share a vector of g among.
      double few = g.inImage && tile.tk > 2 ? 0.8 : 1.0;
      scored.push_back(
          {few * busy(tile.sums(g), target) * (wide ? share.wide : share.narrow), tile});
    }
  std::stable_sort(scored.begin(), scored.end(),
                   [](const auto &a, const auto &b) { return a.first > b.first; });
  std::vector<GradWeightTile> tiles;
  for (const auto &entry : scored)
    tiles.push_back(entry.second);
  return tiles;
}

/// Blocks of channels in and out that a task takes.
struct TaskBlocks {
  int64_t cb, kb;
};

/// Bytes of a task's sums where it takes several blocks.
constexpr int64_t sumsBudget = 32 * 1024;

/// A 1x1 kernel has so few weights that maps count: the more blocks a task takes, the less often
/// they are read, the input once for each of the tasks that share its blocks of k, the gradient
/// likewise. As many blocks as leave tasks for all cores.
static TaskBlocks blocksOf1x1(const ScheduleQuery &query, const Geometry &g, int64_t tk) {
  int64_t lanes = query.target.channelBlock;
  int64_t blocksOfC = ceilDiv(g.c, lanes), blocksOfK = ceilDiv(g.k, lanes);
  TaskBlocks best{1, tk};
  double fewest = 0;
  for (int64_t cb = 1; cb <= blocksOfC; ++cb)
    for (int64_t kb = tk; kb <= blocksOfK; kb += tk) {
      bool fits = 4 * lanes * lanes * cb * kb <= sumsBudget;
      bool enough = blocksOfC / cb * (blocksOfK / kb) >= query.target.wantedTasks();
      if (blocksOfC % cb || blocksOfK % kb || !fits || (!enough && (cb > 1 || kb > tk)))
        continue;
      double reads = static_cast<double>(g.c) * g.h * g.w / g.sh / static_cast<double>(kb) *
                         static_cast<double>(blocksOfK) +
                     static_cast<double>(g.k) * g.oh * g.ow / static_cast<double>(cb) *
                         static_cast<double>(blocksOfC);
      if (fewest == 0 || reads < fewest) {
        fewest = reads;
        best = {cb, kb};
      }
    }
  return best;
}

/// Rows that a task of several blocks takes at once: few, so that all of their blocks stay in the L1
/// cache.
static int64_t fewRows(const Geometry &g) {
  for (int64_t rows = 1; rows < g.oh; ++rows)
    if (g.oh % rows == 0 && rows * g.ow >= groupPixels * 3 / 4)
      return rows;
  return g.oh;
}

/// Bytes staged for `rows` output rows of one channel block (of an image: all channels).
static int64_t groupBytes(const Geometry &g, int64_t rows, int64_t lanes) {
  int64_t columns = (g.ow - 1) * g.sw + g.kw;
  int64_t each = g.inImage ? ceilDiv(columns, lanes) * lanes * g.c : columns * lanes;
  return 4 * each * ((rows - 1) * g.sh + g.kh);
}

std::vector<Params> gradWeightCandidates(const ScheduleQuery &query) {
  Geometry g(query.spec);
  int64_t lanes = query.target.channelBlock;
  int64_t channels = g.inImage ? g.c : lanes;
  int64_t rows = g.oh;
  while (rows > 1 && (g.oh % rows || groupBytes(g, rows, lanes) > groupBudget))
    --rows;
  int64_t images = 1;
  if (rows == g.oh)
    images = std::max<int64_t>(1, std::min(groupBudget / groupBytes(g, rows, lanes),
                                           ceilDiv(groupPixels, int64_t{1} * g.oh * g.ow)));
  int64_t blocksOfC = g.inImage ? 1 : Groups(g, query.target.channelBlock).cb;
  int64_t bytes = 4 * ceilDiv(g.k, lanes) * lanes * blocksOfC * channels * g.kh * g.kw;
  int64_t wantedTasks = query.target.wantedTasks();
  std::vector<Params> candidates;
  bool pointwise = g.kh == 1 && g.kw == 1 && !g.inImage && g.groups <= 1;
  for (const GradWeightTile &tile : tilesFor(g, query.target)) {
    TaskBlocks task = pointwise ? blocksOf1x1(query, g, tile.tk) : TaskBlocks{1, tile.tk};
    bool several = task.cb > 1 || task.kb > tile.tk;
    int64_t tasks = ceilDiv(g.k, lanes) / task.kb * (blocksOfC / task.cb);
    int64_t chunks =
        std::max<int64_t>(1, std::min({ceilDiv(wantedTasks, tasks), chunkBudget / bytes,
                                       ceilDiv(std::max<int64_t>(query.batchHint, 1), images)}));
    // What chunks of the batch do not give, rows of the kernel do, though each stages the input
    // again.
    bool cutRows = tasks * chunks < wantedTasks / 4;
    candidates.push_back({{"tc", tile.tc},
                          {"tx", tile.columns ? g.kw : 1},
                          {"tk", tile.tk},
                          {"cc", channels / tile.tc},
                          {"ky", cutRows ? 1 : g.kh},
                          {"cb", task.cb},
                          {"kb", task.kb},
                          {"rows", several ? fewRows(g) : rows},
                          {"images", several ? 1 : images},
                          {"chunks", chunks}});
    if (candidates.size() == 6)
      break;
  }
  return candidates;
}

void buildGradWeight(KernelBuilder &builder) {
  Geometry g(builder.spec);
  int tc = builder.param("tc"), tx = builder.param("tx"), tk = builder.param("tk");
  int cc = builder.param("cc"), kyPerTask = builder.param("ky");
  int cbPerTask = builder.param("cb"), kbPerTask = builder.param("kb");
  int rows = builder.param("rows"), images = builder.param("images");
  int chunks = builder.param("chunks"), lanes = builder.lanes();
  bool stage = builder.get("pre") || g.padded() || images > 1;
  GradWeightAlgorithm a = gradWeightAlgorithm(builder, g, stage, rows, images, chunks);

  Var co("co"), ct("ct"), cq("cq"), ci("ci"), yo("yo"), yi("yi"), ko("ko"), ki("ki"), xo("xo"),
      xi("xi"), task("task"), t1("t1"), t2("t2"), t3("t3"), bo("bo"), bi("bi");
  // A task: cc tiles of channels, some rows of the kernel, some blocks of c and of k, one chunk.
  Func tasks = chunks > 1 ? a.part : a.result;
  tasks.split(a.c, ct, ci, tc * cc).split(a.ky, yo, yi, kyPerTask).split(a.kb, ko, ki, kbPerTask);
  std::vector<VarOrRVar> order = {a.v, ci, a.kx, yi, ki};
  if (!g.inImage) {
    tasks.split(a.cb, bo, bi, cbPerTask);
    order.push_back(bi);
  }
  order.insert(order.end(), {ct, yo});
  if (!g.inImage)
    order.push_back(bo);
  order.push_back(ko);
  if (chunks > 1)
    order.push_back(a.chunk);
  tasks.reorder(order).vectorize(a.v).fuse(ct, yo, t1);
  if (!g.inImage)
    tasks.fuse(t1, bo, t2);
  tasks.fuse(g.inImage ? t1 : t2, ko, t3);
  if (chunks > 1) {
    tasks.fuse(t3, a.chunk, task);
    // Whole blocks of channels, of which the result needs those that exist.
    tasks.compute_root().store_in(taskLocal).bound_extent(a.v, lanes).bound_extent(a.c, tc * cc);
    a.result.vectorize(a.v);
  } else {
    task = t3;
  }
  tasks.parallel(task);

  a.sum.compute_at(tasks, task).store_in(taskLocal).bound_extent(a.v, lanes).vectorize(a.v);
  std::vector<VarOrRVar> inner = {a.v, ci, xi, ki, a.r[0], a.r[1], a.r[2], xo, a.ky, co, ko};
  if (!g.inImage)
    inner.push_back(a.cb);
  inner.push_back(a.r[3]);
  inner.push_back(a.r[4]);
  inner.push_back(a.chunk);
  a.sum.update()
      .split(a.c, co, ci, tc)
      .split(a.kx, xo, xi, tx)
      .split(a.kb, ko, ki, tk)
      .reorder(inner)
      .vectorize(a.v)
      .unroll(ci)
      .unroll(xi)
      .unroll(ki);
  int unroll = static_cast<int>(largestDivisor(g.ow, 2));
  if (unroll > 1)
    a.sum.update().unroll(a.r[0], unroll);
  if (a.staged.defined())
    scheduleStaging(builder, a.staged, g.inImage, LoopLevel(a.sum, a.r[3]));
  // A task's block of channels, which Halide does not see to be one.
  if (a.staged.defined() && Groups(g, builder.lanes()).count > 1)
    a.staged.bound_extent(a.staged.args()[3], 1);
}

} // namespace resnetc::x86
