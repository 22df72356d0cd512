//===- FusePrologue.cpp - normalise and ReLU on the way into a kernel -------------===//
//
// A convolution copies its input into a padded tile anyway; scale, shift and ReLU ride along for
// free, and the normalised map is never written. Its weight gradient and a max pool read the same
// way. An affine map with readers of other kinds stays as well for those.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Transforms/Passes.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNFUSEPROLOGUE
#include "compiler/Transforms/Passes.h.inc"

namespace {

/// True for kernels that can take a prologue and have none.
bool takesPrologue(Operation *op) {
  if (auto conv = dyn_cast<ConvOp>(op))
    return !conv.getScale();
  if (auto grad = dyn_cast<ConvGradWeightOp>(op))
    return !grad.getScale();
  if (auto pool = dyn_cast<MaxPoolOp>(op))
    return !pool.getScale();
  return false;
}

/// The affine apply that `x` comes from, when no reader needs `x` itself in memory.
ApplyOp prologueOf(Value x) {
  auto apply = x.getDefiningOp<ApplyOp>();
  if (!apply || apply.getB() || !apply.getAScale())
    return {};
  for (OpOperand &use : x.getUses()) {
    Operation *owner = use.getOwner();
    if (!isa<ConvOp, ConvGradWeightOp, MaxPoolOp>(owner) || use.getOperandNumber() != 0)
      return {};
  }
  return apply;
}

template <typename OpTy> struct FusePrologue : OpRewritePattern<OpTy> {
  using OpRewritePattern<OpTy>::OpRewritePattern;
  LogicalResult matchAndRewrite(OpTy op, PatternRewriter &b) const override {
    if (!takesPrologue(op))
      return b.notifyMatchFailure(op, "has a prologue already");
    ApplyOp apply = prologueOf(op.getInput());
    if (!apply)
      return b.notifyMatchFailure(op,
                                  "the input is no affine map, or must be in memory for others");
    b.modifyOpInPlace(op, [&] {
      op.getInputMutable().assign(apply.getA());
      op.getScaleMutable().assign(apply.getAScale());
      op.getShiftMutable().assign(apply.getAShift());
      op.setInRelu(apply.getRelu());
    });
    return success();
  }
};

class FuseProloguePass : public impl::RNFusePrologueBase<FuseProloguePass> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    // Pattern: conv(apply(x) affine(s, t) {relu}, w) -> conv(x, w) pre(s, t) {in_relu}
    // Pattern: the same for conv_grad_weight and max_pool
    patterns.add<FusePrologue<ConvOp>, FusePrologue<ConvGradWeightOp>, FusePrologue<MaxPoolOp>>(
        &getContext());
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};

} // namespace
} // namespace resnetc::rn
