//===- LaunchAdapter.h - from plain pointers to a kernel's calling convention -------===//
#pragma once

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/Builders.h"

namespace resnetc::x86 {

/// Defines, at the builder's place in a module,
///   i32 @launch_<kernel>(ptr userContext, i32 n, ptr arg0, ptr arg1 ...)
/// which calls `kernel`, declared with the same type, with each pointer wrapped in a halide_buffer_t.
mlir::LLVM::LLVMFuncOp buildLaunchAdapter(mlir::OpBuilder &builder, mlir::Location loc,
                                          mlir::LLVM::LLVMFuncOp kernel);

} // namespace resnetc::x86
