// Every form of the convolution and linear ops prints and parses back, custom and generic.
// RUN: resnetc-opt %s | resnetc-opt | FileCheck %s
// RUN: resnetc-opt %s --mlir-print-op-generic | resnetc-opt | FileCheck %s

// CHECK-LABEL: func.func @conv_plain
// CHECK: rn.conv %{{.*}}, %{{.*}} {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 1>} : (tensor<?x3x8x8xf32>, tensor<4x3x3x3xf32>) -> tensor<?x4x4x8xf32>
func.func @conv_plain(%x: tensor<?x3x8x8xf32>, %w: tensor<4x3x3x3xf32>) -> tensor<?x4x4x8xf32> {
  %y = rn.conv %x, %w {strides = array<i64: 2, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x8x8xf32>, tensor<4x3x3x3xf32>) -> tensor<?x4x4x8xf32>
  return %y : tensor<?x4x4x8xf32>
}

// CHECK-LABEL: func.func @conv_fused
// CHECK: rn.conv %[[X:.*]], %[[W:.*]] pre(%[[S:.*]], %[[T:.*]]) bias(%[[B:.*]]) residual(%[[R:.*]]) {in_relu, pads = {{.*}}, relu, strides = {{.*}}} :
func.func @conv_fused(%x: tensor<?x3x8x8xf32>, %w: tensor<4x3x1x3xf32>, %s: tensor<3xf32>, %t: tensor<3xf32>,
                      %b: tensor<4xf32>, %r: tensor<?x4x8x8xf32>) -> tensor<?x4x8x8xf32> {
  %y = rn.conv %x, %w pre(%s, %t) bias(%b) residual(%r)
       {strides = array<i64: 1, 1>, pads = array<i64: 0, 2, 0, 0>, in_relu, relu}
     : (tensor<?x3x8x8xf32>, tensor<4x3x1x3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<4xf32>, tensor<?x4x8x8xf32>)
     -> tensor<?x4x8x8xf32>
  return %y : tensor<?x4x8x8xf32>
}

// CHECK-LABEL: func.func @conv_residual_alone
// CHECK: rn.conv %{{.*}}, %{{.*}} residual(%{{.*}}) {
func.func @conv_residual_alone(%x: tensor<?x4x8x8xf32>, %w: tensor<4x4x1x1xf32>) -> tensor<?x4x8x8xf32> {
  %y = rn.conv %x, %w residual(%x) {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>}
     : (tensor<?x4x8x8xf32>, tensor<4x4x1x1xf32>, tensor<?x4x8x8xf32>) -> tensor<?x4x8x8xf32>
  return %y : tensor<?x4x8x8xf32>
}

// CHECK-LABEL: func.func @conv_sums
// CHECK: %{{.*}}, %{{.*}} = rn.conv {{.*}} -> (tensor<?x4x8x8xf32>, tensor<?x3x4xf32>)
func.func @conv_sums(%x: tensor<?x4x8x8xf32>, %w: tensor<4x4x1x1xf32>) -> tensor<?x3x4xf32> {
  %y, %s = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>}
     : (tensor<?x4x8x8xf32>, tensor<4x4x1x1xf32>) -> (tensor<?x4x8x8xf32>, tensor<?x3x4xf32>)
  return %s : tensor<?x3x4xf32>
}

// CHECK-LABEL: func.func @conv_gradients
// CHECK: rn.conv_grad_input %[[G:.*]], %[[W:.*]] {
// CHECK: rn.conv_grad_input %[[G]], %[[W]] plus(%[[X:.*]]) {
// CHECK: rn.conv_grad_weight %[[X]], %[[G]] {
// CHECK: rn.conv_grad_weight %[[X]] pre(%[[S:.*]], %[[S]]), %[[G]] {in_relu
// CHECK: rn.conv_grad_bias(%[[G]]) : (tensor<?x5x4x4xf32>) -> tensor<5xf32>
func.func @conv_gradients(%g: tensor<?x5x4x4xf32>, %w: tensor<5x3x3x3xf32>, %x: tensor<?x3x8x8xf32>, %s: tensor<3xf32>) {
  %0 = rn.conv_grad_input %g, %w {strides = array<i64: 2, 2>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x5x4x4xf32>, tensor<5x3x3x3xf32>) -> tensor<?x3x8x8xf32>
  %1 = rn.conv_grad_input %g, %w plus(%x) {strides = array<i64: 2, 2>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x5x4x4xf32>, tensor<5x3x3x3xf32>, tensor<?x3x8x8xf32>) -> tensor<?x3x8x8xf32>
  %2 = rn.conv_grad_weight %x, %g {strides = array<i64: 2, 2>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x8x8xf32>, tensor<?x5x4x4xf32>) -> tensor<5x3x3x3xf32>
  %3 = rn.conv_grad_weight %x pre(%s, %s), %g {strides = array<i64: 2, 2>, pads = array<i64: 1, 1, 1, 1>, in_relu}
     : (tensor<?x3x8x8xf32>, tensor<3xf32>, tensor<3xf32>, tensor<?x5x4x4xf32>) -> tensor<5x3x3x3xf32>
  %4 = rn.conv_grad_bias(%g) : (tensor<?x5x4x4xf32>) -> tensor<5xf32>
  return
}

