// RUN: resnetc-opt %s --rn-gradient --split-input-file --verify-diagnostics

rn.variable @s bn_weight trainable : tensor<2xf32>

// An op between a variable and the loss that has no rule.
func.func @loss(%x: tensor<?x2x1x1xf32>, %labels: tensor<?xi64>) -> tensor<2xf32> {
  %s = rn.read @s : tensor<2xf32>
  // expected-error @+1 {{has no gradient rule}}
  %0 = rn.scale_shift_add_relu %x affine(%s, %s) : (tensor<?x2x1x1xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<?x2x1x1xf32>
  %w = rn.read @w : tensor<2x2xf32>
  %1 = rn.linear %0, %w : (tensor<?x2x1x1xf32>, tensor<2x2xf32>) -> tensor<?x2xf32>
  %d, %rows = rn.softmax_cross_entropy(%1, %labels) : (tensor<?x2xf32>, tensor<?xi64>) -> (tensor<?x2xf32>, tensor<?x2xf32>)
  %l = rn.reduce_loss(%rows) : (tensor<?x2xf32>) -> tensor<2xf32>
  return %l : tensor<2xf32>
}
rn.variable @w linear_weight trainable : tensor<2x2xf32>

// -----

// expected-error @+1 {{expects a loss to differentiate, got none}}
func.func @loss(%x: tensor<2xf32>, %labels: tensor<?xi64>) -> tensor<2xf32> {
  return %x : tensor<2xf32>
}

// -----

// expected-error @+1 {{expects @loss to return the loss alone}}
func.func @loss(%x: tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>) {
  return %x, %x : tensor<2xf32>, tensor<2xf32>
}
