//===- Passes.td - passes from the graph to the gradient -----------------------===//
#ifndef RN_GRADIENT_PASSES_TD
#define RN_GRADIENT_PASSES_TD

include "mlir/Pass/PassBase.td"

def RNGradient : Pass<"rn-gradient", "::mlir::ModuleOp"> {
  let summary = "differentiate @loss into @grad, and begin @update";
  let description = [{
    Reverse-mode differentiation by DifferentiableOpInterface. @loss becomes @grad, which returns the loss, the
    gradient of every trainable variable, and what the batch gives for running statistics; it writes nothing.
    What @loss writes moves to @update, which takes those observations. An optimiser's pass appends its steps.
  }];
}

#endif
