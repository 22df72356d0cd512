resnetc 1
# The plain networks for CIFAR-10 of He et al., arXiv:1512.03385 (section 4.2, figure 6 left):
# those of cifar_resnet.dsl without shortcuts, with the same names of tensors. Depth is 6 n + 2:
# n = 3, 5, 7, 9 give 20, 32, 44, 56 layers.

model cifar_plain(n = 3, classes = 10, size = 32, width = 16) {
  input x : f32[N, 3, size, size]              # 0 .. 1
        normalize mean (0.4914, 0.4822, 0.4465) std (0.2470, 0.2435, 0.2616)
  bn       eps 1e-5 momentum 0.1
  names    torchvision
  stem     { conv 3x3 width; bn; relu }
  stage layer1 = n x plain(width)
  stage layer2 = n x plain(2 * width) /2
  stage layer3 = n x plain(4 * width) /2
  head     { avgpool global; fc classes }
}

train cifar10 for cifar_plain {
  data     cifar10 "cifar-10-batches-bin"   eval cifar10 "cifar-10-batches-bin"
  augment  shift 4; crop size; hflip           # 4 pixels of padding
  loss     softmax_cross_entropy   init he_normal fan_in
  sgd      lr 0.1 momentum 0.9 weight_decay 1e-4
  lr       /10 at 82, 123 epochs
  batch    128   epochs 164   seed 1
}
