//===- Schedule.cpp - local response normalisation on x86 ----------------------------===//
//
// Reading a row between two vectors that were just written waits for the writes, so rows of several
// pixels are written before the first is read.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/lrn/Lrn.h"

#include <algorithm>

using namespace Halide;

namespace resnetc::x86 {

/// Bytes of all rows, which stay in the L1 cache.
constexpr int64_t rowBudget = 24 * 1024;

void scheduleLrn(KernelBuilder &builder, Func result, std::vector<Func> rows) {
  Var at = result.args()[1], b = result.args()[2], n = result.args()[3];
  Var group("group"), one("one"), task("task"), inner("inner");
  int lanes = builder.lanes(), blocks = builder.blocks("c");
  int64_t pixels = int64_t{1} * builder.get("h") * builder.get("w");
  int64_t rowBytes = 4 * lanes * (blocks + 4) * static_cast<int64_t>(rows.size() == 1 ? 1 : 3);
  int64_t each = largestDivisor(pixels, std::max<int64_t>(1, rowBudget / rowBytes));
  result.split(at, group, one, static_cast<int>(each))
      .reorder({result.args()[0], b, one, group, n})
      .vectorize(result.args()[0]);
  // The rows cost some twenty times what a copy of the map does.
  int64_t work = 8 * pixels * blocks * lanes;
  if (work < 2 * taskElements)
    result
        .split(n, task, inner, static_cast<int>(std::max<int64_t>(1, taskElements / work)),
               TailStrategy::GuardWithIf)
        .parallel(task);
  else
    result.fuse(group, n, task).parallel(task);
  Var where = work < 2 * taskElements ? group : task;
  for (Func row : rows)
    row.compute_at(result, where)
        .store_in(taskLocal)
        .align_bounds(row.args()[0], lanes)
        .vectorize(row.args()[0], lanes);
}

} // namespace resnetc::x86
