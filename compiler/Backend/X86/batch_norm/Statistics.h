//===- Statistics.h - batch normalisation: the streaming part ----------------------===//
//
// The kernels that pass over maps: sums of values, sums of gradients, and the gradient's affine
// map.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/X86/KernelBuilder.h"

namespace resnetc::x86 {

void buildBnStats(KernelBuilder &builder);

void buildGradStats(KernelBuilder &builder);

void buildBnGradApply(KernelBuilder &builder);

} // namespace resnetc::x86
