// RUN: resnetc-opt %s --rn-gradient --rn-sgd | FileCheck %s
// RUN: resnetc-opt %s --rn-gradient | FileCheck %s --check-prefix=ALONE

rn.variable @w conv_weight trainable : tensor<4x1x3x3xf32>
rn.variable @u conv_weight trainable : tensor<4x4x1x1xf32>
rn.variable @fc linear_weight trainable : tensor<3x64xf32>
rn.variable @rm running_mean : tensor<4xf32>
rn.variable @rv running_var : tensor<4xf32>

// One velocity per trainable variable, in order, after all others.
// CHECK: rn.variable @rv
// CHECK-NEXT: rn.variable @momentum.w momentum slot_of @w
// CHECK-NEXT: rn.variable @momentum.u momentum slot_of @u
// CHECK-NEXT: rn.variable @momentum.fc momentum slot_of @fc
// CHECK-NOT: @loss

// @grad writes nothing, names its results, sums the gradients of the fork, and never differentiates the image.
// CHECK-LABEL: @grad
// CHECK-SAME: -> (tensor<2xf32> {rn.binding = #rn.binding<output>}, tensor<4x1x3x3xf32> {rn.gradient_of = "w"}, tensor<4x4x1x1xf32> {rn.gradient_of = "u"}, tensor<3x64xf32> {rn.gradient_of = "fc"}, tensor<4xf32> {rn.observation_of = "rm"}, tensor<4xf32> {rn.observation_of = "rv"})
// CHECK-NOT: rn.write
// CHECK-NOT: rn.bn_running
// CHECK: rn.add(
// CHECK: rn.add_gradients(
// CHECK-NOT: rn.conv_grad_input {{.*}} -> tensor<?x1x4x4xf32>
// CHECK: return

// @update moves the statistics by what the batch gave for them, and steps every variable.
// CHECK-LABEL: @update
// CHECK-SAME: (%[[M:[^ ]*]]: tensor<4xf32> {rn.observation_of = "rm"}, %[[U:[^ ]*]]: tensor<4xf32> {rn.observation_of = "rv"}, %[[G:[^ ]*]]: tensor<4x1x3x3xf32> {rn.gradient_of = "w"}
// CHECK-SAME: %[[HYPER:[^ ]*]]: tensor<4xf32> {rn.binding = #rn.binding<hyper>})
// CHECK: rn.bn_running(%[[M]], %[[U]],
// CHECK-NEXT: rn.write @rm
// CHECK-NEXT: rn.write @rv
// CHECK: %[[W:.*]] = rn.read @w
// CHECK: %[[V:.*]] = rn.read @momentum.w
// CHECK: %[[P:.*]], %[[N:.*]] = rn.sgd(%[[W]], %[[V]], %[[G]], %[[HYPER]])
// CHECK: rn.write @w, %[[P]]
// CHECK: rn.write @momentum.w, %[[N]]
// ALONE-NOT: rn.variable @momentum
// ALONE-LABEL: @update
// ALONE-NOT: rn.sgd
func.func @loss(%x: tensor<?x1x4x4xf32> {rn.binding = #rn.binding<input>}, %labels: tensor<?xi64> {rn.binding = #rn.binding<labels>})
    -> (tensor<2xf32> {rn.binding = #rn.binding<output>}) {
  %w = rn.read @w : tensor<4x1x3x3xf32>
  %u = rn.read @u : tensor<4x4x1x1xf32>
  %fc = rn.read @fc : tensor<3x64xf32>
  %rm = rn.read @rm : tensor<4xf32>
  %rv = rn.read @rv : tensor<4xf32>
  %0 = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x1x4x4xf32>, tensor<4x1x3x3xf32>) -> tensor<?x4x4x4xf32>
  %sums = rn.bn_stats(%0) : (tensor<?x4x4x4xf32>) -> tensor<?x3x4xf32>
  %mean, %var, %scale, %shift = rn.bn_finalize(%sums, %rm, %rv) {positions = 16 : i64, eps = 1.0e-5 : f64}
     : (tensor<?x3x4xf32>, tensor<4xf32>, tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  %unbiased = rn.bn_unbiased(%var, %0) : (tensor<4xf32>, tensor<?x4x4x4xf32>) -> tensor<4xf32>
  %m, %v = rn.bn_running(%mean, %unbiased, %rm, %rv) {momentum = 0.1}
     : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
  rn.write @rm, %m : tensor<4xf32>
  rn.write @rv, %v : tensor<4xf32>
  %1 = rn.conv %0, %u {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>}
     : (tensor<?x4x4x4xf32>, tensor<4x4x1x1xf32>) -> tensor<?x4x4x4xf32>
  %2 = rn.add(%0, %1) : (tensor<?x4x4x4xf32>, tensor<?x4x4x4xf32>) -> tensor<?x4x4x4xf32>
  %3 = rn.linear %2, %fc : (tensor<?x4x4x4xf32>, tensor<3x64xf32>) -> tensor<?x3xf32>
  %d, %rows = rn.softmax_cross_entropy(%3, %labels) : (tensor<?x3xf32>, tensor<?xi64>) -> (tensor<?x3xf32>, tensor<?x2xf32>)
  %l = rn.reduce_loss(%rows) : (tensor<?x2xf32>) -> tensor<2xf32>
  return %l : tensor<2xf32>
}
