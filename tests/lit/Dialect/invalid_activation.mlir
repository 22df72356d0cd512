// What the verifiers of activations refuse. The name of a function begins with the constraint it breaks.
// RUN: resnetc-opt %s --split-input-file --verify-diagnostics

func.func @prelu_c1(%x: tensor<?x3x8x8xf32>, %s: tensor<4xf32>) {
  // expected-error@+1 {{expects slope of 3 elements, got 4}}
  %0 = rn.prelu(%x, %s) : (tensor<?x3x8x8xf32>, tensor<4xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @prelu_types(%x: tensor<?x3x8x8xf32>, %s: tensor<3xf32>) {
  // expected-error@+1 {{failed to verify that all of {input, output} have same type}}
  %0 = rn.prelu(%x, %s) : (tensor<?x3x8x8xf32>, tensor<3xf32>) -> tensor<?x3x8x4xf32>
  return
}

// -----

func.func @prelu_grad_c1(%x: tensor<?x3x8x8xf32>, %s: tensor<4xf32>) {
  // expected-error@+1 {{expects slope of 3 elements, got 4}}
  %0 = rn.prelu_grad(%x, %x, %s) : (tensor<?x3x8x8xf32>, tensor<?x3x8x8xf32>, tensor<4xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @prelu_grad_slope_c1(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{expects a result of 3 elements, got 1}}
  %0 = rn.prelu_grad_slope(%x, %x) : (tensor<?x3x8x8xf32>, tensor<?x3x8x8xf32>) -> tensor<1xf32>
  return
}

// -----

func.func @sigmoid_grad_types(%x: tensor<?x3x8x8xf32>, %y: tensor<?x4x8x8xf32>) {
  // expected-error@+1 {{failed to verify that all of {gradient, output, result} have same type}}
  %0 = rn.sigmoid_grad(%x, %y) : (tensor<?x3x8x8xf32>, tensor<?x4x8x8xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @activation_c1_missing(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{expects a slope for leaky_relu, got none}}
  %0 = rn.activation(%x) {kind = #rn.activation<leaky_relu>} : (tensor<?x3x8x8xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @activation_c1_other(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{expects no slope for silu, got one}}
  %0 = rn.activation(%x) {kind = #rn.activation<silu>, slope = 0.1 : f64} : (tensor<?x3x8x8xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @activation_c2_nan(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{expects a slope that is finite in single precision, got nan}}
  %0 = rn.activation(%x) {kind = #rn.activation<leaky_relu>, slope = 0x7FF8000000000000 : f64} : (tensor<?x3x8x8xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @activation_c2_too_large(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{expects a slope that is finite in single precision, got 1}}
  %0 = rn.activation(%x) {kind = #rn.activation<leaky_relu>, slope = 1.0e+39 : f64} : (tensor<?x3x8x8xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @activation_kind(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+2 {{failed to parse RN_ActivationKindAttr parameter 'value'}}
  // expected-error@+1 {{expected ::resnetc::rn::ActivationKind to be one of: relu6, silu, hardswish, leaky_relu}}
  %0 = rn.activation(%x) {kind = #rn.activation<gelu>} : (tensor<?x3x8x8xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @activation_types(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{failed to verify that all of {input, output} have same type}}
  %0 = rn.activation(%x) {kind = #rn.activation<relu6>} : (tensor<?x3x8x8xf32>) -> tensor<?x3x8x4xf32>
  return
}

// -----

func.func @activation_grad_c1(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{expects no slope for relu6, got one}}
  %0 = rn.activation_grad(%x, %x) {kind = #rn.activation<relu6>, slope = 0.1 : f64} : (tensor<?x3x8x8xf32>, tensor<?x3x8x8xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @activation_grad_c2(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{expects a slope that is finite in single precision, got INF}}
  %0 = rn.activation_grad(%x, %x) {kind = #rn.activation<leaky_relu>, slope = 0x7FF0000000000000 : f64} : (tensor<?x3x8x8xf32>, tensor<?x3x8x8xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @dropout_c1_one(%x: tensor<?x3x8x8xf32>, %k: tensor<1xi64>) {
  // expected-error@+1 {{expects a rate of at least 0 and below 1, got 1}}
  %0 = rn.dropout(%x, %k) {rate = 1.0 : f64, layer = 0 : i64} : (tensor<?x3x8x8xf32>, tensor<1xi64>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @dropout_c1_nan(%x: tensor<?x3x8x8xf32>, %k: tensor<1xi64>) {
  // expected-error@+1 {{expects a rate of at least 0 and below 1, got nan}}
  %0 = rn.dropout(%x, %k) {rate = 0x7FF8000000000000 : f64, layer = 0 : i64} : (tensor<?x3x8x8xf32>, tensor<1xi64>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @dropout_c2(%x: tensor<?x3x8x8xf32>, %k: tensor<1xi64>) {
  // expected-error@+1 {{expects a layer within 0 and 2147483647, got -1}}
  %0 = rn.dropout(%x, %k) {rate = 0.5 : f64, layer = -1 : i64} : (tensor<?x3x8x8xf32>, tensor<1xi64>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @dropout_c3(%x: tensor<?x3x8x8xf32>, %k: tensor<2xi64>) {
  // expected-error@+1 {{expects a key of 1 elements, got 2}}
  %0 = rn.dropout(%x, %k) {rate = 0.5 : f64, layer = 0 : i64} : (tensor<?x3x8x8xf32>, tensor<2xi64>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @dropout_key_type(%x: tensor<?x3x8x8xf32>, %k: tensor<?xi64>) {
  // expected-error@+1 {{operand #1 must be i64 key of fixed length, but got 'tensor<?xi64>'}}
  %0 = rn.dropout(%x, %k) {rate = 0.5 : f64, layer = 0 : i64} : (tensor<?x3x8x8xf32>, tensor<?xi64>) -> tensor<?x3x8x8xf32>
  return
}
