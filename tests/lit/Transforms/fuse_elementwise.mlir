// RUN: resnetc-opt %s --rn-fuse-elementwise | FileCheck %s
// RUN: resnetc-opt %s --rn-check-equal="pipeline='func.func(rn-fuse-elementwise)' tolerance=1e-6" > /dev/null

rn.variable @s bn_weight : tensor<3xf32>
rn.variable @t bn_bias : tensor<3xf32>

// CHECK-LABEL: @infer
// CHECK-SAME: (%[[X:.*]]: tensor
// CHECK-DAG: %[[SCALE:.*]] = rn.constant dense<[2.000000e+00, 4.000000e+00, 1.000000e+00]>
// CHECK-DAG: %[[SHIFT:.*]] = rn.constant dense<[-1.000000e+00, {{-?}}0.000000e+00, 3.000000e+00]>
// CHECK: rn.scale_shift_add_relu %[[X]] affine(%[[SCALE]], %[[SHIFT]])
func.func @infer(%x: tensor<?x3x4x4xf32>) -> tensor<?x3x4x4xf32> {
  %0 = rn.normalize(%x) {mean = array<f64: 0.5, 0.0, -3.0>, std = array<f64: 0.5, 0.25, 1.0>}
     : (tensor<?x3x4x4xf32>) -> tensor<?x3x4x4xf32>
  return %0 : tensor<?x3x4x4xf32>
}

// The sum of two affine maps and its ReLU are one pass.
// CHECK-LABEL: @join
// CHECK-SAME: (%[[X:.*]]: tensor
// CHECK: %[[S:.*]] = rn.read @s
// CHECK: %[[T:.*]] = rn.read @t
// CHECK-NEXT: rn.scale_shift_add_relu %[[X]] affine(%[[S]], %[[T]]) plus %[[X]] affine_b(%[[T]], %[[S]]) {relu}
// CHECK-NEXT: return
func.func @join(%x: tensor<?x3x4x4xf32>) -> tensor<?x3x4x4xf32> {
  %s = rn.read @s : tensor<3xf32>
  %t = rn.read @t : tensor<3xf32>
  %0 = rn.scale_shift_add_relu %x affine(%s, %t) : (tensor<?x3x4x4xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<?x3x4x4xf32>
  %1 = rn.scale_shift_add_relu %x affine(%t, %s) : (tensor<?x3x4x4xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<?x3x4x4xf32>
  %2 = rn.add(%0, %1) : (tensor<?x3x4x4xf32>, tensor<?x3x4x4xf32>) -> tensor<?x3x4x4xf32>
  %3 = rn.relu(%2) : (tensor<?x3x4x4xf32>) -> tensor<?x3x4x4xf32>
  return %3 : tensor<?x3x4x4xf32>
}
