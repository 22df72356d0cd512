resnetc 1
# Deeply-Supervised Net for CIFAR-10 (Lee et al., arXiv:1409.5185, section 3), on the layers of
# Network in Network as in the authors' code (s9xie/DSN): a classifier on each convolution, before
# its ReLU, has a loss of its own. The paper takes squared hinge losses that fade in training;
# here they are the softmax cross entropy of the output, with a constant weight. -D width=1 gives
# a thin network.

# What follows a supervised convolution up to the next one.
block dsn_rest(hidden, out) {
  relu; conv 1x1 hidden bias; relu; conv 1x1 out bias; relu
  maxpool 3x3 /2 pad 0 ceil; dropout 0.5
}
block conv_alone(c, k) { conv k c bias }

model dsn(classes = 10, size = 32, width = 32) {
  input x : f32[N, 3, size, size]              # 0 .. 1
        normalize mean (0.4914, 0.4822, 0.4465) std (0.2470, 0.2435, 0.2616)
  stem     { conv 5x5 (6 * width) bias }
  aux companion1 weight 0.001 { fc classes }
  stage mlp1 = 1 x dsn_rest(5 * width, 3 * width) then 1 x conv_alone(6 * width, 5)
  aux companion2 weight 0.001 { fc classes }
  stage mlp2 = 1 x dsn_rest(6 * width, 6 * width) then 1 x conv_alone(6 * width, 3)
  aux companion3 weight 0.001 { fc classes }
  head {
    relu; conv 1x1 (6 * width) bias; relu; conv 1x1 classes bias
    avgpool global
  }
}

train cifar10 for dsn {
  data     cifar10 "cifar-10-batches-bin"   eval cifar10 "cifar-10-batches-bin"
  augment  shift 4; crop size; hflip           # 4 pixels of padding
  loss     softmax_cross_entropy   init he_normal fan_in
  sgd      lr 0.01 momentum 0.9 weight_decay 1e-4
  lr       /10 at 200, 215 epochs
  batch    128   epochs 230   seed 1
}
