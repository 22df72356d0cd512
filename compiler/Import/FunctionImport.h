//===- FunctionImport.h - layers to ops ------------------------------------------===//
#pragma once

#include "compiler/Dialect/RN/RNOps.h"
#include "dsl/Network.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/StringSet.h"

namespace resnetc::rn {

/// A function of a network, and what there is to say of it.
struct ImportedFunction {
  mlir::func::FuncOp function;
  llvm::SmallVector<llvm::StringRef> headsLeftOut; ///< beside the network, for training alone
  mlir::StringAttr
      onePixelNorm; ///< first batch norm on a map of one pixel, in training; may be null
};

/// Adds a function to a module, one op for each layer of the network: logits or, for training, their
/// loss. `defined` has the names of the module's variables; those that it does not have are defined,
/// before all functions, and added.
ImportedFunction importFunction(const dsl::Network &network, llvm::StringRef name, bool training,
                                mlir::ModuleOp module, llvm::StringSet<> &defined);

} // namespace resnetc::rn
