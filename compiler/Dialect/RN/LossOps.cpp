//===- LossOps.cpp - verifiers of the loss and the optimiser's step ----------------===//
//
// The tags are those of RNLossOps.td; each has a test in tests/lit/Dialect/invalid_loss.mlir.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Dialect/RN/Verify.h"

#include <cmath>

using namespace mlir;
using namespace resnetc::rn;

LogicalResult SoftmaxCrossEntropyOp::verify() {
  // softmax_cross_entropy_c1
  if (failed(expectShape(*this, "a gradient", getGradient(), getLogits().getType().getShape())))
    return failure();
  if (failed(expectShape(*this, "rows", getRows(), {anyBatch, 2})))
    return failure();
  // softmax_cross_entropy_c2
  double weight = getWeight().convertToDouble();
  if (!(weight >= 0) || !std::isfinite(weight))
    return emitOpError() << "expects a finite weight of at least 0, got " << weight;
  return success();
}

LogicalResult ReduceLossOp::verify() {
  // reduce_loss_c1
  for (Value rows : getRows())
    if (failed(expectShape(*this, "rows", rows, {anyBatch, 2})))
      return failure();
  // reduce_loss_c2
  if (getRows().empty())
    return emitOpError("expects at least one operand, got none");
  return expectLength(*this, "a result", getResult(), 2);
}

LogicalResult SgdOp::verify() {
  // sgd_c1
  return expectLength(*this, "hyper", getHyper(), 4);
}

//===----------------------------------------------------------------------===//
// What is generated
//===----------------------------------------------------------------------===//

#define GET_OP_CLASSES
#include "compiler/Dialect/RN/RNLossOps.cpp.inc"

void RNDialect::addLossOps() {
  addOperations<
#define GET_OP_LIST
#include "compiler/Dialect/RN/RNLossOps.cpp.inc"
      >();
}
