// The kernel of an activation has the name of its kind; a slope is part of it.
// RUN: resnetc-opt %s --rn-assign-layout=march=x86-64-v4 --rn-lower-to-kernels --rn-plan-memory | FileCheck %s

// CHECK-DAG: rn.kernel @[[$RELU6:rn_k_relu6_[0-9a-f]+]] "relu6" {c = 17 : i64, h = 8 : i64, w = 9 : i64}
// CHECK-DAG: rn.kernel @[[$GRAD:rn_k_relu6_grad_[0-9a-f]+]] "relu6_grad" {c = 17 : i64, h = 8 : i64, w = 9 : i64}
// CHECK-DAG: rn.kernel @[[$LEAKY:rn_k_leaky_relu_[0-9a-f]+]] "leaky_relu" {c = 17 : i64, h = 8 : i64, slope = 1.000000e-02 : f64, w = 9 : i64}

!x = tensor<?x17x8x9xf32>

// Each may write upon its input where that is not read again: two maps are enough.
// CHECK-LABEL: @infer
// CHECK-SAME: rn.arena_per_image = 18432 : i64
// CHECK: rn.launch @[[$RELU6]](%{{.*}}, %[[X:.*]])
// CHECK: rn.launch @[[$LEAKY]](%[[X]], %[[Y:.*]])
// CHECK: rn.launch @[[$GRAD]](%[[Y]], %[[X]], %{{.*}})
func.func @infer(%image: !x {rn.binding = #rn.binding<input>}) -> (!x {rn.binding = #rn.binding<output>}) {
  %0 = rn.activation(%image) {kind = #rn.activation<relu6>} : (!x) -> !x
  %1 = rn.activation(%0) {kind = #rn.activation<leaky_relu>, slope = 0.01 : f64} : (!x) -> !x
  %2 = rn.activation_grad(%1, %0) {kind = #rn.activation<relu6>} : (!x, !x) -> !x
  return %2 : !x
}
