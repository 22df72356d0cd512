//===- Passes.td - passes that choose number formats --------------------------===//
#ifndef RN_PRECISION_PASSES_TD
#define RN_PRECISION_PASSES_TD

include "mlir/Pass/PassBase.td"

def RNNarrow : Pass<"rn-narrow", "::mlir::ModuleOp"> {
  let summary = "bf16 activations and multiplications, f32 sums and variables";
  let description = [{
    Maps become bf16 in @infer and @grad, and ops on a batch read rounded copies of filters and matrices, made by
    `rn.cast`. The caller's arguments and results, variables, vectors, sums and gradients of parameters stay f32.
  }];
}

#endif
