// What the verifiers of pools refuse. The name of a function begins with the constraint it breaks.
// RUN: resnetc-opt %s --split-input-file --verify-diagnostics

func.func @max_pool_c1_window(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{expects two window sizes within 1 and 2147483647, got [0, 3]}}
  %0 = rn.max_pool %x {window = array<i64: 0, 3>, strides = array<i64: 2, 2>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x8x8xf32>) -> tensor<?x3x4x4xf32>
  return
}

// -----

func.func @max_pool_c1_strides(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{expects two strides within 1 and 2147483647, got [-2, 2]}}
  %0 = rn.max_pool %x {window = array<i64: 3, 3>, strides = array<i64: -2, 2>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x8x8xf32>) -> tensor<?x3x4x4xf32>
  return
}

// -----

func.func @max_pool_c1_pads(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{expects pads smaller than the window [3, 3], got [1, 3, 1, 1]}}
  %0 = rn.max_pool %x {window = array<i64: 3, 3>, strides = array<i64: 2, 2>, pads = array<i64: 1, 3, 1, 1>}
     : (tensor<?x3x8x8xf32>) -> tensor<?x3x4x4xf32>
  return
}

// -----

func.func @max_pool_c2(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{expects a result of shape [?, 3, 4, 4], got [?, 3, 4, 5]}}
  %0 = rn.max_pool %x {window = array<i64: 3, 3>, strides = array<i64: 2, 2>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x8x8xf32>) -> tensor<?x3x4x5xf32>
  return
}

// -----

func.func @max_pool_c2_room(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{expects a window within the padded map of 8x8, got 9x1}}
  %0 = rn.max_pool %x {window = array<i64: 9, 1>, strides = array<i64: 2, 2>, pads = array<i64: 0, 0, 0, 0>}
     : (tensor<?x3x8x8xf32>) -> tensor<?x3x4x4xf32>
  return
}

// -----

func.func @max_pool_c3(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{expects an index of shape [?, 3, 4, 4], got [?, 3, 4, 5]}}
  %0, %i = rn.max_pool %x {window = array<i64: 3, 3>, strides = array<i64: 2, 2>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x8x8xf32>) -> (tensor<?x3x4x4xf32>, tensor<?x3x4x5xi8>)
  return
}

// -----

func.func @max_pool_c4_together(%x: tensor<?x3x8x8xf32>, %s: tensor<3xf32>) {
  // expected-error@+1 {{expects scale and shift together, got only scale}}
  %0 = "rn.max_pool"(%x, %s) <{operandSegmentSizes = array<i32: 1, 1, 0>,
      window = array<i64: 3, 3>, strides = array<i64: 2, 2>, pads = array<i64: 1, 1, 1, 1>}>
     : (tensor<?x3x8x8xf32>, tensor<3xf32>) -> tensor<?x3x4x4xf32>
  return
}

// -----

func.func @max_pool_c4_in_relu(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{expects scale and shift with in_relu, got none}}
  %0 = rn.max_pool %x {window = array<i64: 3, 3>, strides = array<i64: 2, 2>, pads = array<i64: 1, 1, 1, 1>, in_relu}
     : (tensor<?x3x8x8xf32>) -> tensor<?x3x4x4xf32>
  return
}

// -----

func.func @max_pool_c5(%x: tensor<?x3x16x16xf32>) {
  // Without an index a window may have any size.
  %0 = rn.max_pool %x {window = array<i64: 16, 16>, strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>}
     : (tensor<?x3x16x16xf32>) -> tensor<?x3x1x1xf32>
  // expected-error@+1 {{expects at most 255 places in a window with an index, got 256}}
  %1, %i = rn.max_pool %x {window = array<i64: 16, 16>, strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>}
     : (tensor<?x3x16x16xf32>) -> (tensor<?x3x1x1xf32>, tensor<?x3x1x1xi8>)
  return
}

// -----

func.func @max_pool_grad_c1_gradient(%g: tensor<?x3x4x4xf32>, %i: tensor<?x3x4x4xi8>) {
  // expected-error@+1 {{expects a gradient of shape [?, 3, 5, 5], got [?, 3, 4, 4]}}
  %0 = rn.max_pool_grad(%g, %i) {window = array<i64: 3, 3>, strides = array<i64: 2, 2>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x4x4xf32>, tensor<?x3x4x4xi8>) -> tensor<?x3x9x9xf32>
  return
}

// -----

func.func @max_pool_grad_c1_index(%g: tensor<?x3x4x4xf32>, %i: tensor<?x3x4x5xi8>) {
  // expected-error@+1 {{expects an index of shape [?, 3, 4, 4], got [?, 3, 4, 5]}}
  %0 = rn.max_pool_grad(%g, %i) {window = array<i64: 3, 3>, strides = array<i64: 2, 2>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x4x4xf32>, tensor<?x3x4x5xi8>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @avg_pool_c1(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{expects four pads within 0 and 2147483647, got [1, 1, 1, -1]}}
  %0 = rn.avg_pool(%x) {window = array<i64: 3, 3>, strides = array<i64: 2, 2>, pads = array<i64: 1, 1, 1, -1>}
     : (tensor<?x3x8x8xf32>) -> tensor<?x3x4x4xf32>
  return
}

// -----

func.func @avg_pool_c2(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{expects a result of shape [?, 3, 4, 4], got [?, 4, 4, 4]}}
  %0 = rn.avg_pool(%x) {window = array<i64: 3, 3>, strides = array<i64: 2, 2>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x8x8xf32>) -> tensor<?x4x4x4xf32>
  return
}

// -----

func.func @avg_pool_grad_c1(%g: tensor<?x3x4x4xf32>) {
  // expected-error@+1 {{expects a gradient of shape [?, 3, 5, 4], got [?, 3, 4, 4]}}
  %0 = rn.avg_pool_grad(%g) {window = array<i64: 3, 3>, strides = array<i64: 2, 2>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x4x4xf32>) -> tensor<?x3x9x8xf32>
  return
}
