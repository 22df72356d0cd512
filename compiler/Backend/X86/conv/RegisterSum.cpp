//===- RegisterSum.cpp - sums that stay in registers -----------------------------------===//
//
// Every dimension of the tile is unrolled, so LLVM keeps each element in a register across the
// loops of the reduction.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/conv/RegisterSum.h"

#include "compiler/Backend/X86/KernelBuilder.h"

using namespace Halide;

namespace resnetc::x86 {

void scheduleRegisterSum(Func sum, RDom r, int inner, Func consumer, Var where, int lanes,
                         const std::vector<Var> &others) {
  Var v = sum.args()[0], x = sum.args()[1], y = sum.args()[2], b = sum.args()[3];
  sum.compute_at(consumer, where)
      .store_in(taskLocal)
      .bound_extent(v, lanes)
      .vectorize(v)
      .unroll(x)
      .unroll(y)
      .unroll(b);
  std::vector<VarOrRVar> order = {v, x, y, b};
  order.insert(order.end(), others.begin(), others.end());
  for (int i = 0; i < r.dimensions(); ++i)
    order.push_back(r[i]);
  sum.update().reorder(order).vectorize(v).unroll(x).unroll(y).unroll(b);
  for (const Var &other : others) {
    sum.unroll(other);
    sum.update().unroll(other);
  }
  if (inner > 1)
    sum.update().unroll(r[0], inner);
}

std::string registerSumLoop(const Func &sum, const RDom &r) {
  return sum.name() + ".s1." + r[0].name() + "." + r[0].name();
}

} // namespace resnetc::x86
