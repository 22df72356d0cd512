//===- NormGradient.cpp - gradients of the normalisations -------------------===//
//
// Ioffe and Szegedy (2015), section 3: the batch's mean and variance are functions of the input, so
// the gradient by the input has their two sums in it. Running statistics take no part in the loss.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Gradient/Differentiable.h"

using namespace mlir;

namespace resnetc::rn {
namespace {

struct BatchNormTrainRule : GradientRule<BatchNormTrainRule, BatchNormTrainOp> {
  LogicalResult buildGradient(Operation *op, OpBuilder &b, ValueRange gradients,
                              ArrayRef<bool> wanted, MutableArrayRef<Value> out) const {
    auto bn = cast<BatchNormTrainOp>(op);
    if (gradients[1] || gradients[2])
      return op->emitOpError("expects mean and variance not to reach the loss");
    Type vector = bn.getWeight().getType();
    auto grad = BatchNormGradOp::create(b, op->getLoc(), bn.getInput().getType(), vector, vector,
                                        gradients[0], bn.getInput(), bn.getMean(), bn.getVariance(),
                                        bn.getWeight(), bn.getEpsAttr());
    for (unsigned i = 0; i < 3; ++i)
      if (wanted[i])
        out[i] = grad->getResult(i);
    return success();
  }
};

struct LrnRule : GradientRule<LrnRule, LrnOp> {
  LogicalResult buildGradient(Operation *op, OpBuilder &b, ValueRange gradients,
                              ArrayRef<bool> wanted, MutableArrayRef<Value> out) const {
    auto lrn = cast<LrnOp>(op);
    if (wanted[0])
      out[0] = LrnGradOp::create(b, op->getLoc(), lrn.getInput().getType(), gradients[0],
                                 lrn.getInput(), lrn.getSizeAttr(), lrn.getAlphaAttr(),
                                 lrn.getBetaAttr(), lrn.getKAttr());
    return success();
  }
};

} // namespace

void attachNormGradientRules(MLIRContext &context) {
  BatchNormTrainOp::attachInterface<BatchNormTrainRule>(context);
  LrnOp::attachInterface<LrnRule>(context);
}

} // namespace resnetc::rn
