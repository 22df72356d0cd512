//===- HostNames.h - symbols of the host functions ----------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>

namespace resnetc {

/// The symbol of a host function, "resnet20_avx512_infer"; the prefix is a C identifier.
inline std::string hostSymbol(llvm::StringRef prefix, llvm::StringRef target,
                              llvm::StringRef function) {
  return (prefix + "_" + target + "_" + function).str();
}

} // namespace resnetc
