// The passes between gradient and kernels, in the order of the pipeline, on a network with every layer and join
// beside those of residual networks: what they fuse, and what stands between, computes the same.
// RUN: resnetc-opt %s --rn-phase-gradient=training=true --rn-check-equal="pipeline='rn-phase-fused{training=true},rn-phase-choose{fast=false},rn-phase-layout' batch=3 replace=true tolerance=1e-6" -o %t.mlir
// RUN: FileCheck %s --input-file=%t.mlir

// A batch norm goes into the filter of a convolution in groups, which keeps them.
// CHECK-LABEL: func.func @prepare
// CHECK: rn.fold_bn {{.*}}tensor<6x2x3x3xf32
// CHECK-LABEL: func.func @infer
// CHECK: rn.conv {{.*}} bias({{.*}}) {groups = 2 : i64
// CHECK: rn.prelu
// CHECK: rn.flatten
// CHECK-LABEL: func.func @grad
// CHECK: %{{.*}}, %{{.*}} = rn.conv {{.*}} {groups = 2 : i64
// CHECK: rn.conv_grad_weight {{.*}} {groups = 2 : i64
// CHECK-LABEL: func.func @update
// CHECK: rn.sgd
!in = tensor<?x4x6x5xf32>
!a = tensor<?x6x6x5xf32>
!b = tensor<?x3x6x5xf32>
!c = tensor<?x9x6x5xf32>
!t = tensor<?x9x1x1xf32>
!rows = tensor<?x3xf32>
!v = tensor<6xf32>
!wc = tensor<9x9x1x1xf32>
rn.variable @stem conv_weight trainable : tensor<6x2x3x3xf32>
rn.variable @bn.weight bn_weight trainable : !v
rn.variable @bn.bias bn_bias trainable : !v
rn.variable @bn.mean running_mean : !v
rn.variable @bn.var running_var : !v
rn.variable @act slope trainable : !v
rn.variable @branch conv_weight trainable : tensor<3x6x1x1xf32>
rn.variable @value conv_weight trainable : !wc
rn.variable @gate conv_weight trainable : !wc
rn.variable @gate.bias bias trainable : tensor<9xf32> {initial = -1.0 : f64}
rn.variable @squeeze conv_weight trainable : !wc
rn.variable @other conv_weight trainable : !wc
rn.variable @last conv_weight trainable : tensor<3x9x1x1xf32>
rn.variable @aux.fc.weight linear_weight trainable : tensor<3x9xf32>

