//===- JoinGradient.cpp - gradients of maxima, gates and concatenation ----------===//
//
// A join sends each of its branches what that branch gave: the maximum to the one that won, the
// gate in shares, the concatenation by channels.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Gradient/Differentiable.h"

using namespace mlir;

namespace resnetc::rn {
namespace {

struct MaxRule : GradientRule<MaxRule, MaxOp> {
  LogicalResult buildGradient(Operation *op, OpBuilder &b, ValueRange gradients,
                              ArrayRef<bool> wanted, MutableArrayRef<Value> out) const {
    auto max = cast<MaxOp>(op);
    for (unsigned i = 0; i < 2; ++i)
      if (wanted[i])
        out[i] = MaxGradOp::create(b, op->getLoc(), max.getOutput().getType(), gradients[0],
                                   max.getLhs(), max.getRhs(), /*right=*/i == 1);
    return success();
  }
};

// y = v * t + c * (1 - t): dv = dy * t, dt = dy * (v - c), dc = dy * (1 - t).
struct GateRule : GradientRule<GateRule, GateOp> {
  LogicalResult buildGradient(Operation *op, OpBuilder &b, ValueRange gradients,
                              ArrayRef<bool> wanted, MutableArrayRef<Value> out) const {
    auto gate = cast<GateOp>(op);
    Value dy = gradients[0];
    if (wanted[0])
      out[0] =
          GateOp::create(b, op->getLoc(), gate.getValue().getType(), dy, gate.getGate(), Value());
    if (wanted[1])
      out[1] = GateGradGateOp::create(b, op->getLoc(), gate.getGate().getType(), dy,
                                      gate.getValue(), gate.getCarry());
    if (gate.getCarry() && wanted[2])
      out[2] =
          GateGradCarryOp::create(b, op->getLoc(), gate.getCarry().getType(), dy, gate.getGate());
    return success();
  }
};

struct ConcatRule : GradientRule<ConcatRule, ConcatOp> {
  LogicalResult buildGradient(Operation *op, OpBuilder &b, ValueRange gradients,
                              ArrayRef<bool> wanted, MutableArrayRef<Value> out) const {
    int64_t start = 0;
    for (auto [i, input] : llvm::enumerate(cast<ConcatOp>(op).getInputs())) {
      auto type = cast<RankedTensorType>(input.getType());
      if (wanted[i])
        out[i] = SliceOp::create(b, op->getLoc(), type, gradients[0], b.getI64IntegerAttr(start));
      start += type.getDimSize(1);
    }
    return success();
  }
};

} // namespace

void attachJoinGradientRules(MLIRContext &context) {
  MaxOp::attachInterface<MaxRule>(context);
  GateOp::attachInterface<GateRule>(context);
  ConcatOp::attachInterface<ConcatRule>(context);
}

} // namespace resnetc::rn
