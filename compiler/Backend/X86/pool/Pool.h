//===- Pool.h - pooling, both ways --------------------------------------------------===//
//
// Bound by memory: whole vectors, windows written out, images in parallel.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/X86/Schedules.h"
#include "compiler/Kernels/Geometry.h"

namespace resnetc::x86 {

/// maxpool: output (v, x, y, b, n), the padded rows it reads staged for each group of rows.
void scheduleMaxPool(KernelBuilder &builder, const Geometry &geometry, Halide::Func result,
                     Halide::Func staged);

/// avgpool: output (v, x, y, b, n) from sums over the window.
void scheduleAvgPool(KernelBuilder &builder, const Geometry &geometry, Halide::Func result,
                     Halide::Func sums, Halide::RDom window);

} // namespace resnetc::x86
