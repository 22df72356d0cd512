//===- Target.h - what a kernel schedule must know of a machine --------------===//
//
// One table per instruction set (X86Avx512.cpp, X86Avx2.cpp), one line per processor
// (Processors.inc). A target says how wide a vector is, how many registers there are, which CPU
// features the object code will need, how large caches are and how many cores share the work; the
// schedule parameters that follow from it live beside the kernels. Used by the layout pass (block
// size), by the kernels and by the library's load-time check.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace resnetc {

/// A machine that kernels are generated for: instruction set, processor, and cores used.
struct Target {
  std::string name; ///< of the instruction set, "avx512" or "avx2"; part of every kernel's key
  std::string
      march; ///< psABI level, "x86-64-v4" or "x86-64-v3"; CPU name for LLVM's code generator
  int64_t vectorWidth;     ///< f32 lanes of a vector, which is also the channel block of the layout
  int64_t vectorRegisters; ///< architectural vector registers
  std::string processor = "generic"; ///< a name of Processors.inc; part of every kernel's key
  int64_t l1Bytes, l2Bytes;          ///< data caches of one core that schedules plan for
  double balance; ///< multiply-adds that a machine does while one f32 comes from its memory
  int64_t cores = fewCores; ///< that a call is expected to run on
  std::vector<std::string>
      halideFeatures; ///< names as in Halide target strings, e.g. "avx512_skylake"
  std::vector<std::string> cpuFeatures; ///< what the machine must have, names as in /proc/cpuinfo

  /// Cores that are expected where nothing says how many there are.
  static constexpr int64_t fewCores = 2;

  /// What tells targets apart, "avx512/zen4/64"; for a generic processor and few cores the
  /// instruction set alone. findTarget takes it.
  std::string key() const;

  /// Tasks that a kernel should have, so that the cores end at about the same time.
  int64_t wantedTasks() const { return 4 * std::max(cores, fewCores); }
};

/// The instruction sets, each with a generic processor and few cores, widest first.
const std::vector<Target> &allTargets();

/// The target for a `-march` value: a psABI level, a CPU name that LLVM knows, "native", or the key
/// of a target. Lives as long as the process. Returns null when the name is unknown or the CPU has
/// neither AVX2+FMA nor AVX-512 (F, BW, CD, DQ, VL).
const Target *findTarget(std::string_view march);

/// The same target for another number of cores.
const Target *withCores(const Target &target, int64_t cores);

} // namespace resnetc
