//===- Avx512.cpp - the table of the AVX-512 target ---------------------------===//
//
// Server cores since Skylake-SP and Zen 4. 32 registers of 16 floats: a register tile of up to 28
// accumulators leaves room for the weight vectors of a step; the broadcast operand of an FMA needs
// no register of its own.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Targets.h"

namespace resnetc::x86 {

X86Target avx512Target() {
  X86Target target;
  target.backend = &backend();
  target.name = "avx512";
  target.hostCpu = "x86-64-v4";
  target.channelBlock = 16;
  target.nchwChannels = 4; // whose products fill no vector
  target.vectorRegisters = 32;
  target.l1Bytes = 32 * 1024;   // the smallest of the cores that have AVX-512 (Zen 4)
  target.l2Bytes = 1024 * 1024; // Zen 4, Zen 5, Skylake-SP
  target.l3Bytes = 32 * 1024 * 1024;
  target.balance = 32; // Zen 5, two cores: 270 G multiply-adds/s beside 33 GB/s
  target.halideFeatures = {"avx", "avx2", "avx512", "avx512_skylake", "f16c", "fma", "sse41"};
  target.cpuFeatures = {"avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl", "avx2",
                        "bmi1",    "bmi2",     "f16c",     "fma",      "movbe"};
  return target;
}

} // namespace resnetc::x86
