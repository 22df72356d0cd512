// RUN: resnetc-opt %s --rn-decompose-batch-norm | FileCheck %s
// RUN: resnetc-opt %s --rn-check-equal="pipeline='func.func(rn-decompose-batch-norm)' batch=3" > /dev/null

rn.variable @g bn_weight : tensor<3xf32>
rn.variable @b bn_bias : tensor<3xf32>

// CHECK-LABEL: @infer
// CHECK: %[[SUMS:.*]] = rn.bn_stats(%[[X:[^)]*]])
// CHECK: %[[MEAN:.*]], %[[VAR:.*]], %[[S:.*]], %[[T:.*]] = rn.bn_finalize(%[[SUMS]], %{{.*}}) {{.*}}positions = 10
// CHECK: %[[Y:.*]] = rn.scale_shift_add_relu %[[X]] affine(%[[S]], %[[T]])
// CHECK: %[[GSUMS:.*]] = rn.grad_stats %[[Y]], %[[X]], %[[MEAN]]
// CHECK: %{{.*}}, %{{.*}}, %[[A:.*]], %[[B:.*]], %[[C:.*]] = rn.bn_grad_finalize(%[[GSUMS]], %[[MEAN]], %[[VAR]]
// CHECK: rn.bn_grad_apply %[[Y]], %[[X]], %[[A]], %[[B]], %[[C]]
func.func @infer(%x: tensor<?x3x5x2xf32>) -> (tensor<?x3x5x2xf32>, tensor<3xf32>, tensor<3xf32>) {
  %g = rn.read @g : tensor<3xf32>
  %b = rn.read @b : tensor<3xf32>
  %y, %m, %v = rn.batch_norm_train(%x, %g, %b) {eps = 1.0e-5}
     : (tensor<?x3x5x2xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<?x3x5x2xf32>, tensor<3xf32>, tensor<3xf32>)
  %dx, %dg, %db = rn.batch_norm_grad(%y, %x, %m, %v, %g) {eps = 1.0e-5}
     : (tensor<?x3x5x2xf32>, tensor<?x3x5x2xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>)
    -> (tensor<?x3x5x2xf32>, tensor<3xf32>, tensor<3xf32>)
  return %dx, %dg, %db : tensor<?x3x5x2xf32>, tensor<3xf32>, tensor<3xf32>
}
