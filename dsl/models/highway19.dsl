resnetc 1
# Highway network of 19 layers for CIFAR-10 (Srivastava et al., arXiv:1507.06228, table 2,
# "Highway B"), after the authors' code (flukeskywalker/highway-networks, cifar10-19layers): where
# widths change a convolution stands alone, all others are gated. The paper pads images by 8
# pixels.

block shrink() { maxpool 2x2 /2 pad 0; dropout 0.2 }

model highway19(classes = 10, size = 32, width = 16) {
  input x : f32[N, 3, size, size]              # 0 .. 1
        normalize mean (0.4914, 0.4822, 0.4465) std (0.2470, 0.2435, 0.2616)
  stem     { dropout 0.2; conv 3x3 (2 * width) bias; relu }
  stage group1 = 4 x highway(2 * width) then 1 x shrink()
  stage group2 = 1 x conv_relu(5 * width) then 5 x highway(5 * width) then 1 x shrink()
  stage group3 = 1 x conv_relu(8 * width) then 5 x highway(8 * width)
  head     { conv 1x1 100 bias; relu; avgpool global; dropout 0.2; fc classes }
}

train cifar10 for highway19 {
  data     cifar10 "cifar-10-batches-bin"   eval cifar10 "cifar-10-batches-bin"
  augment  shift 8; crop size; hflip           # 8 pixels of padding
  loss     softmax_cross_entropy   init he_normal fan_in
  sgd      lr 0.025 momentum 0.9 weight_decay 1e-3 nesterov
  lr       /10 at 50%, 75%, 87.5%
  batch    100   epochs 400   seed 1
}
