// What the verifiers of the loss and the optimiser's step refuse. The name of a function begins with the constraint it breaks.
// RUN: resnetc-opt %s --split-input-file --verify-diagnostics

func.func @softmax_cross_entropy_c1_gradient(%x: tensor<?x10xf32>, %l: tensor<?xi64>) {
  // expected-error@+1 {{expects a gradient of shape [?, 10], got [?, 9]}}
  %g, %r = rn.softmax_cross_entropy(%x, %l) : (tensor<?x10xf32>, tensor<?xi64>) -> (tensor<?x9xf32>, tensor<?x2xf32>)
  return
}

// -----

func.func @softmax_cross_entropy_c1_rows(%x: tensor<?x10xf32>, %l: tensor<?xi64>) {
  // expected-error@+1 {{expects rows of shape [?, 2], got [?, 3]}}
  %g, %r = rn.softmax_cross_entropy(%x, %l) : (tensor<?x10xf32>, tensor<?xi64>) -> (tensor<?x10xf32>, tensor<?x3xf32>)
  return
}

// -----

func.func @reduce_loss_c1_rows(%x: tensor<?x3xf32>) {
  // expected-error@+1 {{expects rows of shape [?, 2], got [?, 3]}}
  %g = rn.reduce_loss(%x) : (tensor<?x3xf32>) -> tensor<2xf32>
  return
}

// -----

func.func @reduce_loss_c1_result(%x: tensor<?x2xf32>) {
  // expected-error@+1 {{expects a result of 2 elements, got 3}}
  %g = rn.reduce_loss(%x) : (tensor<?x2xf32>) -> tensor<3xf32>
  return
}

// -----

func.func @sgd_c1(%p: tensor<4xf32>, %h: tensor<5xf32>) {
  // expected-error@+1 {{expects hyper of 4 elements, got 5}}
  %0:2 = rn.sgd(%p, %p, %p, %h) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<5xf32>) -> (tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

func.func @sgd_types(%p: tensor<4xf32>, %q: tensor<5xf32>) {
  // expected-error@+1 {{failed to verify that all of {parameter, velocity, gradient, new_parameter, new_velocity} have same type}}
  %0:2 = rn.sgd(%p, %p, %q, %p) : (tensor<4xf32>, tensor<4xf32>, tensor<5xf32>, tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

func.func @softmax_cross_entropy_c2(%x: tensor<?x10xf32>, %l: tensor<?xi64>) {
  // expected-error@+1 {{expects a finite weight of at least 0, got -1}}
  %g, %r = rn.softmax_cross_entropy(%x, %l) {weight = -1.0 : f64} : (tensor<?x10xf32>, tensor<?xi64>) -> (tensor<?x10xf32>, tensor<?x2xf32>)
  return
}

// -----

func.func @reduce_loss_c1_second(%r: tensor<?x2xf32>, %s: tensor<?x3xf32>) {
  // expected-error@+1 {{expects rows of shape [?, 2], got [?, 3]}}
  %m = rn.reduce_loss(%r, %s) : (tensor<?x2xf32>, tensor<?x3xf32>) -> tensor<2xf32>
  return
}

// -----

func.func @reduce_loss_c2() {
  // expected-error@+1 {{expects at least one operand, got none}}
  %m = rn.reduce_loss() : () -> tensor<2xf32>
  return
}
