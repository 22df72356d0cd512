// RUN: resnetc-opt %s --rn-use-winograd=march=x86-64-v4 --rn-split-prepare | FileCheck %s
// RUN: resnetc-opt %s --rn-specialize=batches=16 --rn-use-winograd=march=x86-64-v4 --rn-split-prepare | FileCheck %s --check-prefix=BATCH
// RUN: resnetc-opt %s --rn-check-equal="pipeline='rn-phase-choose{march=x86-64-v4},rn-phase-layout'" > /dev/null
// RUN: resnetc-opt %s --rn-phase-choose=march=x86-64-v4 --rn-phase-layout --rn-phase-kernels | FileCheck %s --check-prefix=KERNELS

// A transformed filter of 16.8 MB would be read for 16 tiles: its taps are transformed in each call, and @prepare
// keeps no copy of them.
rn.variable @w conv_weight : tensor<512x512x3x3xf32>
// CHECK-NOT: rn.winograd_filter
// CHECK-LABEL: @infer
// CHECK: %[[W:.*]] = rn.read @w
// CHECK: rn.conv %{{.*}}, %[[W]] {{{.*}}winograd_tile = 2 : i64} : (tensor<?x512x7x7xf32>, tensor<512x512x3x3xf32>)

// Many images pay for it.
// BATCH-NOT: winograd_tile
// BATCH: rn.winograd_filter

// KERNELS: "conv_winograd"
// KERNELS-SAME: taps
func.func @infer(%x: tensor<?x512x14x14xf32> {rn.binding = #rn.binding<input>}) -> (tensor<?x512x7x7xf32> {rn.binding = #rn.binding<output>}) {
  %w = rn.read @w : tensor<512x512x3x3xf32>
  %0 = rn.max_pool %x {window = array<i64: 2, 2>, strides = array<i64: 2, 2>, pads = array<i64: 0, 0, 0, 0>} : (tensor<?x512x14x14xf32>) -> tensor<?x512x7x7xf32>
  %1 = rn.conv %0, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>} : (tensor<?x512x7x7xf32>, tensor<512x512x3x3xf32>) -> tensor<?x512x7x7xf32>
  return %1 : tensor<?x512x7x7xf32>
}
