// RUN: resnetc-opt %s --rn-assign-layout=march=x86-64-v4 | FileCheck %s
// RUN: resnetc-opt %s --rn-assign-layout=march=x86-64-v3 | FileCheck %s --check-prefix=AVX2
// RUN: resnetc-opt %s --rn-check-equal="pipeline='rn-assign-layout'" > /dev/null
// RUN: sed 's/{rn.binding = [^}]*}//' %s | not resnetc-opt --rn-assign-layout 2>&1 | FileCheck %s --check-prefix=UNKNOWN
// RUN: not resnetc-opt %s --rn-assign-layout=march=pentium3 2>&1 | FileCheck %s --check-prefix=MARCH

// UNKNOWN: error: expects a value of which the module says what it is, got a 'tensor<?x3x2x2xf32>'; an argument says it by rn.binding, rn.gradient_of or rn.observation_of
// MARCH: error: expects a target, as avx512 or avx2 or sm_90a or sm_90 or sm_80, got 'pentium3'

// A filter that reads the caller's map keeps its channels together; so does its folded twin.
// CHECK: rn.target = "avx512"
// CHECK: rn.variable @w conv_weight : tensor<20x3x3x3xf32, #rn.packed<[20, 3, 3, 3], k = 16, c = 3>>
// CHECK: rn.variable @u conv_weight : tensor<8x20x1x1xf32, #rn.packed<[8, 20, 1, 1], k = 16, c = 16>>
// CHECK: rn.variable @fc linear_weight : tensor<3x32xf32, #rn.packed<[3, 8, 2, 2], k = 16, c = 16>>
// CHECK: rn.variable @g bn_weight : tensor<20xf32, #rn.blocked<16>>
// AVX2: rn.target = "avx2"
// AVX2: rn.variable @u conv_weight : tensor<8x20x1x1xf32, #rn.packed<[8, 20, 1, 1], k = 8, c = 8>>
rn.variable @w conv_weight : tensor<20x3x3x3xf32>
rn.variable @u conv_weight : tensor<8x20x1x1xf32>
rn.variable @fc linear_weight : tensor<3x32xf32>
rn.variable @g bn_weight : tensor<20xf32>

// CHECK-LABEL: @infer
// CHECK-SAME: (%[[X:.*]]: tensor<?x3x2x2xf32> {rn.binding = #rn.binding<input>}) -> (tensor<?x3xf32>, tensor<?x8x2x2xf32>)
// CHECK: rn.conv %[[X]], %{{.*}} -> tensor<?x20x2x2xf32, #rn.blocked<16>>
// CHECK: %[[MAP:.*]] = rn.conv
// CHECK: rn.linear %[[MAP]], %{{.*}} -> tensor<?x3xf32>
// CHECK: rn.to_nchw(%[[MAP]])
func.func @infer(%x: tensor<?x3x2x2xf32> {rn.binding = #rn.binding<input>}) -> (tensor<?x3xf32>, tensor<?x8x2x2xf32>) {
  %w = rn.read @w : tensor<20x3x3x3xf32>
  %u = rn.read @u : tensor<8x20x1x1xf32>
  %fc = rn.read @fc : tensor<3x32xf32>
  %g = rn.read @g : tensor<20xf32>
  %f, %b = rn.fold_bn %w, %g, %g, %g, %g {eps = 1.0} : (tensor<20x3x3x3xf32>, tensor<20xf32>, tensor<20xf32>, tensor<20xf32>, tensor<20xf32>) -> (tensor<20x3x3x3xf32>, tensor<20xf32>)
  %0 = rn.conv %x, %f bias(%b) {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x2x2xf32>, tensor<20x3x3x3xf32>, tensor<20xf32>) -> tensor<?x20x2x2xf32>
  %1 = rn.conv %0, %u {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>}
     : (tensor<?x20x2x2xf32>, tensor<8x20x1x1xf32>) -> tensor<?x8x2x2xf32>
  %2 = rn.linear %1, %fc : (tensor<?x8x2x2xf32>, tensor<3x32xf32>) -> tensor<?x3xf32>
  return %2, %1 : tensor<?x3xf32>, tensor<?x8x2x2xf32>
}

// Gradients by data read a transposed filter; sums come in as many parts as the kernel makes.
// CHECK-LABEL: @backward
// CHECK: rn.to_blocked
// CHECK: %[[T:.*]] = rn.transpose_filter(%{{.*}}) : {{.*}} -> tensor<8x20x1x1xf32, #rn.packed<[8, 20, 1, 1], k = 16, c = 16, transposed = true>>
// CHECK: rn.conv_grad_input %{{.*}}, %[[T]]
// CHECK: -> tensor<?x3x20xf32, #rn.partials<block = 16, count = {{[1-9][0-9]*}}>>
func.func @backward(%x: tensor<?x8x6x6xf32> {rn.binding = #rn.binding<input>}) -> tensor<20xf32> {
  %u = rn.read @u : tensor<8x20x1x1xf32>
  %g = rn.read @g : tensor<20xf32>
  %0 = rn.conv_grad_input %x, %u {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>}
     : (tensor<?x8x6x6xf32>, tensor<8x20x1x1xf32>) -> tensor<?x20x6x6xf32>
  %s = rn.bn_stats(%0) : (tensor<?x20x6x6xf32>) -> tensor<?x3x20xf32>
  %m, %v, %a, %b = rn.bn_finalize(%s, %g, %g) {eps = 1.0e-5, positions = 36 : i64}
     : (tensor<?x3x20xf32>, tensor<20xf32>, tensor<20xf32>) -> (tensor<20xf32>, tensor<20xf32>, tensor<20xf32>, tensor<20xf32>)
  return %m : tensor<20xf32>
}

// A batch norm before the first convolution: the input's gradient, too, comes from the filter that keeps its
// channels together.
// CHECK-LABEL: @input_gradient
// CHECK: %[[W:.*]] = rn.read @w
// CHECK: rn.conv %{{.*}}, %[[W]]
// CHECK: rn.transpose_filter(%[[W]]) : (tensor<20x3x3x3xf32, #rn.packed<[20, 3, 3, 3], k = 16, c = 3>>) -> tensor<20x3x3x3xf32, #rn.packed<[20, 3, 3, 3], k = 16, c = 16, transposed = true>>
func.func @input_gradient(%x: tensor<?x3x2x2xf32> {rn.binding = #rn.binding<input>}) -> tensor<?x3x2x2xf32> {
  %w = rn.read @w : tensor<20x3x3x3xf32>
  %0 = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x2x2xf32>, tensor<20x3x3x3xf32>) -> tensor<?x20x2x2xf32>
  %1 = rn.conv_grad_input %0, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x20x2x2xf32>, tensor<20x3x3x3xf32>) -> tensor<?x3x2x2xf32>
  return %1 : tensor<?x3x2x2xf32>
}
