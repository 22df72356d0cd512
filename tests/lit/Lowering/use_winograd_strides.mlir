// RUN: resnetc-opt %s --rn-use-winograd=march=znver5 --rn-split-prepare | FileCheck %s
// RUN: resnetc-opt %s --rn-specialize=batches=16 --rn-use-winograd=march=x86-64-v3 --rn-split-prepare | FileCheck %s --check-prefix=BATCH
// RUN: resnetc-opt %s --rn-check-equal="pipeline='rn-phase-choose{march=znver5},rn-phase-layout'" > /dev/null
// RUN: resnetc-opt %s --rn-phase-choose=march=znver5 --rn-phase-layout --rn-phase-kernels | FileCheck %s --check-prefix=KERNELS

rn.variable @w conv_weight : tensor<256x128x3x3xf32>
rn.variable @uneven conv_weight : tensor<128x256x3x3xf32>

// At stride 2 a tile of 2 x 2 outputs has 5 x 5 positions; strides that differ stay direct.
// CHECK-DAG: rn.variable @prepared.w.0{{[.0-9]*}} derived : tensor<256x128x3x3xf32, #rn.winograd<side = 5, block = 16>>
// CHECK-LABEL: @infer
// CHECK: rn.conv %{{.*}}, %{{[^ ]*}} {{.*}}strides = array<i64: 2, 2>{{.*}} : (tensor<?x128x28x28xf32>, tensor<256x128x3x3xf32, #rn.winograd<side = 5, block = 16>>)
// CHECK: rn.conv {{.*}}strides = array<i64: 1, 2>{{.*}} : (tensor<?x256x14x14xf32>, tensor<128x256x3x3xf32>)
// BATCH: rn.winograd_input %{{.*}} {pads = array<i64: 1, 1, 1, 1>} : (tensor<?x128x28x28xf32>) -> tensor<?x128x28x28xf32, #rn.winograd_tiles<side = 5, down = 7, across = 7, block = 8>>
// KERNELS-DAG: "winograd_weight"{{.*}}stride = 2
// KERNELS-DAG: "conv_winograd"{{.*}}sh = 2
func.func @infer(%image: tensor<?x128x56x56xf32> {rn.binding = #rn.binding<input>}) -> (tensor<?x128x14x7xf32> {rn.binding = #rn.binding<output>}) {
  %w = rn.read @w : tensor<256x128x3x3xf32>
  %uneven = rn.read @uneven : tensor<128x256x3x3xf32>
  %x = rn.max_pool %image {window = array<i64: 2, 2>, strides = array<i64: 2, 2>, pads = array<i64: 0, 0, 0, 0>} : (tensor<?x128x56x56xf32>) -> tensor<?x128x28x28xf32>
  %0 = rn.conv %x, %w {strides = array<i64: 2, 2>, pads = array<i64: 1, 1, 1, 1>} : (tensor<?x128x28x28xf32>, tensor<256x128x3x3xf32>) -> tensor<?x256x14x14xf32>
  %1 = rn.conv %0, %uneven {strides = array<i64: 1, 2>, pads = array<i64: 1, 1, 1, 1>} : (tensor<?x256x14x14xf32>, tensor<128x256x3x3xf32>) -> tensor<?x128x14x7xf32>
  return %1 : tensor<?x128x14x7xf32>
}
