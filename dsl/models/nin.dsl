resnetc 1
# Network in Network for CIFAR-10 (Lin et al., arXiv:1312.4400, section 4.2), with the widths of
# the authors' code (mavenlin/cuda-convnet, NIN/cifar-10_def). -D width=1 gives a thin one.

model nin(classes = 10, size = 32, width = 32) {
  input x : f32[N, 3, size, size]              # 0 .. 1
        normalize mean (0.4914, 0.4822, 0.4465) std (0.2470, 0.2435, 0.2616)
  stem {
    mlpconv(6 * width, 5, 5 * width, 3 * width); maxpool 3x3 /2 pad 0 ceil; dropout 0.5
    mlpconv(6 * width, 5, 6 * width, 6 * width); maxpool 3x3 /2 pad 0 ceil; dropout 0.5
  }
  head     { mlpconv(6 * width, 3, 6 * width, classes); avgpool global }
}

train cifar10 for nin {
  data     cifar10 "cifar-10-batches-bin"   eval cifar10 "cifar-10-batches-bin"
  augment  shift 4; crop size; hflip           # 4 pixels of padding
  loss     softmax_cross_entropy   init he_normal fan_in
  sgd      lr 0.01 momentum 0.9 weight_decay 1e-4
  lr       /10 at 200, 215 epochs
  batch    128   epochs 230   seed 1
}
