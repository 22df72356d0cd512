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
  // softmax_cross_entropy_c3
  return getScale() ? expectLength(*this, "a scale", getScale(), 1) : success();
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
  if (failed(expectLength(*this, "hyper", getHyper(), 4)))
    return failure();
  // sgd_c2
  return getFactor() ? expectLength(*this, "a factor", getFactor(), 1) : success();
}

LogicalResult FindNonfiniteOp::verify() {
  // find_nonfinite_c1
  return expectLength(*this, "found", getFound(), 1);
}

LogicalResult NextLossScaleOp::verify() {
  // next_loss_scale_c1
  if (failed(expectLength(*this, "a scale", getScale(), 1)))
    return failure();
  // next_loss_scale_c2
  const double growth = getGrowth().convertToDouble(), backoff = getBackoff().convertToDouble();
  if (!(growth >= 1) || !std::isfinite(growth))
    return emitOpError() << "expects a finite growth of at least 1, got " << growth;
  // next_loss_scale_c3
  if (!(backoff > 0 && backoff <= 1))
    return emitOpError() << "expects a backoff above 0, at most 1, got " << backoff;
  // next_loss_scale_c4
  if (getInterval() < 1)
    return emitOpError() << "expects an interval of at least 1, got " << getInterval();
  return success();
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
