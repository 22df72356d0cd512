//===- BatchCopies.cpp - copies of a function for the batches that are named --------===//
#include "compiler/Dialect/RN/BatchCopies.h"

#include "compiler/Dialect/RN/RNOps.h"

using namespace mlir;

namespace resnetc::rn {

llvm::SmallVector<func::FuncOp> copiesOf(ModuleOp module, llvm::StringRef name) {
  llvm::SmallVector<func::FuncOp> copies;
  if (auto first = module.lookupSymbol<func::FuncOp>(name))
    copies.push_back(first);
  for (auto function : module.getOps<func::FuncOp>())
    if (auto of = function->getAttrOfType<FlatSymbolRefAttr>(copyOfName);
        of && of.getValue() == name)
      copies.push_back(function);
  return copies;
}

int64_t batchOf(func::FuncOp function) {
  auto batch = function->getAttrOfType<IntegerAttr>(batchName);
  return batch ? batch.getInt() : 1;
}

/// True for a tensor with a batch, or a buffer of one.
static bool isBatched(Type type) {
  if (auto buffer = dyn_cast<BufferType>(type))
    type = buffer.getTensor();
  auto tensor = dyn_cast<RankedTensorType>(type);
  return tensor && tensor.getRank() > 0 && tensor.isDynamicDim(0);
}

int64_t batchOf(Operation *op) {
  const bool batched = llvm::any_of(op->getOperandTypes(), isBatched) ||
                       llvm::any_of(op->getResultTypes(), isBatched);
  return batched ? batchOf(op->getParentOfType<func::FuncOp>()) : 1;
}

} // namespace resnetc::rn
