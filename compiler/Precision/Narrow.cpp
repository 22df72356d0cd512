//===- Narrow.cpp - activations and weights in a narrower number format -------------===//
//
// Mixed precision (Micikevicius et al., 2018, arXiv:1710.03740): convolutions and linear layers
// multiply bf16 by bf16 (or fp16 by fp16), maps lie in memory in that format, and all sums, statistics, coefficients and
// gradients of parameters are f32. The variables are f32 as well, so that small steps are not lost;
// what multiplies activations is a rounded copy. Last of the fused phase.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/FormatTypes.h"
#include "compiler/Dialect/RN/ValueKind.h"
#include "compiler/Precision/Passes.h"
#include "llvm/ADT/MapVector.h"

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNNARROW
#include "compiler/Precision/Passes.h.inc"

namespace {

/// True for an op on a batch, which multiplies by the weights that it takes; others keep weights as
/// they are: fold them, step them.
bool isOnBatch(Operation &op) {
  return llvm::any_of(op.getOperandTypes(), [](Type type) {
    auto tensor = dyn_cast<RankedTensorType>(type);
    return tensor && tensor.getRank() > 0 && tensor.isDynamicDim(0);
  });
}

class NarrowPass : public impl::RNNarrowBase<NarrowPass> {
public:
  using RNNarrowBase::RNNarrowBase;

private:
  void runOnOperation() override {
    if (!isHalf(format)) {
      getOperation().emitError("expects bf16 or fp16, got '") << nameOf(format) << "'";
      return signalPassFailure();
    }
    kinds.emplace(getOperation());
    for (StringRef name : {"infer", "grad"})
      if (auto function = getOperation().lookupSymbol<func::FuncOp>(name))
        narrow(function);
  }

  /// True for f32 activations.
  bool isWideMap(Value value) const {
    ValueKind kind = kinds->of(value);
    return isWide(value) && (kind == ValueKind::Map || kind == ValueKind::Nchw);
  }
  /// True for an f32 filter or matrix.
  bool isWideWeight(Value value) const {
    return isWide(value) && kinds->of(value) == ValueKind::Weight;
  }
  static bool isWide(Value value) {
    return cast<RankedTensorType>(value.getType()).getElementType().isF32();
  }

  void narrow(func::FuncOp function) {
    Block &body = function.getBody().front();
    OpBuilder b = OpBuilder::atBlockBegin(&body);
    SmallVector<Operation *> ops;
    for (Operation &op : body.without_terminator())
      ops.push_back(&op);
    for (BlockArgument argument : body.getArguments())
      if (isWideMap(argument)) {
        auto cast = castOf(b, argument);
        argument.replaceAllUsesExcept(cast.getOutput(), cast);
      }
    casts.clear();
    for (Operation *op : ops)
      narrow(op);
    widenResults(body.getTerminator());
  }

  /// Maps that an op makes become narrow, and it reads weights rounded.
  void narrow(Operation *op) {
    for (Value result : op->getResults())
      if (isWideMap(result))
        result.setType(narrowed(result.getType()));
    if (!isOnBatch(*op))
      return;
    for (OpOperand &operand : op->getOpOperands())
      if (isWideWeight(operand.get())) {
        Value &rounded = casts[operand.get()];
        if (!rounded) {
          OpBuilder b(op);
          b.setInsertionPointAfterValue(operand.get());
          rounded = castOf(b, operand.get()).getOutput();
        }
        operand.set(rounded);
      }
  }

  /// The caller gets maps in f32.
  void widenResults(Operation *end) {
    OpBuilder b(end);
    for (OpOperand &result : end->getOpOperands()) {
      auto type = cast<RankedTensorType>(result.get().getType());
      if (type.getElementTypeBitWidth() < 32)
        result.set(CastOp::create(b, end->getLoc(), type.clone(b.getF32Type()), result.get()));
    }
  }

  CastOp castOf(OpBuilder &b, Value value) {
    return CastOp::create(b, value.getLoc(), narrowed(value.getType()), value);
  }

  RankedTensorType narrowed(Type type) {
    return cast<RankedTensorType>(type).clone(floatTypeOf(format, &getContext()));
  }

  std::optional<ValueKinds> kinds; ///< of the module, while the pass runs
  DenseMap<Value, Value> casts;    ///< rounded weights of the function
};

} // namespace
} // namespace resnetc::rn
