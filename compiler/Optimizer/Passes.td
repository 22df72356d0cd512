//===- Passes.td - passes that build the update --------------------------------===//
#ifndef RN_OPTIMIZER_PASSES_TD
#define RN_OPTIMIZER_PASSES_TD

include "mlir/Pass/PassBase.td"

def RNSgd : Pass<"rn-sgd", "::mlir::ModuleOp"> {
  let summary = "append a step of every trained variable to @update";
  let description = [{
    Stochastic gradient descent with momentum and weight decay, by `rn.sgd`. @update takes the gradients that
    @grad returns and `hyper`; each trained variable gets a velocity, a variable that is a slot of it.
  }];
}

#endif
