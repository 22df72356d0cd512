//===- ActivationGradient.cpp - gradients of PReLU, sigmoid and dropout ---------===//
//
// PReLU's mask is the sign of its input: with a negative slope the output's would not tell. The
// sigmoid's gradient is read from its output. Dropout's mask is a function of the key, so its
// gradient applies the same op again and nothing is kept from the forward pass.
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
  DropoutOp::attachInterface<DropoutRule>(context);
}

} // namespace resnetc::rn
