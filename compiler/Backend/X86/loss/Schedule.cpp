//===- Schedule.cpp - softmax cross-entropy on x86 ----------------------------------===//
//
// Exponentials are computed once for each logit, in vectors, and kept on the stack for their sum
// and for the gradient.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/loss/Loss.h"

#include <algorithm>

using namespace Halide;

namespace resnetc::x86 {

void scheduleRows(KernelBuilder &builder, Func output, RowSummary &summary) {
  Var k = output.args()[0], n = output.args()[1], task("task"), row("row");
  int lanes = builder.lanes(), classes = builder.get("k");
  int rowsPerTask = std::max<int>(1, static_cast<int>(taskElements / 8 / classes));
  output.split(n, task, row, rowsPerTask, TailStrategy::GuardWithIf)
      .reorder(k, row, task)
      .parallel(task);
  summary.greatest.compute_at(output, row).store_in(taskLocal);
  summary.sum.compute_at(output, row).store_in(taskLocal);
  summary.exponential.compute_at(output, row)
      .store_in(taskLocal)
      .bound_extent(summary.exponential.args()[0],
                    static_cast<int>(ceilDiv(classes, lanes)) * lanes)
      .vectorize(summary.exponential.args()[0], lanes);
}

} // namespace resnetc::x86
