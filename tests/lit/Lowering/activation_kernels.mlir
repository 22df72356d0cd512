// The kernel of an activation has the name of its kind; a slope is part of it. A scale is a vector of one.
// RUN: resnetc-opt %s --rn-assign-layout=march=x86-64-v4 --rn-choose-schedules --rn-lower-to-kernels --rn-plan-memory | FileCheck %s

// CHECK-DAG: rn.kernel @[[$SILU:rn_k_silu_[0-9a-f]+]] "silu" {c = 17 : i64, h = 8 : i64, w = 9 : i64}
// CHECK-DAG: rn.kernel @[[$RELU6:rn_k_relu6_grad_[0-9a-f]+]] "relu6_grad" {c = 17 : i64, h = 8 : i64, w = 9 : i64}
// CHECK-DAG: rn.kernel @[[$HARD:rn_k_hardswish_[0-9a-f]+]] "hardswish" {c = 17 : i64, h = 8 : i64, w = 9 : i64}
// CHECK-DAG: rn.kernel @[[$LEAKY:rn_k_leaky_relu_[0-9a-f]+]] "leaky_relu" {c = 17 : i64, h = 8 : i64, slope = 1.000000e-02 : f64, w = 9 : i64}
// CHECK-DAG: rn.kernel @[[$SCALE:rn_k_scale_by_[0-9a-f]+]] "scale_by" {c = 17 : i64, h = 8 : i64, w = 9 : i64}
// CHECK-DAG: rn.kernel @[[$SUM:rn_k_scale_by_grad_scale_[0-9a-f]+]] "scale_by_grad_scale" {c = 17 : i64, h = 8 : i64, w = 9 : i64}

rn.variable @alpha slope trainable : tensor<1xf32>
rn.variable @alpha.next derived : tensor<1xf32>

!x = tensor<?x17x8x9xf32>

// Each may write upon its input where that is not read again: two maps are enough.
// CHECK-LABEL: @infer
// CHECK-SAME: rn.arena_per_image = 18432 : i64
// CHECK: %[[ALPHA:.*]] = rn.variable_buffer @alpha : <tensor<1xf32, #rn.blocked<16>>>
// CHECK: rn.launch @[[$SILU]](
// CHECK: rn.launch @[[$HARD]](
// CHECK: rn.launch @[[$LEAKY]](
// CHECK: rn.launch @[[$SCALE]](%[[X:.*]], %[[ALPHA]], %[[Y:.*]])
// CHECK: rn.launch @[[$RELU6]](%[[Y]], %[[X]], %{{.*}})
// CHECK: rn.launch @[[$SUM]](%{{.*}}, %[[X]], %{{.*}})
func.func @infer(%image: !x {rn.binding = #rn.binding<input>}) -> (!x {rn.binding = #rn.binding<output>}) {
  %alpha = rn.read @alpha : tensor<1xf32>
  %0 = rn.activation(%image) {kind = #rn.activation<silu>} : (!x) -> !x
  %1 = rn.activation(%0) {kind = #rn.activation<hardswish>} : (!x) -> !x
  %2 = rn.activation(%1) {kind = #rn.activation<leaky_relu>, slope = 0.01 : f64} : (!x) -> !x
  %3 = rn.scale_by(%2, %alpha) : (!x, tensor<1xf32>) -> !x
  %4 = rn.activation_grad(%3, %2) {kind = #rn.activation<relu6>} : (!x, !x) -> !x
  %5 = rn.scale_by_grad_scale(%4, %2) : (!x, !x) -> tensor<1xf32>
  rn.write @alpha.next, %5 : tensor<1xf32>
  return %4 : !x
}
