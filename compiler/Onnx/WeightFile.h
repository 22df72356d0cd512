//===- WeightFile.h - the tensors of a safetensors file as f32 -----------------===//
#pragma once

#include "compiler/Support/Safetensors.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>

namespace resnetc {

/// A view of a safetensors file, whose bytes must outlive it.
class WeightFile {
public:
  /// Reads the header; an InputError where the format is broken.
  static llvm::Expected<WeightFile> read(llvm::StringRef bytes);

  /// The values of a tensor as little-endian f32: F64, F16 and BF16 are converted, rounded to the
  /// nearest even. An InputError when there is no tensor `name`, when it has not `elements`
  /// elements, or has a type that is no floating-point number.
  llvm::Expected<std::string> float32(llvm::StringRef name, int64_t elements) const;

private:
  llvm::StringMap<SafetensorsEntry> entries;
  llvm::StringRef data; ///< what follows the header
};

} // namespace resnetc
