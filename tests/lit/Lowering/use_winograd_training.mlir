// RUN: resnetc-opt %s --rn-specialize=batches=16 --rn-use-winograd=march=x86-64-v4 | FileCheck %s
// RUN: resnetc-opt %s --rn-use-winograd=march=x86-64-v4 | FileCheck %s --check-prefix=ONCE
// RUN: resnetc-opt %s --rn-check-equal="pipeline='rn-phase-choose{batches=16},rn-phase-layout'" > /dev/null

rn.variable @w conv_weight trainable : tensor<128x128x3x3xf32>
rn.variable @s bn_weight : tensor<128xf32>

// All three directions of training. At a batch that gives all cores rows of tiles, a task transforms its operands
// itself.
// CHECK-LABEL: @grad
// CHECK: %[[X:.*]] = rn.max_pool
// CHECK: %[[U:.*]] = rn.winograd_filter(%[[W:.*]]) : {{.*}} -> tensor<128x128x3x3xf32, #rn.winograd<side = 6, block = 16>>
// CHECK: rn.conv %[[X]], %[[U]] pre({{.*}} -> (tensor<?x128x28x28xf32>, tensor<?x3x128xf32>)
// CHECK: rn.winograd_filter(%[[W]]) {transposed}
// CHECK: rn.conv %{{.*}}, %{{.*}} residual(%{{.*}})
// CHECK-NOT: rn.conv_grad_input
// CHECK-NOT: rn.winograd_input
// CHECK: rn.conv_grad_weight %[[X]] pre(%{{.*}}, %{{.*}}), %{{[^ ]*}} {in_relu{{.*}}winograd_tile = 4 : i64{{.*}} : (tensor<?x128x28x28xf32>,

// At batch 1 the filter is read once, and the input transformed before, after what happens to it on its way in.
// ONCE-LABEL: @grad
// ONCE: %[[V:.*]] = rn.winograd_input %{{.*}} pre(%{{.*}}, %{{.*}}) {in_relu, pads = array<i64: 1, 1, 1, 1>}
// ONCE: rn.conv %[[V]], %{{[^ ]*}} {pads
func.func @grad(%image: tensor<?x128x56x56xf32> {rn.binding = #rn.binding<input>}) -> (tensor<?x128x28x28xf32>, tensor<?x128x28x28xf32>, tensor<128x128x3x3xf32>) {
  %w = rn.read @w : tensor<128x128x3x3xf32>
  %s = rn.read @s : tensor<128xf32>
  %x = rn.max_pool %image {window = array<i64: 2, 2>, strides = array<i64: 2, 2>, pads = array<i64: 0, 0, 0, 0>} : (tensor<?x128x56x56xf32>) -> tensor<?x128x28x28xf32>
  %y, %sums = rn.conv %x, %w pre(%s, %s) {in_relu, strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x128x28x28xf32>, tensor<128x128x3x3xf32>, tensor<128xf32>, tensor<128xf32>) -> (tensor<?x128x28x28xf32>, tensor<?x3x128xf32>)
  %dx = rn.conv_grad_input %y, %w plus(%x) {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x128x28x28xf32>, tensor<128x128x3x3xf32>, tensor<?x128x28x28xf32>) -> tensor<?x128x28x28xf32>
  %dw = rn.conv_grad_weight %x pre(%s, %s), %y {in_relu, strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x128x28x28xf32>, tensor<128xf32>, tensor<128xf32>, tensor<?x128x28x28xf32>) -> tensor<128x128x3x3xf32>
  return %y, %dx, %dw : tensor<?x128x28x28xf32>, tensor<?x128x28x28xf32>, tensor<128x128x3x3xf32>
}
