//===- ActivationOps.cpp - verifiers of activations and dropout -------------------===//
//
// The tags are those of RNActivationOps.td; each has a test in
// tests/lit/Dialect/invalid_activation.mlir.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Dialect/RN/Verify.h"

#include <cmath>

using namespace mlir;
using namespace resnetc::rn;

LogicalResult PreluOp::verify() {
  // prelu_c1
  return expectLength(*this, "slope", getSlope(), getInput().getType().getDimSize(1));
}

LogicalResult PreluGradOp::verify() {
  // prelu_grad_c1
  return expectLength(*this, "slope", getSlope(), getInput().getType().getDimSize(1));
}

LogicalResult PreluGradSlopeOp::verify() {
  // prelu_grad_slope_c1
  return expectLength(*this, "a result", getResult(), getInput().getType().getDimSize(1));
}

/// A slope is there for leaky_relu alone, and a number in single precision.
static LogicalResult verifySlope(Operation *op, ActivationKind kind, FloatAttr slope) {
  // activation_c1, activation_grad_c1
  bool wanted = kind == ActivationKind::LeakyRelu;
  if (wanted != bool(slope))
    return op->emitOpError() << "expects " << (wanted ? "a slope" : "no slope") << " for "
                             << stringifyActivationKind(kind) << ", got "
                             << (slope ? "one" : "none");
  // activation_c2, activation_grad_c2
  if (slope && !std::isfinite(static_cast<float>(slope.getValueAsDouble())))
    return op->emitOpError() << "expects a slope that is finite in single precision, got "
                             << slope.getValueAsDouble();
  return success();
}

LogicalResult ActivationOp::verify() { return verifySlope(*this, getKind(), getSlopeAttr()); }
LogicalResult ActivationGradOp::verify() { return verifySlope(*this, getKind(), getSlopeAttr()); }

LogicalResult DropoutOp::verify() {
  // dropout_c1
  double rate = getRate().convertToDouble();
  if (!(rate >= 0 && rate < 1))
    return emitOpError() << "expects a rate of at least 0 and below 1, got " << rate;
  // dropout_c2
  int64_t layer = getLayerAttr().getInt();
  if (layer < 0 || layer > maxSize)
    return emitOpError() << "expects a layer within 0 and " << maxSize << ", got " << layer;
  // dropout_c3
  return expectLength(*this, "a key", getKey(), 1);
}

//===----------------------------------------------------------------------===//
// What is generated
//===----------------------------------------------------------------------===//

#define GET_OP_CLASSES
#include "compiler/Dialect/RN/RNActivationOps.cpp.inc"

void RNDialect::addActivationOps() {
  addOperations<
#define GET_OP_LIST
#include "compiler/Dialect/RN/RNActivationOps.cpp.inc"
      >();
}
