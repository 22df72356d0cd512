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

// -----

func.func @softmax_cross_entropy_c3(%x: tensor<?x10xf32>, %l: tensor<?xi64>, %s: tensor<2xf32>) {
  // expected-error@+1 {{expects a scale of 1 elements, got 2}}
  %g, %r = rn.softmax_cross_entropy(%x, %l, %s) : (tensor<?x10xf32>, tensor<?xi64>, tensor<2xf32>) -> (tensor<?x10xf32>, tensor<?x2xf32>)
  return
}

// -----

func.func @sgd_c2(%p: tensor<4xf32>) {
  // expected-error@+1 {{expects a factor of 1 elements, got 4}}
  %0:2 = rn.sgd(%p, %p, %p, %p, %p) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

func.func @find_nonfinite_c1(%p: tensor<4xf32>) {
  // expected-error@+1 {{expects found of 1 elements, got 4}}
  %0 = rn.find_nonfinite(%p, %p) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return
}

// -----

func.func @next_loss_scale_c1(%p: tensor<2xf32>) {
  // expected-error@+1 {{expects a scale of 1 elements, got 2}}
  %0:3 = rn.next_loss_scale(%p, %p, %p) {growth = 2.0, backoff = 0.5, interval = 1 : i64} : (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>)
  return
}

// -----

func.func @next_loss_scale_c2(%p: tensor<1xf32>) {
  // expected-error@+1 {{expects a finite growth of at least 1, got 5.000000e-01}}
  %0:3 = rn.next_loss_scale(%p, %p, %p) {growth = 0.5, backoff = 0.5, interval = 1 : i64} : (tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> (tensor<1xf32>, tensor<1xf32>, tensor<1xf32>)
  return
}

// -----

func.func @next_loss_scale_c3(%p: tensor<1xf32>) {
  // expected-error@+1 {{expects a backoff above 0, at most 1, got 0.000000e+00}}
  %0:3 = rn.next_loss_scale(%p, %p, %p) {growth = 2.0, backoff = 0.0, interval = 1 : i64} : (tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> (tensor<1xf32>, tensor<1xf32>, tensor<1xf32>)
  return
}

// -----

func.func @next_loss_scale_c4(%p: tensor<1xf32>) {
  // expected-error@+1 {{expects an interval of at least 1, got 0}}
  %0:3 = rn.next_loss_scale(%p, %p, %p) {growth = 2.0, backoff = 0.5, interval = 0 : i64} : (tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> (tensor<1xf32>, tensor<1xf32>, tensor<1xf32>)
  return
}
