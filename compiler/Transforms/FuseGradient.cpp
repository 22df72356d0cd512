//===- FuseGradient.cpp - masks and sums into the gradient kernels -----------------===//
//
// ReLU's gradient and the sum at a fork are no passes of their own: the mask is applied where batch
// norm's gradient reads the value, and the second summand is added where the first is made. Runs
// before rn-fuse-prologue, which can then forget activations that were only kept for their sign.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Transforms/Declines.h"
#include "compiler/Transforms/Passes.h"

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNFUSEGRADIENT
#include "compiler/Transforms/Passes.h.inc"

namespace {

/// The apply {relu} of `x` alone that made `activation`: its sign is that of x * scale + shift.
ScaleShiftAddReluOp affineReluOf(Value activation, Value x) {
  auto apply = activation.getDefiningOp<ScaleShiftAddReluOp>();
  if (!apply || !apply.getRelu() || apply.getB() || !apply.getAScale() || apply.getA() != x)
    return {};
  return apply;
}

// Pattern: add_gradients(conv_grad_input(g, w), z) -> conv_grad_input(g, w) plus(z); likewise
// subsample_pad_grad
struct FuseAddend : FusionPattern<AddGradientsOp> {
  using FusionPattern::FusionPattern;

  template <typename OpTy>
  static bool fuse(AddGradientsOp add, Value made, Value other, PatternRewriter &b) {
    auto op = made.getDefiningOp<OpTy>();
    if (!op || op.getAddend() || !made.hasOneUse())
      return false;
    // The addend may be made after the kernel, so the kernel moves down to the sum.
    auto moved = cast<OpTy>(b.clone(*op));
    moved.getAddendMutable().assign(other);
    b.replaceOp(add, moved.getResult());
    b.eraseOp(op);
    return true;
  }

  LogicalResult matchAndRewrite(AddGradientsOp add, PatternRewriter &b) const override {
    Value l = add.getLhs(), r = add.getRhs();
    if (fuse<ConvGradInputOp>(add, r, l, b) || fuse<ConvGradInputOp>(add, l, r, b) ||
        fuse<SubsamplePadGradOp>(add, r, l, b) || fuse<SubsamplePadGradOp>(add, l, r, b))
      return success();
    return decline(add, "no kernel ends in it: its sides are made by " + makerText(l) + " and " +
                            makerText(r));
  }
};

// Pattern: relu_grad(add_gradients(d, e), y) -> relu_grad(d plus e, y)
struct FuseSumIntoMask : OpRewritePattern<ReluGradOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(ReluGradOp op, PatternRewriter &b) const override {
    auto add = op.getGradient().getDefiningOp<AddGradientsOp>();
    if (!add || op.getGradient2() || !op.getGradient().hasOneUse())
      return b.notifyMatchFailure(op, "no sum is made for it alone");
    b.modifyOpInPlace(op, [&] {
      op.getGradientMutable().assign(add.getLhs());
      op.getGradient2Mutable().assign(add.getRhs());
    });
    return success();
  }
};

/// True when the op's gradient has no mask of its own yet.
bool isUnmasked(GradStatsOp op) { return !op.getGradient2() && !op.getOutput() && !op.getScale(); }
bool isUnmasked(BnGradApplyOp op) { return !op.getScale(); }

// Pattern: grad_stats(relu_grad(d, y), x), y = relu(x*s+t) -> grad_stats(d, x) where_affine(s, t);
//          likewise bn_grad_apply
template <typename OpTy> struct FuseAffineMask : OpRewritePattern<OpTy> {
  using OpRewritePattern<OpTy>::OpRewritePattern;
  LogicalResult matchAndRewrite(OpTy op, PatternRewriter &b) const override {
    auto mask = op.getGradient().template getDefiningOp<ReluGradOp>();
    if (!mask || mask.getGradient2() || !isUnmasked(op))
      return b.notifyMatchFailure(op, "no plain mask before it, or one taken in already");
    ScaleShiftAddReluOp relu = affineReluOf(mask.getOutput(), op.getInput());
    if (!relu)
      return b.notifyMatchFailure(op, "the mask is not a ReLU of this batch norm alone");
    b.modifyOpInPlace(op, [&] {
      op.getGradientMutable().assign(mask.getGradient());
      op.getScaleMutable().assign(relu.getAScale());
      op.getShiftMutable().assign(relu.getAShift());
    });
    return success();
  }
};

// Pattern: grad_stats(relu_grad(d, y), x) -> grad_stats(d, x) where(y), which also returns the
// masked d
struct FuseOutputMask : OpRewritePattern<GradStatsOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(GradStatsOp op, PatternRewriter &b) const override {
    auto mask = op.getGradient().getDefiningOp<ReluGradOp>();
    if (!mask || !isUnmasked(op) || op.getMasked())
      return b.notifyMatchFailure(op, "no mask before it, or one taken in already");
    if (!mask.getGradient2() && affineReluOf(mask.getOutput(), op.getInput()))
      return b.notifyMatchFailure(op, "the cheaper affine mask fits");
    // Other readers of the masked gradient may come before the sums, so both are made where the
    // mask was.
    for (Value operand : {op.getInput(), op.getMean()}) {
      Operation *maker = operand.getDefiningOp();
      if (maker && (maker->getBlock() != mask->getBlock() || !maker->isBeforeInBlock(mask)))
        return b.notifyMatchFailure(op, "the batch norm's input or mean is made after the mask");
    }
    b.setInsertionPoint(mask);
    auto fused = GradStatsOp::create(
        b, op.getLoc(), TypeRange{op.getSums().getType(), mask.getType()}, mask.getGradient(),
        mask.getGradient2(), mask.getOutput(), op.getInput(), op.getMean(), Value(), Value());
    b.replaceOp(op, fused.getSums());
    b.replaceOp(mask, fused.getMasked());
    return success();
  }
};

class FuseGradientPass : public impl::RNFuseGradientBase<FuseGradientPass> {
  void runOnOperation() override {
    auto add = [](RewritePatternSet &patterns, Declines &declines) {
      patterns.add<FuseAddend>(patterns.getContext(), declines);
      patterns.add<FuseSumIntoMask, FuseAffineMask<GradStatsOp>, FuseAffineMask<BnGradApplyOp>,
                   FuseOutputMask>(patterns.getContext());
    };
    if (failed(applyFusions(getOperation(), add, [&](Declines &declines) { inspect(declines); })))
      signalPassFailure();
  }

  /// What is left of masks and of batch norm's gradient.
  void inspect(Declines &declines) {
    getOperation().walk([&](Operation *op) {
      if (auto mask = dyn_cast<ReluGradOp>(op))
        declines.note(op, getArgument(),
                      "read by " + readersText(mask.getResult()) +
                          ", not by a batch norm's gradient alone");
      else if (isa<GradStatsOp>(op))
        declines.note(op, getArgument(),
                      "batch norm's sums must be complete before its gradient can start");
      else if (isa<BnGradApplyOp>(op))
        declines.note(op, getArgument(),
                      "no convolution gradient takes batch norm's gradient on its way in");
    });
  }
};

} // namespace
} // namespace resnetc::rn
