//===- Version.cpp - which compiler of kernels this is ----------------------------===//
//
// Kernels kept from an older build of resnetc must not be taken for today's: the version is the
// hash of the kernel libraries' own object code and the targets' tables, with the version of
// Halide.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Version.h"

#include <HalideRuntime.h>

#define TEXT_OF(VALUE) #VALUE
#define TEXT(VALUE) TEXT_OF(VALUE)

namespace resnetc::x86 {

#define HALIDE_VERSION                                                                             \
  "Halide " TEXT(HALIDE_VERSION_MAJOR) "." TEXT(HALIDE_VERSION_MINOR) "." TEXT(HALIDE_VERSION_PATCH)

std::string halideVersion() { return HALIDE_VERSION; }

llvm::StringRef kernelVersion() {
  return HALIDE_VERSION " kernels "
#include "compiler/Backend/X86/Version.inc"
      ;
}

} // namespace resnetc::x86
