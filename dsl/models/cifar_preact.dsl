resnetc 1
# Pre-activation ResNet-110 for CIFAR-10 (He et al., arXiv:1603.05027, table 2, "full
# pre-activation"). Depth is 6 n + 2. The first unit of a stage activates its input before the
# fork, and one more activation follows the last sum (appendix).

model cifar_preact(n = 18, classes = 10, size = 32, width = 16) {
  input x : f32[N, 3, size, size]              # 0 .. 1
        normalize mean (0.4914, 0.4822, 0.4465) std (0.2470, 0.2435, 0.2616)
  shortcut A
  bn       eps 1e-5 momentum 0.1
  stem     { conv 3x3 width }
  stage layer1 = 1 x preact_basic_shared(width) then (n - 1) x preact_basic(width)
  stage layer2 = 1 x preact_basic_shared(2 * width) /2 then (n - 1) x preact_basic(2 * width)
  stage layer3 = 1 x preact_basic_shared(4 * width) /2 then (n - 1) x preact_basic(4 * width)
  head     { bn; relu; avgpool global; fc classes }
}

train cifar10 for cifar_preact {
  data     cifar10 "cifar-10-batches-bin"   eval cifar10 "cifar-10-batches-bin"
  augment  shift 4; crop size; hflip           # 4 pixels of padding
  loss     softmax_cross_entropy   init he_normal fan_in
  sgd      lr 0.1 momentum 0.9 weight_decay 1e-4
  lr       /10 at 82, 123 epochs   warmup 1 epochs from 0.01
  batch    128   epochs 164   seed 1
}
