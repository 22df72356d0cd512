// What the verifiers of buffers and launches refuse. The name of a function begins with the constraint it breaks.
// RUN: resnetc-opt %s --split-input-file --verify-diagnostics

func.func @alloc_c1_both() {
  // expected-error@+1 {{expects both offsets or none, got only fixed}}
  %0 = rn.alloc {fixed = 64} : !rn.buffer<tensor<?x3xf32>>
  return
}

// -----

func.func @alloc_c1_multiple() {
  // expected-error@+1 {{expects offsets that are non-negative multiples of 64, got 32}}
  %0 = rn.alloc {fixed = 64, per_image = 32} : !rn.buffer<tensor<?x3xf32>>
  return
}

// -----

func.func @alloc_c1_negative() {
  // expected-error@+1 {{expects offsets that are non-negative multiples of 64, got -64}}
  %0 = rn.alloc {fixed = -64, per_image = 0} : !rn.buffer<tensor<?x3xf32>>
  return
}

// -----

rn.variable @v bias : tensor<3xf32>
func.func @variable_buffer_c1() {
  // expected-error@+1 {{expects the symbol of an rn.variable, got @nothing}}
  %0 = rn.variable_buffer @nothing : !rn.buffer<tensor<3xf32>>
  return
}

// -----

rn.variable @v bias : tensor<3xf32>
func.func @variable_buffer_c2() {
  // expected-error@+1 {{expects a buffer of 'tensor<3xf32>', got one of 'tensor<4xf32>'}}
  %0 = rn.variable_buffer @v : !rn.buffer<tensor<4xf32>>
  return
}

// -----

rn.variable @v bias : tensor<3xf32>
func.func @launch_c1() {
  // expected-error@+1 {{expects the symbol of an rn.kernel, got @v}}
  rn.launch @v()
  return
}

// -----

func.func @joined_c1() {
  // expected-error@+1 {{expects at least one part, got none}}
  %0 = rn.joined() : () -> !rn.buffer<tensor<16xf32>>
  return
}
