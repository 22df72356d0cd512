// What the verifiers of per-element ops refuse. The name of a function begins with the constraint it breaks.
// RUN: resnetc-opt %s --split-input-file --verify-diagnostics

func.func @normalize_c1_length(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{expects mean and std of 3 elements, got 3 and 2}}
  %0 = rn.normalize(%x) {mean = array<f64: 0.0, 0.0, 0.0>, std = array<f64: 1.0, 1.0>} : (tensor<?x3x8x8xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @normalize_c1_positive(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{expects positive std, got 0}}
  %0 = rn.normalize(%x) {mean = array<f64: 0.0, 0.0, 0.0>, std = array<f64: 1.0, 0.0, 1.0>} : (tensor<?x3x8x8xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @relu_grad_c1_output(%g: tensor<?x3x8x8xf32>, %y: tensor<?x4x8x8xf32>) {
  // expected-error@+1 {{expects output of type 'tensor<?x3x8x8xf32>', got 'tensor<?x4x8x8xf32>'}}
  %0 = rn.relu_grad %g, %y : (tensor<?x3x8x8xf32>, tensor<?x4x8x8xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @relu_grad_c1_second(%g: tensor<?x3x8x8xf32>, %y: tensor<?x4x8x8xf32>) {
  // expected-error@+1 {{expects gradient2 of type 'tensor<?x3x8x8xf32>', got 'tensor<?x4x8x8xf32>'}}
  %0 = rn.relu_grad %g plus(%y), %g : (tensor<?x3x8x8xf32>, tensor<?x3x8x8xf32>, tensor<?x4x8x8xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @scale_shift_add_relu_c1(%a: tensor<?x3x8x8xf32>, %b: tensor<?x4x8x8xf32>) {
  // expected-error@+1 {{expects b of type 'tensor<?x3x8x8xf32>', got 'tensor<?x4x8x8xf32>'}}
  %0 = rn.scale_shift_add_relu %a plus %b : (tensor<?x3x8x8xf32>, tensor<?x4x8x8xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @scale_shift_add_relu_c2_together(%a: tensor<?x3x8x8xf32>, %s: tensor<3xf32>) {
  // expected-error@+1 {{expects scale and shift together, got only shift}}
  %0 = "rn.scale_shift_add_relu"(%a, %s) <{operandSegmentSizes = array<i32: 1, 0, 1, 0, 0, 0>}> : (tensor<?x3x8x8xf32>, tensor<3xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @scale_shift_add_relu_c2_length(%a: tensor<?x3x8x8xf32>, %s: tensor<4xf32>) {
  // expected-error@+1 {{expects scale of 3 elements, got 4}}
  %0 = rn.scale_shift_add_relu %a affine(%s, %s) : (tensor<?x3x8x8xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @scale_shift_add_relu_c2_b(%a: tensor<?x3x8x8xf32>, %s: tensor<3xf32>) {
  // expected-error@+1 {{expects b with its scale and shift, got none}}
  %0 = rn.scale_shift_add_relu %a affine_b(%s, %s) : (tensor<?x3x8x8xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @subsample_pad_c1(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{expects two strides within 1 and 2147483647, got [2]}}
  %0 = rn.subsample_pad(%x) {strides = array<i64: 2>} : (tensor<?x3x8x8xf32>) -> tensor<?x6x4x4xf32>
  return
}

// -----

func.func @subsample_pad_c2_channels(%x: tensor<?x4x8x8xf32>) {
  // expected-error@+1 {{expects at least the 4 channels of the input in the result, got 3}}
  %0 = rn.subsample_pad(%x) {strides = array<i64: 2, 2>} : (tensor<?x4x8x8xf32>) -> tensor<?x3x4x4xf32>
  return
}

// -----

func.func @subsample_pad_c2_map(%x: tensor<?x3x5x5xf32>) {
  // expected-error@+1 {{expects the result of shape [?, 6, 3, 3], got [?, 6, 2, 2]}}
  %0 = rn.subsample_pad(%x) {strides = array<i64: 2, 2>} : (tensor<?x3x5x5xf32>) -> tensor<?x6x2x2xf32>
  return
}

// -----

func.func @subsample_pad_grad_c1(%g: tensor<?x6x3x3xf32>) {
  // expected-error@+1 {{expects the gradient of shape [?, 6, 4, 4], got [?, 6, 3, 3]}}
  %0 = rn.subsample_pad_grad %g {strides = array<i64: 2, 2>} : (tensor<?x6x3x3xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @subsample_pad_grad_c2(%g: tensor<?x6x4x4xf32>) {
  // expected-error@+1 {{expects addend of type 'tensor<?x3x8x8xf32>', got 'tensor<?x6x4x4xf32>'}}
  %0 = rn.subsample_pad_grad %g plus(%g) {strides = array<i64: 2, 2>}
     : (tensor<?x6x4x4xf32>, tensor<?x6x4x4xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @to_blocked_c1(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{expects a result that differs in its layout alone}}
  %0 = rn.to_blocked(%x) : (tensor<?x3x8x8xf32>) -> tensor<?x16x8x8xf32, #rn.blocked<16>>
  return
}

// -----

func.func @to_nchw_c1(%x: tensor<?x16x8x8xf32, #rn.blocked<16>>) {
  // expected-error@+1 {{expects a result that differs in its layout alone}}
  %0 = rn.to_nchw(%x) : (tensor<?x16x8x8xf32, #rn.blocked<16>>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @relu_types(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{failed to verify that all of {input, output} have same type}}
  %0 = rn.relu(%x) : (tensor<?x3x8x8xf32>) -> tensor<?x4x8x8xf32>
  return
}

// -----

func.func @add_types(%x: tensor<?x3x8x8xf32>, %y: tensor<?x4x8x8xf32>) {
  // expected-error@+1 {{failed to verify that all of {lhs, rhs, output} have same type}}
  %0 = rn.add(%x, %y) : (tensor<?x3x8x8xf32>, tensor<?x4x8x8xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @flatten_c1(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{expects a result with one column per element of [?, 3, 8, 8], got 3}}
  %0 = rn.flatten(%x) : (tensor<?x3x8x8xf32>) -> tensor<?x3xf32>
  return
}

// -----

func.func @unflatten_c1(%x: tensor<?x3xf32>) {
  // expected-error@+1 {{expects an input with one column per element of [?, 3, 2, 1], got 3}}
  %0 = rn.unflatten(%x) : (tensor<?x3xf32>) -> tensor<?x3x2x1xf32>
  return
}

// -----

func.func @scale_by_length(%x: tensor<?x3x8x8xf32>, %s: tensor<3xf32>) {
  // expected-error@+1 {{operand #1 must be f32 vector of one element, but got 'tensor<3xf32>'}}
  %0 = rn.scale_by(%x, %s) : (tensor<?x3x8x8xf32>, tensor<3xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @scale_by_grad_scale_length(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{result #0 must be f32 vector of one element, but got 'tensor<3xf32>'}}
  %0 = rn.scale_by_grad_scale(%x, %x) : (tensor<?x3x8x8xf32>, tensor<?x3x8x8xf32>) -> tensor<3xf32>
  return
}

// -----

func.func @from_bytes_c1_shape(%x: tensor<?x3x8x8xui8, #rn.channels_last>, %s: tensor<3xf32>) {
  // expected-error@+1 {{expects a result of shape [?, 3, 8, 8], got [?, 3, 8, 4]}}
  %y = rn.from_bytes(%x, %s, %s) : (tensor<?x3x8x8xui8, #rn.channels_last>, tensor<3xf32>, tensor<3xf32>) -> tensor<?x3x8x4xf32>
  return
}

// -----

func.func @from_bytes_c1_layout(%x: tensor<?x3x8x8xui8>, %s: tensor<3xf32>) {
  // expected-error@+1 {{expects bytes in #rn.channels_last layout}}
  %y = rn.from_bytes(%x, %s, %s) : (tensor<?x3x8x8xui8>, tensor<3xf32>, tensor<3xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @from_bytes_c2(%x: tensor<?x3x8x8xui8, #rn.channels_last>, %s: tensor<3xf32>, %t: tensor<2xf32>) {
  // expected-error@+1 {{expects shift of 3 elements, got 2}}
  %y = rn.from_bytes(%x, %s, %t) : (tensor<?x3x8x8xui8, #rn.channels_last>, tensor<3xf32>, tensor<2xf32>) -> tensor<?x3x8x8xf32>
  return
}
