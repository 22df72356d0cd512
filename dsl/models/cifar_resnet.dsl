resnetc 1
# The CIFAR-10 networks of He et al. (arXiv:1512.03385, section 4.2). Depth is 6 n + 2:
# n = 3, 5, 7, 9, 18 give 20, 32, 44, 56, 110 layers. -D shortcut=none gives the plain ones.

model cifar_resnet(n = 3, classes = 10) {
  input x : f32[N, 3, 32, 32]                  # 0 .. 1
        normalize mean (0.4914, 0.4822, 0.4465) std (0.2470, 0.2435, 0.2616)
  shortcut A
  bn       eps 1e-5 momentum 0.1
  names    torchvision
  stem     { conv 3x3 16; bn; relu }
  stage layer1 = n x basic(16)
  stage layer2 = n x basic(32) /2
  stage layer3 = n x basic(64) /2
  head     { avgpool global; fc classes }
}

train cifar10 for cifar_resnet {
  data     cifar10 "cifar-10-batches-bin"   eval cifar10 "cifar-10-batches-bin"
  augment  shift 4; hflip                      # 4 pixels of padding, crops of 32
  loss     softmax_cross_entropy   init he_normal fan_in
  sgd      lr 0.1 momentum 0.9 weight_decay 1e-4
  lr       /10 at 82, 123 epochs
  batch    128   epochs 164   seed 1
}
