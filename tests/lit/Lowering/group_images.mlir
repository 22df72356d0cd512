// RUN: resnetc-opt %s --rn-group-images=march=znver5 | FileCheck %s
// RUN: resnetc-opt %s --rn-group-images=march=x86-64-v4 --rn-specialize=batches=128,4,2048 | FileCheck %s --check-prefix=COPIES
// RUN: resnetc-opt %s --rn-group-images=march=avx512/generic/64 | FileCheck %s --check-prefix=CORES

// A map of 288 KiB, read and written: two images fill the L2 caches of two cores, while the weights, which are
// read again for every group, are a few bytes.
// CHECK: @infer({{.*}}rn.images_at_once = 2 : i64

// Copies are made for groups, each once.
// COPIES: @infer({{.*}}rn.batch = [[GROUP:[0-9]+]] : i64, rn.images_at_once = [[GROUP]] : i64
// COPIES-NOT: rn.batch = 128
// COPIES-NOT: rn.batch = 2048

// On many cores a batch is done as a whole: there are images for each of them.
// CORES-NOT: rn.images_at_once
rn.variable @w conv_weight : tensor<32x32x3x3xf32>
func.func @infer(%x: tensor<?x32x48x48xf32>) -> tensor<?x32x48x48xf32> {
  %w = rn.read @w : tensor<32x32x3x3xf32>
  %y = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x32x48x48xf32>, tensor<32x32x3x3xf32>) -> tensor<?x32x48x48xf32>
  return %y : tensor<?x32x48x48xf32>
}
