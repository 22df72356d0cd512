// RUN: resnetc-opt %s --rn-assign-layout=march=x86-64-v4 | FileCheck %s
// RUN: resnetc-opt %s --rn-assign-layout=march=x86-64-v3 | FileCheck %s --check-prefix=AVX2
// RUN: resnetc-opt %s --rn-assign-layout=march=x86-64-v4 --rn-choose-schedules --rn-lower-to-kernels | FileCheck %s --check-prefix=KERNEL

// Four groups of 4 channels fill a vector of 16, two one of 8; of 6 channels no number does, but all
// of them. What follows a filter, a velocity here, is packed as it is.
// CHECK: rn.variable @w conv_weight : tensor<32x4x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16, groups = 8>>
// CHECK: rn.variable @odd conv_weight : tensor<30x6x1x1xf32, #rn.packed<[30, 30, 1, 1], k = 16, c = 16, groups = 5>>
// CHECK: rn.variable @velocity momentum : tensor<32x4x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16, groups = 8>>
// AVX2: rn.variable @w conv_weight : tensor<32x4x3x3xf32, #rn.packed<[32, 8, 3, 3], k = 8, c = 8, groups = 8>>
// AVX2: rn.variable @odd conv_weight : tensor<30x6x1x1xf32, #rn.packed<[30, 30, 1, 1], k = 8, c = 8, groups = 5>>
rn.variable @w conv_weight : tensor<32x4x3x3xf32>
rn.variable @odd conv_weight : tensor<30x6x1x1xf32>
rn.variable @velocity momentum : tensor<32x4x3x3xf32>

// KERNEL-DAG: rn.kernel @{{.*}} "conv" {{.*}}groups = 5
// KERNEL-DAG: rn.kernel @{{.*}} "transpose_weight" {c = 32 : i64, groups = 8
// KERNEL-DAG: rn.kernel @{{.*}} "conv_grad_input" {{.*}}groups = 8
// KERNEL-DAG: rn.kernel @{{.*}} "conv_grad_weight" {{.*}}groups = 8
func.func @infer(%x: tensor<?x30x2x2xf32> {rn.binding = #rn.binding<input>}) -> (tensor<?x30x2x2xf32> {rn.binding = #rn.binding<output>}) {
  %w = rn.read @odd : tensor<30x6x1x1xf32>
  %0 = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>, groups = 5 : i64}
     : (tensor<?x30x2x2xf32>, tensor<30x6x1x1xf32>) -> tensor<?x30x2x2xf32>
  return %0 : tensor<?x30x2x2xf32>
}

// CHECK-LABEL: @train
// CHECK: rn.transpose_filter{{.*}} -> tensor<32x4x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16, transposed = true, groups = 8>>
// KERNEL-LABEL: @train
// KERNEL: rn.launch @{{rn_k_sgd.*}} {n = 288 : i64}
func.func @train(%x: tensor<?x32x2x2xf32> {rn.binding = #rn.binding<input>}, %hyper: tensor<4xf32> {rn.binding = #rn.binding<hyper>}) {
  %w = rn.read @w : tensor<32x4x3x3xf32>
  %v = rn.read @velocity : tensor<32x4x3x3xf32>
  %dx = rn.conv_grad_input %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>, groups = 8 : i64}
     : (tensor<?x32x2x2xf32>, tensor<32x4x3x3xf32>) -> tensor<?x32x2x2xf32>
  %g = rn.conv_grad_weight %x, %dx {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>, groups = 8 : i64}
     : (tensor<?x32x2x2xf32>, tensor<?x32x2x2xf32>) -> tensor<32x4x3x3xf32>
  %p, %n = rn.sgd(%w, %v, %g, %hyper) : (tensor<32x4x3x3xf32>, tensor<32x4x3x3xf32>, tensor<32x4x3x3xf32>, tensor<4xf32>) -> (tensor<32x4x3x3xf32>, tensor<32x4x3x3xf32>)
  rn.write @w, %p : tensor<32x4x3x3xf32>
  rn.write @velocity, %n : tensor<32x4x3x3xf32>
  return
}
