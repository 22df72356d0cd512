//===- RandomData.h - repeatable inputs and variables for evaluation --------------===//
//
// Values depend on the seed, the variable's name (or the argument's number) and the element alone,
// never on the order of definitions, so that a module and its transformed twin get the same data.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Reference/Tensor.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"

namespace resnetc::rn {

/// A value for every `rn.variable` of the module, by its role: weights as He et al. (2015) start
/// them, positive variances and scales, small velocities. Those beyond `maxElements` in all get
/// none.
Variables randomVariables(mlir::ModuleOp module, uint64_t seed);

/// An input for every argument: images, labels within the classes, hyper-parameters of a step,
/// window positions within the map. Fails with a diagnostic for an argument of another kind.
mlir::FailureOr<std::vector<Tensor>> randomInputs(mlir::func::FuncOp function, int64_t batch,
                                                  uint64_t seed);

} // namespace resnetc::rn
