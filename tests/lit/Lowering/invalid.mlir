// RUN: resnetc-opt %s --rn-assign-layout --rn-choose-schedules --rn-lower-to-kernels --split-input-file --verify-diagnostics

rn.variable @w bn_weight : tensor<16xf32>
rn.variable @v momentum : tensor<16xf32>

// A step that would read the variable it has just updated.
func.func @train(%x: tensor<?x16x4x4xf32> {rn.binding = #rn.binding<input>}, %labels: tensor<?xi64> {rn.binding = #rn.binding<labels>}, %hyper: tensor<4xf32> {rn.binding = #rn.binding<hyper>}) {
  %w = rn.read @w : tensor<16xf32>
  %v = rn.read @v : tensor<16xf32>
  // expected-error @+1 {{reads a variable after its update; updates must come last}}
  %p, %n = rn.sgd(%w, %v, %w, %hyper) : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<4xf32>) -> (tensor<16xf32>, tensor<16xf32>)
  rn.write @w, %p : tensor<16xf32>
  rn.write @v, %n : tensor<16xf32>
  return
}

// -----

// A layer that the fused phase takes apart has no kernel of its own.
func.func @infer(%x: tensor<?x16x4x4xf32> {rn.binding = #rn.binding<input>}) -> (tensor<?x16x4x4xf32> {rn.binding = #rn.binding<output>}) {
  // expected-error @+1 {{has no kernel}}
  %0 = rn.normalize(%x) {mean = array<f64: 0.,0.,0.,0.,0.,0.,0.,0.,0.,0.,0.,0.,0.,0.,0.,0.>,
                         std = array<f64: 1.,1.,1.,1.,1.,1.,1.,1.,1.,1.,1.,1.,1.,1.,1.,1.>}
     : (tensor<?x16x4x4xf32>) -> tensor<?x16x4x4xf32>
  return %0 : tensor<?x16x4x4xf32>
}

// -----

// A result must be computed: an argument is the caller's already.
// expected-error @+1 {{expects results that the function computes}}
func.func @infer(%x: tensor<?xi64> {rn.binding = #rn.binding<labels>}) -> (tensor<?xi64> {rn.binding = #rn.binding<output>}) {
  return %x : tensor<?xi64>
}

// -----

// What an argument is to the caller stands on it: its layout follows from that ...
// expected-error @+1 {{expects a value of which the module says what it is, got a 'tensor<?x16x4x4xf32>'; an argument says it by rn.binding, rn.gradient_of or rn.observation_of}}
func.func @infer(%x: tensor<?x16x4x4xf32>) -> (tensor<?x16x4x4xf32> {rn.binding = #rn.binding<output>}) {
  %0 = rn.relu(%x) : (tensor<?x16x4x4xf32>) -> tensor<?x16x4x4xf32>
  return %0 : tensor<?x16x4x4xf32>
}

// -----

// ... and where a layout stands already, what is passed for it.
!x = tensor<?x16x4x4xf32, #rn.blocked<16>>
// expected-error @+1 {{expects one of rn.binding, rn.gradient_of and rn.observation_of on each argument and result, got 0 on argument 0}}
func.func @infer(%x: !x) -> (!x {rn.binding = #rn.binding<output>}) {
  %0 = rn.relu(%x) : (!x) -> !x
  return %0 : !x
}

// -----

// expected-error @+1 {{expects one of rn.binding, rn.gradient_of and rn.observation_of on each argument and result, got 0 on result 0}}
func.func @infer(%x: tensor<?x16x4x4xf32> {rn.binding = #rn.binding<input>}) -> tensor<?x16x4x4xf32> {
  %0 = rn.relu(%x) : (tensor<?x16x4x4xf32>) -> tensor<?x16x4x4xf32>
  return %0 : tensor<?x16x4x4xf32>
}

// -----

// The caller gets a value once.
// expected-error @+1 {{expects each result once but for gradients}}
func.func @infer(%x: tensor<?x3xf32> {rn.binding = #rn.binding<input>})
    -> (tensor<16xf32> {rn.binding = #rn.binding<output>}, tensor<16xf32> {rn.gradient_of = "w"}) {
  %0 = rn.read @w : tensor<16xf32>
  %1:2 = rn.bn_inference(%0, %0, %0, %0) {eps = 1.0e-5} : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<16xf32>, tensor<16xf32>)
  return %1#0, %1#0 : tensor<16xf32>, tensor<16xf32>
}
rn.variable @w bn_weight : tensor<16xf32>
