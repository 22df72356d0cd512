//===- Join.h - where branches of a block meet ------------------------------------------===//
//
// The larger of two maps, gates, and channels set side by side and taken apart again; what adds is
// in elementwise.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/X86/Schedules.h"
#include "compiler/Backend/X86/Variant.h"

namespace resnetc::x86 {

void buildConcat(KernelBuilder &builder);

void buildSlice(KernelBuilder &builder);

/// A step of a copy, an update of (v, pixel, b, n) that writes `blocks` blocks of channels, `block`
/// the loop over them; `elements` are those of one image.
void scheduleCopy(KernelBuilder &builder, Halide::Stage step, Halide::Func copy, Halide::RVar block,
                  int64_t blocks, int64_t elements);

/// Sums over the map (v, pixel, b, n), one pixel, from sums in registers.
void scheduleMapSums(KernelBuilder &builder, Halide::Func result, PartialSums &sums);

} // namespace resnetc::x86
