// Constants lie in one block that the frame points to, each at a multiple of 64 bytes, equal ones once.
// RUN: resnetc-opt %s --rn-plan-state --rn-to-llvm | FileCheck %s

module attributes {rn.name = "net", rn.target = "avx2"} {
  rn.kernel @rn_k_sgd "sgd" {} schedule "flat" {} because "table"

  // CHECK-NOT: llvm.mlir.global
  // CHECK-LABEL: llvm.func hidden @net_avx2_infer
  // CHECK: %[[MEMBER:.*]] = llvm.getelementptr %{{.*}}[40]
  // CHECK: %[[CONSTANTS:.*]] = llvm.load %[[MEMBER]]
  func.func @infer() {
    %a = rn.constant_buffer dense<[1.0, 2.0]> : tensor<2xf32> : !rn.buffer<tensor<2xf32, #rn.blocked<8>>>
    %b = rn.constant_buffer dense<[3.0, 4.0]> : tensor<2xf32> : !rn.buffer<tensor<2xf32, #rn.blocked<8>>>
    %c = rn.constant_buffer dense<[1.0, 2.0]> : tensor<2xf32> : !rn.buffer<tensor<2xf32, #rn.blocked<8>>>
    // CHECK: llvm.call %{{.*}} : !llvm.ptr, (!llvm.ptr, i64) -> i32
    // CHECK: %[[FIRST:.*]] = llvm.mlir.constant(0 : i64)
    // CHECK: %[[A:.*]] = llvm.getelementptr %[[CONSTANTS]][%[[FIRST]]]
    // CHECK: llvm.call @launch_rn_k_sgd(%{{.*}}, %{{.*}}, %[[A]])
    rn.launch @rn_k_sgd(%a) : !rn.buffer<tensor<2xf32, #rn.blocked<8>>>
    // CHECK: llvm.call %{{.*}} : !llvm.ptr, (!llvm.ptr, i64) -> i32
    // CHECK: %[[SECOND:.*]] = llvm.mlir.constant(64 : i64)
    // CHECK: %[[B:.*]] = llvm.getelementptr %[[CONSTANTS]][%[[SECOND]]]
    // CHECK: llvm.call @launch_rn_k_sgd(%{{.*}}, %{{.*}}, %[[B]])
    rn.launch @rn_k_sgd(%b) : !rn.buffer<tensor<2xf32, #rn.blocked<8>>>
    // CHECK: llvm.call %{{.*}} : !llvm.ptr, (!llvm.ptr, i64) -> i32
    // CHECK: %[[AGAIN:.*]] = llvm.mlir.constant(0 : i64)
    // CHECK: %[[C:.*]] = llvm.getelementptr %[[CONSTANTS]][%[[AGAIN]]]
    // CHECK: llvm.call @launch_rn_k_sgd(%{{.*}}, %{{.*}}, %[[C]])
    rn.launch @rn_k_sgd(%c) : !rn.buffer<tensor<2xf32, #rn.blocked<8>>>
    return
  }
}
