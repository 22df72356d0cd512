// RUN: resnetc-opt %s --rn-assign-layout --rn-choose-schedules --rn-lower-to-kernels | FileCheck %s

rn.variable @w conv_weight trainable : tensor<16x16x3x3xf32>
rn.variable @v momentum slot_of @w : tensor<16x16x3x3xf32>
rn.variable @d derived : tensor<16xf32>
rn.variable @g bn_weight : tensor<16xf32>

// Two equal convolutions share one kernel; temporaries are allocated, results go to the caller.
// CHECK: rn.kernel @[[$K:rn_k_conv_[0-9a-f]+]] "conv" {{.*}}relu = 1
// CHECK-NOT: rn.kernel @{{.*}} "conv"
// CHECK-LABEL: @infer
// CHECK-SAME: (%[[X:.*]]: !rn.buffer<tensor<?x16x4x4xf32>> {rn.binding = #rn.binding<input>}, %[[OUT:.*]]: !rn.buffer<{{.*}} {rn.binding = #rn.binding<output>})
// CHECK: %[[W:.*]] = rn.variable_buffer @w
// CHECK: %[[A:.*]] = rn.alloc
// CHECK: rn.launch @{{rn_k_to_blocked.*}}(%[[X]], %[[A]])
// CHECK: %[[B:.*]] = rn.alloc
// CHECK: rn.launch @[[$K]](%[[A]], %[[W]], %[[B]])
// CHECK: %[[C:.*]] = rn.alloc
// CHECK: rn.launch @[[$K]](%[[B]], %[[W]], %[[C]])
// CHECK: rn.launch @{{rn_k_to_nchw.*}}(%[[C]], %[[OUT]])
// CHECK-NEXT: return
func.func @infer(%x: tensor<?x16x4x4xf32> {rn.binding = #rn.binding<input>}) -> (tensor<?x16x4x4xf32> {rn.binding = #rn.binding<output>}) {
  %w = rn.read @w : tensor<16x16x3x3xf32>
  %0 = rn.conv %x, %w {relu, strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x16x4x4xf32>, tensor<16x16x3x3xf32>) -> tensor<?x16x4x4xf32>
  %1 = rn.conv %0, %w {relu, strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x16x4x4xf32>, tensor<16x16x3x3xf32>) -> tensor<?x16x4x4xf32>
  return %1 : tensor<?x16x4x4xf32>
}

// The optimiser works in place, on all stored elements.
// CHECK-LABEL: @train
// CHECK-DAG: %[[P:.*]] = rn.variable_buffer @w
// CHECK-DAG: %[[V:.*]] = rn.variable_buffer @v
// CHECK: rn.launch @{{rn_k_conv_grad_weight.*}}(%{{.*}}, %{{.*}}, %[[G:[^)]*]])
// CHECK: rn.launch @{{rn_k_sgd.*}}(%[[P]], %[[V]], %[[G]], %{{.*}}) {n = 144 : i64}
func.func @train(%x: tensor<?x16x4x4xf32> {rn.binding = #rn.binding<input>}, %labels: tensor<?xi64> {rn.binding = #rn.binding<labels>}, %hyper: tensor<4xf32> {rn.binding = #rn.binding<hyper>}) {
  %w = rn.read @w : tensor<16x16x3x3xf32>
  %v = rn.read @v : tensor<16x16x3x3xf32>
  %g = rn.conv_grad_weight %x, %x {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x16x4x4xf32>, tensor<?x16x4x4xf32>) -> tensor<16x16x3x3xf32>
  %p, %n = rn.sgd(%w, %v, %g, %hyper) : (tensor<16x16x3x3xf32>, tensor<16x16x3x3xf32>, tensor<16x16x3x3xf32>, tensor<4xf32>) -> (tensor<16x16x3x3xf32>, tensor<16x16x3x3xf32>)
  rn.write @w, %p : tensor<16x16x3x3xf32>
  rn.write @v, %n : tensor<16x16x3x3xf32>
  return
}

// A value that goes to a variable is made in its memory.
// CHECK-LABEL: @prepare
// CHECK: %[[D:.*]] = rn.variable_buffer @d
// CHECK: rn.launch @{{rn_k_bn_inference.*}}(%{{.*}}, %[[D]])
func.func @prepare() {
  %g = rn.read @g : tensor<16xf32>
  %s, %t = rn.bn_inference(%g, %g, %g, %g) {eps = 1.0e-5} : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<16xf32>, tensor<16xf32>)
  rn.write @d, %t : tensor<16xf32>
  return
}

// Two parameters with one gradient: it is made once, in a buffer that bears both names.
// CHECK-LABEL: @grad
// CHECK-SAME: %[[BIAS:[^ ]*]]: !rn.buffer<tensor<16xf32, #rn.blocked<16>>> {rn.gradient_of = ["a.bias", "b.bias"]}, %[[WEIGHT:[^ ]*]]: {{.*}} {rn.gradient_of = ["w"]})
// CHECK: rn.launch @{{rn_k_conv_grad_bias.*}}(%{{.*}}, %[[BIAS]])
// CHECK: rn.launch @{{rn_k_conv_grad_weight.*}}, %[[WEIGHT]])
func.func @grad(%x: tensor<?x16x4x4xf32> {rn.binding = #rn.binding<input>}, %labels: tensor<?xi64> {rn.binding = #rn.binding<labels>})
    -> (tensor<?x16x4x4xf32> {rn.binding = #rn.binding<output>}, tensor<16xf32> {rn.gradient_of = "a.bias"}, tensor<16x16x3x3xf32> {rn.gradient_of = "w"},
        tensor<16xf32> {rn.gradient_of = "b.bias"}) {
  %0 = rn.relu(%x) : (tensor<?x16x4x4xf32>) -> tensor<?x16x4x4xf32>
  %b = rn.conv_grad_bias(%0) : (tensor<?x16x4x4xf32>) -> tensor<16xf32>
  %g = rn.conv_grad_weight %x, %0 {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x16x4x4xf32>, tensor<?x16x4x4xf32>) -> tensor<16x16x3x3xf32>
  return %0, %b, %g, %b : tensor<?x16x4x4xf32>, tensor<16xf32>, tensor<16x16x3x3xf32>, tensor<16xf32>
}
