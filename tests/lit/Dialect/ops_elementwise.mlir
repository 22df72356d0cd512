// Every form of the per-element ops prints and parses back, custom and generic.
// RUN: resnetc-opt %s | resnetc-opt | FileCheck %s
// RUN: resnetc-opt %s --mlir-print-op-generic | resnetc-opt | FileCheck %s

!act = tensor<?x3x5x7xf32>
!vec = tensor<3xf32>

// CHECK-LABEL: func.func @elementwise
func.func @elementwise(%a: !act, %b: !act, %s: !vec, %t: !vec) {
  // CHECK: rn.normalize(%{{.*}}) {mean = array<f64: {{.*}}>, std = array<f64: {{.*}}>} :
  %0 = rn.normalize(%a) {mean = array<f64: 0.5, 0.5, 0.5>, std = array<f64: 1.0, 2.0, 0.25>} : (!act) -> !act
  // CHECK: rn.relu(%{{.*}}) :
  %1 = rn.relu(%a) : (!act) -> !act
  // CHECK: rn.relu_grad %[[A:.*]], %[[B:.*]] :
  %2 = rn.relu_grad %a, %b : (!act, !act) -> !act
  // CHECK: rn.relu_grad %[[A]] plus(%[[B]]), %[[B]] :
  %3 = rn.relu_grad %a plus(%b), %b : (!act, !act, !act) -> !act
  // CHECK: rn.add(%[[A]], %[[B]]) :
  %4 = rn.add(%a, %b) : (!act, !act) -> !act
  // CHECK: rn.scale_shift_add_relu %[[A]] affine(%[[S:.*]], %[[T:.*]]) {relu} :
  %5 = rn.scale_shift_add_relu %a affine(%s, %t) {relu} : (!act, !vec, !vec) -> !act
  // CHECK: rn.scale_shift_add_relu %[[A]] plus %[[B]] :
  %6 = rn.scale_shift_add_relu %a plus %b : (!act, !act) -> !act
  // CHECK: rn.scale_shift_add_relu %[[A]] plus %[[B]] affine_b(%[[S]], %[[T]]) :
  %7 = rn.scale_shift_add_relu %a plus %b affine_b(%s, %t) : (!act, !act, !vec, !vec) -> !act
  // CHECK: rn.scale_shift_add_relu %[[A]] affine(%[[T]], %[[S]]) plus %[[B]] affine_b(%[[S]], %[[T]]) {relu} :
  %8 = rn.scale_shift_add_relu %a affine(%t, %s) plus %b affine_b(%s, %t) {relu} : (!act, !vec, !vec, !act, !vec, !vec) -> !act
  return
}

// CHECK-LABEL: func.func @shortcuts
func.func @shortcuts(%x: !act) {
  // CHECK: rn.subsample_pad(%{{.*}}) {strides = array<i64: 2, 2>} : (tensor<?x3x5x7xf32>) -> tensor<?x6x3x4xf32>
  %0 = rn.subsample_pad(%x) {strides = array<i64: 2, 2>} : (!act) -> tensor<?x6x3x4xf32>
  // CHECK: rn.subsample_pad_grad %{{.*}} {strides
  %1 = rn.subsample_pad_grad %0 {strides = array<i64: 2, 2>} : (tensor<?x6x3x4xf32>) -> !act
  // CHECK: rn.subsample_pad_grad %{{.*}} plus(%{{.*}}) {strides
  %2 = rn.subsample_pad_grad %0 plus(%x) {strides = array<i64: 2, 2>} : (tensor<?x6x3x4xf32>, !act) -> !act
  return
}

// CHECK-LABEL: func.func @layouts
func.func @layouts(%x: !act) {
  // CHECK: rn.to_blocked(%{{.*}}) : (tensor<?x3x5x7xf32>) -> tensor<?x3x5x7xf32, #rn.blocked<16>>
  %0 = rn.to_blocked(%x) : (!act) -> tensor<?x3x5x7xf32, #rn.blocked<16>>
  // CHECK: rn.to_nchw(%{{.*}}) :
  %1 = rn.to_nchw(%0) : (tensor<?x3x5x7xf32, #rn.blocked<16>>) -> !act
  return
}
