// RUN: resnetc-opt %s --rn-plan-state --rn-plan-gradients --rn-plan-memory --split-input-file --verify-diagnostics | FileCheck %s
!v = !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
!big = !rn.buffer<tensor<512x512x3x3xf32, #rn.packed<[512, 512, 3, 3], k = 16, c = 16>>>
!act = !rn.buffer<tensor<?x16x4x4xf32, #rn.blocked<16>>>

// Gradients lie in the order in which the backward pass is done with them: the last layer's first, and
// one that a later launch still reads after those that it does not. A bucket ends before it would be too
// large, the first at 1 MiB; observations belong to none. @update finds all of them in the same places.
// CHECK: module
// CHECK-SAME: rn.bucket_ends = array<i64: 64, 9437312>, rn.left_bytes = 9437376 : i64
// CHECK-LABEL: @grad
// CHECK-SAME: rn.gradient_of = ["a"], rn.offset = 9437248 : i64
// CHECK-SAME: rn.gradient_of = ["b"], rn.offset = 64 : i64
// CHECK-SAME: rn.gradient_of = ["c"], rn.offset = 0 : i64
// CHECK-SAME: rn.observation_of = ["mean"], rn.offset = 9437312 : i64
// CHECK-SAME: rn.arena_fixed = 9437440 : i64
// CHECK: rn.alloc {fixed = 9437376 : i64, per_image = 0 : i64}
// CHECK-LABEL: @update
// CHECK-SAME: rn.observation_of = ["mean"], rn.offset = 9437312 : i64
// CHECK-SAME: rn.gradient_of = ["b"], rn.offset = 64 : i64
// CHECK-SAME: rn.arena_fixed = 9437376 : i64
// What does not take any of it has an arena without it.
// CHECK-LABEL: @infer
// CHECK-SAME: rn.arena_fixed = 0 : i64
module attributes {rn.target = "avx512"} {
  rn.kernel @k "bn_running" {momentum = 1.0e-1 : f64} schedule "vector" {} because "test"
  func.func @grad(%x: !act {rn.binding = #rn.binding<input>}, %a: !v {rn.gradient_of = ["a"]}, %b: !big {rn.gradient_of = ["b"]},
                  %c: !v {rn.gradient_of = ["c"]}, %m: !v {rn.observation_of = ["mean"]}) {
    %t = rn.alloc : !v
    rn.launch @k(%x, %m, %t, %t) : !act, !v, !v, !v
    rn.launch @k(%a, %t, %c, %t) : !v, !v, !v, !v
    rn.launch @k(%a, %a, %b, %t) : !v, !v, !big, !v
    rn.launch @k(%a, %a, %a, %a) : !v, !v, !v, !v
    return
  }
  func.func @update(%m: !v {rn.observation_of = ["mean"]}, %b: !big {rn.gradient_of = ["b"]}) {
    return
  }
  func.func @infer(%x: !act {rn.binding = #rn.binding<input>}) {
    return
  }
}

// -----

!v = !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
module attributes {rn.target = "avx512"} {
  func.func @grad(%a: !v {rn.gradient_of = ["a"]}) {
    return
  }
  // expected-error @+1 {{takes rn.gradient_of 'b', which @grad does not leave}}
  func.func @update(%b: !v {rn.gradient_of = ["b"]}) {
    return
  }
}
