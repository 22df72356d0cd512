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

/// What a kernel does to its input on the way in.
struct Prologue {
  Value input, scale, shift;
  bool relu = false;
};

/// Makes the reader of `use` do the prologue on its way in; false for a kernel that cannot.
template <typename OpTy> bool takeIn(const Prologue &prologue, OpOperand &use, PatternRewriter &b) {
  auto op = dyn_cast<OpTy>(use.getOwner());
  if (!op)
    return false;
  b.modifyOpInPlace(op, [&] {
    op.getInputMutable().assign(prologue.input);
    op.getScaleMutable().assign(prologue.scale);
    op.getShiftMutable().assign(prologue.shift);
    op.setInRelu(prologue.relu);
  });
  return true;
}

/// True for the input of a kernel that can take a prologue and has none.
bool takesPrologue(OpOperand &use, bool convolutions) {
  Operation *op = use.getOwner();
  if (use.getOperandNumber() != 0)
    return false;
  if (auto conv = dyn_cast<ConvOp>(op))
    return convolutions && !conv.getScale();
  if (auto grad = dyn_cast<ConvGradWeightOp>(op))
    return convolutions && !grad.getScale();
  auto pool = dyn_cast<MaxPoolOp>(op);
  return pool && !pool.getScale();
}

// Pattern: conv(scale_shift_add_relu(x) affine(s, t) {relu}, w) -> conv(x, w) pre(s, t) {in_relu}
// Pattern: the same for conv_grad_weight and max_pool
struct FusePrologue : FusionPattern<ScaleShiftAddReluOp> {
  FusePrologue(MLIRContext *context, Declines &declines, bool convolutions)
      : FusionPattern(context, declines), convolutions(convolutions) {}
  LogicalResult matchAndRewrite(ScaleShiftAddReluOp apply, PatternRewriter &b) const override {
    if (apply.getB())
      return decline(apply, "a sum of two maps has no place on the way into a kernel; read by " +
                                readersText(apply.getOutput()));
    auto takes = [&](OpOperand &use) { return takesPrologue(use, convolutions); };
    if (!apply.getAScale() || !llvm::all_of(apply.getOutput().getUses(), takes))
      return decline(apply, "read by " + readersText(apply.getOutput()) +
                                ", not all of which take scale and shift on their way in");
    Prologue prologue{apply.getA(), apply.getAScale(), apply.getAShift(), apply.getRelu()};
    for (OpOperand &use : llvm::make_early_inc_range(apply.getOutput().getUses()))
      (void)(takeIn<ConvOp>(prologue, use, b) || takeIn<ConvGradWeightOp>(prologue, use, b) ||
             takeIn<MaxPoolOp>(prologue, use, b));
    b.eraseOp(apply);
    return success();
  }

  const bool convolutions;
};

/// True for a convolution, or its gradient by the weight, that reads channels together and has no
/// prologue.
bool readsBytes(OpOperand &use) {
  if (isa<MaxPoolOp>(use.getOwner()) || !takesPrologue(use, /*convolutions=*/true))
    return false;
  auto groups = use.getOwner()->getAttrOfType<IntegerAttr>("groups");
  return !groups || groups.getInt() == 1;
}

// Pattern: conv(from_bytes(x, s, t), w) -> conv(x, w) pre(s, t), and the same for conv_grad_weight
struct FuseBytes : FusionPattern<FromBytesOp> {
  using FusionPattern::FusionPattern;
  LogicalResult matchAndRewrite(FromBytesOp op, PatternRewriter &b) const override {
    if (!llvm::all_of(op.getOutput().getUses(), readsBytes))
      return decline(op, "read by " + readersText(op.getOutput()) +
                             ", not all of which read bytes: convolutions in one group do");
    Prologue prologue{op.getInput(), op.getScale(), op.getShift()};
    for (OpOperand &use : llvm::make_early_inc_range(op.getOutput().getUses()))
      (void)(takeIn<ConvOp>(prologue, use, b) || takeIn<ConvGradWeightOp>(prologue, use, b));
    b.eraseOp(op);
    return success();
  }
};

class FuseProloguePass : public impl::RNFusePrologueBase<FuseProloguePass> {
public:
  using RNFusePrologueBase::RNFusePrologueBase;

private:
  void runOnOperation() override {
    auto add = [&](RewritePatternSet &patterns, Declines &declines) {
      patterns.add<FusePrologue>(patterns.getContext(), declines, bool(convolutions));
      if (convolutions)
        patterns.add<FuseBytes>(patterns.getContext(), declines);
    };
    if (failed(applyFusions(getOperation(), add)))
      signalPassFailure();
  }
};

} // namespace
} // namespace resnetc::rn
