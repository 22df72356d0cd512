//===- FuseEpilogue.cpp - residual add and ReLU on the way out of a convolution -----===//
//
// A convolution holds its output tile in registers, so adding the residual and taking the ReLU
// there saves two passes over the map. Runs after rn-fold-batch-norm, on @infer.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Transforms/Declines.h"
#include "compiler/Transforms/Passes.h"

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNFUSEEPILOGUE
#include "compiler/Transforms/Passes.h.inc"

namespace {

/// The convolution that makes `value` for one reader and has neither ReLU nor sums yet.
ConvOp openConv(Value value) {
  auto conv = value.getDefiningOp<ConvOp>();
  if (!conv || conv.getRelu() || conv.getSums() || !value.hasOneUse())
    return {};
  return conv;
}

// Pattern: add(conv(x, w), r) -> conv(x, w) residual(r)
struct FuseResidual : FusionPattern<AddOp> {
  using FusionPattern::FusionPattern;
  LogicalResult matchAndRewrite(AddOp op, PatternRewriter &b) const override {
    ConvOp left = openConv(op.getLhs()), right = openConv(op.getRhs());
    if (left && left.getResidual())
      left = {};
    if (right && right.getResidual())
      right = {};
    // Of two convolutions the larger takes the sum: the main branch, not the projection.
    if (left && right &&
        left.getFilter().getType().getNumElements() < right.getFilter().getType().getNumElements())
      left = {};
    ConvOp conv = left ? left : right;
    if (!conv)
      return decline(op, "no convolution ends in it: its sides are made by " +
                             makerText(op.getLhs()) + " and " + makerText(op.getRhs()));
    Value residual = conv == left ? op.getRhs() : op.getLhs();
    // The residual may be made after the convolution, so that moves down to the sum.
    auto fused = cast<ConvOp>(b.clone(*conv));
    fused.getResidualMutable().assign(residual);
    b.replaceOp(op, fused.getOutput());
    b.eraseOp(conv);
    return success();
  }
};

// Pattern: relu(conv(x, w)) -> conv(x, w) {relu}
struct FuseRelu : FusionPattern<ReluOp> {
  using FusionPattern::FusionPattern;
  LogicalResult matchAndRewrite(ReluOp op, PatternRewriter &b) const override {
    ConvOp conv = openConv(op.getInput());
    if (!conv)
      return decline(op,
                     "no convolution ends in it: its input is made by " + makerText(op.getInput()));
    b.modifyOpInPlace(conv, [&] { conv.setRelu(true); });
    b.replaceOp(op, conv.getOutput());
    return success();
  }
};

class FuseEpiloguePass : public impl::RNFuseEpilogueBase<FuseEpiloguePass> {
  void runOnOperation() override {
    auto add = [](RewritePatternSet &patterns, Declines &declines) {
      patterns.add<FuseResidual, FuseRelu>(patterns.getContext(), declines);
    };
    if (failed(applyFusions(getOperation(), add)))
      signalPassFailure();
  }
};

} // namespace
} // namespace resnetc::rn
