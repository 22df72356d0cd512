// Training in fp16: the loss's gradient is multiplied by a scale, and @update divides by it or leaves all as it is.
// RUN: resnetc %S/../driver/Inputs/one_pixel.dsl --mode=train --precision=fp16 -march=x86-64-v4 --emit=gradient > %t.mlir
// RUN: FileCheck %s --input-file=%t.mlir
// RUN: resnetc %S/../driver/Inputs/one_pixel.dsl --mode=train --precision=fp16 --loss-scale=128 -march=x86-64-v4 --emit=gradient | FileCheck %s --check-prefix=CONSTANT
// RUN: resnetc %S/../driver/Inputs/one_pixel.dsl --precision=fp16 -march=x86-64-v4 --emit=gradient | FileCheck %s --check-prefix=INFER
// Whatever the scale, a power of two, the step is the same, in the evaluator's arithmetic.
// RUN: resnetc %S/../../../dsl/models/resnet_digits.dsl --mode=train --emit=gradient | resnetc-opt --rn-check-equal="pipeline='rn-narrow{format=fp16}' batch=2 tolerance=0.5" -o /dev/null

// Behind all other variables, with roles of their own.
// CHECK: rn.variable @momentum.
// CHECK: rn.variable @loss_scale loss_scale : tensor<1xf32> {initial = 6.553600e+04 : f64}
// CHECK-NEXT: rn.variable @loss_scale.good_steps loss_scale : tensor<1xf32>
// CHECK-LABEL: func.func @grad
// CHECK: %[[SCALE:.*]] = rn.read @loss_scale
// CHECK: rn.softmax_cross_entropy({{.*}}, {{.*}}, %[[SCALE]])
// CHECK-LABEL: func.func @update
// CHECK: %[[FIRST:.*]] = rn.zeros()
// CHECK: %[[NEXT:.*]] = rn.find_nonfinite(%{{.*}}, %[[FIRST]])
// CHECK: rn.find_nonfinite(%{{.*}}, %[[NEXT]])
// CHECK: rn.next_loss_scale({{.*}}) {backoff = 5.000000e-01 : f64, growth = 2.000000e+00 : f64, interval = 2000 : i64}
// CHECK: rn.write @loss_scale,
// CHECK: rn.write @loss_scale.good_steps,
// CHECK: rn.bn_running({{.*}}, %factor)
// CHECK: rn.sgd({{.*}}, %factor)
// CONSTANT: rn.variable @loss_scale loss_scale : tensor<1xf32> {initial = 1.280000e+02 : f64}
// CONSTANT: rn.next_loss_scale({{.*}}) {backoff = 1.000000e+00 : f64, growth = 1.000000e+00 : f64, interval = 1 : i64}
// INFER-NOT: loss_scale
