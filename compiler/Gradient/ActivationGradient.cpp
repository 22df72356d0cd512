//===- ActivationGradient.cpp - gradients of activations and dropout ------------===//
//
// PReLU's mask is the sign of its input: with a negative slope the output's would not tell. The
// activations by kind are read from their inputs, too, the sigmoid's gradient from its output.
// Dropout's mask is a function of the key, so its gradient applies the same op again and nothing is
// kept from the forward pass.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Gradient/Differentiable.h"

using namespace mlir;

namespace resnetc::rn {
namespace {

struct PreluRule : GradientRule<PreluRule, PreluOp> {
  LogicalResult buildGradient(Operation *op, OpBuilder &b, ValueRange gradients,
                              ArrayRef<bool> wanted, MutableArrayRef<Value> out) const {
    auto prelu = cast<PreluOp>(op);
    if (wanted[0])
      out[0] = PreluGradOp::create(b, op->getLoc(), prelu.getInput().getType(), gradients[0],
                                   prelu.getInput(), prelu.getSlope());
    if (wanted[1])
      out[1] = PreluGradSlopeOp::create(b, op->getLoc(), prelu.getSlope().getType(), gradients[0],
                                        prelu.getInput());
    return success();
  }
};

struct SigmoidRule : GradientRule<SigmoidRule, SigmoidOp> {
  LogicalResult buildGradient(Operation *op, OpBuilder &b, ValueRange gradients,
                              ArrayRef<bool> wanted, MutableArrayRef<Value> out) const {
    auto sigmoid = cast<SigmoidOp>(op);
    if (wanted[0])
      out[0] = SigmoidGradOp::create(b, op->getLoc(), sigmoid.getInput().getType(), gradients[0],
                                     sigmoid.getOutput());
    return success();
  }
};

struct ActivationRule : GradientRule<ActivationRule, ActivationOp> {
  LogicalResult buildGradient(Operation *op, OpBuilder &b, ValueRange gradients,
                              ArrayRef<bool> wanted, MutableArrayRef<Value> out) const {
    Value input = cast<ActivationOp>(op).getInput();
    if (wanted[0]) // of the same attributes
      out[0] = ActivationGradOp::create(b, op->getLoc(), TypeRange(input.getType()),
                                        ValueRange{gradients[0], input}, op->getAttrs());
    return success();
  }
};

struct DropoutRule : GradientRule<DropoutRule, DropoutOp> {
  LogicalResult buildGradient(Operation *op, OpBuilder &b, ValueRange gradients,
                              ArrayRef<bool> wanted, MutableArrayRef<Value> out) const {
    auto dropout = cast<DropoutOp>(op);
    if (wanted[0])
      out[0] = DropoutOp::create(b, op->getLoc(), dropout.getInput().getType(), gradients[0],
                                 dropout.getKey(), dropout.getRateAttr(), dropout.getLayerAttr());
    return success();
  }
};

} // namespace

void attachActivationGradientRules(MLIRContext &context) {
  PreluOp::attachInterface<PreluRule>(context);
  SigmoidOp::attachInterface<SigmoidRule>(context);
  ActivationOp::attachInterface<ActivationRule>(context);
  DropoutOp::attachInterface<DropoutRule>(context);
}

} // namespace resnetc::rn
