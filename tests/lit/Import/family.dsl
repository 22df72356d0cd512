resnetc 1
# RUN: resnetc %s --mode=train --emit=graph | FileCheck %s

# Layers and joins beside those of residual networks. Inference has neither dropout nor the head beside the
# network; training takes the key of the dropout's masks, and the shares of both heads are one loss.
# CHECK: rn.variable @conv1.weight conv_weight trainable : tensor<6x2x3x3xf32>
# CHECK: rn.variable @prelu1.weight slope trainable : tensor<6xf32> {initial = 2.500000e-01 : f64}
# CHECK: rn.variable @gated.0.conv2.bias bias trainable : tensor<6xf32> {initial = -2.000000e+00 : f64}
# CHECK: rn.variable @gated.3.scale1.weight slope trainable : tensor<1xf32> {initial = 2.000000e+00 : f64}
# CHECK: rn.variable @aux1.fc1.weight linear_weight trainable : tensor<5x6x1x1xf32> {user_shape = array<i64: 5, 6>}
# CHECK: rn.variable @aux1.fc2.weight linear_weight trainable : tensor<3x5xf32>
# CHECK-LABEL: func.func @infer(
# CHECK-SAME: %[[X:.*]]: tensor<?x4x8x8xf32> {rn.binding = #rn.binding<input>}) -> (tensor<?x3xf32> {rn.binding = #rn.binding<output>})
# CHECK: rn.conv %[[X]], %{{.*}} {groups = 2 : i64
# CHECK: %[[P:.*]] = rn.prelu(
# CHECK: %[[L:.*]] = rn.lrn(%[[P]]) {alpha = 1.000000e-04 : f64, beta = 7.500000e-01 : f64, k = 2.000000e+00 : f64, size = 5 : i64}
# CHECK: %[[V:.*]] = rn.relu(
# CHECK: %[[T:.*]] = rn.sigmoid(
# CHECK: %[[G:.*]] = rn.gate %[[V]], %[[T]] carry(%[[L]])
# CHECK: %[[S:.*]] = rn.sigmoid(%{{.*}}) : (tensor<?x6x1x1xf32>)
# CHECK: %[[E:.*]] = rn.gate %[[G]], %[[S]] : (tensor<?x6x8x8xf32>, tensor<?x6x1x1xf32>)
# CHECK: %[[M1:.*]] = rn.max(
# CHECK: %[[M2:.*]] = rn.max(%[[M1]], %[[E]])
# CHECK: rn.activation(%{{.*}}) {kind = #rn.activation<relu6>}
# CHECK: rn.activation(%{{.*}}) {kind = #rn.activation<silu>}
# CHECK: rn.activation(%{{.*}}) {kind = #rn.activation<hardswish>}
# CHECK: rn.activation(%{{.*}}) {kind = #rn.activation<leaky_relu>, slope = 1.000000e-01 : f64}
# CHECK: rn.scale_by(%{{.*}}, %{{.*}}) : (tensor<?x3x8x8xf32>, tensor<1xf32>)
# CHECK: rn.concat(%{{.*}}, %{{.*}}, %[[M2]]) : {{.*}} -> tensor<?x14x8x8xf32>
# CHECK-NOT: rn.dropout
# CHECK: %[[R:.*]] = rn.flatten(%{{.*}}) : (tensor<?x3x1x1xf32>) -> tensor<?x3xf32>
# CHECK: return %[[R]]
# CHECK-LABEL: func.func @loss(
# CHECK-SAME: %{{.*}}: tensor<?x4x8x8xf32> {{.*}}, %[[LABELS:.*]]: tensor<?xi64> {rn.binding = #rn.binding<labels>}, %[[KEY:.*]]: tensor<1xi64> {rn.binding = #rn.binding<key>}) -> (tensor<2xf32> {rn.binding = #rn.binding<output>})
# CHECK: rn.dropout(%{{.*}}, %[[KEY]]) {layer = 0 : i64, rate = 2.500000e-01 : f64}
# CHECK: %[[AUX:.*]] = rn.linear
# CHECK: rn.dropout(%{{.*}}, %[[KEY]]) {layer = 1 : i64, rate = 5.000000e-01 : f64}
# CHECK: %[[MAIN:.*]] = rn.flatten
# CHECK: %{{.*}}, %[[ROWS:.*]] = rn.softmax_cross_entropy(%[[MAIN]], %[[LABELS]]) :
# CHECK: %{{.*}}, %[[SHARE:.*]] = rn.softmax_cross_entropy(%[[AUX]], %[[LABELS]]) {weight = 3.000000e-01 : f64}
# CHECK: rn.reduce_loss(%[[ROWS]], %[[SHARE]])
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
  branch { conv 1x1 a; relu6; silu; hardswish; leaky_relu 0.1; scale 2 }
  branch { maxpool 3x3; conv 1x1 b }
  shortcut
  join concat
}
model family(classes = 3) {
  input x : f32[N, 4, 8, 8]
  stem { conv 3x3 6 groups 2; prelu; lrn 5 k 2 }
  stage gated = 1 x highway(6) then 1 x excite(6) then 1 x maxout(6) then 1 x inception(3, 5)
  aux aux1 weight 0.3 { conv 1x1 6; avgpool global; dropout 0.25; fc 5; relu; fc classes }
  head { dropout 0.5; conv 1x1 classes; relu; avgpool global }
}
