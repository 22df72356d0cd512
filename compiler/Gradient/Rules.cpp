//===- Rules.cpp - registration of all gradient rules ----------------------===//
//
// One place attaches the rules of every family when the dialect is loaded.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNDialect.h"
#include "compiler/Gradient/Differentiable.h"
#include "mlir/IR/DialectRegistry.h"

namespace resnetc::rn {

#include "compiler/Gradient/Differentiable.cpp.inc"

void registerGradientRules(mlir::DialectRegistry &registry) {
  registry.addExtension(+[](mlir::MLIRContext *context, RNDialect *) {
    attachActivationGradientRules(*context);
    attachConvGradientRules(*context);
    attachNormGradientRules(*context);
    attachElementwiseGradientRules(*context);
    attachPoolGradientRules(*context);
    attachJoinGradientRules(*context);
    attachLossGradientRules(*context);
  });
}

} // namespace resnetc::rn
