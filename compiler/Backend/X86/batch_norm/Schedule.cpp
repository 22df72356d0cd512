//===- Schedule.cpp - batch normalisation on x86 ---------------------------------===//
//
// One pass over memory each; sums in several accumulators; images and blocks in parallel.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/batch_norm/BatchNorm.h"

using namespace Halide;

namespace resnetc::x86 {

void scheduleVector(KernelBuilder &, Func func) { func.vectorize(func.args()[0]); }

void scheduleFinalize(KernelBuilder &builder, Func func, Func sums, RDom order, int64_t blocks,
                      int64_t partials) {
  Var v = func.args()[0], b = func.args()[1];
  func.vectorize(v);
  // Additions in order take four cycles each; a fork pays from some thousand on.
  if (blocks * partials >= 64)
    func.parallel(b);
  sums.compute_at(func, b)
      .store_in(taskLocal)
      .bound_extent(sums.args()[0], builder.lanes())
      .vectorize(sums.args()[0]);
  sums.update()
      .reorder({sums.args()[0], order[0], order[1], sums.args()[1]})
      .vectorize(sums.args()[0]);
}

void scheduleStats(KernelBuilder &builder, Func stats, PartialSums &sums, int64_t blocks,
                   int64_t pixels, int64_t partials) {
  Var v = stats.args()[0], s = stats.args()[1], p = stats.args()[2], b = stats.args()[3],
      n = stats.args()[4];
  stats.reorder(v, s, p, b, n).vectorize(v).unroll(s);
  schedulePartialSums(sums, stats, p, builder.lanes());
  parallelImages(builder, stats, b, blocks, n, blocks * pixels * builder.lanes(), {p, partials});
}

/// Parallel loops over images, and over blocks and partials where one image is work for more than one
/// core. They stand in each other: Halide loses the bounds of what two outputs share where they are
/// fused to one. As the loop over the images of one is no loop, a batch of one goes to all cores.
static void parallelBoth(KernelBuilder &builder, Func map, Func stats, Var p, Var b, Var n,
                         int64_t pixels, int64_t partials) {
  int64_t blocks = builder.blocks("c"), elements = blocks * pixels * builder.lanes();
  std::vector<Var> loops = {n};
  if (elements >= 2 * taskElements)
    loops.push_back(b);
  if (rowParts(builder.target, partials, blocks, elements) > 1)
    loops.push_back(p);
  for (Var loop : loops) {
    map.parallel(loop);
    stats.parallel(loop);
  }
}

void scheduleMapAndStats(KernelBuilder &builder, Func map, Func chunk, Func stats,
                         PartialSums &sums, int64_t pixels, int64_t partials) {
  Var v = map.args()[0], pixel = map.args()[1], b = map.args()[2], n = map.args()[3];
  Var p = sums.p, inChunk("inChunk");
  int size = static_cast<int>(pixels / partials);
  int unroll = static_cast<int>(largestDivisor(size, 4));
  map.split(pixel, p, inChunk, size).reorder(v, inChunk, p, b, n).vectorize(v);
  map.unroll(inChunk, unroll);
  stats.reorder(stats.args()[0], stats.args()[1], p, b, n)
      .vectorize(stats.args()[0])
      .unroll(stats.args()[1]);
  parallelBoth(builder, map, stats, p, b, n, pixels, partials);
  stats.compute_with(map, p);
  schedulePartialSums(sums, map, p, builder.lanes());
  // A map of a prime size: too big to keep, so g is made twice.
  if (size > 4 * maxPartialPixels)
    return;
  chunk.compute_at(map, p)
      .store_in(taskLocal)
      .bound_extent(chunk.args()[0], builder.lanes())
      .vectorize(chunk.args()[0])
      .unroll(chunk.args()[1], unroll);
}

} // namespace resnetc::x86
