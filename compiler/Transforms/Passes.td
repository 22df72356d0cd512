//===- Passes.td - passes of the fused phase -----------------------------------===//
#ifndef RN_TRANSFORMS_PASSES_TD
#define RN_TRANSFORMS_PASSES_TD

include "mlir/Pass/PassBase.td"

def RNFoldBatchNorm : Pass<"rn-fold-batch-norm", "::mlir::func::FuncOp"> {
  let summary = "batch norm with given statistics into the convolution before it";
  let description = [{
    Pattern: batch_norm(conv(x, w), g, b, m, v) -> conv(x, w') bias(b'), (w', b') = fold_bn(w, g, b, m, v)
    Pattern: batch_norm(x, ...) -> scale_shift_add_relu(x) affine(bn_inference(...)), where no convolution comes before it
  }];
}

def RNFuseEpilogue : Pass<"rn-fuse-epilogue", "::mlir::func::FuncOp"> {
  let summary = "residual add and ReLU into the convolution before them";
  let description = [{
    Pattern: add(conv(x, w), r) -> conv(x, w) residual(r)
    Pattern: relu(conv(x, w)) -> conv(x, w) {relu}
    Only where nothing else reads the convolution, and it has no ReLU and gathers no sums yet.
  }];
}

def RNDecomposeBatchNorm : Pass<"rn-decompose-batch-norm", "::mlir::func::FuncOp"> {
  let summary = "training batch norm into statistics, coefficients and one elementwise pass";
  let description = [{
    Pattern: batch_norm_train(x) -> scale_shift_add_relu(x) affine(bn_finalize(bn_stats(x)))
    Pattern: batch_norm_grad(g, x) -> bn_grad_apply(g, x, bn_grad_finalize(grad_stats(g, x)))
  }];
}

def RNFuseStatistics : Pass<"rn-fuse-statistics", "::mlir::func::FuncOp"> {
  let summary = "batch norm's sums into the convolution that makes the values";
  let description = [{ Pattern: bn_stats(conv(x, w)) -> second result of conv(x, w) }];
}

def RNFuseElementwise : Pass<"rn-fuse-elementwise", "::mlir::func::FuncOp"> {
  let summary = "normalisation, affine maps, sums and ReLU that follow each other into one pass";
  let description = [{
    Pattern: normalize(x) -> scale_shift_add_relu(x) affine(constants)
    Pattern: add(x, y) -> scale_shift_add_relu(x) plus y
    Pattern: scale_shift_add_relu(scale_shift_add_relu(x) affine(s, t)) plus y -> scale_shift_add_relu(x) affine(s, t) plus y, and likewise for y
    Pattern: relu(scale_shift_add_relu(x)) -> scale_shift_add_relu(x) {relu}
  }];
}

def RNFusePrologue : Pass<"rn-fuse-prologue", "::mlir::func::FuncOp"> {
  let summary = "scale, shift and ReLU into the convolution, weight gradient or pool that reads them";
  let description = [{
    Pattern: conv(from_bytes(x, s, t), w) -> conv(x, w) pre(s, t)
    Pattern: conv(scale_shift_add_relu(x) affine(s, t) {relu}, w) -> conv(x, w) pre(s, t) {in_relu}
    Pattern: the same for conv_grad_weight and max_pool
  }];
  let options = [Option<"convolutions", "convolutions", "bool", "true",
                        "convolutions and their gradients take it in; else pools alone">];
}

def RNFuseGradient : Pass<"rn-fuse-gradient", "::mlir::func::FuncOp"> {
  let summary = "ReLU masks into batch norm's gradient, and sums of gradients into what makes them";
  let description = [{
    Pattern: add_gradients(conv_grad_input(g, w), z) -> conv_grad_input(g, w) plus(z); likewise
             subsample_pad_grad
    Pattern: relu_grad(add_gradients(d, e), y) -> relu_grad(d plus e, y)
    Pattern: grad_stats(relu_grad(d, y), x), y = relu(x*s+t) -> grad_stats(d, x) where_affine(s, t);
             likewise bn_grad_apply
    Pattern: grad_stats(relu_grad(d, y), x) -> grad_stats(d, x) where(y), which also returns the masked d
  }];
}

#endif
