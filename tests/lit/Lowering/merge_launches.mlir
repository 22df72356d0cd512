// One launch for the updates of neighbours in memory, from variables that are defined in another order than that of
// their gradients.
// RUN: resnetc-opt %s --split-input-file --rn-plan-gradients --rn-plan-state --rn-merge-launches | FileCheck %s
// RUN: resnetc %S/../../../dsl/models/resnet_digits.dsl --mode=train -march=x86-64-v4 --emit=plan | FileCheck %s --check-prefix=NETWORK

!v = !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
!w = !rn.buffer<tensor<32xf32, #rn.blocked<16>>>
!h = !rn.buffer<tensor<4xf32>>

// CHECK: rn.variable @a bias trainable {{.*}}offset = 128 : i64
// CHECK: rn.variable @b bias trainable {{.*}}offset = 0 : i64
// CHECK: rn.variable @momentum.a {{.*}}offset = 320 : i64
// CHECK: rn.variable @momentum.b {{.*}}offset = 192 : i64
// CHECK-LABEL: @update
// CHECK: %[[P:.*]] = rn.joined(%[[PB:.*]], %[[PA:.*]]) : ({{.*}}<32xf32, #rn.blocked<16>>>, {{.*}}<16xf32, #rn.blocked<16>>>) -> !rn.buffer<tensor<48xf32, #rn.blocked<16>>>
// CHECK: %[[V:.*]] = rn.joined(
// CHECK: %[[G:.*]] = rn.joined(%arg1, %arg0)
// CHECK: rn.launch @k(%[[P]], %[[V]], %[[G]], %arg2) {n = 3 : i64}
// CHECK-NOT: rn.launch
// CHECK: return
module attributes {rn.target = "avx512"} {
  rn.variable @a bias trainable : tensor<16xf32, #rn.blocked<16>>
  rn.variable @b bias trainable : tensor<32xf32, #rn.blocked<16>>
  rn.variable @momentum.a momentum slot_of @a : tensor<16xf32, #rn.blocked<16>>
  rn.variable @momentum.b momentum slot_of @b : tensor<32xf32, #rn.blocked<16>>
  rn.kernel @k "sgd" {} schedule "chunks" {} because "test"
  func.func @grad(%h: !h {rn.binding = #rn.binding<hyper>}, %a: !v {rn.gradient_of = ["a"]}, %b: !w {rn.gradient_of = ["b"]}) {
    rn.launch @k(%b, %b, %b, %h) : !w, !w, !w, !h
    rn.launch @k(%a, %a, %a, %h) : !v, !v, !v, !h
    return
  }
  func.func @update(%a: !v {rn.gradient_of = ["a"]}, %b: !w {rn.gradient_of = ["b"]}, %h: !h {rn.binding = #rn.binding<hyper>}) {
    %pa = rn.variable_buffer @a : !v
    %pb = rn.variable_buffer @b : !w
    %va = rn.variable_buffer @momentum.a : !v
    %vb = rn.variable_buffer @momentum.b : !w
    rn.launch @k(%pa, %va, %a, %h) {n = 1 : i64} : !v, !v, !v, !h
    rn.launch @k(%pb, %vb, %b, %h) {n = 2 : i64} : !w, !w, !w, !h
    return
  }
}

// -----

// A vector of half a line leaves a gap behind it: the next one is not its neighbour.
!s = !rn.buffer<tensor<8xf32, #rn.blocked<8>>>
!h = !rn.buffer<tensor<4xf32>>
// CHECK-LABEL: @update
// CHECK-NOT: rn.joined
module attributes {rn.target = "avx2"} {
  rn.variable @a bias trainable : tensor<8xf32, #rn.blocked<8>>
  rn.variable @b bias trainable : tensor<8xf32, #rn.blocked<8>>
  rn.variable @momentum.a momentum slot_of @a : tensor<8xf32, #rn.blocked<8>>
  rn.variable @momentum.b momentum slot_of @b : tensor<8xf32, #rn.blocked<8>>
  rn.kernel @k "sgd" {} schedule "chunks" {} because "test"
  func.func @grad(%h: !h {rn.binding = #rn.binding<hyper>}, %a: !s {rn.gradient_of = ["a"]}, %b: !s {rn.gradient_of = ["b"]}) {
    rn.launch @k(%a, %a, %b, %h) : !s, !s, !s, !h
    return
  }
  func.func @update(%a: !s {rn.gradient_of = ["a"]}, %b: !s {rn.gradient_of = ["b"]}, %h: !h {rn.binding = #rn.binding<hyper>}) {
    %pa = rn.variable_buffer @a : !s
    %pb = rn.variable_buffer @b : !s
    %va = rn.variable_buffer @momentum.a : !s
    %vb = rn.variable_buffer @momentum.b : !s
    rn.launch @k(%pa, %va, %a, %h) {n = 1 : i64} : !s, !s, !s, !h
    rn.launch @k(%pb, %vb, %b, %h) {n = 1 : i64} : !s, !s, !s, !h
    return
  }
}

// A whole network: running statistics, then parameters.
// NETWORK-LABEL: func.func @update
// NETWORK: rn.launch @rn_k_bn_running_{{.*}} {n =
// NETWORK: rn.launch @rn_k_sgd_{{.*}} {n =
// NETWORK-NOT: rn.launch
// NETWORK: return
