resnetc 1
# The plain network of 34 layers for ImageNet (He et al., arXiv:1512.03385, figure 3 middle,
# table 2): ResNet-34 without its shortcuts. The same as resnet34.dsl with -D shortcut=none, and
# with the same names of tensors.

model plain34(classes = 1000, size = 224) {
  input x : f32[N, 3, size, size]              # 0 .. 1
        normalize mean (0.485, 0.456, 0.406) std (0.229, 0.224, 0.225)
  bn       eps 1e-5 momentum 0.1
  names    torchvision
  stem     { conv 7x7 64 /2; bn; relu; maxpool 3x3 /2 }
  stage layer1 = 3 x plain(64)
  stage layer2 = 4 x plain(128) /2
  stage layer3 = 6 x plain(256) /2
  stage layer4 = 3 x plain(512) /2
  head     { avgpool global; fc classes }
}

train imagenet for plain34 {
  data     folder "imagenet/train"   eval folder "imagenet/val"
  augment  resize 256..480; crop size; hflip
  loss     softmax_cross_entropy   init he_normal fan_in
  sgd      lr 0.1 momentum 0.9 weight_decay 1e-4
  lr       /10 on plateau
  batch    256   epochs 120   seed 1
}
