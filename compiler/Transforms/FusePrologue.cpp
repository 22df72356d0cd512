//===- FusePrologue.cpp - normalise and ReLU on the way into a kernel -------------===//
//
// A convolution copies its input into a padded tile anyway; scale, shift and ReLU ride along for
// free, and the normalised map is never written. Its weight gradient and a max pool read the same
// way. An affine map with readers of other kinds stays as well for those.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Transforms/Declines.h"
#include "compiler/Transforms/Passes.h"

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNFUSEPROLOGUE
#include "compiler/Transforms/Passes.h.inc"

namespace {

/// Makes the reader of `use` do the apply on its way in; false for a kernel that cannot.
template <typename OpTy>
bool takeIn(ScaleShiftAddReluOp apply, OpOperand &use, PatternRewriter &b) {
  auto op = dyn_cast<OpTy>(use.getOwner());
  if (!op)
    return false;
  b.modifyOpInPlace(op, [&] {
    op.getInputMutable().assign(apply.getA());
    op.getScaleMutable().assign(apply.getAScale());
    op.getShiftMutable().assign(apply.getAShift());
    op.setInRelu(apply.getRelu());
  });
  return true;
}

/// True for the input of a kernel that can take a prologue and has none.
bool takesPrologue(OpOperand &use) {
  Operation *op = use.getOwner();
  if (use.getOperandNumber() != 0)
    return false;
  if (auto conv = dyn_cast<ConvOp>(op))
    return !conv.getScale();
  if (auto grad = dyn_cast<ConvGradWeightOp>(op))
    return !grad.getScale();
  auto pool = dyn_cast<MaxPoolOp>(op);
  return pool && !pool.getScale();
}

// Pattern: conv(scale_shift_add_relu(x) affine(s, t) {relu}, w) -> conv(x, w) pre(s, t) {in_relu}
// Pattern: the same for conv_grad_weight and max_pool
struct FusePrologue : FusionPattern<ScaleShiftAddReluOp> {
  using FusionPattern::FusionPattern;
  LogicalResult matchAndRewrite(ScaleShiftAddReluOp apply, PatternRewriter &b) const override {
    if (apply.getB())
      return decline(apply, "a sum of two maps has no place on the way into a kernel; read by " +
                                readersText(apply.getOutput()));
    if (!apply.getAScale() || !llvm::all_of(apply.getOutput().getUses(), takesPrologue))
      return decline(apply, "read by " + readersText(apply.getOutput()) +
                                ", not all of which take scale and shift on their way in");
    for (OpOperand &use : llvm::make_early_inc_range(apply.getOutput().getUses()))
      (void)(takeIn<ConvOp>(apply, use, b) || takeIn<ConvGradWeightOp>(apply, use, b) ||
             takeIn<MaxPoolOp>(apply, use, b));
    b.eraseOp(apply);
    return success();
  }
};

class FuseProloguePass : public impl::RNFusePrologueBase<FuseProloguePass> {
  void runOnOperation() override {
    auto add = [](RewritePatternSet &patterns, Declines &declines) {
      patterns.add<FusePrologue>(patterns.getContext(), declines);
    };
    if (failed(applyFusions(getOperation(), add)))
      signalPassFailure();
  }
};

} // namespace
} // namespace resnetc::rn
