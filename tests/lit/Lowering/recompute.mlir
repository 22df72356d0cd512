// RUN: resnetc-opt %s --pass-pipeline='builtin.module(func.func(rn-recompute))' | FileCheck %s
// RUN: resnetc-opt %s --rn-check-equal="pipeline='func.func(rn-recompute)'" > /dev/null

rn.variable @w conv_weight trainable : tensor<2x2x1x1xf32>
rn.variable @f linear_weight trainable : tensor<2x2xf32>

// Of maps that follow from each other every other one is kept, and the next computed from it, before its first reader behind
// the loss.
// The second is not: when it is asked for, the first is not there yet.
// CHECK-LABEL: func.func @grad
// CHECK: %[[C:.*]] = rn.conv
// CHECK: %[[A:.*]] = rn.scale_shift_add_relu %[[C]] plus %[[C]]
// CHECK: %[[B:.*]] = rn.scale_shift_add_relu %[[C]] plus %[[A]]
// CHECK: %[[D:.*]] = rn.scale_shift_add_relu %[[C]] plus %[[B]]
// CHECK: rn.avg_pool(%[[D]])
// CHECK: rn.softmax_cross_entropy
// CHECK: %[[G:.*]] = rn.avg_pool_grad
// CHECK-NEXT: %[[D2:.*]] = rn.scale_shift_add_relu %[[C]] plus %[[B]] {relu}
// CHECK-NEXT: %[[GD:.*]] = rn.relu_grad %[[G]], %[[D2]] :
// CHECK-NEXT: %[[GB:.*]] = rn.relu_grad %[[GD]], %[[B]] :
// CHECK-NEXT: %[[A2:.*]] = rn.scale_shift_add_relu %[[C]] plus %[[C]] {relu}
// CHECK-NEXT: %[[GA:.*]] = rn.relu_grad %[[GB]], %[[A2]] :
// CHECK-NEXT: %[[GAGAIN:.*]] = rn.relu_grad %[[GA]], %[[A2]] :
// CHECK-NEXT: %[[GC:.*]] = rn.relu_grad %[[GAGAIN]], %[[C]] :
// CHECK-NEXT: rn.conv_grad_weight %{{.*}}, %[[GC]]
func.func @grad(%x: tensor<?x2x4x4xf32> {rn.binding = #rn.binding<input>}, %labels: tensor<?xi64> {rn.binding = #rn.binding<labels>})
    -> (tensor<2xf32> {rn.binding = #rn.binding<output>}, tensor<2x2x1x1xf32> {rn.gradient_of = "w"}) {
  %w = rn.read @w : tensor<2x2x1x1xf32>
  %c = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>}
     : (tensor<?x2x4x4xf32>, tensor<2x2x1x1xf32>) -> tensor<?x2x4x4xf32>
  %a = rn.scale_shift_add_relu %c plus %c {relu} : (tensor<?x2x4x4xf32>, tensor<?x2x4x4xf32>) -> tensor<?x2x4x4xf32>
  %b = rn.scale_shift_add_relu %c plus %a {relu} : (tensor<?x2x4x4xf32>, tensor<?x2x4x4xf32>) -> tensor<?x2x4x4xf32>
  %d = rn.scale_shift_add_relu %c plus %b {relu} : (tensor<?x2x4x4xf32>, tensor<?x2x4x4xf32>) -> tensor<?x2x4x4xf32>
  %p = rn.avg_pool(%d) {window = array<i64: 4, 4>, strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>}
     : (tensor<?x2x4x4xf32>) -> tensor<?x2x1x1xf32>
  %f = rn.read @f : tensor<2x2xf32>
  %logits = rn.linear %p, %f : (tensor<?x2x1x1xf32>, tensor<2x2xf32>) -> tensor<?x2xf32>
  %g, %rows = rn.softmax_cross_entropy(%logits, %labels) : (tensor<?x2xf32>, tensor<?xi64>) -> (tensor<?x2xf32>, tensor<?x2xf32>)
  %loss = rn.reduce_loss(%rows) : (tensor<?x2xf32>) -> tensor<2xf32>
  %gp = rn.linear_grad_input(%g, %f) : (tensor<?x2xf32>, tensor<2x2xf32>) -> tensor<?x2x1x1xf32>
  %gd0 = rn.avg_pool_grad(%gp) {window = array<i64: 4, 4>, strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>}
     : (tensor<?x2x1x1xf32>) -> tensor<?x2x4x4xf32>
  %gd = rn.relu_grad %gd0, %d : (tensor<?x2x4x4xf32>, tensor<?x2x4x4xf32>) -> tensor<?x2x4x4xf32>
  %gb = rn.relu_grad %gd, %b : (tensor<?x2x4x4xf32>, tensor<?x2x4x4xf32>) -> tensor<?x2x4x4xf32>
  %ga = rn.relu_grad %gb, %a : (tensor<?x2x4x4xf32>, tensor<?x2x4x4xf32>) -> tensor<?x2x4x4xf32>
  %ga2 = rn.relu_grad %ga, %a : (tensor<?x2x4x4xf32>, tensor<?x2x4x4xf32>) -> tensor<?x2x4x4xf32>
  %gc = rn.relu_grad %ga2, %c : (tensor<?x2x4x4xf32>, tensor<?x2x4x4xf32>) -> tensor<?x2x4x4xf32>
  %gw = rn.conv_grad_weight %x, %gc {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>}
     : (tensor<?x2x4x4xf32>, tensor<?x2x4x4xf32>) -> tensor<2x2x1x1xf32>
  return %loss, %gw : tensor<2xf32>, tensor<2x2x1x1xf32>
}
