//===- Layout.h - reorders between layouts ---------------------------------------------===//
//
// Copies; the only kernels that read or write other than along the vector.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/X86/Schedules.h"

namespace resnetc::x86 {

/// Activation (v, x, y, b, n) read from an image.
void scheduleToBlocked(KernelBuilder &builder, Halide::Func func);

/// Image (x, y, c, n) read from an activation.
void scheduleToNchw(KernelBuilder &builder, Halide::Func func);

/// Weights (c, k, kx, ky, kb, cb).
void scheduleTransposeWeight(KernelBuilder &builder, Halide::Func func);

} // namespace resnetc::x86
