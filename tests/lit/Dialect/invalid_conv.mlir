// What the verifiers of convolution and linear ops refuse. The name of a function begins with the constraint it breaks.
// RUN: resnetc-opt %s --split-input-file --verify-diagnostics

func.func @conv_c1_strides(%x: tensor<?x3x8x8xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error@+1 {{expects two strides within 1 and 2147483647, got [1, 0]}}
  %y = rn.conv %x, %w {strides = array<i64: 1, 0>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x8x8xf32>, tensor<4x3x3x3xf32>) -> tensor<?x4x8x8xf32>
  return
}

// -----

func.func @conv_c1_pads(%x: tensor<?x3x8x8xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error@+1 {{expects four pads within 0 and 2147483647, got [1, 1, -1, 1]}}
  %y = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, -1, 1>}
     : (tensor<?x3x8x8xf32>, tensor<4x3x3x3xf32>) -> tensor<?x4x8x8xf32>
  return
}

// -----

func.func @conv_c1_pads_count(%x: tensor<?x3x8x8xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error@+1 {{expects four pads within 0 and 2147483647, got [1, 1]}}
  %y = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1>}
     : (tensor<?x3x8x8xf32>, tensor<4x3x3x3xf32>) -> tensor<?x4x8x8xf32>
  return
}

// -----

func.func @conv_c1_huge(%x: tensor<?x3x8x8xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error@+1 {{expects two strides within 1 and 2147483647, got [9223372036854775807, 1]}}
  %y = rn.conv %x, %w {strides = array<i64: 9223372036854775807, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x8x8xf32>, tensor<4x3x3x3xf32>) -> tensor<?x4x8x8xf32>
  return
}

// -----

func.func @conv_c2(%x: tensor<?x5x8x8xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error@+1 {{expects 3 input channels for a filter of 3 in 1 group, got 5}}
  %y = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x5x8x8xf32>, tensor<4x3x3x3xf32>) -> tensor<?x4x8x8xf32>
  return
}

// -----

func.func @conv_c3(%x: tensor<?x3x8x8xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error@+1 {{expects a result of shape [?, 4, 8, 8], got [?, 4, 8, 7]}}
  %y = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x8x8xf32>, tensor<4x3x3x3xf32>) -> tensor<?x4x8x7xf32>
  return
}

// -----

func.func @conv_c3_room(%x: tensor<?x3x2x8xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error@+1 {{expects a window within the padded map of 2x8, got 3x3}}
  %y = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>}
     : (tensor<?x3x2x8xf32>, tensor<4x3x3x3xf32>) -> tensor<?x4x8x8xf32>
  return
}

// -----

func.func @conv_c3_huge(%x: tensor<?x3x8x8xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error@+1 {{expects an output map within 2147483647, got a larger one}}
  %y = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 2147483647, 0, 2147483647, 0>}
     : (tensor<?x3x8x8xf32>, tensor<4x3x3x3xf32>) -> tensor<?x4x8x8xf32>
  return
}

// -----

func.func @conv_c4_together(%x: tensor<?x3x8x8xf32>, %w: tensor<4x3x3x3xf32>, %s: tensor<3xf32>) {
  // expected-error@+1 {{expects scale and shift together, got only scale}}
  %y = "rn.conv"(%x, %w, %s) <{operandSegmentSizes = array<i32: 1, 1, 1, 0, 0, 0>,
      strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}>
     : (tensor<?x3x8x8xf32>, tensor<4x3x3x3xf32>, tensor<3xf32>) -> tensor<?x4x8x8xf32>
  return
}

// -----

func.func @conv_c4_in_relu(%x: tensor<?x3x8x8xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error@+1 {{expects scale and shift with in_relu, got none}}
  %y = "rn.conv"(%x, %w) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>,
      in_relu, strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}>
     : (tensor<?x3x8x8xf32>, tensor<4x3x3x3xf32>) -> tensor<?x4x8x8xf32>
  return
}

// -----

func.func @conv_c4_scale(%x: tensor<?x3x8x8xf32>, %w: tensor<4x3x3x3xf32>, %s: tensor<4xf32>, %t: tensor<3xf32>) {
  // expected-error@+1 {{expects scale of 3 elements, got 4}}
  %y = rn.conv %x, %w pre(%s, %t) {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x8x8xf32>, tensor<4x3x3x3xf32>, tensor<4xf32>, tensor<3xf32>) -> tensor<?x4x8x8xf32>
  return
}

