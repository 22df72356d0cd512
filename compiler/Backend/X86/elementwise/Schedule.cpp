//===- Schedule.cpp - elementwise kernels on x86 ---------------------------------===//
//
// Bound by memory, so the schedule has two aims only: whole vectors, and tasks long enough to pay
// for their fork.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/elementwise/Elementwise.h"

using namespace Halide;

namespace resnetc::x86 {

static void scheduleFlatMap(KernelBuilder &builder, Func func, int64_t blocks, int64_t pixels) {
  Var v = func.args()[0], pixel = func.args()[1], b = func.args()[2], n = func.args()[3];
  int64_t unroll = largestDivisor(pixels, 4);
  func.vectorize(v);
  if (unroll > 1)
    func.unroll(pixel, static_cast<int>(unroll));
  parallelImages(builder, func, b, blocks, n, blocks * pixels * builder.lanes(),
                 {pixel, pixels / unroll});
}

void outFlatMap(KernelBuilder &builder, const std::string &output, Expr value) {
  Func result(output);
  result(Var("v"), Var("pixel"), Var("b"), Var("n")) = value;
  builder.out({output}, result);
  scheduleFlatMap(builder, result, builder.blocks("c"), pixelsOf(builder.spec));
}

void scheduleMap(KernelBuilder &builder, Func func, int64_t blocks, int64_t height, int64_t width,
                 int unrollX) {
  Var v = func.args()[0], x = func.args()[1], b = func.args()[3], n = func.args()[4];
  func.vectorize(v);
  if (unrollX > 1)
    func.unroll(x, unrollX, TailStrategy::GuardWithIf);
  parallelImages(builder, func, b, blocks, n, blocks * height * width * builder.lanes(),
                 {func.args()[2], height});
}

void scheduleFlatUpdate(KernelBuilder &builder, Func func) {
  Var v = func.args()[0], i = func.args()[1], task("task"), inner("inner");
  // The pure definition is undefined on purpose and vanishes; the update does it all.
  func.update()
      .split(i, task, inner, static_cast<int>(taskElements / builder.lanes()),
             TailStrategy::GuardWithIf)
      .vectorize(v)
      .parallel(task);
}

} // namespace resnetc::x86
