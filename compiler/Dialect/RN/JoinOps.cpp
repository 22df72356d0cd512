//===- JoinOps.cpp - verifiers of gates, concatenation and slices -----------------===//
//
// The tags are those of RNJoinOps.td; each has a test in tests/lit/Dialect/invalid_join.mlir.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Dialect/RN/Verify.h"

using namespace mlir;
using namespace resnetc::rn;

/// `gate` has the shape of `map`, or one value for each of its channels.
static LogicalResult verifyGate(Operation *op, StringRef what, Value gate, Value map) {
  auto shape = cast<RankedTensorType>(map.getType()).getShape();
  auto got = cast<RankedTensorType>(gate.getType()).getShape();
  int64_t perChannel[] = {anyBatch, shape[1], 1, 1};
  if (got == shape || got == ArrayRef(perChannel))
    return success();
  return op->emitOpError() << "expects " << what << " of shape " << shapeText(shape) << " or "
                           << shapeText(perChannel) << ", got " << shapeText(got);
}

LogicalResult GateOp::verify() {
  // gate_c1
  if (failed(verifyGate(*this, "a gate", getGate(), getValue())))
    return failure();
  // gate_c2
  return expectType(*this, "carry", getCarry(), getValue().getType());
}

LogicalResult GateGradCarryOp::verify() {
  // gate_grad_carry_c1
  return verifyGate(*this, "a gate", getGate(), getGradient());
}

LogicalResult GateGradGateOp::verify() {
  // gate_grad_gate_c1
  if (failed(verifyGate(*this, "a result", getResult(), getGradient())))
    return failure();
  // gate_grad_gate_c2
  return expectType(*this, "carry", getCarry(), getValue().getType());
}

LogicalResult ConcatOp::verify() {
  // concat_c1
  if (getInputs().empty() || getInputs().size() > maxParts)
    return emitOpError() << "expects 1 to " << maxParts << " inputs, got " << getInputs().size();
  auto shape = getOutput().getType().getShape();
  int64_t channels = 0;
  for (Value input : getInputs()) {
    int64_t own = cast<RankedTensorType>(input.getType()).getDimSize(1);
    // concat_c2
    if (failed(expectShape(*this, "an input", input, {anyBatch, own, shape[2], shape[3]})))
      return failure();
    channels += own;
  }
  // concat_c3
  if (shape[1] != channels)
    return emitOpError() << "expects a result of " << channels << " channels, got " << shape[1];
  return success();
}

LogicalResult SliceOp::verify() {
  auto in = getInput().getType().getShape(), out = getOutput().getType().getShape();
  // slice_c1
  if (failed(expectShape(*this, "a result", getOutput(), {anyBatch, out[1], in[2], in[3]})))
    return failure();
  // slice_c2
  int64_t start = getStartAttr().getInt();
  if (start < 0 || start > in[1] - out[1])
    return emitOpError() << "expects channels within the input's " << in[1] << ", got " << out[1]
                         << " from " << start;
  return success();
}

//===----------------------------------------------------------------------===//
// What is generated
//===----------------------------------------------------------------------===//

#define GET_OP_CLASSES
#include "compiler/Dialect/RN/RNJoinOps.cpp.inc"

void RNDialect::addJoinOps() {
  addOperations<
#define GET_OP_LIST
#include "compiler/Dialect/RN/RNJoinOps.cpp.inc"
      >();
}
