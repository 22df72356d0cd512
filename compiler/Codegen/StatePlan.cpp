//===- StatePlan.cpp - where every variable lies in the state ----------------===//
//
// Variables of a kind lie side by side: what one step of training writes, and what inference reads,
// are each one run of memory.
//
//===----------------------------------------------------------------------===//
#include "compiler/Codegen/StatePlan.h"

#include "compiler/Codegen/BufferLayout.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace resnetc {

/// The place of a role in memory.
static int memoryOrder(rn::Role role) {
  if (role <= rn::Role::BnBias || role == rn::Role::Slope)
    return 0;
  if (role <= rn::Role::RunningVar)
    return 1;
  return role == rn::Role::Momentum ? 2 : 3;
}

/// The place of a role in the descriptor.
static int listOrder(rn::Role role) {
  return role == rn::Role::Momentum ? 1 : role == rn::Role::Derived ? 2 : 0;
}

/// Where @grad leaves the gradient of each variable.
static llvm::StringMap<int64_t> gradientOffsets(mlir::ModuleOp module) {
  llvm::StringMap<int64_t> offsets;
  if (auto grad = module.lookupSymbol<mlir::func::FuncOp>("grad"))
    grad.walk([&](rn::AllocOp alloc) {
      if (auto names = alloc->getAttrOfType<mlir::ArrayAttr>("rn.gradient_of"))
        for (auto name : names.getAsRange<mlir::StringAttr>())
          offsets[name.getValue()] = alloc.getFixed().value_or(0);
    });
  return offsets;
}

/// A linear layer that others follow is a convolution over its map; its weight and that weight's
/// velocity keep the shape of a linear layer outside.
static llvm::SmallVector<int64_t> userShape(rn::VariableOp variable,
                                            const llvm::StringMap<rn::Role> &roles) {
  llvm::SmallVector<int64_t> shape(variable.getTensorType().getShape());
  llvm::StringRef name = variable.getSymName();
  rn::Role role = variable.getRole();
  if (role == rn::Role::Momentum && name.consume_front("momentum."))
    role = roles.lookup(name);
  if (role == rn::Role::LinearWeight && shape.size() == 4)
    shape = {shape[0], shape[1] * shape[2] * shape[3]};
  return shape;
}

StatePlan planState(mlir::ModuleOp module) {
  StatePlan plan;
  llvm::StringMap<int64_t> gradients = gradientOffsets(module);
  llvm::StringMap<rn::Role> roles;
  for (auto variable : module.getOps<rn::VariableOp>())
    roles[variable.getSymName()] = variable.getRole();
  for (auto variable : module.getOps<rn::VariableOp>()) {
    auto gradient = gradients.find(variable.getSymName());
    plan.variables.push_back({variable.getSymName().str(), variable.getRole(),
                              variable.getTensorType(), userShape(variable, roles), 0,
                              gradient == gradients.end() ? -1 : gradient->second,
                              variable.getInitialValue()});
  }
  llvm::stable_sort(plan.variables, [](const PlannedVariable &a, const PlannedVariable &b) {
    return listOrder(a.role) < listOrder(b.role);
  });
  for (int order = 0; order < 4; ++order)
    for (PlannedVariable &variable : plan.variables)
      if (memoryOrder(variable.role) == order) {
        variable.offset = plan.bytes;
        plan.bytes += bufferBytes(variable.type).fixed;
      }
  for (auto [i, variable] : llvm::enumerate(plan.variables))
    plan.index[variable.name] = i;
  if (auto heads = module->getAttrOfType<mlir::ArrayAttr>("rn.heads_left_out"))
    for (auto head : heads.getAsRange<mlir::StringAttr>())
      plan.passedOver += (plan.passedOver.empty() ? "" : " ") + head.str() + ".";
  return plan;
}

} // namespace resnetc
