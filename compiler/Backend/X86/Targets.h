//===- Targets.h - the x86 targets ---------------------------------------------===//
//
// One table per instruction set (Avx512.cpp, Avx2.cpp), one line per processor (Processors.inc);
// the parameters of schedules that follow from them live beside the kernels.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/Target.h"

#include <string_view>

namespace resnetc::x86 {

/// What schedules must know of an x86 machine beside what the graph does. A block of channels is a
/// vector of f32.
struct X86Target : Target {
  int64_t vectorRegisters;  ///< architectural ones
  int64_t l1Bytes, l2Bytes; ///< data caches of one core that schedules plan for
  int64_t l3Bytes;          ///< the cache that cores share
  double balance; ///< multiply-adds that a machine does while one f32 comes from its memory
  std::vector<std::string>
      halideFeatures; ///< names as in Halide target strings, e.g. "avx512_skylake"
};

/// Of these targets; X86Backend.h.
const Backend &backend();

/// AVX-512 with F, BW, CD, DQ and VL (psABI level x86-64-v4).
X86Target avx512Target();

/// AVX2 with FMA (psABI level x86-64-v3).
X86Target avx2Target();

/// The instruction sets, each with a generic processor and few cores, widest first.
const std::vector<X86Target> &allTargets();

/// The target for a `-march` value: a psABI level, a CPU name that LLVM knows, "native", or the key
/// of a target. Lives as long as the process. Returns null when the name is unknown or the CPU has
/// neither AVX2+FMA nor AVX-512 (F, BW, CD, DQ, VL).
const X86Target *findTarget(std::string_view march);

/// Whether this machine has the instruction set of a target.
bool runsHere(const X86Target &target);

/// The same target for another number of cores.
const X86Target *withCores(const X86Target &target, int64_t cores);

} // namespace resnetc::x86
