// RUN: resnetc-opt %s --rn-use-winograd=march=x86-64-v4 --rn-split-prepare | FileCheck %s
// RUN: resnetc-opt %s --rn-phase-choose=march=x86-64-v3 | FileCheck %s --check-prefix=LAYOUT
// RUN: resnetc-opt %s --rn-phase-choose=march=x86-64-v4 --rn-phase-layout --rn-phase-kernels | FileCheck %s --check-prefix=KERNELS
// RUN: resnetc-opt %s --rn-check-equal="pipeline='rn-phase-choose,rn-phase-layout'" > /dev/null

// A convolution of the caller's map in strides reads its filter in phases, transformed once; in training, and
// where the map has more channels than it can read as they are, it stays direct.
// CHECK-DAG: rn.variable @prepared.w.0 derived : tensor<64x3x7x7xf32, #rn.winograd<side = 12, block = 16>>
rn.variable @w conv_weight : tensor<64x3x7x7xf32>

// CHECK-LABEL: @prepare()
// CHECK: %[[W:.*]] = rn.read @w
// CHECK: %[[U:.*]] = rn.winograd_filter(%[[W]])
// CHECK: rn.write @prepared.w.0, %[[U]]
// CHECK-LABEL: @infer
// CHECK-SAME: %[[X:[a-z0-9]*]]: tensor
// CHECK: %[[READ:.*]] = rn.read @prepared.w.0
// CHECK: rn.conv %[[X]], %[[READ]] {

// Neither the map nor the filter is brought to another layout before.
// LAYOUT-LABEL: @infer
// LAYOUT-SAME: tensor<?x3x64x64xf32> {
// LAYOUT-NOT: rn.to_blocked
// LAYOUT: %[[W:.*]] = rn.read @w : tensor<64x3x7x7xf32, #rn.packed<[64, 3, 7, 7], k = 8, c = 3>>
// LAYOUT: %[[U:.*]] = rn.winograd_filter(%[[W]]) {{.*}} -> tensor<64x3x7x7xf32, #rn.winograd<side = 12, block = 8>>
// LAYOUT: rn.conv %{{.*}}, %[[U]] {{.*}} -> tensor<?x64x32x32xf32, #rn.blocked<8>>
// KERNELS-DAG: "winograd_phase_weight" {c = 3 : i64, k = 64 : i64, kh = 7 : i64, kw = 7 : i64, nchw_input = 1 : i64, s = 2 : i64}
// KERNELS-DAG: "conv_winograd_phases"
func.func @infer(%x: tensor<?x3x64x64xf32> {rn.binding = #rn.binding<input>}) -> (tensor<?x64x32x32xf32> {rn.binding = #rn.binding<output>}) {
  %w = rn.read @w : tensor<64x3x7x7xf32>
  %0 = rn.conv %x, %w {strides = array<i64: 2, 2>, pads = array<i64: 3, 3, 3, 3>} : (tensor<?x3x64x64xf32>, tensor<64x3x7x7xf32>) -> tensor<?x64x32x32xf32>
  return %0 : tensor<?x64x32x32xf32>
}
