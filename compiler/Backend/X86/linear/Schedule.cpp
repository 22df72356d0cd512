//===- Schedule.cpp - the fully connected layer on x86 -------------------------------===//
//
// Weights are the big operand. Tiles of images reuse each weight vector; at batch 1 the kernel runs
// at the speed of memory.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/linear/Linear.h"

#include <algorithm>

using namespace Halide;

namespace resnetc::x86 {

std::vector<Params> imageTileCandidates(const ScheduleQuery &query) {
  // With one vector of weights, eight sums hide the latency of the additions; a batch of one would
  // compute the seven others in vain.
  std::vector<Params> candidates = {{{"images", 8}}, {{"images", 1}}};
  if (query.batchHint < 4)
    std::swap(candidates[0], candidates[1]);
  return candidates;
}

/// Work from which a fork pays even for one tile of images.
constexpr int64_t forkWork = 100'000;

void scheduleLinear(KernelBuilder &builder, Func rows, Func sum, RDom r) {
  Var k = rows.args()[0], n = rows.args()[1];
  Var kb("kb"), ki("ki"), no("no"), ni("ni"), task("task"), where = kb;
  Var v = sum.args()[0], b = sum.args()[1], image = sum.args()[2];
  int tile = builder.param("images");
  rows.split(k, kb, ki, builder.lanes(), TailStrategy::GuardWithIf)
      .split(n, no, ni, tile, TailStrategy::GuardWithIf)
      .reorder(ki, ni, kb, no)
      .vectorize(ki);
  if (multiplyAdds(builder.spec) >= forkWork) {
    rows.fuse(kb, no, task).parallel(task);
    where = task;
  } else {
    rows.parallel(no);
  }
  sum.compute_at(rows, where)
      .store_in(taskLocal)
      .bound_extent(v, builder.lanes())
      .bound_extent(image, tile)
      .vectorize(v)
      .unroll(image);
  sum.update().reorder({v, image, r[0], r[1], r[2], r[3], b}).vectorize(v).unroll(image);
  int inner = static_cast<int>(largestDivisor(std::min(builder.get("c"), builder.lanes()), 2));
  if (inner > 1)
    sum.update().unroll(r[0], inner);
}

void scheduleLinearGradInput(KernelBuilder &builder, Func dx, Func sum, RDom r) {
  Var v = dx.args()[0], x = dx.args()[1], y = dx.args()[2], b = dx.args()[3], n = dx.args()[4];
  Var no("no"), ni("ni"), task("task"), image = sum.args()[4];
  int tile = builder.param("images");
  dx.split(n, no, ni, tile, TailStrategy::GuardWithIf).reorder(v, ni, x, y, b, no).vectorize(v);
  if (multiplyAdds(builder.spec) >= forkWork)
    dx.fuse(b, no, task).parallel(task);
  else
    dx.parallel(no);
  sum.compute_at(dx, x)
      .store_in(taskLocal)
      .bound_extent(v, builder.lanes())
      .bound_extent(image, tile)
      .vectorize(v)
      .unroll(image);
  sum.update().reorder({v, image, r.x, x, y, b}).vectorize(v).unroll(image);
}

void scheduleLinearGradWeight(KernelBuilder &builder, Func dw, Func sum, RDom r) {
  std::vector<Var> at = dw.args(); // v, c, x, y, cb, kb
  Var co("co"), ci("ci"), task("task");
  constexpr int channelTile = 8; // eight sums hide the latency
  dw.split(at[1], co, ci, channelTile)
      .reorder({at[0], ci, co, at[2], at[3], at[4], at[5]})
      .vectorize(at[0])
      .unroll(ci);
  if (multiplyAdds(builder.spec) >= 4'000)
    dw.fuse(at[4], at[5], task).parallel(task);
  sum.compute_at(dw, co)
      .store_in(taskLocal)
      .bound_extent(at[0], builder.lanes())
      .bound_extent(at[1], channelTile) // also of a tile that is padding
      .vectorize(at[0])
      .unroll(at[1]);
  sum.update()
      .reorder({at[0], at[1], r.x, at[2], at[3], at[4], at[5]})
      .vectorize(at[0])
      .unroll(at[1]);
}

} // namespace resnetc::x86