// -----

func.func @conv_c4_shift(%x: tensor<?x3x8x8xf32>, %w: tensor<4x3x3x3xf32>, %s: tensor<3xf32>, %t: tensor<4xf32>) {
  // expected-error@+1 {{expects shift of 3 elements, got 4}}
  %y = rn.conv %x, %w pre(%s, %t) {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x8x8xf32>, tensor<4x3x3x3xf32>, tensor<3xf32>, tensor<4xf32>) -> tensor<?x4x8x8xf32>
  return
}

// -----

func.func @conv_c5_bias(%x: tensor<?x3x8x8xf32>, %w: tensor<4x3x3x3xf32>, %b: tensor<3xf32>) {
  // expected-error@+1 {{expects bias of 4 elements, got 3}}
  %y = rn.conv %x, %w bias(%b) {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x8x8xf32>, tensor<4x3x3x3xf32>, tensor<3xf32>) -> tensor<?x4x8x8xf32>
  return
}

// -----

func.func @conv_c5_residual(%x: tensor<?x3x8x8xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error@+1 {{expects residual of type 'tensor<?x4x8x8xf32>', got 'tensor<?x3x8x8xf32>'}}
  %y = rn.conv %x, %w residual(%x) {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x8x8xf32>, tensor<4x3x3x3xf32>, tensor<?x3x8x8xf32>) -> tensor<?x4x8x8xf32>
  return
}

// -----

func.func @conv_c6_shape(%x: tensor<?x3x8x8xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error@+1 {{expects sums of shape [?, 3, 4], got [?, 3, 3]}}
  %y, %z = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x8x8xf32>, tensor<4x3x3x3xf32>) -> (tensor<?x4x8x8xf32>, tensor<?x3x3xf32>)
  return
}

// -----

func.func @conv_c6_alone(%x: tensor<?x3x8x8xf32>, %w: tensor<4x3x3x3xf32>, %b: tensor<4xf32>) {
  // expected-error@+1 {{expects sums of a bare convolution, got bias beside them}}
  %y, %z = rn.conv %x, %w bias(%b) {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x8x8xf32>, tensor<4x3x3x3xf32>, tensor<4xf32>) -> (tensor<?x4x8x8xf32>, tensor<?x3x4xf32>)
  return
}

// -----

func.func @conv_c6_relu(%x: tensor<?x3x8x8xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error@+1 {{expects sums of a bare convolution, got relu beside them}}
  %y, %z = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>, relu}
     : (tensor<?x3x8x8xf32>, tensor<4x3x3x3xf32>) -> (tensor<?x4x8x8xf32>, tensor<?x3x4xf32>)
  return
}

// -----

