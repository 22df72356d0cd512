//===- FuseStatistics.cpp - batch norm's sums from the convolution itself --------===//
//
// A convolution has its output in registers when batch norm's sums are wanted, so it gathers them
// on the way out and the sums cost no pass over memory. Runs after rn-decompose-batch-norm.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Transforms/Declines.h"
#include "compiler/Transforms/Passes.h"

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNFUSESTATISTICS
#include "compiler/Transforms/Passes.h.inc"

namespace {

// Pattern: bn_stats(conv(x, w)) -> second result of conv(x, w)
struct FuseStatistics : FusionPattern<BnStatsOp> {
  using FusionPattern::FusionPattern;
  LogicalResult matchAndRewrite(BnStatsOp op, PatternRewriter &b) const override {
    auto conv = op.getInput().getDefiningOp<ConvOp>();
    if (!conv)
      return decline(op, "the values are made by " + makerText(op.getInput()) +
                             ", which gathers no sums");
    if (conv.getBias() || conv.getResidual() || conv.getRelu())
      return decline(op, "the convolution changes its values after summing");
    if (!conv.getSums()) {
      b.setInsertionPoint(conv);
      auto twin =
          ConvOp::create(b, conv.getLoc(), conv.getOutput().getType(), op.getSums().getType(),
                         conv.getInput(), conv.getFilter(), conv.getScale(), conv.getShift(),
                         Value(), Value(), conv.getStridesAttr(), conv.getPadsAttr(),
                         conv.getInReluAttr(), UnitAttr(), conv.getGroupsAttr(),
                         /*winograd_tile=*/IntegerAttr());
      b.replaceAllUsesWith(conv.getOutput(), twin.getOutput());
      b.eraseOp(conv);
      conv = twin;
    }
    b.replaceOp(op, conv.getSums());
    return success();
  }
};

class FuseStatisticsPass : public impl::RNFuseStatisticsBase<FuseStatisticsPass> {
  void runOnOperation() override {
    auto add = [](RewritePatternSet &patterns, Declines &declines) {
      patterns.add<FuseStatistics>(patterns.getContext(), declines);
    };
    if (failed(applyFusions(getOperation(), add)))
      signalPassFailure();
  }
};

} // namespace
} // namespace resnetc::rn
