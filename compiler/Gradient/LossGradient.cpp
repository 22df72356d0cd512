//===- LossGradient.cpp - where the backward pass starts ----------------------===//
//
// The loss op computes the mean loss's gradient by the logits together with its value.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Gradient/Differentiable.h"

using namespace mlir;

namespace resnetc::rn {
namespace {

struct SoftmaxCrossEntropyRule : GradientRule<SoftmaxCrossEntropyRule, SoftmaxCrossEntropyOp> {
  LogicalResult buildGradient(Operation *op, OpBuilder &, ValueRange, ArrayRef<bool> wanted,
                              MutableArrayRef<Value> out) const {
    if (wanted[0])
      out[0] = cast<SoftmaxCrossEntropyOp>(op).getGradient();
    return success();
  }
  bool isLoss(Operation *) const { return true; }
};

} // namespace

void attachLossGradientRules(MLIRContext &context) {
  SoftmaxCrossEntropyOp::attachInterface<SoftmaxCrossEntropyRule>(context);
}

} // namespace resnetc::rn
