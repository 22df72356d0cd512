// RUN: resnetc-opt %s --rn-fuse-gradient | FileCheck %s
// RUN: resnetc-opt %s --rn-check-equal="pipeline='func.func(rn-fuse-gradient)'" > /dev/null

rn.variable @w conv_weight : tensor<3x3x3x3xf32>
rn.variable @s bn_weight : tensor<3xf32>
rn.variable @t bn_bias : tensor<3xf32>

// The ReLU of a batch norm alone: its mask is the sign of the affine map, nothing is kept for it.
// CHECK-LABEL: @infer
// CHECK-SAME: (%[[X:.*]]: tensor
// CHECK-NOT: rn.relu_grad
// CHECK: rn.grad_stats %[[X]], %[[X]], %[[T:.*]] where_affine(%[[S:.*]], %[[T]]) {rn.declined = ["batch norm's sums must be complete before its gradient can start"]} :
// CHECK: rn.bn_grad_apply %[[X]], %[[X]] where_affine(%[[S]], %[[T]])
func.func @infer(%x: tensor<?x3x5x5xf32>) -> (tensor<?x2x3xf32>, tensor<?x3x5x5xf32>) {
  %s = rn.read @s : tensor<3xf32>
  %t = rn.read @t : tensor<3xf32>
  %y = rn.scale_shift_add_relu %x affine(%s, %t) {relu} : (tensor<?x3x5x5xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<?x3x5x5xf32>
  %g = rn.relu_grad %x, %y : (tensor<?x3x5x5xf32>, tensor<?x3x5x5xf32>) -> tensor<?x3x5x5xf32>
  %sums = rn.grad_stats %g, %x, %t : (tensor<?x3x5x5xf32>, tensor<?x3x5x5xf32>, tensor<3xf32>) -> tensor<?x2x3xf32>
  %dx = rn.bn_grad_apply %g, %x, %s, %t, %s
      : (tensor<?x3x5x5xf32>, tensor<?x3x5x5xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<?x3x5x5xf32>
  return %sums, %dx : tensor<?x2x3xf32>, tensor<?x3x5x5xf32>
}

// A join's ReLU: the masked gradient is returned with the sums, also for readers that come before them.
// CHECK-LABEL: @join
// CHECK-SAME: (%[[X:.*]]: tensor
// CHECK: %[[SUMS:.*]], %[[G:.*]] = rn.grad_stats %[[X]], %[[X]], %[[T:.*]] where(%[[Y:.*]])
// CHECK: rn.subsample_pad_grad %[[G]]
// CHECK-NOT: rn.relu_grad
func.func @join(%x: tensor<?x3x5x5xf32>) -> (tensor<?x2x3xf32>, tensor<?x2x10x9xf32>, tensor<?x3x5x5xf32>) {
  %s = rn.read @s : tensor<3xf32>
  %t = rn.read @t : tensor<3xf32>
  %y = rn.scale_shift_add_relu %x affine(%s, %t) plus %x {relu}
     : (tensor<?x3x5x5xf32>, tensor<3xf32>, tensor<3xf32>, tensor<?x3x5x5xf32>) -> tensor<?x3x5x5xf32>
  %g = rn.relu_grad %x, %y : (tensor<?x3x5x5xf32>, tensor<?x3x5x5xf32>) -> tensor<?x3x5x5xf32>
  %up = rn.subsample_pad_grad %g {strides = array<i64: 2, 2>} : (tensor<?x3x5x5xf32>) -> tensor<?x2x10x9xf32>
  %sums = rn.grad_stats %g, %x, %t : (tensor<?x3x5x5xf32>, tensor<?x3x5x5xf32>, tensor<3xf32>) -> tensor<?x2x3xf32>
  return %sums, %up, %g : tensor<?x2x3xf32>, tensor<?x2x10x9xf32>, tensor<?x3x5x5xf32>
}

// The sum at a fork is made by the kernel of one side, though the other side comes later.
// CHECK-LABEL: @fork
// CHECK-SAME: (%[[X:.*]]: tensor
// CHECK: %[[R:.*]] = rn.relu_grad %[[X]]
// CHECK: rn.conv_grad_input %[[X]], %{{.*}} plus(%[[R]])
// CHECK-NOT: rn.add
func.func @fork(%x: tensor<?x3x5x5xf32>) -> tensor<?x3x5x5xf32> {
  %w = rn.read @w : tensor<3x3x3x3xf32>
  %0 = rn.conv_grad_input %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x5x5xf32>, tensor<3x3x3x3xf32>) -> tensor<?x3x5x5xf32>
  %1 = rn.relu_grad %x, %x : (tensor<?x3x5x5xf32>, tensor<?x3x5x5xf32>) -> tensor<?x3x5x5xf32>
  %2 = rn.add_gradients(%0, %1) : (tensor<?x3x5x5xf32>, tensor<?x3x5x5xf32>) -> tensor<?x3x5x5xf32>
  return %2 : tensor<?x3x5x5xf32>
}

// CHECK-LABEL: @sum_of_gradients
// CHECK-SAME: (%[[X:.*]]: tensor{{.*}}, %[[Z:.*]]: tensor
// CHECK: rn.relu_grad %[[X]] plus(%[[Z]]), %[[X]]
func.func @sum_of_gradients(%x: tensor<?x3x5x5xf32>, %z: tensor<?x3x5x5xf32>) -> tensor<?x3x5x5xf32> {
  %0 = rn.add_gradients(%x, %z) : (tensor<?x3x5x5xf32>, tensor<?x3x5x5xf32>) -> tensor<?x3x5x5xf32>
  %1 = rn.relu_grad %0, %x : (tensor<?x3x5x5xf32>, tensor<?x3x5x5xf32>) -> tensor<?x3x5x5xf32>
  return %1 : tensor<?x3x5x5xf32>
}
