resnetc 1
# RUN: resnetc %s --mode=train --emit=kernels | FileCheck %s

# Each layer and join has its kernel, and its gradient's; rows of classes are written by the kernel that makes
# images, and the caller brings the key of dropout.
# CHECK-DAG: rn.kernel @{{.*}} "prelu" {c = 17 : i64, h = 8 : i64, w = 9 : i64}
# CHECK-DAG: rn.kernel @{{.*}} "prelu_grad" {c = 17 : i64, h = 8 : i64, w = 9 : i64}
# CHECK-DAG: rn.kernel @{{.*}} "prelu_grad_slope" {c = 17 : i64, h = 8 : i64, w = 9 : i64}
# CHECK-DAG: rn.kernel @{{.*}} "lrn" {alpha = 5.000000e-01 : f64, beta = 7.500000e-01 : f64, bias = 2.000000e+00 : f64, c = 17 : i64, h = 8 : i64, size = 5 : i64, w = 9 : i64}
# CHECK-DAG: rn.kernel @{{.*}} "lrn_grad" {alpha
# CHECK-DAG: rn.kernel @{{.*}} "sigmoid" {c = 17 : i64, h = 8 : i64, w = 9 : i64}
# CHECK-DAG: rn.kernel @{{.*}} "sigmoid_grad" {c = 17 : i64, h = 8 : i64, w = 9 : i64}
# CHECK-DAG: rn.kernel @{{.*}} "relu6" {c = 3 : i64, h = 8 : i64, w = 9 : i64}
# CHECK-DAG: rn.kernel @{{.*}} "relu6_grad" {c = 3 : i64, h = 8 : i64, w = 9 : i64}
# CHECK-DAG: rn.kernel @{{.*}} "silu" {c = 3 : i64, h = 8 : i64, w = 9 : i64}
# CHECK-DAG: rn.kernel @{{.*}} "silu_grad" {c = 3 : i64, h = 8 : i64, w = 9 : i64}
# CHECK-DAG: rn.kernel @{{.*}} "hardswish" {c = 3 : i64, h = 8 : i64, w = 9 : i64}
# CHECK-DAG: rn.kernel @{{.*}} "hardswish_grad" {c = 3 : i64, h = 8 : i64, w = 9 : i64}
# CHECK-DAG: rn.kernel @{{.*}} "leaky_relu" {c = 3 : i64, h = 8 : i64, slope = 1.000000e-01 : f64, w = 9 : i64}
# CHECK-DAG: rn.kernel @{{.*}} "leaky_relu_grad" {c = 3 : i64, h = 8 : i64, slope = 1.000000e-01 : f64, w = 9 : i64}
# CHECK-DAG: rn.kernel @{{.*}} "scale_by" {c = 3 : i64, h = 8 : i64, w = 9 : i64}
# CHECK-DAG: rn.kernel @{{.*}} "scale_by_grad_scale" {c = 3 : i64, h = 8 : i64, w = 9 : i64}
# CHECK-DAG: rn.kernel @{{.*}} "gate" {c = 17 : i64, carry = 1 : i64, h = 8 : i64, w = 9 : i64}
# CHECK-DAG: rn.kernel @{{.*}} "gate" {c = 17 : i64, channelwise = 1 : i64, h = 8 : i64, w = 9 : i64}
# CHECK-DAG: rn.kernel @{{.*}} "gate_grad_carry" {c = 17 : i64, h = 8 : i64, w = 9 : i64}
# CHECK-DAG: rn.kernel @{{.*}} "gate_grad_gate" {c = 17 : i64, carry = 1 : i64, h = 8 : i64, w = 9 : i64}
# CHECK-DAG: rn.kernel @{{.*}} "gate_grad_gate" {c = 17 : i64, channelwise = 1 : i64, h = 8 : i64, w = 9 : i64}
# CHECK-DAG: rn.kernel @{{.*}} "max" {c = 17
# CHECK-DAG: rn.kernel @{{.*}} "max_grad" {c = 17 : i64, h = 8 : i64, w = 9 : i64}
# CHECK-DAG: rn.kernel @{{.*}} "max_grad" {c = 17 : i64, h = 8 : i64, right = 1 : i64, w = 9 : i64}
# CHECK-DAG: rn.kernel @{{.*}} "concat" {c0 = 3 : i64, c1 = 21 : i64, c2 = 17 : i64, h = 8 : i64, parts = 3 : i64, w = 9 : i64}
# CHECK-DAG: rn.kernel @{{.*}} "slice" {c = 41 : i64, h = 8 : i64, k = 21 : i64, start = 3 : i64, w = 9 : i64}
# CHECK-DAG: rn.kernel @{{.*}} "dropout" {c = 6 : i64, h = 1 : i64, layer = 0 : i64, rate = 2.500000e-01 : f64, w = 1 : i64}
# CHECK-DAG: rn.kernel @{{.*}} "softmax_cross_entropy" {k = 3 : i64, weight = 3.000000e-01 : f64}
# CHECK-DAG: rn.kernel @{{.*}} "reduce_loss" {parts = 2 : i64}
# CHECK-DAG: rn.kernel @{{.*}} "to_nchw" {c = 3 : i64, h = 1 : i64, w = 1 : i64}
# CHECK-DAG: rn.kernel @{{.*}} "to_blocked" {c = 3 : i64, h = 1 : i64, w = 1 : i64}
# CHECK: func.func @grad({{.*}} {rn.binding = #rn.binding<input>}, {{.*}} {rn.binding = #rn.binding<labels>}, {{.*}}: !rn.buffer<tensor<1xi64>> {rn.binding = #rn.binding<key>}, {{.*}} {rn.binding = #rn.binding<output>}, {{.*}} {rn.gradient_of = ["{{.*}}
# CHECK: func.func @update({{.*}} {rn.binding = #rn.binding<hyper>})
block highway(c) {
  branch { conv 3x3 c bias; relu }
  branch { conv 3x3 c bias -2; sigmoid }
  shortcut
  join gated
}
block excite(c) {
  branch { avgpool global; conv 1x1 2; relu; conv 1x1 c; sigmoid }
  shortcut
  join gated
}
block maxout(c) {
  branch { conv 1x1 c }
  branch { conv 1x1 c }
  shortcut
  join max
}
block inception(a, b) {
  branch { conv 1x1 a; bn; relu6; silu; hardswish; leaky_relu 0.1; scale }
  branch { maxpool 3x3; conv 1x1 b; bn }
  shortcut
  join concat; relu
}
model family(classes = 3) {
  input x : f32[N, 3, 8, 9]  normalize mean (0.1, 0.2, 0.3) std (0.5, 0.6, 0.7)
  stem { conv 3x3 17; bn; prelu; lrn 5 k 2 alpha 0.5 }
  stage gated = 1 x highway(17) then 1 x excite(17) then 1 x maxout(17) then 1 x inception(3, 21)
  aux aux1 weight 0.3 { conv 1x1 6; avgpool global; dropout 0.25; fc 5; relu; fc classes }
  head { dropout 0.5; conv 1x1 classes; relu; avgpool global }
}
