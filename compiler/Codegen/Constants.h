//===- Constants.h - values known when compiling, in one block ----------------===//
//
// Kernels read them beside the variables. One block for a module lets a device have a copy of all.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Dialect/RN/RNOps.h"

#include "mlir/IR/BuiltinOps.h"

#include <string>

namespace resnetc {

/// The values of all rn.constant_buffer of a module, equal ones once.
struct ConstantBlock {
  std::string bytes; ///< each padded by zeros to its layout, which begins at a multiple of 64
  llvm::DenseMap<mlir::Operation *, int64_t> offsets; ///< bytes from the start of the block
};

/// Reads the constants of a module in the `plan` phase; equal modules have equal blocks. Those that
/// are no dense f32 vectors are left out.
ConstantBlock readConstants(mlir::ModuleOp module);

} // namespace resnetc
