//===- Passes.td - passes from the graph to the gradient -----------------------===//
#ifndef RN_GRADIENT_PASSES_TD
#define RN_GRADIENT_PASSES_TD

include "mlir/Pass/PassBase.td"

def RNGradient : Pass<"rn-gradient", "::mlir::ModuleOp"> {
  let summary = "differentiate @loss into @grad and @train";
  let description = [{
    Reverse-mode differentiation by DifferentiableOpInterface. @grad returns the loss and the gradient of
    every trainable variable and writes nothing; @train also takes `hyper`, moves the running statistics and
    updates every trainable variable by `rn.sgd`. @loss itself is replaced.
  }];
}

#endif
