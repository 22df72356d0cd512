//===- ConvGradient.cpp - gradients of convolution and linear layers ----------===//
//
// y = x * w + b gives dx = conv^T(dy, w), dw = correlation(x, dy), db = sum dy; the linear layer is
// the same on a 1x1 map. Rules exist for layers as the graph phase holds them, before fusion.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Gradient/Differentiable.h"

using namespace mlir;

namespace resnetc::rn {
namespace {

struct ConvRule : GradientRule<ConvRule, ConvOp> {
  LogicalResult buildGradient(Operation *op, OpBuilder &b, ValueRange gradients,
                              ArrayRef<bool> wanted, MutableArrayRef<Value> out) const {
    auto conv = cast<ConvOp>(op);
    if (conv.getScale() || conv.getResidual() || conv.getRelu() || conv.getSums())
      return op->emitOpError("expects a convolution without fused neighbours to differentiate");
    Value dy = gradients[0];
    if (wanted[0])
      out[0] = ConvGradInputOp::create(b, op->getLoc(), conv.getInput().getType(), dy,
                                       conv.getFilter(), Value(), conv.getStridesAttr(),
                                       conv.getPadsAttr(), conv.getGroupsAttr());
    if (wanted[1])
      out[1] = ConvGradWeightOp::create(
          b, op->getLoc(), conv.getFilter().getType(), conv.getInput(), Value(), Value(), dy,
          conv.getStridesAttr(), conv.getPadsAttr(), /*in_relu=*/UnitAttr(), conv.getGroupsAttr(),
          /*winograd_tile=*/IntegerAttr());
    if (conv.getBias() && wanted[2])
      out[2] = ConvGradBiasOp::create(b, op->getLoc(), conv.getBias().getType(), dy);
    return success();
  }
};

struct LinearRule : GradientRule<LinearRule, LinearOp> {
  LogicalResult buildGradient(Operation *op, OpBuilder &b, ValueRange gradients,
                              ArrayRef<bool> wanted, MutableArrayRef<Value> out) const {
    auto linear = cast<LinearOp>(op);
    Value dy = gradients[0];
    if (wanted[0])
      out[0] = LinearGradInputOp::create(b, op->getLoc(), linear.getInput().getType(), dy,
                                         linear.getWeight());
    if (wanted[1])
      out[1] = LinearGradWeightOp::create(b, op->getLoc(), linear.getWeight().getType(),
                                          linear.getInput(), dy);
    if (linear.getBias() && wanted[2])
      out[2] = LinearGradBiasOp::create(b, op->getLoc(), linear.getBias().getType(), dy);
    return success();
  }
};

} // namespace

void attachConvGradientRules(MLIRContext &context) {
  ConvOp::attachInterface<ConvRule>(context);
  LinearOp::attachInterface<LinearRule>(context);
}

} // namespace resnetc::rn
