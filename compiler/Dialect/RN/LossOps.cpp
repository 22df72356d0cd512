//===- LossOps.cpp - verifiers of the loss and the optimiser's step ----------------===//
//
// The tags are those of RNLossOps.td; each has a test in tests/lit/Dialect/invalid_loss.mlir.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Dialect/RN/Verify.h"

using namespace mlir;
using namespace resnetc::rn;

LogicalResult SoftmaxCrossEntropyOp::verify() {
  // softmax_cross_entropy_c1
  if (failed(expectShape(*this, "a gradient", getGradient(), getLogits().getType().getShape())))
    return failure();
  return expectShape(*this, "rows", getRows(), {anyBatch, 2});
}

LogicalResult MeanRowsOp::verify() {
  // mean_rows_c1
  if (failed(expectShape(*this, "rows", getRows(), {anyBatch, 2})))
    return failure();
  return expectLength(*this, "a result", getResult(), 2);
}

LogicalResult SgdOp::verify() {
  // sgd_c1
  return expectLength(*this, "hyper", getHyper(), 4);
}
