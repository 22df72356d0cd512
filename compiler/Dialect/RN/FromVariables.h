//===- FromVariables.h - what a function computes from variables alone --------------===//
#pragma once

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/DenseSet.h"

namespace resnetc::rn {

/// Values of a function that follow from variables and constants alone, those themselves included:
/// they are the same at every call until a variable is written.
llvm::DenseSet<mlir::Value> valuesFromVariables(mlir::func::FuncOp function);

} // namespace resnetc::rn
