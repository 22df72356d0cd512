// Passes that keep the meaning pass, a difference beyond the tolerance does not.
// RUN: resnetc-opt %s --rn-check-equal="pipeline='func.func(rn-fold-batch-norm),rn-split-prepare' batch=3" | FileCheck %s --check-prefix=KEPT
// RUN: resnetc-opt %s --rn-check-equal="pipeline='func.func(rn-fold-batch-norm),rn-split-prepare' replace=true" | FileCheck %s --check-prefix=REPLACED
// RUN: not resnetc-opt %s --rn-check-equal="pipeline='func.func(rn-fold-batch-norm)' tolerance=0" 2>&1 | FileCheck %s --check-prefix=DIFFERENT
// RUN: not resnetc-opt %s --rn-check-equal="pipeline='no-such-pass'" 2>&1 | FileCheck %s --check-prefix=UNKNOWN
// RUN: not resnetc-opt %s --rn-check-equal="batch=-1" 2>&1 | FileCheck %s --check-prefix=BATCH

rn.variable @w conv_weight : tensor<4x3x3x3xf32>
rn.variable @g bn_weight : tensor<4xf32>
rn.variable @b bn_bias : tensor<4xf32>
rn.variable @m running_mean : tensor<4xf32>
rn.variable @v running_var : tensor<4xf32>

// The module stays as it was, and no copy of it stays behind.
// KEPT-NOT: derived
// KEPT: func.func @infer
// KEPT: rn.batch_norm
// KEPT-NOT: func.func

// REPLACED-DAG: rn.variable {{.*}} derived
// REPLACED-DAG: func.func @prepare
// REPLACED: func.func @infer
// REPLACED-NOT: rn.batch_norm

// DIFFERENT: error: expects result 0 of 'infer' to stay within 0{{.*}} of the plain module's, got
// UNKNOWN: error: expects a pipeline of passes, got 'no-such-pass'
// BATCH: error: expects a batch of at least 1, got -1
func.func @infer(%x: tensor<?x3x6x5xf32>) -> tensor<?x4x6x5xf32> {
  %w = rn.read @w : tensor<4x3x3x3xf32>
  %g = rn.read @g : tensor<4xf32>
  %b = rn.read @b : tensor<4xf32>
  %m = rn.read @m : tensor<4xf32>
  %v = rn.read @v : tensor<4xf32>
  %c = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x6x5xf32>, tensor<4x3x3x3xf32>) -> tensor<?x4x6x5xf32>
  %y = rn.batch_norm(%c, %g, %b, %m, %v) {eps = 1.0e-5 : f64}
     : (tensor<?x4x6x5xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<?x4x6x5xf32>
  return %y : tensor<?x4x6x5xf32>
}
