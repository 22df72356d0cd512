// RUN: resnetc-opt %s --rn-split-prepare | FileCheck %s
// RUN: resnetc-opt %s --rn-check-equal="pipeline='rn-split-prepare'" > /dev/null

rn.variable @w conv_weight : tensor<4x3x1x1xf32>
rn.variable @g bn_weight : tensor<4xf32>

// CHECK: rn.variable @prepared.w.0 derived : tensor<4x3x1x1xf32>
// CHECK: rn.variable @prepared.w.1 derived : tensor<4xf32>
// CHECK-LABEL: func.func @prepare()
// CHECK: %[[F:.*]], %[[B:.*]] = rn.fold_bn
// CHECK: rn.write @prepared.w.0, %[[F]]
// CHECK: rn.write @prepared.w.1, %[[B]]
// CHECK-LABEL: func.func @infer
// CHECK-NOT: rn.fold_bn
// CHECK-NOT: rn.read @g
// CHECK-DAG: %[[W:.*]] = rn.read @prepared.w.0
// CHECK-DAG: %[[C:.*]] = rn.read @prepared.w.1
// CHECK: rn.conv %{{.*}}, %[[W]] bias(%[[C]])
func.func @infer(%x: tensor<?x3x4x4xf32>) -> tensor<?x4x4x4xf32> {
  %w = rn.read @w : tensor<4x3x1x1xf32>
  %g = rn.read @g : tensor<4xf32>
  %f, %b = rn.fold_bn %w, %g, %g, %g, %g {eps = 1.0} : (tensor<4x3x1x1xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> (tensor<4x3x1x1xf32>, tensor<4xf32>)
  %0 = rn.conv %x, %f bias(%b) {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>}
     : (tensor<?x3x4x4xf32>, tensor<4x3x1x1xf32>, tensor<4xf32>) -> tensor<?x4x4x4xf32>
  return %0 : tensor<?x4x4x4xf32>
}
