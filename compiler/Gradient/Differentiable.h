//===- Differentiable.h - the differentiation interface and its rules ---------===//
//
// The rules live in this folder, one file per op family, and are attached to the ops from outside,
// so the dialect does not know of differentiation.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "mlir/IR/Builders.h"
#include "mlir/IR/OpDefinition.h"

#include "compiler/Gradient/Differentiable.h.inc"

namespace resnetc::rn {

/// Attaches the rule of every differentiable op to the dialect.
void registerGradientRules(mlir::DialectRegistry &registry);

// One per family; called by registerGradientRules.
void attachActivationGradientRules(mlir::MLIRContext &context);
void attachConvGradientRules(mlir::MLIRContext &context);
void attachNormGradientRules(mlir::MLIRContext &context);
void attachElementwiseGradientRules(mlir::MLIRContext &context);
void attachPoolGradientRules(mlir::MLIRContext &context);
void attachJoinGradientRules(mlir::MLIRContext &context);
void attachLossGradientRules(mlir::MLIRContext &context);

/// Base of all rules: an external model of `DifferentiableOpInterface` for `OpTy`.
template <typename Rule, typename OpTy>
using GradientRule = DifferentiableOpInterface::ExternalModel<Rule, OpTy>;

} // namespace resnetc::rn
