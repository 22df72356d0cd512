resnetc 1
# ResNet-110 for CIFAR-10 with batch norm after the addition (He et al., arXiv:1603.05027,
# figure 4 b, table 2). Depth is 6 n + 2.

model cifar_bn_after_add(n = 18, classes = 10, size = 32, width = 16) {
  input x : f32[N, 3, size, size]              # 0 .. 1
        normalize mean (0.4914, 0.4822, 0.4465) std (0.2470, 0.2435, 0.2616)
  shortcut A
  bn       eps 1e-5 momentum 0.1
  stem     { conv 3x3 width; bn; relu }
  stage layer1 = n x bn_after_add(width)
  stage layer2 = n x bn_after_add(2 * width) /2
  stage layer3 = n x bn_after_add(4 * width) /2
  head     { avgpool global; fc classes }
}

train cifar10 for cifar_bn_after_add {
  data     cifar10 "cifar-10-batches-bin"   eval cifar10 "cifar-10-batches-bin"
  augment  shift 4; crop size; hflip           # 4 pixels of padding
  loss     softmax_cross_entropy   init he_normal fan_in
  sgd      lr 0.1 momentum 0.9 weight_decay 1e-4
  lr       /10 at 82, 123 epochs   warmup 1 epochs from 0.01
  batch    128   epochs 164   seed 1
}
