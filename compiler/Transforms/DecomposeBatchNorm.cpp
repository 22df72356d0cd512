//===- DecomposeBatchNorm.cpp - training batch norm in its parts ---------------===//
//
// Takes training batch norm and its gradient apart into sums over the batch, a few numbers per
// channel, and one elementwise pass. Each part can then join a neighbour: the sums the convolution
// before, the pass the convolution after. First step of the fused phase for @grad and @train.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Transforms/Passes.h"
#include "mlir/Transforms/WalkPatternRewriteDriver.h"

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNDECOMPOSEBATCHNORM
#include "compiler/Transforms/Passes.h.inc"

namespace {

/// H * W of activations.
IntegerAttr positions(OpBuilder &b, Value activation) {
  auto type = cast<RankedTensorType>(activation.getType());
  return b.getI64IntegerAttr(type.getDimSize(2) * type.getDimSize(3));
}

// Pattern: batch_norm_train(x) -> scale_shift_add_relu(x) affine(bn_finalize(bn_stats(x)))
struct DecomposeForward : OpRewritePattern<BatchNormTrainOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(BatchNormTrainOp op, PatternRewriter &b) const override {
    Location loc = op.getLoc();
    Value x = op.getInput();
    Type vector = op.getWeight().getType();
    Value sums = BnStatsOp::create(b, loc, sumsType(op.getInput().getType(), 3), x);
    auto finalize =
        BnFinalizeOp::create(b, loc, vector, vector, vector, vector, sums, op.getWeight(),
                             op.getBias(), positions(b, x), op.getEpsAttr());
    Value y =
        ScaleShiftAddReluOp::create(b, loc, x.getType(), x, finalize.getScale(),
                                    finalize.getShift(), Value(), Value(), Value(), UnitAttr());
    b.replaceOp(op, {y, finalize.getMean(), finalize.getVariance()});
    return success();
  }
};

// Pattern: batch_norm_grad(g, x) -> bn_grad_apply(g, x, bn_grad_finalize(grad_stats(g, x)))
struct DecomposeBackward : OpRewritePattern<BatchNormGradOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(BatchNormGradOp op, PatternRewriter &b) const override {
    Location loc = op.getLoc();
    Value x = op.getInput(), g = op.getGradient();
    Type vector = op.getWeight().getType();
    auto stats = GradStatsOp::create(b, loc, TypeRange{sumsType(op.getInput().getType(), 2)}, g,
                                     Value(), Value(), x, op.getMean(), Value(), Value());
    auto finalize = BnGradFinalizeOp::create(b, loc, vector, vector, vector, vector, vector,
                                             stats.getSums(), op.getMean(), op.getVariance(),
                                             op.getWeight(), positions(b, x), op.getEpsAttr());
    Value dx = BnGradApplyOp::create(b, loc, x.getType(), g, x, Value(), Value(), finalize.getA(),
                                     finalize.getB(), finalize.getC());
    b.replaceOp(op, {dx, finalize.getWeightGradient(), finalize.getBiasGradient()});
    return success();
  }
};

class DecomposeBatchNormPass : public impl::RNDecomposeBatchNormBase<DecomposeBatchNormPass> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    patterns.add<DecomposeForward, DecomposeBackward>(&getContext());
    // Once over the function: nothing that is made here is taken apart again. The greedy driver
    // would look at the function's end, with all of its results, after each of them.
    walkAndApplyPatterns(getOperation(), std::move(patterns));
  }
};

} // namespace
} // namespace resnetc::rn
