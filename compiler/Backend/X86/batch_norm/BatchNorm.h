//===- BatchNorm.h - batch normalisation, both ways --------------------------------===//
//
// The vector kernels work on a few numbers per channel; the statistics kernels stream maps.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/X86/Schedules.h"

namespace resnetc::x86 {

/// Output (v, b) of a per-channel computation without reductions.
void scheduleVector(KernelBuilder &builder, Halide::Func func);

/// Output (v, b) that reads the double sums of `sums` (v, b), each over the batch and its partials.
void scheduleFinalize(KernelBuilder &builder, Halide::Func func, Halide::Func sums,
                      Halide::RDom order, int64_t blocks, int64_t partials);

/// Output (v, s, p, b, n) made from partial sums.
void scheduleStats(KernelBuilder &builder, Halide::Func stats, PartialSums &sums, int64_t blocks,
                   int64_t pixels, int64_t partials);

/// Both outputs of grad_stats: the masked gradient `map` (v, pixel, b, n) and the partial sums of
/// the same pixels, which are read from `chunk` while it is in cache.
void scheduleMapAndStats(KernelBuilder &builder, Halide::Func map, Halide::Func chunk,
                         Halide::Func stats, PartialSums &sums, int64_t pixels, int64_t partials);

} // namespace resnetc::x86
