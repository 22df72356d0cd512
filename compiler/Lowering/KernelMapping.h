//===- KernelMapping.h - which kernel an op is ---------------------------------===//
//
// The one place that knows both the ops and the kernel classes: the mapping of an op names its
// kernel and lays the op's operands and results out in the order of the kernel's arguments
// (compiler/Kernels/README.md). The mappings live in this folder, one file per op family, and are
// attached to the ops from outside: the dialect does not know of kernels.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/Backend.h"
#include "compiler/Dialect/RN/RNOps.h"

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

} // namespace resnetc::rn

#include "compiler/Lowering/KernelMappable.h.inc"

namespace resnetc::rn {

/// Attaches the mapping of every op that has a kernel to the dialect.
void registerKernelMappings(mlir::DialectRegistry &registry);

// One per family; called by registerKernelMappings.
void attachActivationMappings(mlir::MLIRContext &context);
void attachConvMappings(mlir::MLIRContext &context);
void attachElementwiseMappings(mlir::MLIRContext &context);
void attachJoinMappings(mlir::MLIRContext &context);
void attachLossMappings(mlir::MLIRContext &context);
void attachNormMappings(mlir::MLIRContext &context);
void attachPoolMappings(mlir::MLIRContext &context);

/// The kernel of an op whose values have their layouts. Fails with a diagnostic for an op without one, and
/// for one in a form that its kernel does not know.
llvm::FailureOr<MappedKernel> mapToKernel(mlir::Operation *op);

/// Partial sums per image that the kernel of `op` (one with a sums result) delivers.
llvm::FailureOr<int64_t> partialsOf(mlir::Operation *op);

/// A choice as an attribute, and back.
ScheduleAttr scheduleAttr(mlir::MLIRContext *context, const kernels::KernelChoice &choice);
kernels::KernelChoice choiceOf(ScheduleAttr schedule);

/// A spec's attributes and formats, but for f32, as those of a kernel symbol.
mlir::DictionaryAttr specAttrs(mlir::MLIRContext *context, const kernels::KernelSpec &spec);

/// Reads a kernel symbol back.
kernels::KernelSpec specOf(KernelOp kernel);
kernels::KernelChoice choiceOf(KernelOp kernel);

/// Target named by the module attribute `rn.target`; null when it is missing or unknown.
const Target *targetOf(mlir::ModuleOp module);

/// The same, and the target of that name; null after a diagnostic where there is none.
const Target *requireTarget(mlir::ModuleOp module);
const Target *requireTarget(mlir::ModuleOp module, llvm::StringRef name);

} // namespace resnetc::rn
