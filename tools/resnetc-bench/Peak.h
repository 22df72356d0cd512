//===- Peak.h - what the machine can do --------------------------------------------===//
//
// Measured in the same run as the kernels, since machines are shared and clocks move.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Targets/Target.h"

namespace resnetc::bench {

/// Fused multiply-adds in registers, on all `threads` at once, in GFLOP/s.
double peakGflops(const Target &target, int threads);

/// Reading one array and writing another, both far bigger than the caches, in GB/s.
double memoryBandwidth(int threads);

} // namespace resnetc::bench
