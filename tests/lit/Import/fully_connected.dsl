resnetc 1
# RUN: resnetc %s --emit=graph | FileCheck %s

# A fully connected layer that others follow is a convolution over its whole map, with the weight of a linear
# layer; the last one makes rows of classes. Layers keep the place of the user's text.
# CHECK: rn.variable @fc1.weight linear_weight trainable : tensor<5x2x3x4xf32> {user_shape = array<i64: 5, 24>}
# CHECK: rn.variable @fc2.weight linear_weight trainable : tensor<3x5xf32>
# CHECK: rn.conv %{{.*}} bias(%{{.*}}) {{.*}} -> tensor<?x5x1x1xf32>
# CHECK: rn.relu
# CHECK: rn.linear %{{.*}} -> tensor<?x3xf32>
model two {
  input x : f32[N, 2, 3, 4]
  head { fc 5; relu; fc 3 }
}
