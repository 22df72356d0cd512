//===- PlanState.cpp - a place in the state for every variable ---------------------===//
//
// Variables of a kind lie side by side: what one step of training writes, and what inference reads,
// are each one run of memory. Plan phase.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Layout/BufferLayout.h"
#include "compiler/Lowering/Passes.h"

#include "mlir/IR/Builders.h"

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNPLANSTATE
#include "compiler/Lowering/Passes.h.inc"

namespace {

/// Kinds of variables in the order in which they lie in memory.
enum class StateKind { Trainable, Statistic, Slot, Derived };

StateKind kindOf(VariableOp variable) {
  if (variable.getTrainable())
    return StateKind::Trainable;
  if (variable.getSlotOf())
    return StateKind::Slot;
  return variable.isStored() ? StateKind::Statistic : StateKind::Derived;
}

class PlanStatePass : public impl::RNPlanStateBase<PlanStatePass> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    OpBuilder b(&getContext());
    int64_t bytes = 0;
    for (StateKind kind :
         {StateKind::Trainable, StateKind::Statistic, StateKind::Slot, StateKind::Derived})
      for (auto variable : module.getOps<VariableOp>())
        if (kindOf(variable) == kind) {
          variable.setOffsetAttr(b.getI64IntegerAttr(bytes));
          bytes += bufferBytes(variable.getTensorType()).fixed;
        }
    module->setAttr(stateBytesName, b.getI64IntegerAttr(bytes));
  }
};

} // namespace
} // namespace resnetc::rn
