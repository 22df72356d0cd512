//===- FoldBatchNorm.cpp - inference batch norm into weights ---------------------===//
//
// With fixed statistics batch norm is an affine map per channel, and a convolution before it can
// carry that in its filter and bias. First step of the fused phase for @infer; rn-split-prepare
// later moves the folded weights to where they are computed once.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Transforms/Passes.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNFOLDBATCHNORM
#include "compiler/Transforms/Passes.h.inc"

namespace {

// Pattern: batch_norm(conv(x, w), g, b, m, v) -> conv(x, w') bias(b'), (w', b') = fold_bn(w, g, b,
// m, v)
struct FoldIntoConv : OpRewritePattern<BatchNormOp> {
  FoldIntoConv(MLIRContext *context) : OpRewritePattern(context, /*benefit=*/2) {}
  LogicalResult matchAndRewrite(BatchNormOp op, PatternRewriter &b) const override {
    auto conv = op.getInput().getDefiningOp<ConvOp>();
    if (!conv || conv.getResidual() || conv.getRelu() || conv.getSums())
      return b.notifyMatchFailure(op, "no plain convolution before it");
    if (!op.getInput().hasOneUse())
      return b.notifyMatchFailure(op, "others read the convolution too");
    auto folded =
        FoldBnOp::create(b, op.getLoc(), conv.getFilter().getType(), op.getBias().getType(),
                         conv.getFilter(), op.getWeight(), op.getBias(), op.getMean(),
                         op.getVariance(), conv.getBias(), op.getEpsAttr());
    // It stays the convolution's place: that is what its users look for in a profile.
    auto joined = ConvOp::create(
        b, conv.getLoc(), op.getOutput().getType(), Type(), conv.getInput(), folded.getFolded(),
        conv.getScale(), conv.getShift(), folded.getFoldedBias(), Value(), conv.getStridesAttr(),
        conv.getPadsAttr(), conv.getInReluAttr(), UnitAttr(), conv.getGroupsAttr(),
        /*winograd_tile=*/IntegerAttr());
    b.replaceOp(op, joined.getOutput());
    return success();
  }
};

// Pattern: batch_norm(x, ...) -> scale_shift_add_relu(x) affine(bn_inference(...)), where no
// convolution comes before it
struct LowerToAffine : OpRewritePattern<BatchNormOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(BatchNormOp op, PatternRewriter &b) const override {
    Type vector = op.getBias().getType();
    auto affine =
        BnInferenceOp::create(b, op.getLoc(), vector, vector, op.getWeight(), op.getBias(),
                              op.getMean(), op.getVariance(), op.getEpsAttr());
    b.replaceOpWithNewOp<ScaleShiftAddReluOp>(op, op.getOutput().getType(), op.getInput(),
                                              affine.getScale(), affine.getShift(), Value(),
                                              Value(), Value(), UnitAttr());
    return success();
  }
};

class FoldBatchNormPass : public impl::RNFoldBatchNormBase<FoldBatchNormPass> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    patterns.add<FoldIntoConv, LowerToAffine>(&getContext());
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};

} // namespace
} // namespace resnetc::rn
