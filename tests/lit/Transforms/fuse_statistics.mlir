// RUN: resnetc-opt %s --rn-fuse-statistics | FileCheck %s
// RUN: resnetc-opt %s --rn-check-equal="pipeline='func.func(rn-fuse-statistics)' batch=3" > /dev/null

rn.variable @w conv_weight : tensor<4x3x3x3xf32>
rn.variable @b bias : tensor<4xf32>

// CHECK-LABEL: @infer
// CHECK: %[[Y:.*]], %[[S:.*]] = rn.conv
// CHECK-NOT: rn.bn_stats
// CHECK: return %[[Y]], %[[S]]
func.func @infer(%x: tensor<?x3x5x4xf32>) -> (tensor<?x4x5x4xf32>, tensor<?x3x4xf32>) {
  %w = rn.read @w : tensor<4x3x3x3xf32>
  %0 = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x5x4xf32>, tensor<4x3x3x3xf32>) -> tensor<?x4x5x4xf32>
  %s = rn.bn_stats(%0) : (tensor<?x4x5x4xf32>) -> tensor<?x3x4xf32>
  return %0, %s : tensor<?x4x5x4xf32>, tensor<?x3x4xf32>
}

// A bias comes after the sums, so these stay a pass of their own.
// CHECK-LABEL: @with_bias
// CHECK: rn.bn_stats
func.func @with_bias(%x: tensor<?x3x5x4xf32>) -> (tensor<?x4x5x4xf32>, tensor<?x3x4xf32>) {
  %w = rn.read @w : tensor<4x3x3x3xf32>
  %b = rn.read @b : tensor<4xf32>
  %0 = rn.conv %x, %w bias(%b) {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x5x4xf32>, tensor<4x3x3x3xf32>, tensor<4xf32>) -> tensor<?x4x5x4xf32>
  %s = rn.bn_stats(%0) : (tensor<?x4x5x4xf32>) -> tensor<?x3x4xf32>
  return %0, %s : tensor<?x4x5x4xf32>, tensor<?x3x4xf32>
}
