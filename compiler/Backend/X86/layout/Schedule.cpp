//===- Schedule.cpp - reorders on x86 -------------------------------------------------===//
//
// Stores are whole vectors; loads are gathered from one cache line each.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/layout/Layout.h"

using namespace Halide;

namespace resnetc::x86 {

void scheduleToBlocked(KernelBuilder &builder, Func func) {
  std::vector<Var> at = func.args();
  func.vectorize(at[0]);
  parallelImages(builder, func, at[3], builder.blocks("c"), at[4],
                 int64_t{1} * builder.blocks("c") * builder.lanes() * builder.get("h") *
                     builder.get("w"),
                 {at[2], builder.get("h")});
}

void scheduleToNchw(KernelBuilder &builder, Func func) {
  std::vector<Var> at = func.args();
  if (builder.get("w") >= builder.lanes())
    func.vectorize(at[0], builder.lanes(), TailStrategy::GuardWithIf);
  parallelImages(builder, func, at[2], builder.get("c"), at[3],
                 int64_t{1} * builder.get("c") * builder.get("h") * builder.get("w"),
                 {at[1], builder.get("h")});
}

void scheduleTransposeWeight(KernelBuilder &builder, Func func) {
  std::vector<Var> at = func.args();
  func.vectorize(at[0]);
  int64_t count =
      int64_t{1} * builder.get("c") * builder.get("k") * builder.get("kh") * builder.get("kw");
  if (count >= 4 * taskElements) {
    Var task("task");
    func.fuse(at[4], at[5], task).parallel(task);
  }
}

} // namespace resnetc::x86