// CHECK-LABEL: func.func @layouts
// CHECK: rn.transpose_filter(%{{.*}}) : (tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 8>>) -> tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 8, transposed = true>>
func.func @layouts(%w: tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 8>>, %p: tensor<?x2x16xf32, #rn.partials<block = 8, count = 3>>) {
  %0 = rn.transpose_filter(%w) : (tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 8>>)
     -> tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 8, transposed = true>>
  return
}

// CHECK-LABEL: func.func @winograd
// CHECK: rn.winograd_filter(%{{.*}}) {transposed} : (tensor<4x3x3x3xf32>) -> tensor<3x4x3x3xf32, #rn.winograd<side = 6, block = 16>>
// CHECK: rn.winograd_input %{{.*}} pre(%{{.*}}, %{{.*}}) {in_relu, pads = array<i64: 1, 1, 0, 1>}
// CHECK: rn.winograd_filter(%{{.*}}) : (tensor<4x3x3x3xf32>) -> tensor<4x3x3x3xf32, #rn.winograd<side = 6, block = 16>>
// CHECK: rn.winograd_input %{{.*}} {pads = array<i64: 1, 1, 0, 1>} : (tensor<?x3x9x8xf32>) -> tensor<?x3x9x8xf32, #rn.winograd_tiles<side = 6, down = 2, across = 2, block = 16>>
// CHECK: rn.conv %{{.*}}, %{{.*}} {{.*}} : (tensor<?x3x9x8xf32, #rn.winograd_tiles<{{.*}}>>, tensor<4x3x3x3xf32, #rn.winograd<{{.*}}>>) -> tensor<?x4x8x8xf32>
func.func @winograd(%x: tensor<?x3x9x8xf32>, %w: tensor<4x3x3x3xf32>, %s: tensor<3xf32>) {
  %t = rn.winograd_filter(%w) {transposed} : (tensor<4x3x3x3xf32>) -> tensor<3x4x3x3xf32, #rn.winograd<side = 6, block = 16>>
  %p = rn.winograd_input %x pre(%s, %s) {in_relu, pads = array<i64: 1, 1, 0, 1>}
     : (tensor<?x3x9x8xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<?x3x9x8xf32, #rn.winograd_tiles<side = 6, down = 2, across = 2, block = 16>>
  %0 = rn.winograd_filter(%w) : (tensor<4x3x3x3xf32>) -> tensor<4x3x3x3xf32, #rn.winograd<side = 6, block = 16>>
  %1 = rn.winograd_input %x {pads = array<i64: 1, 1, 0, 1>}
     : (tensor<?x3x9x8xf32>) -> tensor<?x3x9x8xf32, #rn.winograd_tiles<side = 6, down = 2, across = 2, block = 16>>
  %2 = rn.conv %1, %0 {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 0, 1>}
     : (tensor<?x3x9x8xf32, #rn.winograd_tiles<side = 6, down = 2, across = 2, block = 16>>, tensor<4x3x3x3xf32, #rn.winograd<side = 6, block = 16>>) -> tensor<?x4x8x8xf32>
  return
}

// At stride 2 tiles of 4 x 4 outputs have 9 x 9 positions.
// CHECK-LABEL: func.func @winograd_strides
// CHECK: rn.winograd_filter(%{{.*}}) : (tensor<4x3x3x3xf32>) -> tensor<4x3x3x3xf32, #rn.winograd<side = 9, block = 16>>
// CHECK: rn.winograd_input %{{.*}} {pads = array<i64: 1, 1, 1, 1>} : (tensor<?x3x17x16xf32>) -> tensor<?x3x17x16xf32, #rn.winograd_tiles<side = 9, down = 3, across = 2, block = 16>>
// CHECK: rn.conv %{{.*}}, %{{.*}} {{.*}} : (tensor<?x3x17x16xf32, #rn.winograd_tiles<{{.*}}>>, tensor<4x3x3x3xf32, #rn.winograd<{{.*}}>>) -> tensor<?x4x9x8xf32>
func.func @winograd_strides(%x: tensor<?x3x17x16xf32>, %w: tensor<4x3x3x3xf32>) {
  %0 = rn.winograd_filter(%w) : (tensor<4x3x3x3xf32>) -> tensor<4x3x3x3xf32, #rn.winograd<side = 9, block = 16>>
  %1 = rn.winograd_input %x {pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x17x16xf32>) -> tensor<?x3x17x16xf32, #rn.winograd_tiles<side = 9, down = 3, across = 2, block = 16>>
  %2 = rn.conv %1, %0 {strides = array<i64: 2, 2>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x17x16xf32, #rn.winograd_tiles<side = 9, down = 3, across = 2, block = 16>>, tensor<4x3x3x3xf32, #rn.winograd<side = 9, block = 16>>) -> tensor<?x4x9x8xf32>
  return
}

// CHECK-LABEL: func.func @winograd_phases
// CHECK: rn.winograd_filter(%{{.*}}) : (tensor<4x3x7x7xf32>) -> tensor<4x3x7x7xf32, #rn.winograd<side = 12, block = 16>>
// CHECK: rn.conv %{{.*}}, %{{.*}} {{.*}} : (tensor<?x3x9x8xf32>, tensor<4x3x7x7xf32, #rn.winograd<side = 12, {{.*}}>>) -> tensor<?x4x5x4xf32>
func.func @winograd_phases(%x: tensor<?x3x9x8xf32>, %w: tensor<4x3x7x7xf32>) {
  %0 = rn.winograd_filter(%w) : (tensor<4x3x7x7xf32>) -> tensor<4x3x7x7xf32, #rn.winograd<side = 12, block = 16>>
  %1 = rn.conv %x, %0 {strides = array<i64: 2, 2>, pads = array<i64: 3, 3, 3, 3>}
     : (tensor<?x3x9x8xf32>, tensor<4x3x7x7xf32, #rn.winograd<side = 12, block = 16>>) -> tensor<?x4x5x4xf32>
  return
}

// CHECK-LABEL: func.func @winograd_taps
// CHECK: rn.conv %{{.*}}, %{{.*}} {{{.*}}winograd_tile = 2 : i64} : (tensor<?x3x9x8xf32>, tensor<4x3x3x3xf32>)
func.func @winograd_taps(%x: tensor<?x3x9x8xf32>, %w: tensor<4x3x3x3xf32>) {
  %0 = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>, winograd_tile = 2 : i64}
     : (tensor<?x3x9x8xf32>, tensor<4x3x3x3xf32>) -> tensor<?x4x9x8xf32>
  return
}

// CHECK-LABEL: func.func @winograd_grad_weight
// CHECK: rn.winograd_gradient(%{{.*}}) : (tensor<?x4x9x9xf32>) -> tensor<?x4x9x9xf32, #rn.winograd_tiles<side = 6, down = 3, across = 3, block = 16, gradient = true>>
// CHECK: rn.conv_grad_weight
func.func @winograd_grad_weight(%x: tensor<?x3x9x9xf32, #rn.winograd_tiles<side = 6, down = 3, across = 3, block = 16>>, %g: tensor<?x4x9x9xf32>) {
  %0 = rn.winograd_gradient(%g) : (tensor<?x4x9x9xf32>) -> tensor<?x4x9x9xf32, #rn.winograd_tiles<side = 6, down = 3, across = 3, block = 16, gradient = true>>
  %1 = rn.conv_grad_weight %x, %0 {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x9x9xf32, #rn.winograd_tiles<side = 6, down = 3, across = 3, block = 16>>, tensor<?x4x9x9xf32, #rn.winograd_tiles<side = 6, down = 3, across = 3, block = 16, gradient = true>>) -> tensor<4x3x3x3xf32>
  return
}

// CHECK-LABEL: func.func @linear
// CHECK: rn.linear %{{.*}}, %{{.*}} :
// CHECK: rn.linear %{{.*}}, %{{.*}} bias(%{{.*}}) :
// CHECK: rn.linear_grad_input(
// CHECK: rn.linear_grad_weight(
// CHECK: rn.linear_grad_bias(
func.func @linear(%x: tensor<?x3x2x2xf32>, %w: tensor<10x12xf32>, %b: tensor<10xf32>) {
  %0 = rn.linear %x, %w : (tensor<?x3x2x2xf32>, tensor<10x12xf32>) -> tensor<?x10xf32>
  %1 = rn.linear %x, %w bias(%b) : (tensor<?x3x2x2xf32>, tensor<10x12xf32>, tensor<10xf32>) -> tensor<?x10xf32>
  %2 = rn.linear_grad_input(%1, %w) : (tensor<?x10xf32>, tensor<10x12xf32>) -> tensor<?x3x2x2xf32>
  %3 = rn.linear_grad_weight(%x, %1) : (tensor<?x3x2x2xf32>, tensor<?x10xf32>) -> tensor<10x12xf32>
  %4 = rn.linear_grad_bias(%1) : (tensor<?x10xf32>) -> tensor<10xf32>
  return
}
