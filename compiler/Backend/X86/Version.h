//===- Version.h - which compiler of kernels this is --------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>

namespace resnetc::x86 {

/// "Halide 21.0.0".
std::string halideVersion();

/// Changes whenever the code that makes kernels changes.
llvm::StringRef kernelVersion();

} // namespace resnetc::x86
