// bf16 in a training model, down to the layout: maps and what multiplies them are narrow; variables, sums,
// statistics, coefficients, gradients of parameters and what the caller gives and gets are f32.
// RUN: resnetc %S/../driver/Inputs/one_pixel.dsl --mode=train --precision=bf16 -march=x86-64-v4 --emit=layout | FileCheck %s
// RUN: resnetc %S/../driver/Inputs/one_pixel.dsl --mode=train --precision=bf16 -march=x86-64-v4 --emit=layout | not resnetc-opt --rn-lower-to-kernels 2>&1 | FileCheck %s --check-prefix=KERNELS
// RUN: resnetc %S/../driver/Inputs/one_pixel.dsl --precision=fp16 -march=x86-64-v4 --emit=layout | FileCheck %s --check-prefix=FP16
// RUN: resnetc %S/../../../dsl/models/resnet_digits.dsl --mode=train --emit=fused | resnetc-opt --rn-check-equal="pipeline='rn-narrow,rn-phase-choose{fast=false},rn-phase-layout' batch=2 tolerance=0.5" -o /dev/null

// CHECK-NOT: rn.variable {{.*}}trainable : tensor<{{.*}}xbf16
// CHECK: rn.variable @{{.*}} conv_weight trainable : tensor<{{.*}}xf32
// CHECK: rn.variable @prepared.{{.*}} derived : tensor<{{.*}}xbf16, #rn.packed
// CHECK-LABEL: func.func @prepare
// CHECK: %[[FOLDED:.*]], %{{.*}} = rn.fold_bn {{.*}} -> (tensor<{{.*}}xf32, #rn.packed
// CHECK: rn.cast(%[[FOLDED]])
// CHECK-LABEL: func.func @infer
// CHECK-SAME: xf32> {rn.binding = #rn.binding<input>}) -> (tensor<?x{{[0-9]+}}xf32> {rn.binding
// CHECK: rn.cast({{.*}} : (tensor<{{.*}}xf32, #rn.blocked<16>>) -> tensor<{{.*}}xbf16, #rn.blocked<16>>
// CHECK: rn.conv {{.*}} : (tensor<{{[^>]*}}xbf16{{[^)]*}}, tensor<{{[^>]*}}xbf16{{[^)]*}}, tensor<{{[0-9]+}}xf32
// CHECK-LABEL: func.func @grad
// CHECK-SAME: tensor<{{.*}}xf32, #rn.packed<{{.*}}>> {rn.gradient_of = "conv1.weight"}
// CHECK: rn.conv_grad_weight {{.*}}xbf16{{.*}} -> tensor<{{.*}}xf32, #rn.packed
// CHECK-LABEL: func.func @update
// CHECK-NOT: bf16
// KERNELS: has no kernel on avx512 for '{{.*}} compute=bf16 store=bf16'

// The same in fp16.
// FP16: rn.variable @prepared.{{.*}} derived : tensor<{{.*}}xf16, #rn.packed
// FP16-LABEL: func.func @infer
// FP16: rn.conv {{.*}} : (tensor<{{[^>]*}}xf16{{[^)]*}}, tensor<{{[^>]*}}xf16{{[^)]*}}, tensor<{{[0-9]+}}xf32
