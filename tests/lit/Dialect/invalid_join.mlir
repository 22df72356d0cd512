// What the verifiers of joins refuse. The name of a function begins with the constraint it breaks.
// RUN: resnetc-opt %s --split-input-file --verify-diagnostics

func.func @max_types(%x: tensor<?x3x8x8xf32>, %y: tensor<?x4x8x8xf32>) {
  // expected-error@+1 {{failed to verify that all of {lhs, rhs, output} have same type}}
  %0 = rn.max(%x, %y) : (tensor<?x3x8x8xf32>, tensor<?x4x8x8xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @max_grad_types(%x: tensor<?x3x8x8xf32>, %y: tensor<?x4x8x8xf32>) {
  // expected-error@+1 {{failed to verify that all of {gradient, lhs, rhs, result} have same type}}
  %0 = rn.max_grad(%y, %x, %x) : (tensor<?x4x8x8xf32>, tensor<?x3x8x8xf32>, tensor<?x3x8x8xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @gate_c1_map(%x: tensor<?x3x8x8xf32>, %t: tensor<?x3x8x1xf32>) {
  // expected-error@+1 {{expects a gate of shape [?, 3, 8, 8] or [?, 3, 1, 1], got [?, 3, 8, 1]}}
  %0 = rn.gate %x, %t : (tensor<?x3x8x8xf32>, tensor<?x3x8x1xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @gate_c1_channels(%x: tensor<?x3x8x8xf32>, %t: tensor<?x1x1x1xf32>) {
  // expected-error@+1 {{expects a gate of shape [?, 3, 8, 8] or [?, 3, 1, 1], got [?, 1, 1, 1]}}
  %0 = rn.gate %x, %t : (tensor<?x3x8x8xf32>, tensor<?x1x1x1xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @gate_c2(%x: tensor<?x3x8x8xf32>, %c: tensor<?x4x8x8xf32>) {
  // expected-error@+1 {{expects carry of type 'tensor<?x3x8x8xf32>', got 'tensor<?x4x8x8xf32>'}}
  %0 = rn.gate %x, %x carry(%c) : (tensor<?x3x8x8xf32>, tensor<?x3x8x8xf32>, tensor<?x4x8x8xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @gate_grad_carry_c1(%x: tensor<?x3x8x8xf32>, %t: tensor<?x4x8x8xf32>) {
  // expected-error@+1 {{expects a gate of shape [?, 3, 8, 8] or [?, 3, 1, 1], got [?, 4, 8, 8]}}
  %0 = rn.gate_grad_carry(%x, %t) : (tensor<?x3x8x8xf32>, tensor<?x4x8x8xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @gate_grad_gate_c1(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{expects a result of shape [?, 3, 8, 8] or [?, 3, 1, 1], got [?, 3, 1, 8]}}
  %0 = rn.gate_grad_gate %x, %x : (tensor<?x3x8x8xf32>, tensor<?x3x8x8xf32>) -> tensor<?x3x1x8xf32>
  return
}

// -----

func.func @gate_grad_gate_c2(%x: tensor<?x3x8x8xf32>, %c: tensor<?x3x1x1xf32>) {
  // expected-error@+1 {{expects carry of type 'tensor<?x3x8x8xf32>', got 'tensor<?x3x1x1xf32>'}}
  %0 = rn.gate_grad_gate %x, %x carry(%c) : (tensor<?x3x8x8xf32>, tensor<?x3x8x8xf32>, tensor<?x3x1x1xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @concat_c1_none() {
  // expected-error@+1 {{expects 1 to 8 inputs, got 0}}
  %0 = rn.concat() : () -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @concat_c1_many(%x: tensor<?x1x1x1xf32>) {
  // expected-error@+1 {{expects 1 to 8 inputs, got 9}}
  %0 = "rn.concat"(%x, %x, %x, %x, %x, %x, %x, %x, %x) : (tensor<?x1x1x1xf32>, tensor<?x1x1x1xf32>, tensor<?x1x1x1xf32>,
    tensor<?x1x1x1xf32>, tensor<?x1x1x1xf32>, tensor<?x1x1x1xf32>, tensor<?x1x1x1xf32>, tensor<?x1x1x1xf32>,
    tensor<?x1x1x1xf32>) -> tensor<?x9x1x1xf32>
  return
}

// -----

func.func @concat_c2(%x: tensor<?x3x8x8xf32>, %y: tensor<?x4x8x4xf32>) {
  // expected-error@+1 {{expects an input of shape [?, 4, 8, 8], got [?, 4, 8, 4]}}
  %0 = rn.concat(%x, %y) : (tensor<?x3x8x8xf32>, tensor<?x4x8x4xf32>) -> tensor<?x7x8x8xf32>
  return
}

// -----

func.func @concat_c3(%x: tensor<?x3x8x8xf32>, %y: tensor<?x4x8x8xf32>) {
  // expected-error@+1 {{expects a result of 7 channels, got 8}}
  %0 = rn.concat(%x, %y) : (tensor<?x3x8x8xf32>, tensor<?x4x8x8xf32>) -> tensor<?x8x8x8xf32>
  return
}

// -----

func.func @slice_c1(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{expects a result of shape [?, 2, 8, 8], got [?, 2, 4, 8]}}
  %0 = rn.slice(%x) {start = 0 : i64} : (tensor<?x3x8x8xf32>) -> tensor<?x2x4x8xf32>
  return
}

// -----

func.func @slice_c2_end(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{expects channels within the input's 3, got 2 from 2}}
  %0 = rn.slice(%x) {start = 2 : i64} : (tensor<?x3x8x8xf32>) -> tensor<?x2x8x8xf32>
  return
}

// -----

func.func @slice_c2_start(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{expects channels within the input's 3, got 2 from -1}}
  %0 = rn.slice(%x) {start = -1 : i64} : (tensor<?x3x8x8xf32>) -> tensor<?x2x8x8xf32>
  return
}
