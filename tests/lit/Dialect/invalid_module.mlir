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

// -----

rn.variable @w bias : tensor<3xf32>
// What nobody trains has no slot.
// expected-error@+1 {{expects slot_of to name a trainable variable of type 'tensor<3xf32>', got @w}}
rn.variable @variable_c2 momentum slot_of @w : tensor<3xf32>

// -----

rn.variable @w bias trainable : tensor<4xf32>
// expected-error@+1 {{expects slot_of to name a trainable variable of type 'tensor<3xf32>', got @w}}
rn.variable @variable_c2_type momentum slot_of @w : tensor<3xf32>

// -----

// expected-error@+1 {{expects a user_shape with the elements of 'tensor<2x3x1x1xf32>', got [2, 4]}}
rn.variable @variable_c3 linear_weight : tensor<2x3x1x1xf32> {user_shape = array<i64: 2, 4>}

// -----

// expected-error@+1 {{expects an offset that is a non-negative multiple of 64, got 32}}
rn.variable @variable_c4 bias : tensor<3xf32> {offset = 32 : i64}

// -----

// expected-error@+1 {{expects what is trainable to be neither the optimiser's nor derived}}
rn.variable @variable_c5 derived trainable : tensor<3xf32>

// -----

// expected-error@+1 {{expects #rn.binding<...> on a function's argument as rn.binding, got "input"}}
func.func @binding_of_another_type(%x: tensor<?x3xf32> {rn.binding = "input"}) {
  return
}

// -----

// expected-error@+1 {{expects each binding once among its arguments, got #rn.binding<input> for 0 and 1}}
func.func @binding_twice(%x: tensor<?x3xf32> {rn.binding = #rn.binding<input>},
                         %y: tensor<?x3xf32> {rn.binding = #rn.binding<input>}) {
  return
}
