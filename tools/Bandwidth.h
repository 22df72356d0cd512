//===- Bandwidth.h - what the machine's memory can do ----------------------------------===//
//
// Measured in the same run as the kernels, since machines are shared and clocks move.
//
//===----------------------------------------------------------------------===//
#pragma once

namespace resnetc::tools {

/// Bytes read plus bytes written, by `threads` threads that read one array and write another, both far
/// bigger than the caches, in GB/s. Takes about 0.1 s.
double memoryBandwidth(int threads);

} // namespace resnetc::tools
