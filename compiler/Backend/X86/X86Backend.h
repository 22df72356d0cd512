//===- X86Backend.h - kernels for x86 by Halide ---------------------------------------===//
#pragma once

#include "compiler/Backend/Backend.h"

namespace resnetc::x86 {

/// The backend for AVX2 and AVX-512.
const Backend &backend();

} // namespace resnetc::x86
