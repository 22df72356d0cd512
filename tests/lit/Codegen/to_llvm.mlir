// Host functions: addresses from the frame's members, one call per launch, the first failure returned.
// RUN: resnetc-opt %s --rn-plan-state --rn-to-llvm | FileCheck %s

module attributes {rn.name = "net", rn.target = "avx2"} {
  // Variables lie in the state by kind: weights, statistics, momenta, derived ones.
  rn.variable @derived derived : tensor<16xf32, #rn.blocked<8>>
  rn.variable @mean running_mean : tensor<16xf32, #rn.blocked<8>>
  rn.variable @w conv_weight trainable : tensor<8x16x1x1xf32, #rn.packed<[8, 16, 1, 1], k = 8, c = 8>>

  rn.kernel @rn_k_conv "conv" {c = 16} schedule "tile" {x = 4} because "table"
  rn.kernel @rn_k_sgd "sgd" {} schedule "flat" {} because "table"

  // CHECK: llvm.func hidden @rn_k_conv(!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32

  // The adapter wraps each pointer in a zeroed halide_buffer_t of 56 bytes, whose host field is at 16.
  // CHECK-LABEL: llvm.func internal @launch_rn_k_conv
  // CHECK-SAME: (%[[CONTEXT:.*]]: !llvm.ptr, %[[N:.*]]: i32, %[[A:.*]]: !llvm.ptr, %[[B:.*]]: !llvm.ptr, %{{.*}}: !llvm.ptr)
  // CHECK: %[[BUFFERS:.*]] = llvm.alloca %{{.*}} x !llvm.array<168 x i8> {alignment = 8
  // CHECK: "llvm.intr.memset"(%[[BUFFERS]]
  // CHECK: %[[HOST:.*]] = llvm.getelementptr %[[BUFFERS]][16]
  // CHECK: llvm.store %[[A]], %[[HOST]]
  // CHECK: %[[HOST2:.*]] = llvm.getelementptr %[[BUFFERS]][72]
  // CHECK: llvm.store %[[B]], %[[HOST2]]
  // CHECK: %[[STATUS:.*]] = llvm.call @rn_k_conv(%[[CONTEXT]], %[[N]],
  // CHECK: llvm.return %[[STATUS]]

  // CHECK: llvm.func hidden @rn_k_sgd(!llvm.ptr, i32, !llvm.ptr) -> i32

