//===- Schedule.cpp - joins on x86 -------------------------------------------------------===//
//
// Bound by memory, as the elementwise kernels, whose schedules most of the family takes.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/join/Join.h"

#include <algorithm>

using namespace Halide;

namespace resnetc::x86 {

void scheduleCopy(KernelBuilder &builder, Stage step, Func copy, RVar block, int64_t blocks,
                  int64_t elements) {
  Var v = copy.args()[0], pixel = copy.args()[1], n = copy.args()[3];
  Var task("task"), inner("inner");
  step.reorder({v, pixel, block, n}).vectorize(v);
  if (elements < 2 * taskElements) {
    int64_t images = std::max<int64_t>(1, taskElements / elements);
    step.split(n, task, inner, static_cast<int>(images), TailStrategy::GuardWithIf).parallel(task);
    return;
  }
  int64_t pixels = int64_t{1} * builder.get("h") * builder.get("w");
  if (int64_t parts = rowParts(builder.target, pixels, 1, elements); parts > 1) {
    Var part("part");
    step.split(pixel, part, pixel, static_cast<int>(pixels / parts))
        .reorder({v, pixel, block, part, n})
        .fuse(part, n, task)
        .parallel(task);
    return;
  }
  RVar outer("outer"), few("few");
  int64_t each = largestDivisor(blocks, std::max<int64_t>(1, taskElements * blocks / elements));
  step.split(block, outer, few, static_cast<int>(each))
      .reorder({v, pixel, few, outer, n})
      .parallel(outer)
      .parallel(n);
}

void scheduleMapSums(KernelBuilder &builder, Func result, PartialSums &sums) {
  int64_t pixels = int64_t{1} * builder.get("h") * builder.get("w");
  result.bound_extent(sums.p, 1).vectorize(sums.v);
  parallelImages(builder, result, sums.b, builder.blocks("c"), sums.n,
                 builder.blocks("c") * pixels * builder.lanes());
  schedulePartialSums(sums, result, sums.p, builder.lanes());
}

} // namespace resnetc::x86