func.func @infer(%x: !in {rn.binding = #rn.binding<input>}) -> !rows {
  %stem = rn.read @stem : tensor<6x2x3x3xf32>
  %g = rn.read @bn.weight : !v
  %h = rn.read @bn.bias : !v
  %rm = rn.read @bn.mean : !v
  %rv = rn.read @bn.var : !v
  %slope = rn.read @act : !v
  %wb = rn.read @branch : tensor<3x6x1x1xf32>
  %wv = rn.read @value : !wc
  %wg = rn.read @gate : !wc
  %bg = rn.read @gate.bias : tensor<9xf32>
  %ws = rn.read @squeeze : !wc
  %wo = rn.read @other : !wc
  %wl = rn.read @last : tensor<3x9x1x1xf32>
  %0 = rn.conv %x, %stem {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>, groups = 2 : i64} : (!in, tensor<6x2x3x3xf32>) -> !a
  %n = rn.batch_norm(%0, %g, %h, %rm, %rv) {eps = 1.0e-3 : f64} : (!a, !v, !v, !v, !v) -> !a
  %1 = rn.prelu(%n, %slope) : (!a, !v) -> !a
  %2 = rn.lrn(%1) {size = 3 : i64, alpha = 0.5 : f64, beta = 0.75 : f64, k = 1.0 : f64} : (!a) -> !a
  %3 = rn.conv %2, %wb {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (!a, tensor<3x6x1x1xf32>) -> !b
  %r3 = rn.relu(%3) : (!b) -> !b
  %5 = rn.concat(%r3, %1) : (!b, !a) -> !c
  %6 = rn.conv %5, %wv {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (!c, !wc) -> !c
  %v6 = rn.relu(%6) : (!c) -> !c
  %7 = rn.conv %5, %wg bias(%bg) {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (!c, !wc, tensor<9xf32>) -> !c
  %8 = rn.sigmoid(%7) : (!c) -> !c
  %9 = rn.gate %v6, %8 carry(%5) : (!c, !c, !c) -> !c
  %10 = rn.avg_pool(%9) {window = array<i64: 6, 5>, strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (!c) -> !t
  %11 = rn.conv %10, %ws {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (!t, !wc) -> !t
  %12 = rn.sigmoid(%11) : (!t) -> !t
  %13 = rn.gate %9, %12 : (!c, !t) -> !c
  %s13 = rn.add(%13, %9) : (!c, !c) -> !c
  %14 = rn.conv %s13, %wo {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (!c, !wc) -> !c
  %15 = rn.max(%s13, %14) : (!c, !c) -> !c
  %s15 = rn.add(%15, %14) : (!c, !c) -> !c
  %16 = rn.conv %s15, %wl {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (!c, tensor<3x9x1x1xf32>) -> !b
  %17 = rn.relu(%16) : (!b) -> !b
  %18 = rn.avg_pool(%17) {window = array<i64: 6, 5>, strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (!b) -> tensor<?x3x1x1xf32>
  %19 = rn.flatten(%18) : (tensor<?x3x1x1xf32>) -> !rows
  return %19 : !rows
}

func.func @loss(%x: !in {rn.binding = #rn.binding<input>}, %labels: tensor<?xi64> {rn.binding = #rn.binding<labels>},
                %key: tensor<1xi64> {rn.binding = #rn.binding<key>}) -> tensor<2xf32> {
  %stem = rn.read @stem : tensor<6x2x3x3xf32>
  %g = rn.read @bn.weight : !v
  %h = rn.read @bn.bias : !v
  %rm = rn.read @bn.mean : !v
  %rv = rn.read @bn.var : !v
  %slope = rn.read @act : !v
  %wb = rn.read @branch : tensor<3x6x1x1xf32>
  %wv = rn.read @value : !wc
  %wg = rn.read @gate : !wc
  %bg = rn.read @gate.bias : tensor<9xf32>
  %ws = rn.read @squeeze : !wc
  %wo = rn.read @other : !wc
  %wl = rn.read @last : tensor<3x9x1x1xf32>
  %wa = rn.read @aux.fc.weight : tensor<3x9xf32>
  %0 = rn.conv %x, %stem {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>, groups = 2 : i64} : (!in, tensor<6x2x3x3xf32>) -> !a
  %n, %m, %v = rn.batch_norm_train(%0, %g, %h) {eps = 1.0e-3 : f64} : (!a, !v, !v) -> (!a, !v, !v)
  %u = rn.bn_unbiased(%v, %0) : (!v, !a) -> !v
  %nm, %nv = rn.bn_running(%m, %u, %rm, %rv) {momentum = 0.1 : f64} : (!v, !v, !v, !v) -> (!v, !v)
  rn.write @bn.mean, %nm : !v
  rn.write @bn.var, %nv : !v
  %1 = rn.prelu(%n, %slope) : (!a, !v) -> !a
  %2 = rn.lrn(%1) {size = 3 : i64, alpha = 0.5 : f64, beta = 0.75 : f64, k = 1.0 : f64} : (!a) -> !a
  %3 = rn.conv %2, %wb {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (!a, tensor<3x6x1x1xf32>) -> !b
  %r3 = rn.relu(%3) : (!b) -> !b
  %4 = rn.concat(%r3, %1) : (!b, !a) -> !c
  %5 = rn.dropout(%4, %key) {rate = 0.3 : f64, layer = 0 : i64} : (!c, tensor<1xi64>) -> !c
  %6 = rn.conv %5, %wv {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (!c, !wc) -> !c
  %v6 = rn.relu(%6) : (!c) -> !c
  %7 = rn.conv %5, %wg bias(%bg) {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (!c, !wc, tensor<9xf32>) -> !c
  %8 = rn.sigmoid(%7) : (!c) -> !c
  %9 = rn.gate %v6, %8 carry(%5) : (!c, !c, !c) -> !c
  %10 = rn.avg_pool(%9) {window = array<i64: 6, 5>, strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (!c) -> !t
  %11 = rn.conv %10, %ws {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (!t, !wc) -> !t
  %12 = rn.sigmoid(%11) : (!t) -> !t
  %13 = rn.gate %9, %12 : (!c, !t) -> !c
  %s13 = rn.add(%13, %9) : (!c, !c) -> !c
  %aux = rn.linear %10, %wa : (!t, tensor<3x9xf32>) -> !rows
  %14 = rn.conv %s13, %wo {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (!c, !wc) -> !c
  %15 = rn.max(%s13, %14) : (!c, !c) -> !c
  %s15 = rn.add(%15, %14) : (!c, !c) -> !c
  %16 = rn.conv %s15, %wl {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (!c, tensor<3x9x1x1xf32>) -> !b
  %17 = rn.relu(%16) : (!b) -> !b
  %18 = rn.avg_pool(%17) {window = array<i64: 6, 5>, strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (!b) -> tensor<?x3x1x1xf32>
  %19 = rn.flatten(%18) : (tensor<?x3x1x1xf32>) -> !rows
  %dl, %r = rn.softmax_cross_entropy(%19, %labels) : (!rows, tensor<?xi64>) -> (!rows, tensor<?x2xf32>)
  %da, %s = rn.softmax_cross_entropy(%aux, %labels) {weight = 0.3 : f64} : (!rows, tensor<?xi64>) -> (!rows, tensor<?x2xf32>)
  %l = rn.reduce_loss(%r, %s) : (tensor<?x2xf32>, tensor<?x2xf32>) -> tensor<2xf32>
  return %l : tensor<2xf32>
}
