//===- PipelineContext.h - what MLIR has to know in all phases -------------------------------===//
#pragma once

#include "compiler/Backend/HostObject.h"
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Gradient/Differentiable.h"
#include "compiler/Lowering/KernelMapping.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"

namespace resnetc {

/// A context with every dialect of the phases. One thread is enough for passes that take
/// milliseconds.
class PipelineContext : public mlir::MLIRContext {
public:
  PipelineContext() : MLIRContext(registry(), Threading::DISABLED) {
    loadAllAvailableDialects();
    registerHostTranslation(*this);
  }

private:
  static mlir::DialectRegistry registry() {
    mlir::DialectRegistry registry;
    registry.insert<rn::RNDialect, mlir::func::FuncDialect, mlir::LLVM::LLVMDialect>();
    rn::registerGradientRules(registry);
    rn::registerKernelMappings(registry);
    return registry;
  }
};

} // namespace resnetc
