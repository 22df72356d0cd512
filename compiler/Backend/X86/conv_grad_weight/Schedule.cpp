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
#include "compiler/Backend/X86/TaskBlocks.h"
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

/// A 1x1 kernel of whole blocks of channels.
static bool isPointwise(const Geometry &g) {
  return g.kh == 1 && g.kw == 1 && !g.nchwInput && g.groups <= 1;
}

/// One with so few outputs that any task reads its input once, and inputs enough for tasks of them alone: it
/// streams, a few blocks of the input at a time.
static bool streamsInput(const Geometry &g, const X86Target &target) {
  return isPointwise(g) && ceilDiv(g.k, target.channelBlock) <= 4 &&
         ceilDiv(g.c, target.channelBlock) >= target.wantedTasks();
}

/// Tiles that fit, the most promising first; never empty.
static std::vector<GradWeightTile> tilesFor(const Geometry &g, const X86Target &target) {
  int blocks = Groups(g, target.channelBlock).kb; // that see the same inputs
  int channels = g.nchwInput ? g.c : static_cast<int>(target.channelBlock);
  bool wide = g.ow >= 16 && g.sw == 1 && (!isPointwise(g) || streamsInput(g, target));
  std::vector<std::pair<double, GradWeightTile>> scored;
  for (const LoadShare &share : loadShares)
    for (int tc = std::min(channels, 16); tc >= 1; --tc) {
      GradWeightTile tile{tc, share.columns, share.tk};
      if (channels % tc || blocks % tile.tk || (tile.columns && g.kw == 1) ||
          (tile.sums(g) + tile.tk + 1 > target.vectorRegisters && tile.sums(g) > 1))
        continue;
      scored.push_back({busy(tile.sums(g), target) * (wide ? share.wide : share.narrow), tile});
    }
  std::stable_sort(scored.begin(), scored.end(),
                   [](const auto &a, const auto &b) { return a.first > b.first; });
  std::vector<GradWeightTile> tiles;
  for (const auto &entry : scored)
    tiles.push_back(entry.second);
  return tiles;
}

/// Pixels of the rows that a task of several blocks takes at once, and the part of an L2 cache for
/// their maps. Each register tile then goes through its gradient's rows in the L1 cache.
constexpr int64_t pointwisePixels = 160;
constexpr int64_t pointwiseMaps(const X86Target &target) { return target.l2Bytes * 3 / 8; }

/// Bytes of the sums of a task of several blocks, and of all chunks of the batch together.
constexpr int64_t pointwiseSums(const X86Target &target) { return target.l2Bytes / 4; }

/// A 1x1 kernel has so few weights that maps count: the more blocks a task takes, the less often
/// they are read. As many blocks as leave two tasks for each core, where chunks of the batch are
/// tasks, too, as long as all of their sums fit the cache.
struct PointwiseTask {
  int64_t cb, kb, chunks;
};

static PointwiseTask pointwiseTask(const ScheduleQuery &query, const Geometry &g, int64_t tk) {
  int64_t lanes = query.target.channelBlock, images = std::max<int64_t>(query.batchHint, 1);
  int64_t pairBytes = 4 * lanes * lanes, limit = pointwiseSums(query.target);
  BlockProblem problem{ceilDiv(g.c, lanes),
                       ceilDiv(g.k, lanes),
                       pairBytes,
                       limit,
                       static_cast<double>(g.h) * g.w / g.sh,
                       static_cast<double>(g.oh) * g.ow};
  if (streamsInput(g, query.target))
    return {largestDivisor(problem.blocksOfC, problem.blocksOfC / query.target.wantedTasks()),
            problem.blocksOfK, 1};
  int64_t allBytes = problem.blocksOfC * problem.blocksOfK * pairBytes;
  int64_t mostChunks = std::clamp<int64_t>(limit / allBytes, 1, images);
  int64_t wanted = 2 * std::max(query.target.cores, Target::fewCores);
  PointwiseTask best{1, tk, 1};
  double fewest = 0;
  for (const TaskBlocks &task : taskBlocks(problem)) {
    int64_t chunks = std::min(mostChunks, ceilDiv(wanted, task.tasks));
    if (task.kb % tk || task.tasks * chunks < wanted || (fewest != 0 && task.reads >= fewest))
      continue;
    fewest = task.reads;
    best = {task.cb, task.kb, chunks};
  }
  return best;
}

/// Rows that a task of several blocks takes at once.
static int64_t pointwiseRows(const Geometry &g, int64_t blocks, const X86Target &target) {
  int64_t best = 1, wanted = streamsInput(g, target) ? groupPixels * 3 / 4 : pointwisePixels;
  for (int64_t rows = 1; rows <= g.oh; ++rows) {
    int64_t bytes = 4 * rows * g.ow * blocks * target.channelBlock;
    if (g.oh % rows || bytes > pointwiseMaps(target))
      continue;
    best = rows;
    if (rows * g.ow >= wanted)
      break;
  }
  return best;
}

