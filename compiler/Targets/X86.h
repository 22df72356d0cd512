//===- X86.h - the x86 targets -------------------------------------------------===//
//
// One function per instruction set, each in the file of its table; Target.cpp lists them.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Targets/Target.h"

namespace resnetc {

/// AVX-512 with F, BW, CD, DQ and VL (psABI level x86-64-v4).
Target x86Avx512Target();

/// AVX2 with FMA (psABI level x86-64-v3).
Target x86Avx2Target();

} // namespace resnetc
