//===- Schedule.cpp - pooling on x86 ---------------------------------------------===//
//
// Tasks and the staging of padded rows.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/pool/Pool.h"

using namespace Halide;

namespace resnetc::x86 {

/// Bytes of padded input that a group of rows stages, for one block of channels.
constexpr int64_t stagingBudget = 64 * 1024;

/// Elements of an image from which on few cores share its rows, not its channels.
constexpr int64_t rowSharedElements = 128 * 1024;

void scheduleMaxPool(KernelBuilder &builder, const Geometry &g, Func result, Func staged) {
  std::vector<Var> at = result.args(); // v, x, y, b, n
  Var yo("yo"), yi("yi"), task("task");
  int64_t lanes = builder.lanes(), rowBytes = 4 * lanes * ((g.ow - 1) * g.sw + g.kw);
  int64_t rows = g.oh;
  while (rows > 1 && (g.oh % rows || rowBytes * ((rows - 1) * g.sh + g.kh) > stagingBudget))
    --rows;
  int64_t elements = lanes * builder.blocks("c") * g.h * g.w;
  rows = std::min(rows, g.oh / rowParts(builder.target, g.oh, builder.blocks("c"), elements));
  while (g.oh % rows)
    --rows;
  result.split(at[2], yo, yi, static_cast<int>(rows))
      .reorder(at[0], at[1], yi, yo, at[3], at[4])
      .vectorize(at[0]);
  const int64_t groups = g.oh / rows, cores = builder.target.cores;
  if (cores > 1 && cores <= Target::fewCores && groups % cores == 0 &&
      elements >= rowSharedElements) {
    // As the convolutions before and after it, which then find what they read in their own cache.
    Var part("part"), blockPart("blockPart");
    result.split(yo, part, yo, static_cast<int>(groups / cores))
        .fuse(at[3], part, blockPart)
        .fuse(blockPart, at[4], task)
        .parallel(task);
  } else {
    parallelImages(builder, result, at[3], builder.blocks("c"), at[4], elements, {yo, groups});
  }
  staged.compute_at(result, yo)
      .store_in(taskLocal)
      .bound_extent(staged.args()[0], builder.lanes())
      .vectorize(staged.args()[0]);
}

void scheduleAvgPool(KernelBuilder &builder, const Geometry &g, Func result, Func sums,
                     RDom window) {
  std::vector<Var> at = result.args();
  Var lane = sums.args()[0], way = sums.args()[1];
  result.vectorize(at[0]);
  parallelImages(builder, result, at[3], builder.blocks("c"), at[4],
                 int64_t{1} * builder.lanes() * builder.blocks("c") * g.h * g.w, {at[2], g.oh});
  sums.compute_at(result, at[1])
      .store_in(taskLocal)
      .bound_extent(lane, builder.lanes())
      .vectorize(lane)
      .unroll(way)
      .update()
      .reorder({lane, way, window.x, window.y})
      .vectorize(lane)
      .unroll(way);
}

} // namespace resnetc::x86
