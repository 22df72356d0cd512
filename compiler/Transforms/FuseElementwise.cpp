//===- FuseElementwise.cpp - per-element layers in one pass ---------------------===//
//
// A block's end is normalise, add, ReLU: three readings of memory as layers, one as
// `rn.scale_shift_add_relu`.
// What is left as an affine map alone is then free to join the convolution that reads it
// (rn-fuse-prologue).
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Transforms/Declines.h"
#include "compiler/Transforms/Passes.h"

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNFUSEELEMENTWISE
#include "compiler/Transforms/Passes.h.inc"

namespace {

/// A one-input affine map without ReLU whose only reader may take it in.
ScaleShiftAddReluOp mergeableInput(Value value) {
  auto apply = value ? value.getDefiningOp<ScaleShiftAddReluOp>() : ScaleShiftAddReluOp();
  if (!apply || apply.getB() || apply.getRelu() || !value.hasOneUse())
    return {};
  return apply;
}

// Pattern: normalize(x) -> scale_shift_add_relu(x) affine(constants)
struct LowerNormalize : OpRewritePattern<NormalizeOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(NormalizeOp op, PatternRewriter &b) const override {
    SmallVector<float> scale, shift;
    for (auto [mean, std] : llvm::zip_equal(op.getMean(), op.getStd())) {
      scale.push_back(static_cast<float>(1 / std));
      shift.push_back(static_cast<float>(0 - mean / std));
    }
    auto type = RankedTensorType::get({static_cast<int64_t>(scale.size())}, b.getF32Type());
    auto constant = [&](ArrayRef<float> values) -> Value {
      return ConstantOp::create(b, op.getLoc(), type, DenseElementsAttr::get(type, values));
    };
    Value s = constant(scale), t = constant(shift);
    b.replaceOpWithNewOp<ScaleShiftAddReluOp>(op, op.getInput().getType(), op.getInput(), s, t,
                                              Value(), Value(), Value(), UnitAttr());
    return success();
  }
};

// Pattern: add(x, y) -> scale_shift_add_relu(x) plus y
struct LowerAdd : OpRewritePattern<AddOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(AddOp op, PatternRewriter &b) const override {
    b.replaceOpWithNewOp<ScaleShiftAddReluOp>(op, op.getOutput().getType(), op.getLhs(), Value(),
                                              Value(), op.getRhs(), Value(), Value(), UnitAttr());
    return success();
  }
};

// Pattern: scale_shift_add_relu(scale_shift_add_relu(x) affine(s, t)) plus y
//   -> scale_shift_add_relu(x) affine(s, t) plus y, and likewise for y
struct MergeInputs : OpRewritePattern<ScaleShiftAddReluOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(ScaleShiftAddReluOp op, PatternRewriter &b) const override {
    if (!op.getB())
      return b.notifyMatchFailure(op, "one input: nothing to merge but its prologue");
    ScaleShiftAddReluOp left = op.getAScale() ? ScaleShiftAddReluOp() : mergeableInput(op.getA());
    ScaleShiftAddReluOp right = op.getBScale() ? ScaleShiftAddReluOp() : mergeableInput(op.getB());
    if (!left && !right)
      return b.notifyMatchFailure(op, "no affine map makes an input for this reader alone");
    b.replaceOpWithNewOp<ScaleShiftAddReluOp>(
        op, op.getOutput().getType(), left ? left.getA() : op.getA(),
        left ? left.getAScale() : op.getAScale(), left ? left.getAShift() : op.getAShift(),
        right ? right.getA() : op.getB(), right ? right.getAScale() : op.getBScale(),
        right ? right.getAShift() : op.getBShift(), op.getReluAttr());
    return success();
  }
};

// Pattern: relu(scale_shift_add_relu(x)) -> scale_shift_add_relu(x) {relu}
struct MergeRelu : FusionPattern<ReluOp> {
  using FusionPattern::FusionPattern;
  LogicalResult matchAndRewrite(ReluOp op, PatternRewriter &b) const override {
    auto apply = op.getInput().getDefiningOp<ScaleShiftAddReluOp>();
    if (!apply || apply.getRelu() || !op.getInput().hasOneUse())
      return decline(op, "no elementwise pass ends in it");
    b.replaceOpWithNewOp<ScaleShiftAddReluOp>(
        op, op.getOutput().getType(), apply.getA(), apply.getAScale(), apply.getAShift(),
        apply.getB(), apply.getBScale(), apply.getBShift(), b.getUnitAttr());
    return success();
  }
};

class FuseElementwisePass : public impl::RNFuseElementwiseBase<FuseElementwisePass> {
  void runOnOperation() override {
    auto add = [](RewritePatternSet &patterns, Declines &declines) {
      patterns.add<LowerNormalize, LowerAdd, MergeInputs>(patterns.getContext());
      patterns.add<MergeRelu>(patterns.getContext(), declines);
    };
    if (failed(applyFusions(getOperation(), add)))
      signalPassFailure();
  }
};

} // namespace
} // namespace resnetc::rn
