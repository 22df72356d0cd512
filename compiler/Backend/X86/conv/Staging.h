//===- Staging.h - a padded copy of the rows that a task reads -----------------------===//
//
// What happens to x before a convolution (normalise, ReLU, zero padding) is done once for each
// block of rows, into scratch memory, so that the inner loops read with no conditions.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/X86/KernelBuilder.h"
#include "compiler/Kernels/Geometry.h"

namespace resnetc::x86 {

/// pre(x) at channel block and lane (or, of an image, channel), row and column of the unpadded map.
Halide::Expr preprocessed(KernelBuilder &builder, Halide::Expr lane, Halide::Expr x, Halide::Expr y,
                          Halide::Expr block, Halide::Expr image);

/// pre(x) in coordinates of the padded map, `outside` where that is padding. Dimensions (lane, x,
/// y, block, image); of an image (x, y, channel, image).
Halide::Func paddedInput(KernelBuilder &builder, const Geometry &geometry, Halide::Expr outside);

/// Schedules paddedInput at `where` of `consumer`.
void scheduleStaging(KernelBuilder &builder, Halide::Func staged, bool nchw,
                     Halide::LoopLevel where);

/// Bytes of `rows` staged rows of `columns` columns, over all channels.
int64_t stagedBytes(const Geometry &geometry, int64_t rows, int64_t columns, int64_t lanes);

} // namespace resnetc::x86
