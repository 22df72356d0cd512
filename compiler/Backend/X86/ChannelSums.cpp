//===- ChannelSums.cpp - sums over batch and map, one a channel ---------------------===//
//
// Every task owns the channels of a block.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/ChannelSums.h"

using namespace Halide;

namespace resnetc::x86 {

Func channelSums(KernelBuilder &builder, const std::string &name, const PixelTerm &term) {
  PartialSums sums = partialSums("image_sum", int64_t{1} * builder.get("h") * builder.get("w"), 1,
                                 [&](Expr lane, Expr pixel, Expr, Expr block, Expr image) {
                                   return std::vector<Expr>{term(lane, pixel, block, image)};
                                 });
  Var v("v"), b("b");
  RDom r(0, builder.n, "r");
  Func sum("sum"), vector(name), map("map");
  map(sums.v, sums.p, sums.b, sums.n) = total(sums, 0);
  sum(v, b) = Expr(0.0);
  sum(v, b) += cast<double>(map(v, 0, b, r));
  vector(v, b) = cast<float>(sum(v, b));
  scheduleChannelSums(builder, vector, sum, r);
  map.compute_at(sum, r.x).bound_extent(sums.v, builder.lanes()).vectorize(sums.v);
  map.store_in(taskLocal);
  schedulePartialSums(sums, map, sums.p, builder.lanes());
  return vector;
}

void buildChannelSums(KernelBuilder &builder, const std::string &output, const PixelTerm &term) {
  builder.out({output}, channelSums(builder, output, term));
}

void scheduleChannelSums(KernelBuilder &builder, Func vector, Func sum, RDom r) {
  Var v = vector.args()[0], b = vector.args()[1];
  vector.vectorize(v).parallel(b);
  sum.compute_at(vector, b)
      .store_in(taskLocal)
      .bound_extent(sum.args()[0], builder.lanes())
      .vectorize(sum.args()[0])
      .update()
      // The sums of an image are made once, outside the loop over lanes.
      .reorder({sum.args()[0], r.x, sum.args()[1]})
      .vectorize(sum.args()[0]);
}

} // namespace resnetc::x86
