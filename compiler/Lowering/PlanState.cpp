//===- PlanState.cpp - a place in the state for every variable ---------------------===//
//
// Variables of a kind lie side by side: what one step of training writes, and what inference reads,
// are each one run of memory. Parameters, velocities and gradients have one order, so that a step can
// go over them as if they were one. Plan phase, after the gradients' places.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Layout/BufferLayout.h"
#include "compiler/Lowering/Passes.h"

#include "mlir/IR/Builders.h"

#include <limits>

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNPLANSTATE
#include "compiler/Lowering/Passes.h.inc"

namespace {

/// Kinds of variables in the order in which they lie in memory.
enum class StateKind { Trainable, Mean, Variance, Slot, Derived };

StateKind kindOf(VariableOp variable) {
  if (variable.getTrainable())
    return StateKind::Trainable;
  if (variable.isOptimizers())
    return StateKind::Slot;
  if (variable.getRole() == Role::Derived)
    return StateKind::Derived;
  return variable.getRole() == Role::RunningVar ? StateKind::Variance : StateKind::Mean;
}

class PlanStatePass : public impl::RNPlanStateBase<PlanStatePass> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    llvm::StringMap<int64_t> gradients = gradientPlaces(module);
    constexpr int64_t none = std::numeric_limits<int64_t>::max();
    // Variables without a gradient keep their order behind the others.
    auto keyOf = [&](VariableOp variable) {
      auto gradient = gradients.find(variable.getSlotOf().value_or(variable.getSymName()));
      return std::pair(kindOf(variable), gradient == gradients.end() ? none : gradient->second);
    };
    SmallVector<VariableOp> variables(module.getOps<VariableOp>());
    llvm::stable_sort(variables, [&](VariableOp a, VariableOp b) { return keyOf(a) < keyOf(b); });
    OpBuilder b(&getContext());
    int64_t bytes = 0;
    for (VariableOp variable : variables) {
      variable.setOffsetAttr(b.getI64IntegerAttr(bytes));
      bytes += bufferBytes(variable.getTensorType()).fixed;
    }
    module->setAttr(stateBytesName, b.getI64IntegerAttr(bytes));
  }

  /// Where @grad leaves the gradient of each variable.
  static llvm::StringMap<int64_t> gradientPlaces(ModuleOp module) {
    llvm::StringMap<int64_t> places;
    auto grad = module.lookupSymbol<func::FuncOp>("grad");
    for (unsigned i = 0; grad && i < grad.getNumArguments(); ++i) {
      auto names = grad.getArgAttrOfType<ArrayAttr>(i, gradientOfName);
      auto offset = grad.getArgAttrOfType<IntegerAttr>(i, offsetName);
      if (names && offset)
        for (auto name : names.getAsRange<StringAttr>())
          places[name.getValue()] = offset.getInt();
    }
    return places;
  }
};

} // namespace
} // namespace resnetc::rn
