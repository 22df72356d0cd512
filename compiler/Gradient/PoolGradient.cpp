//===- PoolGradient.cpp - gradients of pooling ------------------------------===//
//
// The maximum's gradient goes to the place that won, which the forward pass must note down: the
// rule gives the pool its second result.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Gradient/Differentiable.h"

using namespace mlir;

namespace resnetc::rn {
namespace {

/// The index result of a pool, added when the pool has none: `pool` then stays behind without uses.
Value winners(MaxPoolOp pool) {
  if (pool.getIndex())
    return pool.getIndex();
  OpBuilder b(pool);
  auto outputType = pool.getOutput().getType();
  auto indexType = RankedTensorType::get(outputType.getShape(), b.getI8Type());
  auto twin = MaxPoolOp::create(b, pool.getLoc(), outputType, indexType, pool.getInput(),
                                pool.getScale(), pool.getShift(), pool.getWindowAttr(),
                                pool.getStridesAttr(), pool.getPadsAttr(), pool.getInReluAttr());
  pool.getOutput().replaceAllUsesWith(twin.getOutput());
  return twin.getIndex();
}

struct MaxPoolRule : GradientRule<MaxPoolRule, MaxPoolOp> {
  LogicalResult buildGradient(Operation *op, OpBuilder &b, ValueRange gradients,
                              ArrayRef<bool> wanted, MutableArrayRef<Value> out) const {
    auto pool = cast<MaxPoolOp>(op);
    if (pool.getScale())
      return op->emitOpError("expects a pool without fused neighbours to differentiate");
    if (wanted[0])
      out[0] = MaxPoolGradOp::create(b, op->getLoc(), pool.getInput().getType(), gradients[0],
                                     winners(pool), pool.getWindowAttr(), pool.getStridesAttr(),
                                     pool.getPadsAttr());
    return success();
  }
};

struct AvgPoolRule : GradientRule<AvgPoolRule, AvgPoolOp> {
  LogicalResult buildGradient(Operation *op, OpBuilder &b, ValueRange gradients,
                              ArrayRef<bool> wanted, MutableArrayRef<Value> out) const {
    auto pool = cast<AvgPoolOp>(op);
    if (wanted[0])
      out[0] =
          AvgPoolGradOp::create(b, op->getLoc(), pool.getInput().getType(), gradients[0],
                                pool.getWindowAttr(), pool.getStridesAttr(), pool.getPadsAttr());
    return success();
  }
};

} // namespace

void attachPoolGradientRules(MLIRContext &context) {
  MaxPoolOp::attachInterface<MaxPoolRule>(context);
  AvgPoolOp::attachInterface<AvgPoolRule>(context);
}

} // namespace resnetc::rn
