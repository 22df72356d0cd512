// RUN: resnetc-opt %s --rn-assign-layout=march=avx2 --rn-choose-schedules | FileCheck %s
// RUN: not resnetc-opt %s --rn-choose-schedules 2>&1 | FileCheck %s --check-prefix=EARLY

// Each op that is a kernel gets its schedule, equal kernels of one batch the same; the rest gets none.
// EARLY: error: expects layouts assigned for a target (rn-assign-layout), got none
rn.variable @w conv_weight trainable : tensor<16x16x3x3xf32>

// CHECK-LABEL: @infer
// CHECK-NOT: rn.read {{.*}}rn.schedule
// CHECK: rn.conv {{.*}}rn.schedule = #rn.schedule<[[S:.*rank 0"]]
// CHECK: rn.conv {{.*}}rn.schedule = #rn.schedule<[[S]]
func.func @infer(%x: tensor<?x16x4x4xf32> {rn.binding = #rn.binding<input>}) -> (tensor<?x16x4x4xf32> {rn.binding = #rn.binding<output>}) {
  %w = rn.read @w : tensor<16x16x3x3xf32>
  %0 = rn.conv %x, %w {relu, strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x16x4x4xf32>, tensor<16x16x3x3xf32>) -> tensor<?x16x4x4xf32>
  %1 = rn.conv %0, %w {relu, strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x16x4x4xf32>, tensor<16x16x3x3xf32>) -> tensor<?x16x4x4xf32>
  return %1 : tensor<?x16x4x4xf32>
}
