//===- ModuleOps.cpp - verifiers of variables, reads and writes --------------------===//
//
// The tags are those of RNModuleOps.td; each has a test in tests/lit/Dialect/invalid_module.mlir.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/Geometry.h"
#include "compiler/Dialect/RN/RNOps.h"

using namespace mlir;
using namespace resnetc::rn;

RankedTensorType VariableOp::getTensorType() { return cast<RankedTensorType>(getType()); }

ArrayRef<int64_t> VariableOp::getOuterShape() {
  std::optional<ArrayRef<int64_t>> shape = getUserShape();
  return shape ? *shape : getTensorType().getShape();
}

LogicalResult VariableOp::verify() {
  // variable_c1
  if (!getInitial().isFinite())
    return emitOpError() << "expects a finite initial value, got "
                         << getInitial().convertToDouble();
  // variable_c3
  if (checkedProduct(getOuterShape()) != checkedProduct(getTensorType().getShape()))
    return emitOpError() << "expects a user_shape with the elements of " << getTensorType()
                         << ", got [" << getOuterShape() << "]";
  // variable_c4
  if (std::optional<int64_t> offset = getOffset(); offset && (*offset < 0 || *offset % 64 != 0))
    return emitOpError() << "expects an offset that is a non-negative multiple of 64, got "
                         << *offset;
  // variable_c5
  if (getTrainable() && !isStored())
    return emitOpError() << "expects what is trainable to be neither the optimiser's nor derived";
  return success();
}

LogicalResult VariableOp::verifySymbolUses(SymbolTableCollection &symbols) {
  // variable_c2
  if (!getSlotOf())
    return success();
  auto variable = symbols.lookupNearestSymbolFrom<VariableOp>(*this, getSlotOfAttr());
  if (!variable || !variable.getTrainable() || variable.getType() != getType())
    return emitOpError() << "expects slot_of to name a trainable variable of type " << getType()
                         << ", got " << getSlotOfAttr();
  return success();
}

/// The symbol names a variable (c1) of that type (c2).
static LogicalResult verifyVariable(Operation *op, FlatSymbolRefAttr symbol, Type type,
                                    SymbolTableCollection &symbols) {
  auto variable = symbols.lookupNearestSymbolFrom<VariableOp>(op, symbol);
  if (!variable)
    return op->emitOpError() << "expects the symbol of an rn.variable, got " << symbol;
  if (variable.getType() != type)
    return op->emitOpError() << "expects the variable's type " << variable.getType() << ", got "
                             << type;
  return success();
}

LogicalResult ReadOp::verifySymbolUses(SymbolTableCollection &symbols) {
  // read_c1, read_c2
  return verifyVariable(*this, getVariableAttr(), getValue().getType(), symbols);
}

LogicalResult WriteOp::verifySymbolUses(SymbolTableCollection &symbols) {
  // write_c1, write_c2
  return verifyVariable(*this, getVariableAttr(), getValue().getType(), symbols);
}

//===----------------------------------------------------------------------===//
// What is generated
//===----------------------------------------------------------------------===//

#define GET_OP_CLASSES
#include "compiler/Dialect/RN/RNModuleOps.cpp.inc"

void RNDialect::addModuleOps() {
  addOperations<
#define GET_OP_LIST
#include "compiler/Dialect/RN/RNModuleOps.cpp.inc"
      >();
}
