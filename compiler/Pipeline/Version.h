//===- Version.h - which compiler this is ---------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>

namespace resnetc {

/// The version of resnetc, "0.1.0".
llvm::StringRef versionText();

/// The compiler with what it makes code by, "resnetc 0.1.0, LLVM 22.1.8, Halide 21.0.0": what --version begins
/// with, and what libraries say of themselves. Equal for all that make the same bytes of the same input.
std::string compilerText();

} // namespace resnetc
