resnetc 1
# WRN-28-10 for CIFAR-10 (Zagoruyko and Komodakis, arXiv:1605.07146, table 1). WRN-d-k has
# d = 6 n + 4 and k times the channels. The paper's d counts the convolutions of the three
# projections, but not the last layer. It pads images by reflection, not by zeros.

model wide_resnet(n = 4, k = 10, classes = 10, size = 32) {
  input x : f32[N, 3, size, size]              # 0 .. 1
        normalize mean (0.4914, 0.4822, 0.4465) std (0.2470, 0.2435, 0.2616)
  shortcut B
  bn       eps 1e-5 momentum 0.1
  stem     { conv 3x3 16 }
  stage layer1 = 1 x preact_basic_shared(16 * k) then (n - 1) x preact_basic(16 * k)
  stage layer2 = 1 x preact_basic_shared(32 * k) /2 then (n - 1) x preact_basic(32 * k)
  stage layer3 = 1 x preact_basic_shared(64 * k) /2 then (n - 1) x preact_basic(64 * k)
  head     { bn; relu; avgpool global; fc classes }
}

train cifar10 for wide_resnet {
  data     cifar10 "cifar-10-batches-bin"   eval cifar10 "cifar-10-batches-bin"
  augment  shift 4; crop size; hflip           # 4 pixels of padding
  loss     softmax_cross_entropy   init he_normal fan_in
  sgd      lr 0.1 momentum 0.9 weight_decay 5e-4 nesterov
  lr       /5 at 60, 120, 160 epochs
  batch    128   epochs 200   seed 1
}