func.func @conv_grad_input_c1(%g: tensor<?x3x8x8xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error@+1 {{expects a gradient of shape [?, 4, 8, 8], got [?, 3, 8, 8]}}
  %0 = rn.conv_grad_input %g, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x8x8xf32>, tensor<4x3x3x3xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @conv_grad_input_c2(%g: tensor<?x4x8x8xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error@+1 {{expects addend of type 'tensor<?x3x8x8xf32>', got 'tensor<?x4x8x8xf32>'}}
  %0 = rn.conv_grad_input %g, %w plus(%g) {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x4x8x8xf32>, tensor<4x3x3x3xf32>, tensor<?x4x8x8xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @conv_grad_weight_c1(%x: tensor<?x3x8x8xf32>, %g: tensor<?x4x8x8xf32>) {
  // expected-error@+1 {{expects 5 input channels for a filter of 5 in 1 group, got 3}}
  %0 = rn.conv_grad_weight %x, %g {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x8x8xf32>, tensor<?x4x8x8xf32>) -> tensor<4x5x3x3xf32>
  return
}

// -----

func.func @conv_grad_weight_c2(%x: tensor<?x3x8x8xf32>, %s: tensor<4xf32>, %g: tensor<?x4x8x8xf32>) {
  // expected-error@+1 {{expects scale of 3 elements, got 4}}
  %0 = rn.conv_grad_weight %x pre(%s, %s), %g {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x8x8xf32>, tensor<4xf32>, tensor<4xf32>, tensor<?x4x8x8xf32>) -> tensor<4x3x3x3xf32>
  return
}

// -----

func.func @conv_grad_bias_c1(%g: tensor<?x4x8x8xf32>) {
  // expected-error@+1 {{expects a result of 4 elements, got 3}}
  %0 = rn.conv_grad_bias(%g) : (tensor<?x4x8x8xf32>) -> tensor<3xf32>
  return
}

// -----

func.func @transpose_filter_c1(%w: tensor<4x3x3x3xf32>) {
  // expected-error@+1 {{expects a result that differs in its layout alone from 'tensor<4x3x3x3xf32>', got 'tensor<3x4x3x3xf32>'}}
  %0 = rn.transpose_filter(%w) : (tensor<4x3x3x3xf32>) -> tensor<3x4x3x3xf32>
  return
}

// -----

func.func @linear_c1(%x: tensor<?x3x2x2xf32>, %w: tensor<10x11xf32>) {
  // expected-error@+1 {{expects a weight with one column per element of [?, 3, 2, 2], got 11}}
  %0 = rn.linear %x, %w : (tensor<?x3x2x2xf32>, tensor<10x11xf32>) -> tensor<?x10xf32>
  return
}

// -----

func.func @linear_c1_huge(%x: tensor<?x2147483647x2147483647x2147483647xf32>, %w: tensor<10x11xf32>) {
  // expected-error@+1 {{expects a weight with one column per element of [?, 2147483647, 2147483647, 2147483647], got 11}}
  %0 = rn.linear %x, %w : (tensor<?x2147483647x2147483647x2147483647xf32>, tensor<10x11xf32>) -> tensor<?x10xf32>
  return
}

// -----

func.func @linear_c2(%x: tensor<?x3x2x2xf32>, %w: tensor<10x12xf32>, %b: tensor<3xf32>) {
  // expected-error@+1 {{expects bias of 10 elements, got 3}}
  %0 = rn.linear %x, %w bias(%b) : (tensor<?x3x2x2xf32>, tensor<10x12xf32>, tensor<3xf32>) -> tensor<?x10xf32>
  return
}

// -----

func.func @linear_c3(%x: tensor<?x3x2x2xf32>, %w: tensor<10x12xf32>) {
  // expected-error@+1 {{expects a result of shape [?, 10], got [?, 9]}}
  %0 = rn.linear %x, %w : (tensor<?x3x2x2xf32>, tensor<10x12xf32>) -> tensor<?x9xf32>
  return
}

// -----

func.func @linear_grad_input_c1(%g: tensor<?x10xf32>, %w: tensor<10x12xf32>) {
  // expected-error@+1 {{expects a weight with one column per element of [?, 3, 2, 3], got 12}}
  %0 = rn.linear_grad_input(%g, %w) : (tensor<?x10xf32>, tensor<10x12xf32>) -> tensor<?x3x2x3xf32>
  return
}

// -----

func.func @linear_grad_weight_c1(%x: tensor<?x3x2x2xf32>, %g: tensor<?x10xf32>) {
  // expected-error@+1 {{expects a gradient of shape [?, 9], got [?, 10]}}
  %0 = rn.linear_grad_weight(%x, %g) : (tensor<?x3x2x2xf32>, tensor<?x10xf32>) -> tensor<9x12xf32>
  return
}

// -----

func.func @linear_grad_bias_c1(%g: tensor<?x10xf32>) {
  // expected-error@+1 {{expects a result of 10 elements, got 4}}
  %0 = rn.linear_grad_bias(%g) : (tensor<?x10xf32>) -> tensor<4xf32>
  return
}

// -----

func.func @conv_c7_strides(%x: tensor<?x3x9x9xf32>, %u: tensor<4x3x3x3xf32, #rn.winograd<side = 4, block = 16>>) {
  // expected-error@+1 {{expects strides of 1 with a filter in Winograd's layout, got 2 and 1}}
  %0 = rn.conv %x, %u {strides = array<i64: 2, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x9x9xf32>, tensor<4x3x3x3xf32, #rn.winograd<side = 4, block = 16>>) -> tensor<?x4x5x9xf32>
  return
}

// -----

func.func @conv_c7_strides_of_two(%x: tensor<?x3x9x9xf32>, %u: tensor<4x3x3x3xf32, #rn.winograd<side = 9, block = 16>>) {
  // expected-error@+1 {{expects strides of 2 with a filter in Winograd's layout, got 1 and 1}}
  %0 = rn.conv %x, %u {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x9x9xf32>, tensor<4x3x3x3xf32, #rn.winograd<side = 9, block = 16>>) -> tensor<?x4x9x9xf32>
  return
}

// -----

func.func @conv_c7_groups(%x: tensor<?x6x9x9xf32>, %u: tensor<4x3x3x3xf32, #rn.winograd<side = 4, block = 16>>) {
  // expected-error@+1 {{expects one group with a filter in Winograd's layout, got 2}}
  %y = rn.conv %x, %u {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>, groups = 2 : i64}
     : (tensor<?x6x9x9xf32>, tensor<4x3x3x3xf32, #rn.winograd<side = 4, block = 16>>) -> tensor<?x4x9x9xf32>
  return
}

// -----

func.func @conv_c8_filter(%x: tensor<?x3x9x9xf32, #rn.winograd_tiles<side = 6, down = 3, across = 3, block = 16>>, %w: tensor<4x3x3x3xf32>) {
  // expected-error@+1 {{expects a filter in Winograd's layout of side 6 beside an input of such tiles}}
  %0 = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x9x9xf32, #rn.winograd_tiles<side = 6, down = 3, across = 3, block = 16>>, tensor<4x3x3x3xf32>) -> tensor<?x4x9x9xf32>
  return
}

// -----

func.func @conv_c8_tiles(%x: tensor<?x3x9x9xf32, #rn.winograd_tiles<side = 6, down = 2, across = 3, block = 16>>, %u: tensor<4x3x3x3xf32, #rn.winograd<side = 6, block = 16>>) {
  // expected-error@+1 {{expects the tiles of the output, got 2 x 3}}
  %0 = rn.conv %x, %u {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x9x9xf32, #rn.winograd_tiles<side = 6, down = 2, across = 3, block = 16>>, tensor<4x3x3x3xf32, #rn.winograd<side = 6, block = 16>>) -> tensor<?x4x9x9xf32>
  return
}

// -----

func.func @conv_c8_scale(%x: tensor<?x3x9x9xf32, #rn.winograd_tiles<side = 6, down = 3, across = 3, block = 16>>, %u: tensor<4x3x3x3xf32, #rn.winograd<side = 6, block = 16>>, %s: tensor<3xf32>) {
  // expected-error@+1 {{expects no scale for an input in Winograd's layout}}
  %0 = rn.conv %x, %u pre(%s, %s) {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x9x9xf32, #rn.winograd_tiles<side = 6, down = 3, across = 3, block = 16>>, tensor<4x3x3x3xf32, #rn.winograd<side = 6, block = 16>>, tensor<3xf32>, tensor<3xf32>) -> tensor<?x4x9x9xf32>
  return
}

// -----

func.func @conv_c7_phases_strides(%x: tensor<?x3x9x9xf32>, %u: tensor<4x3x7x7xf32, #rn.winograd<side = 12, block = 16>>) {
  // expected-error@+1 {{expects strides of 2 with a filter in Winograd's layout, got 2 and 1}}
  %0 = rn.conv %x, %u {strides = array<i64: 2, 1>, pads = array<i64: 3, 3, 3, 3>}
     : (tensor<?x3x9x9xf32>, tensor<4x3x7x7xf32, #rn.winograd<side = 12, block = 16>>) -> tensor<?x4x5x9xf32>
  return
}

// -----

func.func @conv_c7_phases_input(%x: tensor<?x3x9x9xf32, #rn.blocked<16>>, %u: tensor<4x3x7x7xf32, #rn.winograd<side = 12, block = 16>>) {
  // expected-error@+1 {{expects a row-major input or one of bytes with a filter in phases, got 'tensor<?x3x9x9xf32, #rn.blocked<16>>'}}
  %0 = rn.conv %x, %u {strides = array<i64: 2, 2>, pads = array<i64: 3, 3, 3, 3>}
     : (tensor<?x3x9x9xf32, #rn.blocked<16>>, tensor<4x3x7x7xf32, #rn.winograd<side = 12, block = 16>>) -> tensor<?x4x5x5xf32>
  return
}

// -----

func.func @winograd_filter_c1(%w: tensor<4x3x3x3xf32>) {
  // expected-error@+1 {{expects a result that differs in its layout alone from 'tensor<4x3x3x3xf32>'}}
  %0 = rn.winograd_filter(%w) : (tensor<4x3x3x3xf32>) -> tensor<3x4x3x3xf32, #rn.winograd<side = 4, block = 16>>
  return
}

// -----

func.func @winograd_filter_c1_transposed(%w: tensor<4x3x3x3xf32>) {
  // expected-error@+1 {{expects a result that differs in its layout alone from 'tensor<3x4x3x3xf32>'}}
  %0 = rn.winograd_filter(%w) {transposed} : (tensor<4x3x3x3xf32>) -> tensor<4x3x3x3xf32, #rn.winograd<side = 4, block = 16>>
  return
}

// -----

func.func @winograd_filter_c2(%w: tensor<4x3x3x3xf32>) {
  // expected-error@+1 {{expects a result in Winograd's layout of filters, got 'tensor<4x3x3x3xf32>'}}
  %0 = rn.winograd_filter(%w) : (tensor<4x3x3x3xf32>) -> tensor<4x3x3x3xf32>
  return
}

// -----

func.func @winograd_filter_c2_phases(%w: tensor<7x7x7x7xf32>) {
  // expected-error@+1 {{expects a result in Winograd's layout of filters, got}}
  %0 = rn.winograd_filter(%w) {transposed} : (tensor<7x7x7x7xf32>) -> tensor<7x7x7x7xf32, #rn.winograd<side = 12, block = 16>>
  return
}

// -----

func.func @winograd_input_c1(%x: tensor<?x3x9x9xf32>) {
  // expected-error@+1 {{expects a result that differs in its layout alone from 'tensor<?x3x9x9xf32>'}}
  %0 = rn.winograd_input %x {pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x9x9xf32>) -> tensor<?x4x9x9xf32, #rn.winograd_tiles<side = 6, down = 3, across = 3, block = 16>>
  return
}

// -----

func.func @winograd_input_c2(%x: tensor<?x3x9x9xf32>) {
  // expected-error@+1 {{expects a result in Winograd's layout with the tiles of its pads, got}}
  %0 = rn.winograd_input %x {pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x9x9xf32>) -> tensor<?x3x9x9xf32, #rn.winograd_tiles<side = 6, down = 3, across = 2, block = 16>>
  return
}

// -----

func.func @winograd_input_c2_strides(%x: tensor<?x3x9x9xf32>) {
  // expected-error@+1 {{expects a result in Winograd's layout with the tiles of its pads, got}}
  %0 = rn.winograd_input %x {pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x9x9xf32>) -> tensor<?x3x9x9xf32, #rn.winograd_tiles<side = 9, down = 3, across = 3, block = 16>>
  return
}

// -----

func.func @winograd_input_c3(%x: tensor<?x3x9x9xf32>) {
  // expected-error@+1 {{expects scale and shift with in_relu, got none}}
  %0 = rn.winograd_input %x {pads = array<i64: 1, 1, 1, 1>, in_relu}
     : (tensor<?x3x9x9xf32>) -> tensor<?x3x9x9xf32, #rn.winograd_tiles<side = 6, down = 3, across = 3, block = 16>>
  return
}

// -----

func.func @winograd_gradient_c2(%g: tensor<?x3x9x9xf32>) {
  // expected-error@+1 {{expects a result in Winograd's layout of gradients with the tiles of its map, got}}
  %0 = rn.winograd_gradient(%g) : (tensor<?x3x9x9xf32>) -> tensor<?x3x9x9xf32, #rn.winograd_tiles<side = 6, down = 3, across = 3, block = 16>>
  return
}

// -----

func.func @conv_grad_weight_c3(%x: tensor<?x3x9x9xf32, #rn.winograd_tiles<side = 6, down = 3, across = 3, block = 16>>, %g: tensor<?x4x9x9xf32>) {
  // expected-error@+1 {{expects input and gradient in Winograd's layouts of the same tiles}}
  %0 = rn.conv_grad_weight %x, %g {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x9x9xf32, #rn.winograd_tiles<side = 6, down = 3, across = 3, block = 16>>, tensor<?x4x9x9xf32>) -> tensor<4x3x3x3xf32>
  return
}

// -----

func.func @conv_grad_weight_c5(%x: tensor<?x3x9x9xf32, #rn.winograd_tiles<side = 6, down = 3, across = 3, block = 16>>, %g: tensor<?x4x9x9xf32, #rn.winograd_tiles<side = 6, down = 3, across = 3, block = 16, gradient = true>>) {
  // expected-error@+1 {{expects no winograd_tile for operands in Winograd's layouts}}
  %0 = rn.conv_grad_weight %x, %g {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>, winograd_tile = 4 : i64}
     : (tensor<?x3x9x9xf32, #rn.winograd_tiles<side = 6, down = 3, across = 3, block = 16>>, tensor<?x4x9x9xf32, #rn.winograd_tiles<side = 6, down = 3, across = 3, block = 16, gradient = true>>) -> tensor<4x3x3x3xf32>
  return
}

// -----

func.func @conv_grad_weight_tile(%x: tensor<?x3x9x9xf32>, %g: tensor<?x4x9x9xf32>) {
  // expected-error@+1 {{attribute 'winograd_tile' failed to satisfy constraint: 64-bit signless integer attribute whose value is positive}}
  %0 = rn.conv_grad_weight %x, %g {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>, winograd_tile = 0 : i64}
     : (tensor<?x3x9x9xf32>, tensor<?x4x9x9xf32>) -> tensor<4x3x3x3xf32>
  return
}

// -----

func.func @winograd_input_pads(%x: tensor<?x3x9x9xf32>) {
  // expected-error@+1 {{expects four pads within 0 and}}
  %0 = rn.winograd_input %x {pads = array<i64: 1, 1>}
     : (tensor<?x3x9x9xf32>) -> tensor<?x3x9x9xf32, #rn.winograd_tiles<side = 6, down = 3, across = 3, block = 16>>
  return
}

// -----

func.func @conv_c2_groups(%x: tensor<?x3x8x8xf32>, %w: tensor<4x3x1x1xf32>) {
  // expected-error@+1 {{expects 6 input channels for a filter of 3 in 2 groups, got 3}}
  %y = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>, groups = 2 : i64}
     : (tensor<?x3x8x8xf32>, tensor<4x3x1x1xf32>) -> tensor<?x4x8x8xf32>
  return
}

// -----

func.func @conv_c4_groups(%x: tensor<?x6x8x8xf32>, %w: tensor<4x3x1x1xf32>, %s: tensor<3xf32>) {
  // expected-error@+1 {{expects scale of 6 elements, got 3}}
  %y = rn.conv %x, %w pre(%s, %s) {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>, groups = 2 : i64}
     : (tensor<?x6x8x8xf32>, tensor<4x3x1x1xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<?x4x8x8xf32>
  return
}

// -----

func.func @conv_c9_divides(%x: tensor<?x6x8x8xf32>, %w: tensor<5x3x1x1xf32>) {
  // expected-error@+1 {{expects a positive number of groups that divides the 5 output channels, got 2}}
  %y = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>, groups = 2 : i64}
     : (tensor<?x6x8x8xf32>, tensor<5x3x1x1xf32>) -> tensor<?x5x8x8xf32>
  return
}

// -----

func.func @conv_c9_positive(%x: tensor<?x6x8x8xf32>, %w: tensor<4x6x1x1xf32>) {
  // expected-error@+1 {{expects a positive number of groups that divides the 4 output channels, got 0}}
  %y = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>, groups = 0 : i64}
     : (tensor<?x6x8x8xf32>, tensor<4x6x1x1xf32>) -> tensor<?x4x8x8xf32>
  return
}

// -----

func.func @conv_grad_weight_c1_groups(%x: tensor<?x6x8x8xf32>, %g: tensor<?x4x8x8xf32>) {
  // expected-error@+1 {{expects 12 input channels for a filter of 6 in 2 groups, got 6}}
  %y = rn.conv_grad_weight %x, %g {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>, groups = 2 : i64}
     : (tensor<?x6x8x8xf32>, tensor<?x4x8x8xf32>) -> tensor<4x6x1x1xf32>
  return
}

// -----

func.func @conv_c10_layout(%x: tensor<?x3x8x8xui8>, %w: tensor<4x3x3x3xf32>, %s: tensor<3xf32>) {
  // expected-error@+1 {{expects bytes in #rn.channels_last layout, got 'tensor<?x3x8x8xui8>'}}
  %y = rn.conv %x, %w pre(%s, %s) {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x8x8xui8>, tensor<4x3x3x3xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<?x4x8x8xf32>
  return
}

// -----

func.func @conv_c10_channels(%x: tensor<?x5x8x8xui8, #rn.channels_last>, %w: tensor<4x5x3x3xf32>, %s: tensor<5xf32>) {
  // expected-error@+1 {{expects bytes of at most 4 channels in one group, got 5 in 1}}
  %y = rn.conv %x, %w pre(%s, %s) {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x5x8x8xui8, #rn.channels_last>, tensor<4x5x3x3xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<?x4x8x8xf32>
  return
}

// -----

func.func @conv_c10_groups(%x: tensor<?x2x8x8xui8, #rn.channels_last>, %w: tensor<4x1x3x3xf32>, %s: tensor<2xf32>) {
  // expected-error@+1 {{expects bytes of at most 4 channels in one group, got 2 in 2}}
  %y = rn.conv %x, %w pre(%s, %s) {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>, groups = 2 : i64}
     : (tensor<?x2x8x8xui8, #rn.channels_last>, tensor<4x1x3x3xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<?x4x8x8xf32>
  return
}

// -----

func.func @conv_c10_scale(%x: tensor<?x3x8x8xui8, #rn.channels_last>, %w: tensor<4x3x3x3xf32>) {
  // expected-error@+1 {{expects scale and shift for an input of bytes, got none}}
  %y = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x8x8xui8, #rn.channels_last>, tensor<4x3x3x3xf32>) -> tensor<?x4x8x8xf32>
  return
}

// -----

func.func @conv_grad_weight_c4_scale(%x: tensor<?x3x8x8xui8, #rn.channels_last>, %g: tensor<?x4x8x8xf32>) {
  // expected-error@+1 {{expects scale and shift for an input of bytes, got none}}
  %y = rn.conv_grad_weight %x, %g {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x8x8xui8, #rn.channels_last>, tensor<?x4x8x8xf32>) -> tensor<4x3x3x3xf32>
  return
}

// -----

func.func @conv_c11_layout(%x: tensor<?x3x9x9xf32>, %u: tensor<4x3x3x3xf32, #rn.winograd<side = 4, block = 16>>) {
  // expected-error@+1 {{expects no winograd_tile for operands in Winograd's layouts}}
  %0 = rn.conv %x, %u {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>, winograd_tile = 2 : i64}
     : (tensor<?x3x9x9xf32>, tensor<4x3x3x3xf32, #rn.winograd<side = 4, block = 16>>) -> tensor<?x4x9x9xf32>
  return
}

// -----

func.func @conv_c11_strides(%x: tensor<?x3x9x9xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error@+1 {{expects strides of 1 with a winograd_tile, got 1 and 2}}
  %0 = rn.conv %x, %w {strides = array<i64: 1, 2>, pads = array<i64: 1, 1, 1, 1>, winograd_tile = 2 : i64}
     : (tensor<?x3x9x9xf32>, tensor<4x3x3x3xf32>) -> tensor<?x4x9x5xf32>
  return
}

// -----

func.func @conv_c11_groups(%x: tensor<?x6x9x9xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error@+1 {{expects one group with a winograd_tile, got 2}}
  %0 = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>, groups = 2 : i64, winograd_tile = 2 : i64}
     : (tensor<?x6x9x9xf32>, tensor<4x3x3x3xf32>) -> tensor<?x4x9x9xf32>
  return
}

// -----

func.func @conv_c11_filter(%x: tensor<?x3x9x9xf32>, %w: tensor<4x3x1x3xf32>) {
  // expected-error@+1 {{expects a filter of 3 x 3 with a winograd_tile, got 1 x 3}}
  %0 = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 0, 1, 0, 1>, winograd_tile = 2 : i64}
     : (tensor<?x3x9x9xf32>, tensor<4x3x1x3xf32>) -> tensor<?x4x9x9xf32>
  return
}
