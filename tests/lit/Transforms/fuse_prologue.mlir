// RUN: resnetc-opt %s --rn-fuse-prologue | FileCheck %s
// RUN: resnetc-opt %s --rn-check-equal="pipeline='func.func(rn-fuse-prologue)'" > /dev/null

rn.variable @w conv_weight : tensor<4x3x3x3xf32>
rn.variable @s bn_weight : tensor<3xf32>
rn.variable @t bn_bias : tensor<3xf32>

// The convolution's padding stays zero: it comes after the affine map.
// CHECK-LABEL: @infer
// CHECK-SAME: (%[[X:.*]]: tensor
// CHECK-NOT: rn.scale_shift_add_relu
// CHECK: rn.conv %[[X]], %{{.*}} pre(%[[S:.*]], %[[T:.*]]) {in_relu
// CHECK: rn.max_pool %[[X]] pre(%[[S]], %[[T]]) {in_relu
func.func @infer(%x: tensor<?x3x5x5xf32>) -> (tensor<?x4x5x5xf32>, tensor<?x3x3x3xf32>) {
  %w = rn.read @w : tensor<4x3x3x3xf32>
  %s = rn.read @s : tensor<3xf32>
  %t = rn.read @t : tensor<3xf32>
  %0 = rn.scale_shift_add_relu %x affine(%s, %t) {relu} : (tensor<?x3x5x5xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<?x3x5x5xf32>
  %1 = rn.conv %0, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x5x5xf32>, tensor<4x3x3x3xf32>) -> tensor<?x4x5x5xf32>
  %2 = rn.max_pool %0 {window = array<i64: 3, 3>, strides = array<i64: 2, 2>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x5x5xf32>) -> tensor<?x3x3x3xf32>
  return %1, %2 : tensor<?x4x5x5xf32>, tensor<?x3x3x3xf32>
}

// A shortcut needs the map in memory, so the convolution may as well read it there.
// CHECK-LABEL: @shared
// CHECK: %[[A:.*]] = rn.scale_shift_add_relu
// CHECK: rn.conv %[[A]], %{{[^ ]*}} {
func.func @shared(%x: tensor<?x3x5x5xf32>) -> (tensor<?x4x5x5xf32>, tensor<?x3x5x5xf32>) {
  %w = rn.read @w : tensor<4x3x3x3xf32>
  %s = rn.read @s : tensor<3xf32>
  %t = rn.read @t : tensor<3xf32>
  %0 = rn.scale_shift_add_relu %x affine(%s, %t) {relu} : (tensor<?x3x5x5xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<?x3x5x5xf32>
  %1 = rn.conv %0, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x5x5xf32>, tensor<4x3x3x3xf32>) -> tensor<?x4x5x5xf32>
  return %1, %0 : tensor<?x4x5x5xf32>, tensor<?x3x5x5xf32>
}

// Two maps in a row, as a batch norm behind the input's normalisation is: a kernel takes one, the other stays.
// CHECK-LABEL: @chain
// CHECK-SAME: (%[[X:.*]]: tensor
// CHECK: %[[A:.*]] = rn.scale_shift_add_relu %[[X]] {{.*}}rn.declined = ["read by rn.conv, not all of which take scale and shift on their way in"]
// CHECK-NOT: rn.scale_shift_add_relu
// CHECK: rn.conv %[[A]], %{{.*}} pre({{.*}}) {in_relu
func.func @chain(%x: tensor<?x3x5x5xf32>) -> tensor<?x4x5x5xf32> {
  %w = rn.read @w : tensor<4x3x3x3xf32>
  %s = rn.read @s : tensor<3xf32>
  %t = rn.read @t : tensor<3xf32>
  %0 = rn.scale_shift_add_relu %x affine(%t, %s) : (tensor<?x3x5x5xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<?x3x5x5xf32>
  %1 = rn.scale_shift_add_relu %0 affine(%s, %t) {relu} : (tensor<?x3x5x5xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<?x3x5x5xf32>
  %2 = rn.conv %1, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x5x5xf32>, tensor<4x3x3x3xf32>) -> tensor<?x4x5x5xf32>
  return %2 : tensor<?x4x5x5xf32>
}

// A convolution reads bytes as they come, and multiplies and shifts them on the way in.
// CHECK-LABEL: @bytes
// CHECK-SAME: (%[[B:.*]]: tensor<?x3x5x5xui8, #rn.channels_last>)
// CHECK-NOT: rn.from_bytes
// CHECK: rn.conv %[[B]], %{{.*}} pre(%{{.*}}, %{{.*}}) {
func.func @bytes(%x: tensor<?x3x5x5xui8, #rn.channels_last>) -> tensor<?x4x5x5xf32> {
  %w = rn.read @w : tensor<4x3x3x3xf32>
  %s = rn.read @s : tensor<3xf32>
  %t = rn.read @t : tensor<3xf32>
  %0 = rn.from_bytes(%x, %s, %t) : (tensor<?x3x5x5xui8, #rn.channels_last>, tensor<3xf32>, tensor<3xf32>) -> tensor<?x3x5x5xf32>
  %1 = rn.conv %0, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x5x5xf32>, tensor<4x3x3x3xf32>) -> tensor<?x4x5x5xf32>
  return %1 : tensor<?x4x5x5xf32>
}

// Another reader needs them as numbers in memory, so all take those.
// CHECK-LABEL: @bytes_of_two
// CHECK: %[[N:.*]] = rn.from_bytes
// CHECK: rn.conv %[[N]],
// CHECK: rn.max_pool %[[N]]
func.func @bytes_of_two(%x: tensor<?x3x5x5xui8, #rn.channels_last>) -> (tensor<?x4x5x5xf32>, tensor<?x3x3x3xf32>) {
  %w = rn.read @w : tensor<4x3x3x3xf32>
  %s = rn.read @s : tensor<3xf32>
  %t = rn.read @t : tensor<3xf32>
  %0 = rn.from_bytes(%x, %s, %t) : (tensor<?x3x5x5xui8, #rn.channels_last>, tensor<3xf32>, tensor<3xf32>) -> tensor<?x3x5x5xf32>
  %1 = rn.conv %0, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x5x5xf32>, tensor<4x3x3x3xf32>) -> tensor<?x4x5x5xf32>
  %2 = rn.max_pool %0 {window = array<i64: 3, 3>, strides = array<i64: 2, 2>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x5x5xf32>) -> tensor<?x3x3x3xf32>
  return %1, %2 : tensor<?x4x5x5xf32>, tensor<?x3x3x3xf32>
}
