//===- Borders.cpp - what must hold between two phases ----------------------------===//
//
// A pass that forgets an op is found where it happened, not two phases later in a kernel's
// arguments.
//
//===----------------------------------------------------------------------===//
#include "compiler/Pipeline/Borders.h"

#include "compiler/Dialect/RN/ValueKind.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"

using namespace mlir;

namespace resnetc {

/// The functions that a mode needs, under the names that the library uses for them.
static LogicalResult checkFunctions(ModuleOp module, ArrayRef<StringRef> names, StringRef phase) {
  for (StringRef name : names)
    if (!module.lookupSymbol<func::FuncOp>(name))
      return module.emitOpError() << "has no function @" << name << " after the " << phase
                                  << " phase";
  return success();
}

/// Calls `check` on every op inside the functions, with the phase's name for its message.
static LogicalResult checkBodies(ModuleOp module,
                                 llvm::function_ref<LogicalResult(Operation *)> check) {
  for (auto function : module.getOps<func::FuncOp>())
    for (Operation &op : function.getBody().front())
      if (failed(check(&op)))
        return failure();
  return success();
}

static LogicalResult checkFused(ModuleOp module) {
  return checkBodies(module, [](Operation *op) -> LogicalResult {
    if (isa<rn::BatchNormOp, rn::BatchNormTrainOp, rn::BatchNormGradOp, rn::NormalizeOp>(op))
      return op->emitOpError("should have been taken apart or folded by the fused phase");
    return success();
  });
}

/// Every map that ops hand to each other is blocked; the caller's are row-major. What has no kernel on
/// the target has no schedule either, and the kernels phase tells it.
static LogicalResult checkChoose(ModuleOp module) {
  const rn::ValueKinds kinds(module);
  return checkBodies(module, [&](Operation *op) -> LogicalResult {
    for (Value result : op->getResults())
      if (kinds.of(result) == rn::ValueKind::Map &&
          !cast<RankedTensorType>(result.getType()).getEncoding())
        return op->emitOpError("has a result without a layout after the choose phase");
    return success();
  });
}

static LogicalResult checkKernels(ModuleOp module) {
  return checkBodies(module, [](Operation *op) -> LogicalResult {
    if (!isa<rn::AllocOp, rn::ConstantBufferOp, rn::LaunchOp, rn::VariableBufferOp, func::ReturnOp>(
            op))
      return op->emitOpError("should be the launch of a kernel after the kernels phase");
    return success();
  });
}

/// Every variable has its place, and those with names outside come first.
static LogicalResult checkState(ModuleOp module) {
  bool derived = false;
  for (auto variable : module.getOps<rn::VariableOp>()) {
    if (!variable.getOffset())
      return variable.emitOpError("has no place in the state after the plan phase");
    if (derived && variable.getRole() != rn::Role::Derived)
      return variable.emitOpError("stands after derived variables");
    derived = variable.getRole() == rn::Role::Derived;
  }
  return success();
}

static LogicalResult checkPlan(ModuleOp module) {
  if (failed(checkState(module)))
    return failure();
  for (auto function : module.getOps<func::FuncOp>())
    if (!function->hasAttr("rn.arena_fixed") || !function->hasAttr("rn.arena_per_image"))
      return function.emitOpError("has no size of its arena after the plan phase");
  return checkBodies(module, [](Operation *op) -> LogicalResult {
    auto alloc = dyn_cast<rn::AllocOp>(op);
    if (alloc && (!alloc.getFixed() || !alloc.getPerImage()))
      return op->emitOpError("has no place in the arena after the plan phase");
    return success();
  });
}

static LogicalResult checkLlvm(ModuleOp module) {
  for (Operation &op : *module.getBody())
    if (!isa<LLVM::LLVMFuncOp, LLVM::GlobalOp>(op))
      return op.emitOpError("should be in the LLVM dialect after the llvm phase");
  return success();
}

LogicalResult checkBorder(Phase phase, ModuleOp module, const PipelineOptions &options) {
  switch (phase) {
  case Phase::Gradient:
    if (options.training)
      return checkFunctions(module, {"infer", "grad", "update"}, "gradient");
    return checkFunctions(module, {"infer"}, "gradient");
  case Phase::Fused:
    return checkFused(module);
  case Phase::Choose:
    return checkChoose(module);
  case Phase::Layout:
    return checkFunctions(module, {"infer", "prepare"}, "layout");
  case Phase::Kernels:
    return checkKernels(module);
  case Phase::Plan:
    return checkPlan(module);
  case Phase::Llvm:
    return checkLlvm(module);
  case Phase::Ast:
  case Phase::Graph:
  case Phase::Object:
  case Phase::Library:
    return success();
  }
  return success();
}

} // namespace resnetc
