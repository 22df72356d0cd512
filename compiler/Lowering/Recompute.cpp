//===- Recompute.cpp - maps computed twice, so that memory need not hold them ---------===//
//
// A training step keeps every map that its backward pass reads until that reads it. What a cheap op makes of
// other kept maps need not wait: it is computed again when it is asked for (Chen et al. 2016, "Training Deep Nets
// with Sublinear Memory Cost", of which this is the part that never computes a convolution twice). Layout
// phase: after the last elimination of common subexpressions, which would undo it.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Lowering/Passes.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNRECOMPUTE
#include "compiler/Lowering/Passes.h.inc"

namespace {

/// The op with the loss: the last that reads the labels. Null in a function without them.
Operation *findLoss(func::FuncOp function) {
  Operation *loss = nullptr;
  for (BlockArgument argument : function.getArguments()) {
    auto binding = function.getArgAttrOfType<BindingAttr>(argument.getArgNumber(), bindingName);
    if (!binding || binding.getValue() != Binding::Labels)
      continue;
    for (Operation *user : argument.getUsers())
      if (!loss || loss->isBeforeInBlock(user))
        loss = user;
  }
  return loss;
}

/// A value of each image, as maps are, which takes memory that grows with the batch.
bool isOfBatch(Value value) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  return type && type.getRank() > 0 && type.isDynamicDim(0);
}

/// The ops of one function that are worth computing twice.
class Recomputation {
public:
  explicit Recomputation(Operation *loss) : loss(loss) {}

  /// In order of the forward pass, so that of maps that follow from each other every other one is kept, from
  /// which the next is computed.
  void run() {
    SmallVector<Operation *> forward;
    for (Operation &op : *loss->getBlock()) {
      if (&op == loss)
        break;
      forward.push_back(&op);
    }
    for (Operation *op : forward)
      if (Operation *reader = firstBackwardReader(op); reader && isCheapAt(op, reader))
        computeAgain(op, reader);
  }

private:
  bool isBackward(Operation *op) const { return loss->isBeforeInBlock(op); }

  /// The first op behind the loss that reads the result; null where none does, as nothing is kept then.
  Operation *firstBackwardReader(Operation *op) const {
    Operation *first = nullptr;
    for (Operation *user : op->getUsers())
      if (isBackward(user) && (!first || user->isBeforeInBlock(first)))
        first = user;
    return first;
  }

  /// True where the op moves memory alone, and all maps that it reads lie there still when `reader` runs.
  static bool isCheapAt(Operation *op, Operation *reader) {
    if (!op->hasTrait<MemoryBound>() || op->getNumResults() != 1 || !isOfBatch(op->getResult(0)))
      return false;
    return llvm::all_of(op->getOperands(), [&](Value operand) {
      return !isOfBatch(operand) || isa<BlockArgument>(operand) || isReadFrom(operand, reader);
    });
  }

  /// True where something reads the value at `op` or after it.
  static bool isReadFrom(Value value, Operation *op) {
    return llvm::any_of(value.getUsers(),
                        [&](Operation *user) { return user == op || op->isBeforeInBlock(user); });
  }

  void computeAgain(Operation *op, Operation *reader) {
    OpBuilder builder(reader);
    Operation *again = builder.clone(*op);
    op->getResult(0).replaceUsesWithIf(again->getResult(0),
                                       [&](OpOperand &use) { return isBackward(use.getOwner()); });
  }

  Operation *loss;
};

class RecomputePass : public impl::RNRecomputeBase<RecomputePass> {
  void runOnOperation() override {
    if (Operation *loss = findLoss(getOperation()))
      Recomputation(loss).run();
  }
};

} // namespace

} // namespace resnetc::rn
