//===- Lrn.h - local response normalisation -----------------------------------------------===//
//
// A window runs over channels, that is across the lanes of a vector and from block to block. The
// kernels lay the channels of some pixels out in rows, with zeros at the ends, and read the rows at
// any lane.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/X86/Schedules.h"

namespace resnetc::x86 {

/// Output (v, pixel, b, n), made from functions (channel, pixel, n) that are kept for some pixels
/// at a time; `rows` in the order of their computation.
void scheduleLrn(KernelBuilder &builder, Halide::Func result, std::vector<Halide::Func> rows);

} // namespace resnetc::x86
