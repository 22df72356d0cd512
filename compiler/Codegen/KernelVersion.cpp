//===- KernelVersion.cpp - which compiler of kernels this is ----------------------===//
//
// Kernels kept from an older build of resnetc must not be taken for today's: the version is the
// hash of the kernel libraries' own object code, with the version of Halide.
//
//===----------------------------------------------------------------------===//
#include "compiler/Codegen/KernelCompiler.h"

#include <HalideRuntime.h>

#define TEXT_OF(VALUE) #VALUE
#define TEXT(VALUE) TEXT_OF(VALUE)

namespace resnetc {

llvm::StringRef kernelLibraryVersion() {
  return "halide " TEXT(HALIDE_VERSION_MAJOR) "." TEXT(HALIDE_VERSION_MINOR) "." TEXT(
      HALIDE_VERSION_PATCH) " kernels "
#include "compiler/Codegen/KernelVersion.inc"
      ;
}

} // namespace resnetc
