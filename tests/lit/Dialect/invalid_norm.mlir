// What the verifiers of batch norm refuse. The name of a function begins with the constraint it breaks.
// RUN: resnetc-opt %s --split-input-file --verify-diagnostics

func.func @batch_norm_c1(%x: tensor<?x3x8x8xf32>, %v: tensor<3xf32>, %u: tensor<4xf32>) {
  // expected-error@+1 {{expects mean of 3 elements, got 4}}
  %0 = rn.batch_norm(%x, %v, %v, %u, %v) {eps = 1.0e-5 : f64}
     : (tensor<?x3x8x8xf32>, tensor<3xf32>, tensor<3xf32>, tensor<4xf32>, tensor<3xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @batch_norm_train_c1_operand(%x: tensor<?x3x8x8xf32>, %v: tensor<3xf32>, %u: tensor<4xf32>) {
  // expected-error@+1 {{expects bias of 3 elements, got 4}}
  %0:3 = rn.batch_norm_train(%x, %v, %u) {eps = 1.0e-5 : f64}
     : (tensor<?x3x8x8xf32>, tensor<3xf32>, tensor<4xf32>) -> (tensor<?x3x8x8xf32>, tensor<3xf32>, tensor<3xf32>)
  return
}

// -----

func.func @batch_norm_train_c1_result(%x: tensor<?x3x8x8xf32>, %v: tensor<3xf32>, %u: tensor<4xf32>) {
  // expected-error@+1 {{expects variance of 3 elements, got 4}}
  %0:3 = rn.batch_norm_train(%x, %v, %v) {eps = 1.0e-5 : f64}
     : (tensor<?x3x8x8xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<?x3x8x8xf32>, tensor<3xf32>, tensor<4xf32>)
  return
}

// -----

func.func @batch_norm_grad_c1(%x: tensor<?x3x8x8xf32>, %v: tensor<3xf32>, %u: tensor<4xf32>) {
  // expected-error@+1 {{expects weight gradient of 3 elements, got 4}}
  %0:3 = rn.batch_norm_grad(%x, %x, %v, %v, %v) {eps = 1.0e-5 : f64}
     : (tensor<?x3x8x8xf32>, tensor<?x3x8x8xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<?x3x8x8xf32>, tensor<4xf32>, tensor<3xf32>)
  return
}

// -----

func.func @bn_unbiased_c1(%x: tensor<?x3x8x8xf32>, %v: tensor<3xf32>) {
  // expected-error@+1 {{expects unbiased variance of 3 elements, got 4}}
  %0 = rn.bn_unbiased(%v, %x) : (tensor<3xf32>, tensor<?x3x8x8xf32>) -> tensor<4xf32>
  return
}

// -----

func.func @bn_running_c1(%v: tensor<3xf32>, %u: tensor<4xf32>) {
  // expected-error@+1 {{expects running mean of 3 elements, got 4}}
  %0:2 = rn.bn_running(%v, %v, %u, %v) {momentum = 0.1 : f64}
     : (tensor<3xf32>, tensor<3xf32>, tensor<4xf32>, tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>)
  return
}

// -----

func.func @bn_inference_c1(%x: tensor<?x3x8x8xf32>, %v: tensor<3xf32>, %u: tensor<4xf32>) {
  // expected-error@+1 {{expects shift of 3 elements, got 4}}
  %0:2 = rn.bn_inference(%v, %v, %v, %v) {eps = 1.0e-5 : f64}
     : (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<3xf32>, tensor<4xf32>)
  return
}

// -----

func.func @fold_bn_c1_vectors(%w: tensor<4x3x3x3xf32>, %v: tensor<3xf32>, %u: tensor<4xf32>) {
  // expected-error@+1 {{expects weight of 4 elements, got 3}}
  %0:2 = rn.fold_bn %w, %v, %u, %u, %u {eps = 1.0e-5 : f64}
     : (tensor<4x3x3x3xf32>, tensor<3xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> (tensor<4x3x3x3xf32>, tensor<4xf32>)
  return
}

// -----

func.func @fold_bn_c1_filter(%w: tensor<4x3x3x3xf32>, %u: tensor<4xf32>) {
  // expected-error@+1 {{expects a folded filter of shape [4, 3, 3, 3], got [3, 4, 3, 3]}}
  %0:2 = rn.fold_bn %w, %u, %u, %u, %u {eps = 1.0e-5 : f64}
     : (tensor<4x3x3x3xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> (tensor<3x4x3x3xf32>, tensor<4xf32>)
  return
}

// -----

func.func @bn_stats_c1(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{expects sums of shape [?, 3, 3], got [?, 3, 4]}}
  %0 = rn.bn_stats(%x) : (tensor<?x3x8x8xf32>) -> tensor<?x3x4xf32>
  return
}

// -----

func.func @bn_finalize_c1_sums(%s: tensor<?x2x3xf32>, %v: tensor<3xf32>) {
  // expected-error@+1 {{expects sums of shape [?, 3, 3], got [?, 2, 3]}}
  %0:4 = rn.bn_finalize(%s, %v, %v) {positions = 64 : i64, eps = 1.0e-5 : f64}
     : (tensor<?x2x3xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>)
  return
}

// -----

func.func @bn_finalize_c1_vectors(%s: tensor<?x3x3xf32>, %v: tensor<3xf32>) {
  // expected-error@+1 {{expects scale of 3 elements, got 4}}
  %0:4 = rn.bn_finalize(%s, %v, %v) {positions = 64 : i64, eps = 1.0e-5 : f64}
     : (tensor<?x3x3xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>, tensor<4xf32>, tensor<3xf32>)
  return
}

// -----

func.func @bn_finalize_c2(%s: tensor<?x3x3xf32>, %v: tensor<3xf32>) {
  // expected-error@+1 {{expects at least 1 position, got 0}}
  %0:4 = rn.bn_finalize(%s, %v, %v) {positions = 0 : i64, eps = 1.0e-5 : f64}
     : (tensor<?x3x3xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>)
  return
}

// -----

func.func @grad_stats_c1(%g: tensor<?x3x8x8xf32>, %x: tensor<?x4x8x8xf32>, %m: tensor<4xf32>) {
  // expected-error@+1 {{expects gradient of type 'tensor<?x4x8x8xf32>', got 'tensor<?x3x8x8xf32>'}}
  %0 = rn.grad_stats %g, %x, %m : (tensor<?x3x8x8xf32>, tensor<?x4x8x8xf32>, tensor<4xf32>) -> tensor<?x2x4xf32>
  return
}

// -----

func.func @grad_stats_c2_together(%x: tensor<?x3x8x8xf32>, %v: tensor<3xf32>) {
  // expected-error@+1 {{expects scale and shift together, got only shift}}
  %0 = "rn.grad_stats"(%x, %x, %v, %v) <{operandSegmentSizes = array<i32: 1, 0, 0, 1, 1, 0, 1>}>
     : (tensor<?x3x8x8xf32>, tensor<?x3x8x8xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<?x2x3xf32>
  return
}

// -----

func.func @grad_stats_c2_length(%x: tensor<?x3x8x8xf32>, %m: tensor<3xf32>, %v: tensor<4xf32>) {
  // expected-error@+1 {{expects scale of 3 elements, got 4}}
  %0 = rn.grad_stats %x, %x, %m where_affine(%v, %v) : (tensor<?x3x8x8xf32>, tensor<?x3x8x8xf32>, tensor<3xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<?x2x3xf32>
  return
}

// -----

func.func @grad_stats_c2_output(%x: tensor<?x3x8x8xf32>, %v: tensor<3xf32>) {
  // expected-error@+1 {{expects one mask, got output beside scale and shift}}
  %0 = rn.grad_stats %x, %x, %v where(%x) where_affine(%v, %v)
     : (tensor<?x3x8x8xf32>, tensor<?x3x8x8xf32>, tensor<?x3x8x8xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<?x2x3xf32>
  return
}

// -----

func.func @grad_stats_c3(%x: tensor<?x3x8x8xf32>, %v: tensor<3xf32>) {
  // expected-error@+1 {{expects sums of shape [?, 2, 3], got [?, 2, 4]}}
  %0 = rn.grad_stats %x, %x, %v : (tensor<?x3x8x8xf32>, tensor<?x3x8x8xf32>, tensor<3xf32>) -> tensor<?x2x4xf32>
  return
}

// -----

func.func @grad_stats_c3_mean(%x: tensor<?x3x8x8xf32>, %v: tensor<4xf32>) {
  // expected-error@+1 {{expects mean of 3 elements, got 4}}
  %0 = rn.grad_stats %x, %x, %v : (tensor<?x3x8x8xf32>, tensor<?x3x8x8xf32>, tensor<4xf32>) -> tensor<?x2x3xf32>
  return
}

// -----

func.func @bn_grad_finalize_c1_sums(%s: tensor<?x1x3xf32>, %v: tensor<3xf32>) {
  // expected-error@+1 {{expects sums of shape [?, 2, 3], got [?, 1, 3]}}
  %0:5 = rn.bn_grad_finalize(%s, %v, %v, %v) {positions = 64 : i64, eps = 1.0e-5 : f64}
     : (tensor<?x1x3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>)
  return
}

// -----

func.func @bn_grad_finalize_c1_vectors(%s: tensor<?x2x3xf32>, %v: tensor<3xf32>) {
  // expected-error@+1 {{expects c of 3 elements, got 4}}
  %0:5 = rn.bn_grad_finalize(%s, %v, %v, %v) {positions = 64 : i64, eps = 1.0e-5 : f64}
     : (tensor<?x2x3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<4xf32>)
  return
}

// -----

func.func @bn_grad_finalize_c2(%s: tensor<?x2x3xf32>, %v: tensor<3xf32>) {
  // expected-error@+1 {{expects at least 1 position, got -5}}
  %0:5 = rn.bn_grad_finalize(%s, %v, %v, %v) {positions = -5 : i64, eps = 1.0e-5 : f64}
     : (tensor<?x2x3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>)
  return
}

// -----

func.func @bn_grad_apply_c1_types(%g: tensor<?x3x8x8xf32>, %x: tensor<?x4x8x8xf32>, %v: tensor<3xf32>) {
  // expected-error@+1 {{expects input of type 'tensor<?x3x8x8xf32>', got 'tensor<?x4x8x8xf32>'}}
  %0 = rn.bn_grad_apply %g, %x, %v, %v, %v : (tensor<?x3x8x8xf32>, tensor<?x4x8x8xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @bn_grad_apply_c1_vectors(%x: tensor<?x3x8x8xf32>, %v: tensor<3xf32>, %u: tensor<4xf32>) {
  // expected-error@+1 {{expects b of 3 elements, got 4}}
  %0 = rn.bn_grad_apply %x, %x, %v, %u, %v : (tensor<?x3x8x8xf32>, tensor<?x3x8x8xf32>, tensor<3xf32>, tensor<4xf32>, tensor<3xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @bn_grad_apply_c2(%x: tensor<?x3x8x8xf32>, %v: tensor<3xf32>) {
  // expected-error@+1 {{expects scale and shift together, got only scale}}
  %0 = "rn.bn_grad_apply"(%x, %x, %v, %v, %v, %v) <{operandSegmentSizes = array<i32: 1, 1, 1, 0, 1, 1, 1>}>
     : (tensor<?x3x8x8xf32>, tensor<?x3x8x8xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @lrn_c1_even(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{expects an odd size within 1 and 2147483647, got 4}}
  %0 = rn.lrn(%x) {size = 4 : i64, alpha = 1.0 : f64, beta = 1.0 : f64, k = 1.0 : f64} : (tensor<?x3x8x8xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @lrn_c1_negative(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{expects an odd size within 1 and 2147483647, got -3}}
  %0 = rn.lrn(%x) {size = -3 : i64, alpha = 1.0 : f64, beta = 1.0 : f64, k = 1.0 : f64} : (tensor<?x3x8x8xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @lrn_c2_alpha(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{expects alpha and beta of at least 0, got -1.000000e+00 and 1.000000e+00}}
  %0 = rn.lrn(%x) {size = 3 : i64, alpha = -1.0 : f64, beta = 1.0 : f64, k = 1.0 : f64} : (tensor<?x3x8x8xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @lrn_c2_k(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{expects a positive k, got 0}}
  %0 = rn.lrn(%x) {size = 3 : i64, alpha = 1.0 : f64, beta = 1.0 : f64, k = 0.0 : f64} : (tensor<?x3x8x8xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @lrn_grad_c1(%x: tensor<?x3x8x8xf32>) {
  // expected-error@+1 {{expects an odd size within 1 and 2147483647, got 2}}
  %0 = rn.lrn_grad(%x, %x) {size = 2 : i64, alpha = 1.0 : f64, beta = 1.0 : f64, k = 1.0 : f64} : (tensor<?x3x8x8xf32>, tensor<?x3x8x8xf32>) -> tensor<?x3x8x8xf32>
  return
}

// -----

func.func @bn_running_c2(%v: tensor<3xf32>) {
  // expected-error@+1 {{expects a factor of 1 elements, got 3}}
  %0:2 = rn.bn_running(%v, %v, %v, %v, %v) {momentum = 0.1 : f64}
      : (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>)
  return
}
