// Activations, joins, groups, local response normalisation and heads print and parse back.
// RUN: resnetc-opt %s | resnetc-opt | FileCheck %s
// RUN: resnetc-opt %s --mlir-print-op-generic | resnetc-opt | FileCheck %s

// CHECK: rn.variable @act.weight slope : tensor<3xf32>
rn.variable @act.weight slope : tensor<3xf32>
// CHECK: rn.variable @gate.bias bias : tensor<3xf32> {initial = -2.000000e+00 : f64}
rn.variable @gate.bias bias : tensor<3xf32> {initial = -2.0 : f64}

!x = tensor<?x3x4x5xf32>
!t = tensor<?x3x1x1xf32>

// CHECK-LABEL: func.func @activations
func.func @activations(%x: !x, %s: tensor<3xf32>, %key: tensor<1xi64>, %alpha: tensor<1xf32>) {
  // CHECK: rn.prelu(%{{.*}}, %{{.*}}) : (tensor<?x3x4x5xf32>, tensor<3xf32>) -> tensor<?x3x4x5xf32>
  %0 = rn.prelu(%x, %s) : (!x, tensor<3xf32>) -> !x
  // CHECK: rn.prelu_grad(
  %1 = rn.prelu_grad(%x, %0, %s) : (!x, !x, tensor<3xf32>) -> !x
  // CHECK: rn.prelu_grad_slope(%{{.*}}, %{{.*}}) : (tensor<?x3x4x5xf32>, tensor<?x3x4x5xf32>) -> tensor<3xf32>
  %2 = rn.prelu_grad_slope(%x, %0) : (!x, !x) -> tensor<3xf32>
  // CHECK: rn.sigmoid(
  %3 = rn.sigmoid(%x) : (!x) -> !x
  // CHECK: rn.sigmoid_grad(
  %4 = rn.sigmoid_grad(%x, %3) : (!x, !x) -> !x
  // CHECK: rn.activation(%{{.*}}) {kind = #rn.activation<relu6>} : (tensor<?x3x4x5xf32>) -> tensor<?x3x4x5xf32>
  %6 = rn.activation(%x) {kind = #rn.activation<relu6>} : (!x) -> !x
  // CHECK: rn.activation(%{{.*}}) {kind = #rn.activation<silu>}
  %8 = rn.activation(%x) {kind = #rn.activation<silu>} : (!x) -> !x
  // CHECK: rn.activation(%{{.*}}) {kind = #rn.activation<hardswish>}
  %9 = rn.activation(%x) {kind = #rn.activation<hardswish>} : (!x) -> !x
  // CHECK: rn.activation_grad(%{{.*}}, %{{.*}}) {kind = #rn.activation<relu6>}
  %7 = rn.activation_grad(%x, %6) {kind = #rn.activation<relu6>} : (!x, !x) -> !x
  // CHECK: rn.activation_grad(%{{.*}}, %{{.*}}) {kind = #rn.activation<leaky_relu>, slope = 1.000000e-02 : f64}
  %10 = rn.activation_grad(%x, %9) {kind = #rn.activation<leaky_relu>, slope = 0.01 : f64} : (!x, !x) -> !x
  // CHECK: rn.scale_by(%{{.*}}, %{{.*}}) : (tensor<?x3x4x5xf32>, tensor<1xf32>) -> tensor<?x3x4x5xf32>
  %11 = rn.scale_by(%x, %alpha) : (!x, tensor<1xf32>) -> !x
  // CHECK: rn.scale_by_grad_scale(%{{.*}}, %{{.*}}) : (tensor<?x3x4x5xf32>, tensor<?x3x4x5xf32>) -> tensor<1xf32>
  %12 = rn.scale_by_grad_scale(%x, %11) : (!x, !x) -> tensor<1xf32>
  // CHECK: rn.dropout(%{{.*}}, %{{.*}}) {layer = 3 : i64, rate = 5.000000e-01 : f64} : (tensor<?x3x4x5xf32>, tensor<1xi64>)
  %5 = rn.dropout(%x, %key) {rate = 0.5 : f64, layer = 3 : i64} : (!x, tensor<1xi64>) -> !x
  return
}

// CHECK-LABEL: func.func @joins
func.func @joins(%x: !x, %z: !x, %t: !t) {
  // CHECK: rn.max(
  %0 = rn.max(%x, %z) : (!x, !x) -> !x
  // CHECK: rn.max_grad(%{{.*}}, %{{.*}}, %{{.*}}) :
  %1 = rn.max_grad(%x, %x, %z) : (!x, !x, !x) -> !x
  // CHECK: rn.max_grad(%{{.*}}, %{{.*}}, %{{.*}}) {right} :
  %2 = rn.max_grad(%x, %x, %z) {right} : (!x, !x, !x) -> !x
  // CHECK: rn.gate %{{.*}}, %{{.*}} carry(%{{.*}}) : (tensor<?x3x4x5xf32>, tensor<?x3x1x1xf32>, tensor<?x3x4x5xf32>)
  %3 = rn.gate %x, %t carry(%z) : (!x, !t, !x) -> !x
  // CHECK: rn.gate %{{.*}}, %{{.*}} : (tensor<?x3x4x5xf32>, tensor<?x3x4x5xf32>)
  %4 = rn.gate %x, %z : (!x, !x) -> !x
  // CHECK: rn.gate_grad_carry(
  %5 = rn.gate_grad_carry(%x, %t) : (!x, !t) -> !x
  // CHECK: rn.gate_grad_gate %{{.*}}, %{{.*}} carry(%{{.*}}) : {{.*}} -> tensor<?x3x1x1xf32>
  %6 = rn.gate_grad_gate %x, %z carry(%x) : (!x, !x, !x) -> !t
  // CHECK: rn.gate_grad_gate %{{.*}}, %{{.*}} : {{.*}} -> tensor<?x3x4x5xf32>
  %7 = rn.gate_grad_gate %x, %z : (!x, !x) -> !x
  // CHECK: rn.concat(%{{.*}}, %{{.*}}, %{{.*}}) : {{.*}} -> tensor<?x9x4x5xf32>
  %8 = rn.concat(%x, %z, %x) : (!x, !x, !x) -> tensor<?x9x4x5xf32>
  // CHECK: rn.slice(%{{.*}}) {start = 3 : i64} : (tensor<?x9x4x5xf32>) -> tensor<?x3x4x5xf32>
  %9 = rn.slice(%8) {start = 3 : i64} : (tensor<?x9x4x5xf32>) -> !x
  return
}

// CHECK-LABEL: func.func @groups
func.func @groups(%x: tensor<?x4x4x4xf32>, %w: tensor<6x2x1x1xf32>) {
  // CHECK: %[[Y:.*]] = rn.conv %{{.*}} {groups = 2 : i64, pads
  %0 = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>, groups = 2 : i64}
     : (tensor<?x4x4x4xf32>, tensor<6x2x1x1xf32>) -> tensor<?x6x4x4xf32>
  // CHECK: rn.conv_grad_input %[[Y]], {{.*}} {groups = 2 : i64, pads
  %1 = rn.conv_grad_input %0, %w {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>, groups = 2 : i64}
     : (tensor<?x6x4x4xf32>, tensor<6x2x1x1xf32>) -> tensor<?x4x4x4xf32>
  // CHECK: rn.conv_grad_weight {{.*}} {groups = 2 : i64, pads
  %2 = rn.conv_grad_weight %x, %0 {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>, groups = 2 : i64}
     : (tensor<?x4x4x4xf32>, tensor<?x6x4x4xf32>) -> tensor<6x2x1x1xf32>
  return
}

// CHECK-LABEL: func.func @lrn
func.func @lrn(%x: !x) {
  // CHECK: rn.lrn(%{{.*}}) {alpha = {{.*}}, beta = 7.500000e-01 : f64, k = 2.000000e+00 : f64, size = 5 : i64}
  %0 = rn.lrn(%x) {size = 5 : i64, alpha = 1.0e-4 : f64, beta = 0.75 : f64, k = 2.0 : f64} : (!x) -> !x
  // CHECK: rn.lrn_grad(%{{.*}}, %{{.*}}) {alpha
  %1 = rn.lrn_grad(%0, %x) {size = 5 : i64, alpha = 1.0e-4 : f64, beta = 0.75 : f64, k = 2.0 : f64} : (!x, !x) -> !x
  return
}

// CHECK-LABEL: func.func @heads
func.func @heads(%x: tensor<?x10x1x1xf32>, %labels: tensor<?xi64>) {
  // CHECK: %[[L:.*]] = rn.flatten(%{{.*}}) : (tensor<?x10x1x1xf32>) -> tensor<?x10xf32>
  %0 = rn.flatten(%x) : (tensor<?x10x1x1xf32>) -> tensor<?x10xf32>
  // CHECK: rn.softmax_cross_entropy(%[[L]], %{{.*}}) : (
  %g, %r = rn.softmax_cross_entropy(%0, %labels) {weight = 1.0 : f64} : (tensor<?x10xf32>, tensor<?xi64>) -> (tensor<?x10xf32>, tensor<?x2xf32>)
  // CHECK: rn.softmax_cross_entropy(%[[L]], %{{.*}}) {weight = 3.000000e-01 : f64}
  %h, %s = rn.softmax_cross_entropy(%0, %labels) {weight = 0.3 : f64} : (tensor<?x10xf32>, tensor<?xi64>) -> (tensor<?x10xf32>, tensor<?x2xf32>)
  // CHECK: rn.reduce_loss(%{{.*}}, %{{.*}}) : (tensor<?x2xf32>, tensor<?x2xf32>) -> tensor<2xf32>
  %m = rn.reduce_loss(%r, %s) : (tensor<?x2xf32>, tensor<?x2xf32>) -> tensor<2xf32>
  // CHECK: rn.unflatten(%{{.*}}) : (tensor<?x10xf32>) -> tensor<?x10x1x1xf32>
  %1 = rn.unflatten(%g) : (tensor<?x10xf32>) -> tensor<?x10x1x1xf32>
  return
}
