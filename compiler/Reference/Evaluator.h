//===- Evaluator.h - run a function of rn ops on plain tensors --------------------===//
//
// Interprets a `func.func` of the graph, gradient, fused, choose or layout phase. Slow and obvious: it says
// what a module means, and every optimisation is compared with it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Reference/Evaluable.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace resnetc::rn {

/// Runs `function` on `inputs`, one tensor per argument, whose dynamic first sizes are the batch
/// and agree. Reads see the variables as they were before the call; writes reach them when it has
/// succeeded. Fails with a diagnostic, never otherwise, for anything that cannot be evaluated: an
/// op without a reference, a missing variable, a wrong shape, a label beyond the classes, more than
/// `maxElements`.
mlir::FailureOr<std::vector<Tensor>> evaluate(mlir::func::FuncOp function,
                                              llvm::ArrayRef<Tensor> inputs, Variables &variables);

/// All tensors of one call together hold at most this many elements (2 GiB of doubles).
inline constexpr int64_t maxElements = int64_t(1) << 28;

/// The static shape of a type once the batch is known; only the first size may be dynamic.
std::vector<int64_t> shapeOf(mlir::RankedTensorType type, int64_t batch);

} // namespace resnetc::rn
