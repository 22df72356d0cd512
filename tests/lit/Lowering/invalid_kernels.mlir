// Kernels that do not exist, by what is wrong with them.
// RUN: resnetc-opt %s --rn-plan-memory --split-input-file --verify-diagnostics

module attributes {rn.target = "avx512"} {
  rn.kernel @k "convolve" {c = 16 : i64} schedule "images" {} because "table"
  func.func @unknown_class(%x: !rn.buffer<tensor<?x16x4x4xf32, #rn.blocked<16>>>) {
    // expected-error @+1 {{runs the kernel 'convolve c=16', which expects a class of kernels, got 'convolve'}}
    rn.launch @k(%x, %x) : !rn.buffer<tensor<?x16x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x4x4xf32, #rn.blocked<16>>>
    return
  }
}

// -----

module attributes {rn.target = "avx512"} {
  rn.kernel @k "sigmoid" {c = 16 : i64, h = 4 : i64, w = 4 : i64, relu = 1 : i64} schedule "images" {} because "table"
  func.func @unknown_attribute(%x: !rn.buffer<tensor<?x16x4x4xf32, #rn.blocked<16>>>) {
    // expected-error @+1 {{which expects no attribute 'relu'}}
    rn.launch @k(%x, %x) : !rn.buffer<tensor<?x16x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x4x4xf32, #rn.blocked<16>>>
    return
  }
}

// -----

module attributes {rn.target = "avx512"} {
  rn.kernel @k "sigmoid" {c = 16 : i64, h = 4 : i64} schedule "images" {} because "table"
  func.func @missing_attribute(%x: !rn.buffer<tensor<?x16x4x4xf32, #rn.blocked<16>>>) {
    // expected-error @+1 {{runs the kernel 'sigmoid c=16 h=4', which expects an attribute 'w'}}
    rn.launch @k(%x, %x) : !rn.buffer<tensor<?x16x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x4x4xf32, #rn.blocked<16>>>
    return
  }
}

// -----

module attributes {rn.target = "avx512"} {
  rn.kernel @k "sigmoid" {c = 16 : i64, h = 4 : i64, w = 4 : i64} schedule "images" {} because "table"
  func.func @arity(%x: !rn.buffer<tensor<?x16x4x4xf32, #rn.blocked<16>>>) {
    // expected-error @+1 {{which expects 2 buffers, got 1}}
    rn.launch @k(%x) : !rn.buffer<tensor<?x16x4x4xf32, #rn.blocked<16>>>
    return
  }
}
