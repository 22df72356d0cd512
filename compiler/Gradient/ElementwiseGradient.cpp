//===- ElementwiseGradient.cpp - gradients of ReLU, sums, scales and shortcuts ===//
//
// ReLU's mask is read from its output: y > 0 exactly where x > 0. The gradient of a scaled map is
// scaled likewise.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Gradient/Differentiable.h"

using namespace mlir;

namespace resnetc::rn {
namespace {

struct ReluRule : GradientRule<ReluRule, ReluOp> {
  LogicalResult buildGradient(Operation *op, OpBuilder &b, ValueRange gradients,
                              ArrayRef<bool> wanted, MutableArrayRef<Value> out) const {
    auto relu = cast<ReluOp>(op);
    if (wanted[0])
      out[0] = ReluGradOp::create(b, op->getLoc(), relu.getInput().getType(), gradients[0],
                                  relu.getOutput(), Value());
    return success();
  }
};

struct AddRule : GradientRule<AddRule, AddOp> {
  LogicalResult buildGradient(Operation *, OpBuilder &, ValueRange gradients, ArrayRef<bool> wanted,
                              MutableArrayRef<Value> out) const {
    for (unsigned i = 0; i < 2; ++i)
      if (wanted[i])
        out[i] = gradients[0];
    return success();
  }
};

struct ScaleByRule : GradientRule<ScaleByRule, ScaleByOp> {
  LogicalResult buildGradient(Operation *op, OpBuilder &b, ValueRange gradients,
                              ArrayRef<bool> wanted, MutableArrayRef<Value> out) const {
    auto scaled = cast<ScaleByOp>(op);
    if (wanted[0])
      out[0] = ScaleByOp::create(b, op->getLoc(), scaled.getInput().getType(), gradients[0],
                                 scaled.getScale());
    if (wanted[1])
      out[1] = ScaleByGradScaleOp::create(b, op->getLoc(), scaled.getScale().getType(),
                                          gradients[0], scaled.getInput());
    return success();
  }
};

struct SubsamplePadRule : GradientRule<SubsamplePadRule, SubsamplePadOp> {
  LogicalResult buildGradient(Operation *op, OpBuilder &b, ValueRange gradients,
                              ArrayRef<bool> wanted, MutableArrayRef<Value> out) const {
    auto pad = cast<SubsamplePadOp>(op);
    if (wanted[0])
      out[0] = SubsamplePadGradOp::create(b, op->getLoc(), pad.getInput().getType(), gradients[0],
                                          Value(), pad.getStridesAttr());
    return success();
  }
};

struct FlattenRule : GradientRule<FlattenRule, FlattenOp> {
  LogicalResult buildGradient(Operation *op, OpBuilder &b, ValueRange gradients,
                              ArrayRef<bool> wanted, MutableArrayRef<Value> out) const {
    auto flatten = cast<FlattenOp>(op);
    if (wanted[0])
      out[0] = UnflattenOp::create(b, op->getLoc(), flatten.getInput().getType(), gradients[0]);
    return success();
  }
};

struct NormalizeRule : GradientRule<NormalizeRule, NormalizeOp> {
  LogicalResult buildGradient(Operation *op, OpBuilder &b, ValueRange gradients,
                              ArrayRef<bool> wanted, MutableArrayRef<Value> out) const {
    auto normalize = cast<NormalizeOp>(op);
    if (!wanted[0])
      return success();
    SmallVector<double> zeros(normalize.getStd().size(), 0.0);
    out[0] = NormalizeOp::create(b, op->getLoc(), normalize.getInput().getType(), gradients[0],
                                 b.getDenseF64ArrayAttr(zeros), normalize.getStdAttr());
    return success();
  }
};

} // namespace

void attachElementwiseGradientRules(MLIRContext &context) {
  ReluOp::attachInterface<ReluRule>(context);
  AddOp::attachInterface<AddRule>(context);
  ScaleByOp::attachInterface<ScaleByRule>(context);
  SubsamplePadOp::attachInterface<SubsamplePadRule>(context);
  FlattenOp::attachInterface<FlattenRule>(context);
  NormalizeOp::attachInterface<NormalizeRule>(context);
}

} // namespace resnetc::rn
