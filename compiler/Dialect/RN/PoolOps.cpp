//===- PoolOps.cpp - verifiers of pooling both ways -------------------------------===//
//
// The tags are those of RNPoolOps.td; each has a test in tests/lit/Dialect/invalid_pool.mlir.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Dialect/RN/Verify.h"

using namespace mlir;
using namespace resnetc::rn;

/// Window, strides and pads make a pool over `input` (c1), and `output` has its shape (c2).
static LogicalResult verifyPool(Operation *op, Value input, Value output, StringRef outputName,
                                ArrayRef<int64_t> window, ArrayRef<int64_t> strides,
                                ArrayRef<int64_t> pads) {
  if (failed(expectStrides(op, "window sizes", window)) ||
      failed(expectStrides(op, "strides", strides)) || failed(expectPads(op, pads)))
    return failure();
  if (pads[0] >= window[0] || pads[2] >= window[0] || pads[1] >= window[1] || pads[3] >= window[1])
    return op->emitOpError() << "expects pads smaller than the window " << shapeText(window)
                             << ", got " << shapeText(pads);
  auto inputType = cast<RankedTensorType>(input.getType());
  if (failed(expectRoom(op, inputType, window, pads)))
    return failure();
  auto expected = inferPoolType(inputType, window, strides, pads);
  if (!expected)
    return op->emitOpError() << "expects an output map within " << maxSize << ", got a larger one";
  return expectShape(op, outputName, output, expected.getShape());
}

/// A place in the window fits the eight bits of its index.
static LogicalResult verifyPlaces(Operation *op, ArrayRef<int64_t> window) {
  if (window[0] * window[1] <= maxPlaces)
    return success();
  return op->emitOpError() << "expects at most " << maxPlaces
                           << " places in a window with an index, got " << window[0] * window[1];
}

LogicalResult MaxPoolOp::verify() {
  // max_pool_c1, max_pool_c2
  if (failed(verifyPool(*this, getInput(), getOutput(), "a result", getWindow(), getStrides(),
                        getPads())))
    return failure();
  // max_pool_c3
  if (failed(expectShape(*this, "an index", getIndex(), getOutput().getType().getShape())))
    return failure();
  // max_pool_c4
  if (failed(expectAffine(*this, getScale(), getShift(), getInput().getType().getDimSize(1),
                          getInRelu())))
    return failure();
  // max_pool_c5
  return getIndex() ? verifyPlaces(*this, getWindow()) : success();
}

LogicalResult MaxPoolGradOp::verify() {
  // max_pool_grad_c1
  if (failed(verifyPool(*this, getResult(), getGradient(), "a gradient", getWindow(), getStrides(),
                        getPads())) ||
      failed(verifyPlaces(*this, getWindow())))
    return failure();
  return expectShape(*this, "an index", getIndex(), getGradient().getType().getShape());
}

LogicalResult AvgPoolOp::verify() {
  // avg_pool_c1, avg_pool_c2
  return verifyPool(*this, getInput(), getOutput(), "a result", getWindow(), getStrides(),
                    getPads());
}

LogicalResult AvgPoolGradOp::verify() {
  // avg_pool_grad_c1
  return verifyPool(*this, getResult(), getGradient(), "a gradient", getWindow(), getStrides(),
                    getPads());
}

//===----------------------------------------------------------------------===//
// What is generated
//===----------------------------------------------------------------------===//

#define GET_OP_CLASSES
#include "compiler/Dialect/RN/RNPoolOps.cpp.inc"

void RNDialect::addPoolOps() {
  addOperations<
#define GET_OP_LIST
#include "compiler/Dialect/RN/RNPoolOps.cpp.inc"
      >();
}
