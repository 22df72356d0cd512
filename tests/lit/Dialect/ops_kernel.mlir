// Buffers, kernels and launches print and parse back.
// RUN: resnetc-opt %s | resnetc-opt | FileCheck %s
// RUN: resnetc-opt %s --mlir-print-op-generic | resnetc-opt | FileCheck %s

rn.variable @w conv_weight : tensor<4x3x3x3xf32>
// CHECK: rn.kernel @rn_conv_1 "conv" {c = 16 : i64, eps = {{.*}} : f64} schedule "tile" {rows = 4 : i64} because "table"
rn.kernel @rn_conv_1 "conv" {c = 16, eps = 1.0e-5} schedule "tile" {rows = 4} because "table"

// CHECK-LABEL: func.func @launches
func.func @launches(%x: !rn.buffer<tensor<?x3x8x8xf32>>) {
  // CHECK: rn.alloc : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
  %0 = rn.alloc : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
  // CHECK: rn.alloc {fixed = 64 : i64, per_image = 4096 : i64} :
  %1 = rn.alloc {fixed = 64, per_image = 4096} : !rn.buffer<tensor<?x2xf32>>
  // CHECK: rn.variable_buffer @w : <tensor<4x3x3x3xf32>>
  %2 = rn.variable_buffer @w : !rn.buffer<tensor<4x3x3x3xf32>>
  // CHECK: rn.constant_buffer dense<{{.*}}> : tensor<2xf32> : <tensor<2xf32, #rn.blocked<8>>>
  %3 = rn.constant_buffer dense<[1.0, 2.0]> : tensor<2xf32> : !rn.buffer<tensor<2xf32, #rn.blocked<8>>>
  // CHECK: rn.launch @rn_conv_1(%{{.*}}, %{{.*}}) : !rn.buffer<{{.*}}>, !rn.buffer<
  rn.launch @rn_conv_1(%x, %2) : !rn.buffer<tensor<?x3x8x8xf32>>, !rn.buffer<tensor<4x3x3x3xf32>>
  // CHECK: rn.launch @rn_conv_1() {n = 7 : i64}
  rn.launch @rn_conv_1() {n = 7}
  return
}
