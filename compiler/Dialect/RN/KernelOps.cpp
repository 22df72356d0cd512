//===- KernelOps.cpp - verifiers of buffers and kernel launches --------------------===//
//
// The tags are those of RNKernelOps.td; each has a test in tests/lit/Dialect/invalid_kernel.mlir.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"

using namespace mlir;
using namespace resnetc::rn;

LogicalResult AllocOp::verify() {
  // alloc_c1
  if (getFixed().has_value() != getPerImage().has_value())
    return emitOpError() << "expects both offsets or none, got only "
                         << (getFixed() ? "fixed" : "per_image");
  for (std::optional<int64_t> offset : {getFixed(), getPerImage()})
    if (offset && (*offset < 0 || *offset % 64 != 0))
      return emitOpError() << "expects offsets that are non-negative multiples of 64, got "
                           << *offset;
  return success();
}

LogicalResult VariableBufferOp::verifySymbolUses(SymbolTableCollection &symbols) {
  // variable_buffer_c1
  auto variable = symbols.lookupNearestSymbolFrom<VariableOp>(*this, getVariableAttr());
  if (!variable)
    return emitOpError() << "expects the symbol of an rn.variable, got " << getVariableAttr();
  // variable_buffer_c2
  Type tensor = getBuffer().getType().getTensor();
  if (variable.getType() != tensor)
    return emitOpError() << "expects a buffer of " << variable.getType() << ", got one of "
                         << tensor;
  return success();
}

LogicalResult JoinedOp::verify() {
  // joined_c1
  return getParts().empty() ? emitOpError("expects at least one part, got none") : success();
}

LogicalResult LaunchOp::verifySymbolUses(SymbolTableCollection &symbols) {
  // launch_c1
  if (!symbols.lookupNearestSymbolFrom<KernelOp>(*this, getKernelAttr()))
    return emitOpError() << "expects the symbol of an rn.kernel, got " << getKernelAttr();
  return success();
}

//===----------------------------------------------------------------------===//
// What is generated
//===----------------------------------------------------------------------===//

#define GET_OP_CLASSES
#include "compiler/Dialect/RN/RNKernelOps.cpp.inc"

void RNDialect::addKernelOps() {
  addOperations<
#define GET_OP_LIST
#include "compiler/Dialect/RN/RNKernelOps.cpp.inc"
      >();
}
