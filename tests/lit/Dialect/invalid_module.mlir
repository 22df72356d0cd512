// What the verifiers of variables, reads and writes refuse. The name of a function begins with the constraint it breaks.
// RUN: resnetc-opt %s --split-input-file --verify-diagnostics

rn.variable @v bias : tensor<3xf32>
func.func @read_c1() {
  // expected-error@+1 {{expects the symbol of an rn.variable, got @nothing}}
  %0 = rn.read @nothing : tensor<3xf32>
  return
}

// -----

func.func @read_c1_function() {
  // expected-error@+1 {{expects the symbol of an rn.variable, got @read_c1_function}}
  %0 = rn.read @read_c1_function : tensor<3xf32>
  return
}

// -----

rn.variable @v bias : tensor<3xf32>
func.func @read_c2() {
  // expected-error@+1 {{expects the variable's type 'tensor<3xf32>', got 'tensor<4xf32>'}}
  %0 = rn.read @v : tensor<4xf32>
  return
}

// -----

rn.variable @v bias : tensor<3xf32>
func.func @write_c1(%x: tensor<3xf32>) {
  // expected-error@+1 {{expects the symbol of an rn.variable, got @nothing}}
  rn.write @nothing, %x : tensor<3xf32>
  return
}

// -----

rn.variable @v bias : tensor<3xf32>
func.func @write_c2(%x: tensor<4xf32>) {
  // expected-error@+1 {{expects the variable's type 'tensor<3xf32>', got 'tensor<4xf32>'}}
  rn.write @v, %x : tensor<4xf32>
  return
}

// -----

// variable_c1
// expected-error@+1 {{expects a finite initial value, got INF}}
rn.variable @b bias : tensor<3xf32> {initial = 0x7FF0000000000000 : f64}
