// Pools, the loss, the optimiser's step, variables and constants print and parse back.
// RUN: resnetc-opt %s | resnetc-opt | FileCheck %s
// RUN: resnetc-opt %s --mlir-print-op-generic | resnetc-opt | FileCheck %s

// CHECK: rn.variable @conv1.weight conv_weight : tensor<4x3x3x3xf32>
rn.variable @conv1.weight conv_weight : tensor<4x3x3x3xf32>
// CHECK: rn.variable @v running_var : tensor<4xf32>
rn.variable @v running_var : tensor<4xf32>
// CHECK: rn.variable @"a b" derived : tensor<4xf32, #rn.blocked<8>>
rn.variable @"a b" derived : tensor<4xf32, #rn.blocked<8>>

// CHECK-LABEL: func.func @pools
func.func @pools(%x: tensor<?x3x9x9xf32>, %s: tensor<3xf32>) {
  // CHECK: rn.max_pool %{{.*}} {pads = {{.*}}, strides = {{.*}}, window = array<i64: 3, 2>} : (tensor<?x3x9x9xf32>) -> tensor<?x3x5x4xf32>
  %0 = rn.max_pool %x {window = array<i64: 3, 2>, strides = array<i64: 2, 2>, pads = array<i64: 1, 0, 1, 0>}
     : (tensor<?x3x9x9xf32>) -> tensor<?x3x5x4xf32>
  // CHECK: rn.max_pool %{{.*}} pre(%{{.*}}, %{{.*}}) {in_relu, {{.*}}} : {{.*}} -> (tensor<?x3x5x4xf32>, tensor<?x3x5x4xi8>)
  %1, %i = rn.max_pool %x pre(%s, %s) {window = array<i64: 3, 2>, strides = array<i64: 2, 2>, pads = array<i64: 1, 0, 1, 0>, in_relu}
     : (tensor<?x3x9x9xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<?x3x5x4xf32>, tensor<?x3x5x4xi8>)
  // CHECK: rn.max_pool_grad(
  %2 = rn.max_pool_grad(%1, %i) {window = array<i64: 3, 2>, strides = array<i64: 2, 2>, pads = array<i64: 1, 0, 1, 0>}
     : (tensor<?x3x5x4xf32>, tensor<?x3x5x4xi8>) -> tensor<?x3x9x9xf32>
  // CHECK: rn.avg_pool(
  %3 = rn.avg_pool(%x) {window = array<i64: 9, 9>, strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>}
     : (tensor<?x3x9x9xf32>) -> tensor<?x3x1x1xf32>
  // CHECK: rn.avg_pool_grad(
  %4 = rn.avg_pool_grad(%3) {window = array<i64: 9, 9>, strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>}
     : (tensor<?x3x1x1xf32>) -> tensor<?x3x9x9xf32>
  return
}

// CHECK-LABEL: func.func @loss
func.func @loss(%logits: tensor<?x10xf32>, %labels: tensor<?xi64>, %hyper: tensor<4xf32>) {
  // CHECK: %{{.*}}, %[[ROWS:.*]] = rn.softmax_cross_entropy(
  %g, %rows = rn.softmax_cross_entropy(%logits, %labels) : (tensor<?x10xf32>, tensor<?xi64>) -> (tensor<?x10xf32>, tensor<?x2xf32>)
  // CHECK: rn.reduce_loss(%[[ROWS]]) : (tensor<?x2xf32>) -> tensor<2xf32>
  %0 = rn.reduce_loss(%rows) : (tensor<?x2xf32>) -> tensor<2xf32>
  // CHECK: rn.read @v : tensor<4xf32>
  %v = rn.read @v : tensor<4xf32>
  // CHECK: rn.sgd(
  %p, %m = rn.sgd(%v, %v, %v, %hyper) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
  // CHECK: rn.write @v, %{{.*}} : tensor<4xf32>
  rn.write @v, %p : tensor<4xf32>
  // CHECK: rn.constant dense<[1.000000e+00, 2.000000e+00]> : tensor<2xf32>
  %c = rn.constant dense<[1.0, 2.0]> : tensor<2xf32>
  return
}
