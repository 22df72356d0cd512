//===- ScaleLoss.cpp - training with a scaled loss -----------------------------------===//
//
// Gradients of maps may be smaller than the smallest number of fp16, 2^-24. So the loss's gradient is
// multiplied by a scale, and @update divides by it: Micikevicius et al., "Mixed Precision Training"
// (2018, arXiv:1710.03740), section 3.2. Gradient phase, when @update is complete.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Precision/Passes.h"

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNSCALELOSS
#include "compiler/Precision/Passes.h.inc"

namespace {

constexpr StringLiteral scaleName = "loss_scale", goodStepsName = "loss_scale.good_steps";

class ScaleLossPass : public impl::RNScaleLossBase<ScaleLossPass> {
public:
  using RNScaleLossBase::RNScaleLossBase;

private:
  void runOnOperation() override {
    auto grad = getOperation().lookupSymbol<func::FuncOp>("grad");
    auto update = getOperation().lookupSymbol<func::FuncOp>("update");
    if (!grad || !update)
      return;
    type = RankedTensorType::get({1}, Builder(&getContext()).getF32Type());
    addVariables();
    scaleLosses(grad);
    SmallVector<Value> gradients;
    for (BlockArgument argument : update.getArguments())
      if (update.getArgAttr(argument.getArgNumber(), gradientOfName))
        gradients.push_back(argument);
    OpBuilder b = OpBuilder::atBlockBegin(&update.getBody().front());
    Value factor = addDecision(b, update.getLoc(), gradients);
    update.walk([&](SgdOp op) { op.getFactorMutable().assign(factor); });
    update.walk([&](BnRunningOp op) { op.getFactorMutable().assign(factor); });
  }

  /// Behind all others, with what they are at first.
  void addVariables() {
    VariableOp last;
    for (auto variable : getOperation().getOps<VariableOp>())
      last = variable;
    OpBuilder b(&getContext());
    b.setInsertionPointAfter(last);
    const std::pair<StringRef, double> added[] = {{scaleName, static_cast<double>(initial)},
                                                  {goodStepsName, 0.0}};
    for (const auto &[name, first] : added)
      VariableOp::create(b, getOperation().getLoc(), name, Role::LossScale, type,
                         /*trainable=*/false, FlatSymbolRefAttr(), APFloat(first),
                         DenseI64ArrayAttr(), IntegerAttr());
  }

  void scaleLosses(func::FuncOp grad) {
    OpBuilder b = OpBuilder::atBlockBegin(&grad.getBody().front());
    Value scale = ReadOp::create(b, grad.getLoc(), type, scaleName);
    grad.walk([&](SoftmaxCrossEntropyOp op) { op.getScaleMutable().assign(scale); });
  }

  /// What this step's gradients are multiplied by, 0 to skip it, after a look at all of them.
  Value addDecision(OpBuilder &b, Location loc, ValueRange gradients) {
    Value found = ZerosOp::create(b, loc, type);
    for (Value gradient : gradients)
      found = FindNonfiniteOp::create(b, loc, type, gradient, found);
    Value scale = ReadOp::create(b, loc, type, scaleName);
    Value goodSteps = ReadOp::create(b, loc, type, goodStepsName);
    const int64_t growsAfter = interval;
    const bool isDynamic = growsAfter > 0;
    auto next = NextLossScaleOp::create(
        b, loc, type, type, type, scale, goodSteps, found, APFloat(isDynamic ? 2.0 : 1.0),
        APFloat(isDynamic ? 0.5 : 1.0), static_cast<uint64_t>(isDynamic ? growsAfter : 1));
    WriteOp::create(b, loc, scaleName, next.getNewScale());
    WriteOp::create(b, loc, goodStepsName, next.getNewGoodSteps());
    return next.getFactor();
  }

  RankedTensorType type;
};

} // namespace
} // namespace resnetc::rn
