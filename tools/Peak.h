//===- Peak.h - what the machine could do at most ---------------------------------===//
//
// The denominator of every "share of peak": measured, not looked up, since clocks and cores differ.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstdint>
#include <string>

namespace resnetc::tools {

/// Operations per second, in units of 10^9 and two for a multiply-add, of `threads` threads that do
/// nothing but f32 fused multiply-adds on vectors of the instruction set ("avx512": 16 lanes, "avx2": 8; anything else
/// scalar SSE, 4 lanes without FMA). Takes about 0.1 s.
double peakGflops(const std::string &isa, int32_t threads);

} // namespace resnetc::tools
