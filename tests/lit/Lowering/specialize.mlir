// RUN: resnetc-opt %s --rn-specialize=batches=64,1,64 --rn-use-winograd=march=x86-64-v4 --rn-split-prepare | FileCheck %s
// RUN: resnetc-opt %s --rn-specialize=batches=64,1,64 --rn-use-winograd=march=x86-64-v4 --rn-assign-layout=march=x86-64-v4 --rn-choose-schedules --rn-split-prepare | FileCheck %s --check-prefix=CHOSEN
// RUN: resnetc-opt %s --rn-phase-choose='batches=64,1 march=x86-64-v4' --rn-phase-layout --rn-phase-kernels | FileCheck %s --check-prefix=KERNELS
// RUN: not resnetc-opt %s --rn-specialize=batches=0 2>&1 | FileCheck %s --check-prefix=NONE

// NONE: error: expects batches of at least 1

// What several copies compute from the variables has one variable: the folded filter here. What only one
// of them asks for is beside it.
// CHECK-COUNT-3: rn.variable @prepared
// CHECK-NOT: rn.variable @prepared
// CHECK-LABEL: @prepare()
// CHECK-COUNT-1: rn.fold_bn
// CHECK-NOT: rn.fold_bn
// CHECK: return

// So they have when schedules are chosen already, each copy's for its own batch: what has no batch is
// computed alike for all.
// CHOSEN-COUNT-3: rn.variable @prepared
// CHOSEN-NOT: rn.variable @prepared
// CHOSEN-LABEL: @prepare()
// CHOSEN-COUNT-1: rn.fold_bn
// CHOSEN-NOT: rn.fold_bn
// CHOSEN: return

// A copy for each batch that is named, the first under the function's own name: at 64 images the map is worth
// the larger weights of Winograd's algorithm.
// CHECK-LABEL: @infer(
// CHECK-SAME: rn.batch = 64
// CHECK: rn.conv {{.*}} tensor<128x128x3x3xf32, #rn.winograd<side = 4, block = 16>>
// CHECK-LABEL: @infer_b1(
// CHECK-SAME: rn.batch = 1 : i64, rn.copy_of = @infer
// CHECK: rn.conv {{.*}} tensor<128x128x3x3xf32>
// CHECK-NOT: func.func

// KERNELS-DAG: rn.kernel @{{.*}} "conv_winograd"
// KERNELS-DAG: rn.kernel @{{.*}} "conv"
// KERNELS-DAG: rn.kernel @{{.*}} "to_nchw"
// KERNELS-NOT: rn.kernel @{{.*}} "to_nchw"
rn.variable @w conv_weight : tensor<128x128x3x3xf32>
rn.variable @v running_var : tensor<128xf32>
func.func @infer(%x: tensor<?x128x4x4xf32> {rn.binding = #rn.binding<input>}) -> (tensor<?x128x4x4xf32> {rn.binding = #rn.binding<output>}) {
  %w = rn.read @w : tensor<128x128x3x3xf32>
  %v = rn.read @v : tensor<128xf32>
  %f, %b = rn.fold_bn %w, %v, %v, %v, %v {eps = 1.0e-5 : f64}
     : (tensor<128x128x3x3xf32>, tensor<128xf32>, tensor<128xf32>, tensor<128xf32>, tensor<128xf32>) -> (tensor<128x128x3x3xf32>, tensor<128xf32>)
  %0 = rn.relu(%x) : (tensor<?x128x4x4xf32>) -> tensor<?x128x4x4xf32>
  %1 = rn.conv %0, %f bias(%b) {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x128x4x4xf32>, tensor<128x128x3x3xf32>, tensor<128xf32>) -> tensor<?x128x4x4xf32>
  return %1 : tensor<?x128x4x4xf32>
}
