// What the verifiers of types and layouts refuse. The name of a function begins with the constraint it breaks.
// RUN: resnetc-opt %s --split-input-file --verify-diagnostics

func.func @static_batch(%x: tensor<2x3x8x8xf32>) {
  // expected-error@+1 {{operand #0 must be f32, bf16 or f16 activations [?, C, H, W], but got 'tensor<2x3x8x8xf32>'}}
  %0 = rn.relu(%x) : (tensor<2x3x8x8xf32>) -> tensor<2x3x8x8xf32>
  return
}

// -----

func.func @dynamic_channels(%x: tensor<?x?x8x8xf32>) {
  // expected-error@+1 {{operand #0 must be f32, bf16 or f16 activations [?, C, H, W], but got 'tensor<?x?x8x8xf32>'}}
  %0 = rn.relu(%x) : (tensor<?x?x8x8xf32>) -> tensor<?x?x8x8xf32>
  return
}

// -----

func.func @empty_map(%x: tensor<?x3x0x8xf32>) {
  // expected-error@+1 {{operand #0 must be f32, bf16 or f16 activations [?, C, H, W], but got 'tensor<?x3x0x8xf32>'}}
  %0 = rn.relu(%x) : (tensor<?x3x0x8xf32>) -> tensor<?x3x0x8xf32>
  return
}

// -----

func.func @wide_elements(%x: tensor<?x3x8x8xf64>) {
  // expected-error@+1 {{operand #0 must be f32, bf16 or f16 activations [?, C, H, W], but got 'tensor<?x3x8x8xf64>'}}
  %0 = rn.relu(%x) : (tensor<?x3x8x8xf64>) -> tensor<?x3x8x8xf64>
  return
}

// -----

func.func @unranked(%x: tensor<*xf32>) {
  // expected-error@+1 {{operand #0 must be f32, bf16 or f16 activations [?, C, H, W], but got 'tensor<*xf32>'}}
  %0 = rn.conv_grad_bias(%x) : (tensor<*xf32>) -> tensor<3xf32>
  return
}

// -----

func.func @dynamic_filter(%x: tensor<?x3x8x8xf32>, %w: tensor<?x3x3x3xf32>) {
  // expected-error@+1 {{operand #1 must be f32, bf16 or f16 filter [K, C, H, W], but got 'tensor<?x3x3x3xf32>'}}
  %0 = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x8x8xf32>, tensor<?x3x3x3xf32>) -> tensor<?x4x8x8xf32>
  return
}

// -----

// expected-error@+1 {{expects block within 1 and 2147483647, got 0}}
func.func private @blocked_size(tensor<?x3x8x8xf32, #rn.blocked<0>>)

// -----

// expected-error@+1 {{expects a blocked tensor of rank 1 or 4, got rank 2}}
func.func private @blocked_rank(tensor<?x8xf32, #rn.blocked<8>>)

// -----

// expected-error@+1 {{expects 4 dims, got 2}}
func.func private @packed_dims(tensor<4x3xf32, #rn.packed<[4, 3], k = 4, c = 1>>)

// -----

// expected-error@+1 {{expects a packed tensor of shape [4, 3, 3, 3] or its first size by the product of the others, got [4, 26]}}
func.func private @packed_shape(tensor<4x26xf32, #rn.packed<[4, 3, 3, 3], k = 4, c = 1>>)

// -----

// expected-error@+1 {{expects k within 1 and 2147483647, got -4}}
func.func private @packed_block(tensor<4x3x3x3xf32, #rn.packed<[4, 3, 3, 3], k = -4, c = 1>>)

// -----

// expected-error@+1 {{expects groups that divide the 6 outputs, got 4}}
func.func private @packed_groups(tensor<6x1x3x3xf32, #rn.packed<[6, 4, 3, 3], k = 4, c = 4, groups = 4>>)

// -----

// expected-error@+1 {{expects a packed tensor whose groups make up [8, 6, 3, 3], got [8, 2, 3, 3]}}
func.func private @packed_merged(tensor<8x2x3x3xf32, #rn.packed<[8, 6, 3, 3], k = 4, c = 4, groups = 4>>)

// -----

// expected-error@+1 {{expects partial sums of rank 3, got rank 4}}
func.func private @partials_rank(tensor<?x2x3x1xf32, #rn.partials<block = 1, count = 1>>)

// -----

// expected-error@+1 {{op attribute 'type' failed to satisfy constraint}}
rn.variable @dynamic_variable bias : tensor<?xf32>

// -----

// expected-error@+1 {{expects side 4, 5, 6 or 9, got 7}}
func.func private @winograd_side(tensor<4x3x3x3xf32, #rn.winograd<side = 7, block = 16>>)

// -----

// expected-error@+1 {{expects a filter [K, C, 3, 3], got [4, 3, 1, 3]}}
func.func private @winograd_filter(tensor<4x3x1x3xf32, #rn.winograd<side = 4, block = 16>>)

// -----

// expected-error@+1 {{expects a filter [K, C, H, W] whose phases of stride 2 are as high as wide, of 2 to 5 taps, got [4, 3, 7, 5]}}
func.func private @winograd_phases_filter(tensor<4x3x7x5xf32, #rn.winograd<side = 12, block = 16>>)

// -----

// expected-error@+1 {{expects side 4, 5, 6 or 9, got 0}}
func.func private @winograd_tiles_side(tensor<?x3x9x9xf32, #rn.winograd_tiles<side = 0, down = 3, across = 3, block = 16>>)

// -----

// expected-error@+1 {{expects down within 1 and}}
func.func private @winograd_tiles_down(tensor<?x3x9x9xf32, #rn.winograd_tiles<side = 4, down = 0, across = 3, block = 16>>)

// -----

// expected-error@+1 {{expects activations [?, C, H, W], got rank 1}}
func.func private @winograd_tiles_rank(tensor<9xf32, #rn.winograd_tiles<side = 4, down = 3, across = 3, block = 16>>)

// -----

func.func @cast_c1(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{expects to change the element type alone, got 'tensor<?x3x8x8xf32>' to 'tensor<?x3x8x9xbf16>'}}
  %0 = rn.cast(%x) : (tensor<?x3x8x8xf32>) -> tensor<?x3x8x9xbf16>
  return
}
