// RUN: resnetc-opt %s --rn-assign-layout | FileCheck %s

// What @infer reads as rows and @loss reads behind dropout is packed in one way for both.
rn.variable @w conv_weight : tensor<4x3x1x1xf32>
// CHECK: rn.variable @w conv_weight : tensor<4x3x1x1xf32, #rn.packed<[4, 3, 1, 1], k = 16, c = 16>>
// CHECK-LABEL: func.func @infer
// CHECK: rn.to_blocked
func.func @infer(%x: tensor<?x3x5x5xf32> {rn.binding = #rn.binding<input>}) -> tensor<?x4x5x5xf32> {
  %w = rn.read @w : tensor<4x3x1x1xf32>
  %y = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (tensor<?x3x5x5xf32>, tensor<4x3x1x1xf32>) -> tensor<?x4x5x5xf32>
  return %y : tensor<?x4x5x5xf32>
}
func.func @loss(%x: tensor<?x3x5x5xf32> {rn.binding = #rn.binding<input>}, %key: tensor<1xi64> {rn.binding = #rn.binding<key>}) -> tensor<?x4x5x5xf32> {
  %w = rn.read @w : tensor<4x3x1x1xf32>
  %d = rn.dropout(%x, %key) {rate = 0.5 : f64, layer = 0 : i64} : (tensor<?x3x5x5xf32>, tensor<1xi64>) -> tensor<?x3x5x5xf32>
  %y = rn.conv %d, %w {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (tensor<?x3x5x5xf32>, tensor<4x3x1x1xf32>) -> tensor<?x4x5x5xf32>
  return %y : tensor<?x4x5x5xf32>
}
