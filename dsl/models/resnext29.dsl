resnetc 1
# ResNeXt-29 (8x64d) for CIFAR-10 (Xie et al., arXiv:1611.05431, section 5.2, table 7). The wider
# one is -D cardinality=16. A thin one: -D cardinality=2 -D width=4 -D channels=16.

model resnext29(cardinality = 8, width = 64, channels = 64, classes = 10, size = 32) {
  input x : f32[N, 3, size, size]              # 0 .. 1
        normalize mean (0.4914, 0.4822, 0.4465) std (0.2470, 0.2435, 0.2616)
  shortcut B
  bn       eps 1e-5 momentum 0.1
  stem     { conv 3x3 channels; bn; relu }
  stage layer1 = 3 x resnext(channels, cardinality = cardinality, width = width)
  stage layer2 = 3 x resnext(2 * channels, cardinality = cardinality, width = width) /2
  stage layer3 = 3 x resnext(4 * channels, cardinality = cardinality, width = width) /2
  head     { avgpool global; fc classes }
}

train cifar10 for resnext29 {
  data     cifar10 "cifar-10-batches-bin"   eval cifar10 "cifar-10-batches-bin"
  augment  shift 4; crop size; hflip           # 4 pixels of padding
  loss     softmax_cross_entropy   init he_normal fan_in
  sgd      lr 0.1 momentum 0.9 weight_decay 5e-4 nesterov
  lr       /10 at 150, 225 epochs
  batch    128   epochs 300   seed 1
}
