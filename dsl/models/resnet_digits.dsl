resnetc 1
# ResNet-20 for the 8x8 handwritten digits of the UCI set: the CIFAR network of He et al.
# (arXiv:1512.03385, section 4.2) on smaller maps. Depth is 6 n + 2.
# Compiled with -D shortcut=none it is the plain network of the same depth.

model resnet_digits(n = 3, classes = 10) {
  input x : f32[N, 1, 8, 8]                    # 0 .. 16, the sheet's count of set pixels
        normalize mean (4.884) std (6.017)
  shortcut A
  bn       eps 1e-5 momentum 0.1
  names    torchvision
  stem     { conv 3x3 16; bn; relu }
  stage layer1 = n x basic(16)
  stage layer2 = n x basic(32) /2
  stage layer3 = n x basic(64) /2
  head     { avgpool global; fc classes }
}

train digits for resnet_digits {
  data     digits   eval digits                # first 1437 images to train, last 360 to test
  augment  shift 1
  loss     softmax_cross_entropy   init he_normal fan_in
  sgd      lr 0.1 momentum 0.9 weight_decay 1e-4
  lr       cosine
  batch    64   epochs 30   seed 1
}
