// RUN: resnetc-opt %s --rn-use-winograd=march=avx512/generic/1 --rn-split-prepare | FileCheck %s
// RUN: resnetc-opt %s --rn-use-winograd=march=x86-64-v4 --rn-split-prepare | FileCheck %s --check-prefix=TWO
// RUN: resnetc-opt %s --rn-specialize=batches=64 --rn-use-winograd=march=x86-64-v4 --rn-split-prepare | FileCheck %s --check-prefix=BATCH
// RUN: resnetc-opt %s --rn-check-equal="pipeline='rn-phase-choose,rn-phase-layout'" > /dev/null
// RUN: resnetc-opt %s --rn-phase-choose=march=x86-64-v3 --rn-phase-layout --rn-phase-kernels | FileCheck %s --check-prefix=KERNELS
// RUN: not resnetc-opt %s --rn-use-winograd=march=pentium3 2>&1 | FileCheck %s --check-prefix=MARCH

// MARCH: error: expects a target, as avx512 or avx2 or sm_90a or sm_90 or sm_80, got 'pentium3'

// Of a folded filter that nothing else reads only the transform is kept; the user's variables stay.
// CHECK: rn.variable @wide conv_weight
// CHECK-NOT: rn.variable @prepared.w.0 derived : tensor<16x16x3x3xf32>
// CHECK-DAG: rn.variable @prepared.w.0{{[.0-9]*}} derived : tensor<16x16x3x3xf32, #rn.winograd<side = 6, block = 16>>
// CHECK-DAG: rn.variable @prepared.wide.0 derived : tensor<128x16x3x3xf32, #rn.winograd<side = 6, block = 16>>
// CHECK-DAG: rn.variable @prepared.deep.0 derived
rn.variable @w conv_weight : tensor<16x16x3x3xf32>
rn.variable @wide conv_weight : tensor<128x16x3x3xf32>
rn.variable @deep conv_weight : tensor<128x128x3x3xf32>
rn.variable @v running_var : tensor<16xf32>

// CHECK-LABEL: @prepare()
// CHECK: %[[FOLD:.*]], %{{.*}} = rn.fold_bn
// CHECK: %[[U:.*]] = rn.winograd_filter(%[[FOLD]])
// CHECK: %[[WIDE:.*]] = rn.read @wide
// CHECK: rn.winograd_filter(%[[WIDE]])
// CHECK: rn.write @prepared.w.0, %[[U]]

// Small filters are gone through for each row of tiles; for large ones the input is transformed before. Where a
// map is too small to pay for larger weights, convolution stays direct, until a batch turns that. What reads
// the caller's map stays as it is.
// CHECK-LABEL: @infer
// CHECK-SAME: %[[X:[a-z0-9]*]]: tensor
// CHECK: %[[DEEP:.*]] = rn.read @prepared.deep.0
// CHECK: %[[WIDE:.*]] = rn.read @prepared.wide.0
// CHECK: %[[FOLDED:.*]] = rn.read @prepared.w.0
// CHECK: rn.conv %[[X]], %{{.*}} {{.*}} : (tensor<?x16x20x20xf32>, tensor<16x16x3x3xf32>)
// CHECK: rn.conv %{{.*}}, %[[FOLDED]] bias
// CHECK: rn.conv %{{.*}}, %[[WIDE]] {
// CHECK: %[[TILES:.*]] = rn.winograd_input %{{.*}} {pads = array<i64: 1, 1, 1, 1>} : {{.*}} -> tensor<?x128x20x20xf32, #rn.winograd_tiles<side = 6, down = 5, across = 5, block = 16>>
// CHECK: rn.conv %[[TILES]], %[[DEEP]] {
// CHECK: %[[SMALL:.*]] = rn.max_pool
// CHECK: rn.conv %[[SMALL]], %{{.*}} {{.*}} : (tensor<?x128x4x4xf32>, tensor<128x128x3x3xf32>)
// Two cores that share an image transform its input each for itself, within the convolution.
// TWO-LABEL: @infer
// TWO: %[[DEEP:.*]] = rn.read @prepared.deep.0
// TWO-NOT: rn.winograd_input
// TWO: rn.conv %{{.*}}, %[[DEEP]] {
// BATCH: rn.conv {{.*}} : (tensor<?x128x4x4xf32>, tensor<128x128x3x3xf32, #rn.winograd<side = 4, block = 16>>)
// KERNELS-DAG: "winograd_weight"
// KERNELS-DAG: "winograd_input"
// KERNELS-DAG: "conv_winograd"
func.func @infer(%x: tensor<?x16x20x20xf32> {rn.binding = #rn.binding<input>}) -> (tensor<?x128x4x4xf32> {rn.binding = #rn.binding<output>}) {
  %w = rn.read @w : tensor<16x16x3x3xf32>
  %wide = rn.read @wide : tensor<128x16x3x3xf32>
  %deep = rn.read @deep : tensor<128x128x3x3xf32>
  %v = rn.read @v : tensor<16xf32>
  %0 = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>} : (tensor<?x16x20x20xf32>, tensor<16x16x3x3xf32>) -> tensor<?x16x20x20xf32>
  %f, %b = rn.fold_bn %w, %v, %v, %v, %v {eps = 1.0} : (tensor<16x16x3x3xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<16x16x3x3xf32>, tensor<16xf32>)
  %1 = rn.conv %0, %f bias(%b) {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>} : (tensor<?x16x20x20xf32>, tensor<16x16x3x3xf32>, tensor<16xf32>) -> tensor<?x16x20x20xf32>
  %2 = rn.conv %1, %wide {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>} : (tensor<?x16x20x20xf32>, tensor<128x16x3x3xf32>) -> tensor<?x128x20x20xf32>
  %3 = rn.conv %2, %deep {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>} : (tensor<?x128x20x20xf32>, tensor<128x128x3x3xf32>) -> tensor<?x128x20x20xf32>
  %4 = rn.max_pool %3 {window = array<i64: 5, 5>, strides = array<i64: 5, 5>, pads = array<i64: 0, 0, 0, 0>} : (tensor<?x128x20x20xf32>) -> tensor<?x128x4x4xf32>
  %5 = rn.conv %4, %deep {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>} : (tensor<?x128x4x4xf32>, tensor<128x128x3x3xf32>) -> tensor<?x128x4x4xf32>
  return %5 : tensor<?x128x4x4xf32>
}
