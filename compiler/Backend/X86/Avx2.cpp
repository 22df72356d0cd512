//===- Avx2.cpp - the table of the AVX2 target --------------------------------===//
//
// Desktop and server cores since Haswell and Zen. 16 registers of 8 floats: 12 accumulators, two
// weight vectors and one broadcast value fill them.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Targets.h"

namespace resnetc::x86 {

X86Target avx2Target() {
  X86Target target;
  target.backend = &backend();
  target.name = "avx2";
  target.hostCpu = "x86-64-v3";
  target.channelBlock = 8;
  target.nchwChannels = 4; // whose products fill no vector
  target.vectorRegisters = 16;
  target.l1Bytes = 32 * 1024;
  target.l2Bytes = 256 * 1024; // Haswell; later cores have more
  target.l3Bytes = 16 * 1024 * 1024;
  target.balance = 16; // half of what AVX-512 does beside the same memory
  target.halideFeatures = {"avx", "avx2", "f16c", "fma", "sse41"};
  target.cpuFeatures = {"avx2", "bmi1", "bmi2", "f16c", "fma", "movbe"};
  return target;
}

} // namespace resnetc::x86
