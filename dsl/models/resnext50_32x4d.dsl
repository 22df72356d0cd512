resnetc 1
# ResNeXt-50 (32x4d) for ImageNet (Xie et al., arXiv:1611.05431, table 1): bottlenecks with 32
# groups of 4 channels. Its tensors have the names and shapes of torchvision's resnext50_32x4d.

model resnext50_32x4d(classes = 1000, size = 224) {
  input x : f32[N, 3, size, size]              # 0 .. 1
        normalize mean (0.485, 0.456, 0.406) std (0.229, 0.224, 0.225)
  shortcut B
  bn       eps 1e-5 momentum 0.1
  names    torchvision
  stem     { conv 7x7 64 /2; bn; relu; maxpool 3x3 /2 }
  stage layer1 = 3 x resnext(64)
  stage layer2 = 4 x resnext(128) /2
  stage layer3 = 6 x resnext(256) /2
  stage layer4 = 3 x resnext(512) /2
  head     { avgpool global; fc classes }
}

train imagenet for resnext50_32x4d {
  data     folder "imagenet/train"   eval folder "imagenet/val"
  augment  resize 256..480; crop size; hflip
  loss     softmax_cross_entropy   init he_normal fan_in
  sgd      lr 0.1 momentum 0.9 weight_decay 1e-4
  lr       /10 at 30, 60, 90 epochs
  batch    256   epochs 100   seed 1
}
