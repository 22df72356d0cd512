//===- Safetensors.h - strict reading of a safetensors file --------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <cstdint>
#include <string>
#include <vector>

namespace resnetc {

/// One tensor of a file.
struct SafetensorsEntry {
  std::string name;
  std::string dtype; ///< "F32"
  std::vector<int64_t> shape;
  uint64_t begin = 0, end = 0; ///< bytes, from the end of the header
};

/// The tensors of a file, in the order of their names' appearance. Nothing is let through that the
/// format forbids: the header is one JSON object of known keys, no name comes twice, sizes agree
/// with shapes, and the data are covered exactly once. The message of the InputError says what is
/// wrong, without the file's name.
llvm::Expected<std::vector<SafetensorsEntry>> parseSafetensors(llvm::StringRef file);

} // namespace resnetc
