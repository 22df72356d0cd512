//===- Bandwidth.h - what the machine's memory can do ----------------------------------===//
//
// Measured in the same run as the kernels, since machines are shared and clocks move.
//
//===----------------------------------------------------------------------===//
#pragma once

namespace resnetc::bench {

/// Reading one array and writing another, both far bigger than the caches, in GB/s.
double memoryBandwidth(int threads);

} // namespace resnetc::bench
