//===- Elementwise.h - kernels that touch each element once -------------------------===//
//
// Algorithm and schedule of the family meet here. All of it runs at the speed of memory: one pass,
// whole vectors, images (and blocks of channels) in parallel.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/X86/Schedules.h"

namespace resnetc::x86 {

/// Makes the map `output` of a spec, flattened, what `value` says of (v, pixel, b, n).
void outFlatMap(KernelBuilder &builder, const std::string &output, Halide::Expr value);

/// Output (v, x, y, b, n); `unrollX` copies of the row's loop body let x % unrollX be a constant.
void scheduleMap(KernelBuilder &builder, Halide::Func func, int64_t blocks, int64_t height,
                 int64_t width, int unrollX);

/// In-place update of a flat array of n vectors (v, i).
void scheduleFlatUpdate(KernelBuilder &builder, Halide::Func func);

} // namespace resnetc::x86
