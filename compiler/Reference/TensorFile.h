//===- TensorFile.h - named tensors in a safetensors file -------------------------===//
//
// How tests hand chosen values to the evaluator, and read what it computed, in full precision.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Reference/Tensor.h"

#include "mlir/IR/Diagnostics.h"

namespace resnetc::rn {

/// Tensors by name, as in a file.
using NamedTensors = std::map<std::string, Tensor>;

/// Reads the tensors of a safetensors file, of type F32, F64 or I64. Fails with a diagnostic at
/// `loc` that names the file when it cannot be read, is damaged or holds another type.
mlir::FailureOr<NamedTensors> readTensors(llvm::StringRef path, mlir::Location loc);

/// Writes tensors to a safetensors file as F64. Fails with a diagnostic when that is impossible.
mlir::LogicalResult writeTensors(const NamedTensors &tensors, llvm::StringRef path,
                                 mlir::Location loc);

} // namespace resnetc::rn