/// Images of a small map that it takes at once: they are gathered, which pays for half of the pixels.
static int64_t pointwiseImages(const ScheduleQuery &query, const Geometry &g) {
  if (g.sh > 1 || g.sw > 1) // most of what is gathered would not be used
    return 1;
  int64_t images = ceilDiv(pointwisePixels / 2, int64_t{1} * g.oh * g.ow);
  return std::clamp<int64_t>(images, 1, std::max<int64_t>(1, query.batchHint));
}

/// Bytes staged for `rows` output rows of one channel block (of an image: all channels).
static int64_t groupBytes(const Geometry &g, int64_t rows, int64_t lanes) {
  int64_t columns = (g.ow - 1) * g.sw + g.kw;
  int64_t each = g.nchwInput ? ceilDiv(columns, lanes) * lanes * g.c : columns * lanes;
  return 4 * each * ((rows - 1) * g.sh + g.kh);
}

std::vector<Params> gradWeightCandidates(const ScheduleQuery &query) {
  Geometry g(query.spec);
  int64_t lanes = query.target.channelBlock;
  int64_t channels = g.nchwInput ? g.c : lanes;
  int64_t rows = g.oh;
  while (rows > 1 && (g.oh % rows || groupBytes(g, rows, lanes) > groupBudget))
    --rows;
  int64_t images = 1;
  if (rows == g.oh)
    images = std::max<int64_t>(1, std::min(groupBudget / groupBytes(g, rows, lanes),
                                           ceilDiv(groupPixels, int64_t{1} * g.oh * g.ow)));
  int64_t blocksOfC = g.nchwInput ? 1 : Groups(g, query.target.channelBlock).cb;
  int64_t bytes = 4 * ceilDiv(g.k, lanes) * lanes * blocksOfC * channels * g.kh * g.kw;
  int64_t wantedTasks = query.target.wantedTasks();
  std::vector<Params> candidates;
  for (const GradWeightTile &tile : tilesFor(g, query.target)) {
    PointwiseTask task{1, tile.tk, 1};
    if (isPointwise(g))
      task = pointwiseTask(query, g, tile.tk);
    bool several = task.cb > 1 || task.kb > tile.tk;
    int64_t tasks = ceilDiv(g.k, lanes) / task.kb * (blocksOfC / task.cb), chunks = task.chunks;
    if (!several)
      chunks =
          std::max<int64_t>(1, std::min({ceilDiv(wantedTasks, tasks), chunkBudget / bytes,
                                         ceilDiv(std::max<int64_t>(query.batchHint, 1), images)}));
    // What chunks of the batch do not give, rows of the kernel do, though each stages the input
    // again.
    bool cutRows = tasks * chunks < wantedTasks / 4;
    candidates.push_back(
        {{"tc", tile.tc},
         {"tx", tile.columns ? g.kw : 1},
         {"tk", tile.tk},
         {"cc", channels / tile.tc},
         {"ky", cutRows ? 1 : g.kh},
         {"cb", task.cb},
         {"kb", task.kb},
         {"rows", several ? pointwiseRows(g, task.cb + task.kb, query.target) : rows},
         {"images", several ? pointwiseImages(query, g) : images},
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
  if (!g.nchwInput) {
    tasks.split(a.cb, bo, bi, cbPerTask);
    order.push_back(bi);
  }
  order.insert(order.end(), {ct, yo});
  if (!g.nchwInput)
    order.push_back(bo);
  order.push_back(ko);
  if (chunks > 1)
    order.push_back(a.chunk);
  tasks.reorder(order).vectorize(a.v).fuse(ct, yo, t1);
  if (!g.nchwInput)
    tasks.fuse(t1, bo, t2);
  tasks.fuse(g.nchwInput ? t1 : t2, ko, t3);
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
  std::vector<VarOrRVar> inner = {a.v, ci, xi, ki, a.r[0], a.r[1], a.r[2], xo, a.ky, co};
  if (!g.nchwInput)
    inner.push_back(a.cb);
  inner.push_back(ko); // the gradient's rows stay in the L1 cache while all inputs meet them
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
    scheduleStaging(builder, a.staged, g.nchwInput, LoopLevel(a.sum, a.r[3]));
  // A task's block of channels, which Halide does not see to be one.
  if (a.staged.defined() && Groups(g, builder.lanes()).count > 1)
    a.staged.bound_extent(a.staged.args()[3], 1);
}

} // namespace resnetc::x86
