// Gradients of activations are read from their inputs; that of a scaled map is scaled, and the scale's is a sum.
// RUN: resnetc-opt %s --rn-gradient | FileCheck %s

rn.variable @alpha slope trainable : tensor<1xf32>
rn.variable @w conv_weight trainable : tensor<4x1x1x1xf32>
rn.variable @fc linear_weight trainable : tensor<3x64xf32>

!x = tensor<?x4x4x4xf32>

// CHECK-LABEL: @grad
// CHECK: %[[C:.*]] = rn.conv
// CHECK: %[[A:.*]] = rn.activation(%[[C]]) {kind = #rn.activation<leaky_relu>, slope = 1.000000e-01 : f64}
// CHECK: %[[B:.*]] = rn.activation(%[[A]]) {kind = #rn.activation<hardswish>}
// CHECK: rn.scale_by(%[[B]], %[[ALPHA:.*]]) :
// CHECK: %[[DY:.*]] = rn.linear_grad_input
// CHECK-DAG: %[[DB:.*]] = rn.scale_by(%[[DY]], %[[ALPHA]])
// CHECK-DAG: %[[DALPHA:.*]] = rn.scale_by_grad_scale(%[[DY]], %[[B]])
// CHECK: %[[DA:.*]] = rn.activation_grad(%[[DB]], %[[A]]) {kind = #rn.activation<hardswish>}
// CHECK: %[[DC:.*]] = rn.activation_grad(%[[DA]], %[[C]]) {kind = #rn.activation<leaky_relu>, slope = 1.000000e-01 : f64}
// CHECK: rn.conv_grad_weight %{{.*}}, %[[DC]]
// CHECK: return %{{.*}}, %[[DALPHA]],
func.func @loss(%x: tensor<?x1x4x4xf32> {rn.binding = #rn.binding<input>}, %labels: tensor<?xi64> {rn.binding = #rn.binding<labels>})
    -> (tensor<2xf32> {rn.binding = #rn.binding<output>}) {
  %alpha = rn.read @alpha : tensor<1xf32>
  %w = rn.read @w : tensor<4x1x1x1xf32>
  %fc = rn.read @fc : tensor<3x64xf32>
  %0 = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (tensor<?x1x4x4xf32>, tensor<4x1x1x1xf32>) -> !x
  %1 = rn.activation(%0) {kind = #rn.activation<leaky_relu>, slope = 0.1 : f64} : (!x) -> !x
  %2 = rn.activation(%1) {kind = #rn.activation<hardswish>} : (!x) -> !x
  %3 = rn.scale_by(%2, %alpha) : (!x, tensor<1xf32>) -> !x
  %4 = rn.linear %3, %fc : (!x, tensor<3x64xf32>) -> tensor<?x3xf32>
  %d, %rows = rn.softmax_cross_entropy(%4, %labels) : (tensor<?x3xf32>, tensor<?xi64>) -> (tensor<?x3xf32>, tensor<?x2xf32>)
  %l = rn.reduce_loss(%rows) : (tensor<?x2xf32>) -> tensor<2xf32>
  return %l : tensor<2xf32>
}
