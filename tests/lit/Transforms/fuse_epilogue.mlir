// RUN: resnetc-opt %s --rn-fuse-epilogue | FileCheck %s
// RUN: resnetc-opt %s --rn-check-equal="pipeline='func.func(rn-fuse-epilogue)'" > /dev/null

rn.variable @w conv_weight : tensor<4x4x3x3xf32>
rn.variable @p conv_weight : tensor<4x4x1x1xf32>

// The residual is made after the main convolution, and others read the first convolution.
// CHECK-LABEL: @infer
// CHECK: %[[FIRST:.*]] = rn.conv %{{[^ ]*}}, %{{[^ ]*}} {pads = array<i64: 1, 1, 1, 1>, strides
// CHECK: %[[R:.*]] = rn.conv %[[FIRST]]
// CHECK: rn.conv %[[FIRST]], %{{.*}} residual(%[[R]]) {{.*}}relu
// CHECK-NOT: rn.add
// CHECK-NOT: rn.relu
func.func @infer(%x: tensor<?x4x5x5xf32>) -> tensor<?x4x5x5xf32> {
  %w = rn.read @w : tensor<4x4x3x3xf32>
  %p = rn.read @p : tensor<4x4x1x1xf32>
  %0 = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x4x5x5xf32>, tensor<4x4x3x3xf32>) -> tensor<?x4x5x5xf32>
  %1 = rn.conv %0, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x4x5x5xf32>, tensor<4x4x3x3xf32>) -> tensor<?x4x5x5xf32>
  %2 = rn.conv %0, %p {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>}
     : (tensor<?x4x5x5xf32>, tensor<4x4x1x1xf32>) -> tensor<?x4x5x5xf32>
  %3 = rn.add(%1, %2) : (tensor<?x4x5x5xf32>, tensor<?x4x5x5xf32>) -> tensor<?x4x5x5xf32>
  %4 = rn.relu(%3) : (tensor<?x4x5x5xf32>) -> tensor<?x4x5x5xf32>
  return %4 : tensor<?x4x5x5xf32>
}

// A convolution whose value others read keeps it; what is left says why.
// CHECK-LABEL: @kept
// CHECK: rn.conv
// CHECK: rn.relu(%{{.*}}) {rn.declined = ["no convolution ends in it: its input is made by rn.conv, which has other readers"]}
// CHECK: rn.add(%{{.*}}) {rn.declined = ["no convolution ends in it: its sides are made by rn.conv, which has other readers and rn.relu"]}
func.func @kept(%x: tensor<?x4x5x5xf32>) -> tensor<?x4x5x5xf32> {
  %w = rn.read @w : tensor<4x4x3x3xf32>
  %0 = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x4x5x5xf32>, tensor<4x4x3x3xf32>) -> tensor<?x4x5x5xf32>
  %1 = rn.relu(%0) : (tensor<?x4x5x5xf32>) -> tensor<?x4x5x5xf32>
  %2 = rn.add(%0, %1) : (tensor<?x4x5x5xf32>, tensor<?x4x5x5xf32>) -> tensor<?x4x5x5xf32>
  return %2 : tensor<?x4x5x5xf32>
}
