// What cannot be evaluated is refused with a diagnostic, whatever the verifier let through.
// RUN: resnetc-opt %s --split-input-file --verify-diagnostics --rn-evaluate

func.func @infer(%x: tensor<?x?xf32>) -> tensor<?x?xf32> { // expected-error {{expects tensors whose first size alone is dynamic, got 'tensor<?x?xf32>'}}
  return %x : tensor<?x?xf32>
}

// -----

func.func @infer(%x: f32) -> f32 { // expected-error {{expects tensors whose first size alone is dynamic, got 'f32'}}
  return %x : f32
}

// -----

func.func @infer(%x: tensor<?xf16>) -> tensor<?xf16> { // expected-error {{expects arguments of f32 or i8, or labels and keys that say so by rn.binding, got 'tensor<?xf16>'}}
  return %x : tensor<?xf16>
}

// -----

func.func @infer(%x: tensor<?xi64>) -> tensor<?xi64> { // expected-error {{labels and keys that say so by rn.binding, got 'tensor<?xi64>'}}
  return %x : tensor<?xi64>
}

// -----

func.func @infer(%x: tensor<?x9000000000x9000000000xf32>) { // expected-error {{expects arguments of at most 268435456 elements in all}}
  return
}

// -----

rn.variable @big bias : tensor<2000000000x2000000000xf32>
func.func @infer() {
  %0 = rn.read @big : tensor<2000000000x2000000000xf32> // expected-error {{expects a value for the variable, got none}}
  return
}

// -----

func.func @infer() {
  %0 = arith.constant 1.0 : f32 // expected-error {{has no reference evaluation}}
  return
}

// -----

func.func @infer(%x: tensor<?x1x1x1xf32>) { // expected-error {{expects a function of one block to evaluate, got 2}}
  llvm.br ^next
^next:
  return
}

// -----

// A pool whose window dwarfs its map reads the map alone.
func.func @infer(%x: tensor<?x1x2x2xf32>) -> tensor<?x1x1x1xf32> {
  %0 = rn.avg_pool(%x) {window = array<i64: 2147483647, 2147483647>, strides = array<i64: 2147483647, 2147483647>,
                        pads = array<i64: 2147483645, 2147483645, 0, 0>} : (tensor<?x1x2x2xf32>) -> tensor<?x1x1x1xf32>
  return %0 : tensor<?x1x1x1xf32>
}

// -----

// A place in the window is known only for a pool that reads it.
func.func @infer(%g: tensor<?x1x1x1xf32>, %x: tensor<?x1x4x4xi8>) -> tensor<?x1x4x4xi8> {
  return %x : tensor<?x1x4x4xi8>
}

// -----

module { // expected-error {{expects a function named 'infer' to evaluate}}
}
