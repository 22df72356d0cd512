//===- FromVariables.cpp - what a function computes from variables alone ------------===//
#include "compiler/Dialect/RN/FromVariables.h"
#include "compiler/Dialect/RN/RNOps.h"

#include "mlir/Interfaces/SideEffectInterfaces.h"

using namespace mlir;

namespace resnetc::rn {

llvm::DenseSet<Value> valuesFromVariables(func::FuncOp function) {
  llvm::DenseSet<Value> known;
  for (Operation &op : function.getBody().front().without_terminator())
    if (isMemoryEffectFree(&op) &&
        llvm::all_of(op.getOperands(), [&](Value v) { return known.contains(v); }))
      known.insert(op.result_begin(), op.result_end());
  return known;
}

} // namespace resnetc::rn
