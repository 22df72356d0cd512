//===- Passes.td - passes that choose number formats --------------------------===//
#ifndef RN_PRECISION_PASSES_TD
#define RN_PRECISION_PASSES_TD

include "mlir/Pass/PassBase.td"

def RNNarrow : Pass<"rn-narrow", "::mlir::ModuleOp"> {
  let summary = "activations and multiplications in 16 bits, f32 sums and variables";
  let description = [{
    Maps become bf16, or fp16, in @infer and @grad, and ops on a batch read rounded copies of filters and matrices, made by
    `rn.cast`. The caller's arguments and results, variables, vectors, sums and gradients of parameters stay f32.
  }];
  let options = [Option<"format", "format", "::resnetc::NumberFormat", "::resnetc::NumberFormat::BF16",
                        "bf16 or fp16", [{::resnetc::precisionValues()}]>];
}

def RNScaleLoss : Pass<"rn-scale-loss", "::mlir::ModuleOp"> {
  let summary = "multiply the gradients of @grad by a scale that @update divides by";
  let description = [{
    Adds the variables @loss_scale and @loss_scale.good_steps. The losses of @grad read the scale; @update looks for
    a gradient that is not finite (`rn.find_nonfinite`), decides (`rn.next_loss_scale`), and steps parameters and
    running statistics by what is decided. Growth is 2 and backoff 0.5; both are 1, for a constant scale, where
    `interval` is 0.
  }];
  let options = [Option<"initial", "initial", "double", "65536", "the scale of the first step">,
                 Option<"interval", "interval", "int64_t", "2000", "good steps until it grows; 0: it stays">];
}

#endif
