//===- Target.h - what a kernel schedule must know of a machine --------------===//
//
// One table per instruction set (X86Avx512.cpp, X86Avx2.cpp). A target says how wide a vector is,
// how many registers there are and which CPU features the object code will need; the schedule
// parameters that follow from it live beside the kernels. Used by the layout pass (block size), by
// the kernels and by the library's load-time check.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace resnetc {

/// An instruction set that kernels are generated for.
struct Target {
  std::string name; ///< "avx512" or "avx2"; part of every kernel's key
  std::string
      march; ///< psABI level, "x86-64-v4" or "x86-64-v3"; CPU name for LLVM's code generator
  int64_t vectorWidth;     ///< f32 lanes of a vector, which is also the channel block of the layout
  int64_t vectorRegisters; ///< architectural vector registers
  int64_t l1Bytes, l2Bytes; ///< data caches of one core that schedules plan for
  double balance; ///< multiply-adds that a machine does while one f32 comes from its memory
  std::vector<std::string>
      halideFeatures; ///< names as in Halide target strings, e.g. "avx512_skylake"
  std::vector<std::string> cpuFeatures; ///< what the machine must have, names as in /proc/cpuinfo
};

/// All targets, widest first.
const std::vector<Target> &allTargets();

/// The target for a `-march` value: a psABI level, a CPU name that LLVM knows, or "native".
/// Returns null when the name is unknown or the CPU has neither AVX2+FMA nor AVX-512 (F, BW, CD,
/// DQ, VL).
const Target *findTarget(std::string_view march);

} // namespace resnetc
