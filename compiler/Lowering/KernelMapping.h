//===- KernelMapping.h - which kernel an op is ---------------------------------===//
//
// The one place that knows both the ops and the kernel classes: it names the kernel of an op and
// lays the op's operands and results out in the order of the kernel's arguments
// (compiler/Kernels/README.md).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Kernels/Kernel.h"

namespace resnetc::rn {

/// A kernel argument as the op sees it: an input has an operand, an output a result, and an
/// in-place argument both.
struct MappedArg {
  mlir::Value operand;
  mlir::Value result;
};

/// An op as the launch of a kernel.
struct MappedKernel {
  kernels::KernelSpec spec;
  llvm::SmallVector<MappedArg> args; ///< in the kernel's order
  std::optional<int64_t> n; ///< number of vectors, where the kernel's scalar is not the batch
};

/// The kernel of an op after the layout phase. Fails with a diagnostic for an op without one.
llvm::FailureOr<MappedKernel> mapToKernel(mlir::Operation *op);

/// Partial sums per image that the kernel of `op` (one with a sums result) delivers on `target`.
llvm::FailureOr<int64_t> partialsOf(mlir::Operation *op, const Target &target);

/// Reads a kernel symbol back.
kernels::KernelSpec specOf(KernelOp kernel);
kernels::KernelChoice choiceOf(KernelOp kernel);

/// Target named by the module attribute `rn.target`; null when it is missing or unknown.
const Target *targetOf(mlir::ModuleOp module);

} // namespace resnetc::rn
