// RUN: resnetc-opt %s --rn-assign-layout --rn-choose-schedules --rn-lower-to-kernels --rn-plan-state --rn-plan-memory | FileCheck %s

// Variables lie by kind, whatever their order: trainable, statistics, slots, derived.
// CHECK: rn.state_bytes = 18560 : i64
// CHECK: rn.variable @d derived : {{.*}} {offset = 18496 : i64}
// CHECK: rn.variable @m running_mean : {{.*}} {offset = 9216 : i64}
// CHECK: rn.variable @v momentum slot_of @w : {{.*}} {offset = 9280 : i64}
// CHECK: rn.variable @w conv_weight trainable : {{.*}} {offset = 0 : i64}
rn.variable @d derived : tensor<16xf32>
rn.variable @m running_mean : tensor<16xf32>
rn.variable @v momentum slot_of @w : tensor<16x16x3x3xf32>
rn.variable @w conv_weight trainable : tensor<16x16x3x3xf32>

// A chain needs two maps of 1024 bytes an image at a time; the third takes the place of the first.
// CHECK-LABEL: @infer
// Kernels index in 32 bits: 2^31 - 1 elements over 256 an image.
// CHECK-SAME: rn.arena_fixed = 0 : i64, rn.arena_per_image = 2048 : i64, rn.max_batch = 8388607 : i64
// CHECK: %[[A:.*]] = rn.alloc {fixed = 0 : i64, per_image = [[FIRST:[0-9]+]] : i64}
// CHECK: %[[B:.*]] = rn.alloc {fixed = 0 : i64, per_image = {{[0-9]+}} : i64}
// CHECK: %[[C:.*]] = rn.alloc {fixed = 0 : i64, per_image = [[FIRST]] : i64}
func.func @infer(%x: tensor<?x16x4x4xf32> {rn.binding = #rn.binding<input>}) -> (tensor<?x16x4x4xf32> {rn.binding = #rn.binding<output>}) {
  %w = rn.read @w : tensor<16x16x3x3xf32>
  %0 = rn.conv %x, %w {relu, strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x16x4x4xf32>, tensor<16x16x3x3xf32>) -> tensor<?x16x4x4xf32>
  %1 = rn.conv %0, %w {relu, strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x16x4x4xf32>, tensor<16x16x3x3xf32>) -> tensor<?x16x4x4xf32>
  return %1 : tensor<?x16x4x4xf32>
}

// An elementwise pass writes over an input that dies in it, and beside one that lives on.
// CHECK-LABEL: @in_place
// CHECK-SAME: rn.arena_per_image = 2048 : i64
func.func @in_place(%x: tensor<?x16x4x4xf32> {rn.binding = #rn.binding<input>}) -> (tensor<?x16x4x4xf32> {rn.binding = #rn.binding<output>}) {
  %0 = rn.relu(%x) : (tensor<?x16x4x4xf32>) -> tensor<?x16x4x4xf32>
  %1 = rn.scale_shift_add_relu %0 plus %0 : (tensor<?x16x4x4xf32>, tensor<?x16x4x4xf32>) -> tensor<?x16x4x4xf32>
  %2 = rn.relu(%1) : (tensor<?x16x4x4xf32>) -> tensor<?x16x4x4xf32>
  return %2 : tensor<?x16x4x4xf32>
}
