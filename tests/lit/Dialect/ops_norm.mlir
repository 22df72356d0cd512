// Batch norm, whole and in parts, prints and parses back.
// RUN: resnetc-opt %s | resnetc-opt | FileCheck %s
// RUN: resnetc-opt %s --mlir-print-op-generic | resnetc-opt | FileCheck %s

!act = tensor<?x3x5x7xf32>
!vec = tensor<3xf32>
!sums = tensor<?x2x3xf32>
!moments = tensor<?x3x3xf32>

// CHECK-LABEL: func.func @whole
func.func @whole(%x: !act, %g: !act, %v: !vec) {
  // CHECK: rn.batch_norm(%{{.*}}) {eps = {{.*}} : f64} :
  %0 = rn.batch_norm(%x, %v, %v, %v, %v) {eps = 1.0e-5 : f64} : (!act, !vec, !vec, !vec, !vec) -> !act
  // CHECK: rn.batch_norm_train(
  %1:3 = rn.batch_norm_train(%x, %v, %v) {eps = 1.0e-5 : f64} : (!act, !vec, !vec) -> (!act, !vec, !vec)
  // CHECK: rn.batch_norm_grad(
  %2:3 = rn.batch_norm_grad(%g, %x, %1#1, %1#2, %v) {eps = 1.0e-5 : f64} : (!act, !act, !vec, !vec, !vec) -> (!act, !vec, !vec)
  // CHECK: rn.bn_unbiased(%{{.*}}, %{{.*}}) :
  %unbiased = rn.bn_unbiased(%1#2, %x) : (!vec, !act) -> !vec
  // CHECK: rn.bn_running({{.*}}) {momentum = {{.*}} : f64} :
  %3:2 = rn.bn_running(%1#1, %1#2, %v, %v) {momentum = 0.1 : f64} : (!vec, !vec, !vec, !vec) -> (!vec, !vec)
  return
}

// CHECK-LABEL: func.func @inference
func.func @inference(%w: tensor<3x2x3x3xf32>, %v: !vec) {
  // CHECK: rn.bn_inference(
  %0:2 = rn.bn_inference(%v, %v, %v, %v) {eps = 1.0e-5 : f64} : (!vec, !vec, !vec, !vec) -> (!vec, !vec)
  // CHECK: rn.fold_bn %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}} {eps
  %1:2 = rn.fold_bn %w, %v, %v, %v, %v {eps = 1.0e-5 : f64} : (tensor<3x2x3x3xf32>, !vec, !vec, !vec, !vec) -> (tensor<3x2x3x3xf32>, !vec)
  // CHECK: rn.fold_bn %{{.*}} bias(%{{.*}}) {eps
  %2:2 = rn.fold_bn %w, %v, %v, %v, %v bias(%v) {eps = 1.0e-5 : f64} : (tensor<3x2x3x3xf32>, !vec, !vec, !vec, !vec, !vec) -> (tensor<3x2x3x3xf32>, !vec)
  return
}

// CHECK-LABEL: func.func @parts
func.func @parts(%x: !act, %g: !act, %v: !vec) {
  // CHECK: %[[SUMS:.*]] = rn.bn_stats(%{{.*}}) : (tensor<?x3x5x7xf32>) -> tensor<?x3x3xf32>
  %sums = rn.bn_stats(%x) : (!act) -> !moments
  // CHECK: rn.bn_finalize(%[[SUMS]], {{.*}}) {eps = {{.*}}, positions = 35 : i64} :
  %0:4 = rn.bn_finalize(%sums, %v, %v) {positions = 35 : i64, eps = 1.0e-5 : f64} : (!moments, !vec, !vec) -> (!vec, !vec, !vec, !vec)
  // CHECK: rn.grad_stats %[[G:[a-z0-9]*]], %[[X:[a-z0-9]*]], %[[V:[a-z0-9]*]] : (tensor<?x3x5x7xf32>, tensor<?x3x5x7xf32>, tensor<3xf32>) -> tensor<?x2x3xf32>
  %1 = rn.grad_stats %g, %x, %v : (!act, !act, !vec) -> !sums
  // CHECK: rn.grad_stats %[[G]] plus(%[[G]]), %[[X]], %[[V]] where(%[[G]]) : {{.*}} -> (tensor<?x2x3xf32>, tensor<?x3x5x7xf32>)
  %2:2 = rn.grad_stats %g plus(%g), %x, %v where(%g) : (!act, !act, !act, !act, !vec) -> (!sums, !act)
  // CHECK: rn.grad_stats %[[G]], %[[X]], %[[V]] where_affine(%{{.*}}, %{{.*}}) :
  %3 = rn.grad_stats %g, %x, %v where_affine(%v, %v) : (!act, !act, !vec, !vec, !vec) -> !sums
  // CHECK: rn.bn_grad_finalize(
  %4:5 = rn.bn_grad_finalize(%1, %v, %v, %v) {positions = 35 : i64, eps = 1.0e-5 : f64} : (!sums, !vec, !vec, !vec) -> (!vec, !vec, !vec, !vec, !vec)
  // CHECK: rn.bn_grad_apply %[[G]], %[[X]], %a, %b, %c :
  %5 = rn.bn_grad_apply %g, %x, %4#2, %4#3, %4#4 : (!act, !act, !vec, !vec, !vec) -> !act
  // CHECK: rn.bn_grad_apply %[[G]], %[[X]] where_affine(%{{.*}}, %{{.*}}), %a,
  %6 = rn.bn_grad_apply %g, %x where_affine(%v, %v), %4#2, %4#3, %4#4 : (!act, !act, !vec, !vec, !vec, !vec, !vec) -> !act
  return
}