  // CHECK-LABEL: llvm.func hidden @net_avx2_infer(%{{.*}}: !llvm.ptr) -> i32
  func.func @infer(%x: !rn.buffer<tensor<?x16x2x2xf32, #rn.blocked<8>>> {rn.binding = #rn.binding<input>},
                   %out: !rn.buffer<tensor<?x8x2x2xf32, #rn.blocked<8>>> {rn.binding = #rn.binding<output>}) {
    // CHECK: %[[FRAME_STATE:.*]] = llvm.getelementptr %{{.*}}[8]
    // CHECK: %[[STATE:.*]] = llvm.load %[[FRAME_STATE]]
    // CHECK: %[[FRAME_ARENA:.*]] = llvm.getelementptr %{{.*}}[16]
    // CHECK: %[[ARENA:.*]] = llvm.load %[[FRAME_ARENA]]
    // CHECK: %[[FRAME_BINDINGS:.*]] = llvm.getelementptr %{{.*}}[24]
    // CHECK: %[[BINDINGS:.*]] = llvm.load %[[FRAME_BINDINGS]]
    // CHECK: %[[FRAME_BATCH:.*]] = llvm.getelementptr %{{.*}}[32]
    // CHECK: %[[BATCH:.*]] = llvm.load %[[FRAME_BATCH]]
    // CHECK: %[[FRAME_CONSTANTS:.*]] = llvm.getelementptr %{{.*}}[40]
    // CHECK: %[[CONSTANTS:.*]] = llvm.load %[[FRAME_CONSTANTS]]
    // CHECK: %[[FRAME_WATCH:.*]] = llvm.getelementptr %{{.*}}[48]
    // CHECK: %[[WATCH:.*]] = llvm.load %[[FRAME_WATCH]]
    // CHECK: %[[N:.*]] = llvm.trunc %[[BATCH]] : i64 to i32

    // Somebody who watches is told of the number of the launch to come, and may end the function.
    // CHECK: %[[ARMED:.*]] = llvm.load %[[WATCH]] atomic monotonic {alignment = 4
    // CHECK: %[[IS_ARMED:.*]] = llvm.icmp "ne" %[[ARMED]]
    // CHECK: llvm.cond_br %[[IS_ARMED]] weights([1, 1048576]), ^[[TELL:bb[0-9]+]], ^[[GO:bb[0-9]+]]
    // CHECK: ^[[TELL]]:
    // CHECK: %[[TOLD:.*]] = llvm.call %{{.*}}(%[[WATCH]], %{{.*}}) : !llvm.ptr, (!llvm.ptr, i64) -> i32
    // CHECK: llvm.cond_br %{{.*}}, ^{{bb[0-9]+}}(%[[TOLD]] : i32), ^[[GO]]
    // CHECK: ^[[GO]]:

    // Each launch makes its addresses just before it. The caller's image is the first of the bindings;
    // weights lie first in the state.
    // CHECK: %[[FIRST:.*]] = llvm.getelementptr %[[BINDINGS]][0]
    // CHECK: %[[X:.*]] = llvm.load %[[FIRST]]
    // CHECK: llvm.mlir.constant(0 : i64)
    // CHECK: %[[W:.*]] = llvm.getelementptr %[[STATE]]
    %d = rn.variable_buffer @derived : !rn.buffer<tensor<16xf32, #rn.blocked<8>>>
    %w = rn.variable_buffer @w : !rn.buffer<tensor<8x16x1x1xf32, #rn.packed<[8, 16, 1, 1], k = 8, c = 8>>>
    %c = rn.constant_buffer dense<[1.0, 2.0]> : tensor<2xf32> : !rn.buffer<tensor<2xf32, #rn.blocked<8>>>
    // CHECK: %[[FIXED:.*]] = llvm.mlir.constant(128 : i64)
    // CHECK: %[[PER_IMAGE:.*]] = llvm.mlir.constant(192 : i64)
    // CHECK: %[[SCALED:.*]] = llvm.mul %[[BATCH]], %[[PER_IMAGE]]
    // CHECK: %[[PLACE:.*]] = llvm.add %[[FIXED]], %[[SCALED]]
    // CHECK: %[[T:.*]] = llvm.getelementptr %[[ARENA]][%[[PLACE]]]
    %t = rn.alloc {fixed = 128, per_image = 192} : !rn.buffer<tensor<?x8x2x2xf32, #rn.blocked<8>>>
    // CHECK: %[[S1:.*]] = llvm.call @launch_rn_k_conv(%{{.*}}, %[[N]], %[[X]], %[[W]], %[[T]])
    // CHECK: llvm.icmp "ne" %[[S1]]
    // CHECK: llvm.cond_br %{{.*}}, ^[[FAIL:bb[0-9]+]](%[[S1]] : i32), ^[[NEXT:bb[0-9]+]]
    rn.launch @rn_k_conv(%x, %w, %t) : !rn.buffer<tensor<?x16x2x2xf32, #rn.blocked<8>>>, !rn.buffer<tensor<8x16x1x1xf32, #rn.packed<[8, 16, 1, 1], k = 8, c = 8>>>, !rn.buffer<tensor<?x8x2x2xf32, #rn.blocked<8>>>
    // CHECK: ^[[NEXT]]:
    // CHECK: %[[T2:.*]] = llvm.getelementptr %[[ARENA]]
    // A vector known when compiling lies in the block of them.
    // CHECK: %[[PLACE_OF_C:.*]] = llvm.mlir.constant(0 : i64)
    // CHECK: %[[CONSTANT:.*]] = llvm.getelementptr %[[CONSTANTS]][%[[PLACE_OF_C]]]
    // CHECK: %[[SECOND:.*]] = llvm.getelementptr %[[BINDINGS]][8]
    // CHECK: %[[OUT:.*]] = llvm.load %[[SECOND]]
    // CHECK: llvm.call @launch_rn_k_conv(%{{.*}}, %[[N]], %[[T2]], %[[CONSTANT]], %[[OUT]])
    rn.launch @rn_k_conv(%t, %c, %out) : !rn.buffer<tensor<?x8x2x2xf32, #rn.blocked<8>>>, !rn.buffer<tensor<2xf32, #rn.blocked<8>>>, !rn.buffer<tensor<?x8x2x2xf32, #rn.blocked<8>>>
    // A number of vectors takes the batch's place; 8 * 16 * 4 bytes of weights and 64 of statistics lie
    // before the derived variable.
    // CHECK: %[[COUNT:.*]] = llvm.mlir.constant(2 : i32)
    // CHECK: %[[OFFSET:.*]] = llvm.mlir.constant(576 : i64)
    // CHECK: %[[DERIVED:.*]] = llvm.getelementptr %[[STATE]][%[[OFFSET]]]
    // CHECK: llvm.call @launch_rn_k_sgd(%{{.*}}, %[[COUNT]], %[[DERIVED]])
    rn.launch @rn_k_sgd(%d) {n = 2} : !rn.buffer<tensor<16xf32, #rn.blocked<8>>>
    // CHECK: ^bb{{[0-9]+}}: // pred:
    // CHECK-NEXT: %[[ZERO:.*]] = llvm.mlir.constant(0 : i32)
    // CHECK: llvm.return %[[ZERO]]
    // CHECK: ^[[FAIL]](%[[STATUS:.*]]: i32):
    // CHECK: llvm.return %[[STATUS]]
    return
  }

  // What the backward pass has left lies in the arena, and is none of the caller's bindings.
  // CHECK-LABEL: llvm.func hidden @net_avx2_update
  // CHECK: %[[UPDATE_ARENA:.*]] = llvm.load
  // CHECK: %[[LEFT:.*]] = llvm.mlir.constant(640 : i64)
  // CHECK: %[[GRADIENT:.*]] = llvm.getelementptr %{{.*}}[%[[LEFT]]]
  // CHECK: llvm.call @launch_rn_k_sgd(%{{.*}}, %{{.*}}, %[[GRADIENT]])
  func.func @update(%g: !rn.buffer<tensor<16xf32, #rn.blocked<8>>> {rn.gradient_of = ["w"], rn.offset = 640}) {
    rn.launch @rn_k_sgd(%g) {n = 2} : !rn.buffer<tensor<16xf32, #rn.blocked<8>>>
    return
  }

  // Variables and kernels are gone.
  // CHECK-NOT: rn.variable
  // CHECK-NOT: rn.kernel
}
