// RUN: resnetc-opt %s --rn-fold-batch-norm | FileCheck %s
// RUN: resnetc-opt %s --rn-check-equal="pipeline='func.func(rn-fold-batch-norm)' batch=3" > /dev/null

rn.variable @w conv_weight : tensor<5x3x3x3xf32>
rn.variable @g bn_weight : tensor<5xf32>
rn.variable @b bn_bias : tensor<5xf32>
rn.variable @m running_mean : tensor<5xf32>
rn.variable @v running_var : tensor<5xf32>

// CHECK-LABEL: @infer
// CHECK: %[[F:.*]], %[[B:.*]] = rn.fold_bn
// CHECK: %[[Y:.*]] = rn.conv %{{.*}}, %[[F]] bias(%[[B]])
// CHECK-NOT: rn.batch_norm
// The second batch norm has no convolution before it.
// CHECK: %[[S:.*]], %[[T:.*]] = rn.bn_inference
// CHECK: rn.scale_shift_add_relu %[[Y]] affine(%[[S]], %[[T]])
func.func @infer(%x: tensor<?x3x7x6xf32>) -> tensor<?x5x4x2xf32> {
  %w = rn.read @w : tensor<5x3x3x3xf32>
  %g = rn.read @g : tensor<5xf32>
  %b = rn.read @b : tensor<5xf32>
  %m = rn.read @m : tensor<5xf32>
  %v = rn.read @v : tensor<5xf32>
  %0 = rn.conv %x, %w {strides = array<i64: 2, 3>, pads = array<i64: 1, 0, 1, 1>}
     : (tensor<?x3x7x6xf32>, tensor<5x3x3x3xf32>) -> tensor<?x5x4x2xf32>
  %1 = rn.batch_norm(%0, %g, %b, %m, %v) {eps = 1.0e-3}
     : (tensor<?x5x4x2xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<?x5x4x2xf32>
  %2 = rn.batch_norm(%1, %g, %b, %m, %v) {eps = 1.0e-3}
     : (tensor<?x5x4x2xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<?x5x4x2xf32>
  return %2 : tensor<?x5x4x2xf32>
}
