//===- Linear.h - the fully connected layer, both ways --------------------------------===//
//
// Its input is an activation in blocks, its output plain rows of k values, which need not be a
// multiple of the vector.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/X86/Schedules.h"
#include "compiler/Backend/X86/Variant.h"

namespace resnetc::x86 {

/// Images that share a vector of weights: {"images", ...}.
std::vector<Params> imageTileCandidates(const ScheduleQuery &query);

/// Rows (k, n) made from sums (v, b, image of a tile, tile).
void scheduleLinear(KernelBuilder &builder, Halide::Func rows, Halide::Func sum, Halide::RDom r);

/// dx (v, x, y, b, n) from sums (v, x, y, b, image of a tile, tile) over k.
void scheduleLinearGradInput(KernelBuilder &builder, Halide::Func dx, Halide::Func sum,
                             Halide::RDom r);

/// dw (v, c, x, y, cb, kb) from sums of the same shape over the batch.
void scheduleLinearGradWeight(KernelBuilder &builder, Halide::Func dw, Halide::Func sum,
                              Halide::RDom r);

} // namespace resnetc::x86
