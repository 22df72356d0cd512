//===- ScheduleX86.cpp - softmax cross-entropy on x86 ----------------------------------===//
//
// Exponentials are computed once for each logit, in vectors, and kept on the stack for their sum and for
// the gradient.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/loss/Loss.h"

#include <algorithm>

using namespace Halide;

namespace resnetc::kernels {

void scheduleSoftmax(KernelBuilder &builder, Func dlogits, Func rows, Func greatest,
                     Func exponential, Func sum) {
  Var k = dlogits.args()[0], n = dlogits.args()[1], task("task"), row("row");
  int lanes = builder.lanes(), classes = builder.get("k");
  int rowsPerTask = std::max<int>(1, static_cast<int>(taskElements / 8 / classes));
  dlogits.split(n, task, row, rowsPerTask, TailStrategy::GuardWithIf).reorder(k, row, task);
  dlogits.vectorize(k, lanes, TailStrategy::GuardWithIf).parallel(task);
  rows.split(n, task, row, rowsPerTask, TailStrategy::GuardWithIf)
      .reorder(rows.args()[0], row, task)
      .unroll(rows.args()[0])
      .parallel(task);
  rows.compute_with(dlogits, row);
  greatest.compute_at(dlogits, row).store_in(onStack);
  sum.compute_at(dlogits, row).store_in(onStack);
  exponential.compute_at(dlogits, row)
      .store_in(onStack)
      .bound_extent(exponential.args()[0], static_cast<int>(ceilDiv(classes, lanes)) * lanes)
      .vectorize(exponential.args()[0], lanes);
}

} // namespace resnetc::kernels
