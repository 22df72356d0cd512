//===- HostNames.h - symbols of the host functions ----------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>

namespace resnetc {

/// The symbol of a host function, "resnet20_avx512_infer"; names of models are C identifiers.
inline std::string hostSymbol(llvm::StringRef model, llvm::StringRef target,
                              llvm::StringRef function) {
  return (model + "_" + target + "_" + function).str();
}

} // namespace resnetc
