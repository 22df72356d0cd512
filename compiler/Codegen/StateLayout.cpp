//===- StateLayout.cpp - where every variable lies in the state ---------------===//
#include "compiler/Codegen/StateLayout.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace resnetc {

/// Where @grad leaves the gradient of each variable.
static llvm::StringMap<int64_t> gradientOffsets(mlir::ModuleOp module) {
  llvm::StringMap<int64_t> offsets;
  auto grad = module.lookupSymbol<mlir::func::FuncOp>("grad");
  for (unsigned i = 0; grad && i < grad.getNumArguments(); ++i) {
    auto names = grad.getArgAttrOfType<mlir::ArrayAttr>(i, rn::gradientOfName);
    auto offset = grad.getArgAttrOfType<mlir::IntegerAttr>(i, rn::offsetName);
    if (names && offset)
      for (auto name : names.getAsRange<mlir::StringAttr>())
        offsets[name.getValue()] = offset.getInt();
  }
  return offsets;
}

StateLayout readState(mlir::ModuleOp module) {
  StateLayout state;
  llvm::StringMap<int64_t> gradients = gradientOffsets(module);
  for (auto variable : module.getOps<rn::VariableOp>()) {
    auto gradient = gradients.find(variable.getSymName());
    state.index[variable.getSymName()] = state.variables.size();
    state.variables.push_back(
        {.name = variable.getSymName().str(),
         .role = variable.getRole(),
         .type = variable.getTensorType(),
         .shape = llvm::SmallVector<int64_t>(variable.getOuterShape()),
         .trainable = variable.getTrainable(),
         .isSlot = variable.isOptimizers(),
         .offset = static_cast<int64_t>(variable.getOffset().value_or(0)),
         .gradientOffset = gradient == gradients.end() ? -1 : gradient->second,
         .initial = variable.getInitial().convertToDouble()});
  }
  if (auto bytes = module->getAttrOfType<mlir::IntegerAttr>(rn::stateBytesName))
    state.bytes = bytes.getInt();
  if (auto heads = module->getAttrOfType<mlir::ArrayAttr>("rn.heads_left_out"))
    for (auto head : heads.getAsRange<mlir::StringAttr>())
      state.ignoredPrefixes += (state.ignoredPrefixes.empty() ? "" : " ") + head.str() + ".";
  return state;
}

} // namespace resnetc
