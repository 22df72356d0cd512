//===- ModuleOps.cpp - verifiers of variables, reads and writes --------------------===//
//
// The tags are those of RNModuleOps.td; each has a test in tests/lit/Dialect/invalid_module.mlir.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"

using namespace mlir;
using namespace resnetc::rn;

RankedTensorType VariableOp::getTensorType() { return cast<RankedTensorType>(getType()); }

double VariableOp::getInitialValue() {
  if (std::optional<APFloat> initial = getInitial())
    return initial->convertToDouble();
  switch (getRole()) {
  case Role::BnWeight:
  case Role::RunningVar:
    return 1;
  case Role::Slope:
    return 0.25;
  default:
    return 0;
  }
}

LogicalResult VariableOp::verify() {
  // variable_c1
  if (std::optional<APFloat> initial = getInitial(); initial && !initial->isFinite())
    return emitOpError() << "expects a finite initial value, got " << initial->convertToDouble();
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
