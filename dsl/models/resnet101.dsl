resnetc 1
# ResNet-101 for ImageNet (He et al., arXiv:1512.03385, table 1): bottlenecks, stride on the 3x3.
# Its tensors have the names and shapes of torchvision's resnet101; resnet101_2015 has the stride
# where the paper has it, on the first 1x1.

model resnet101(classes = 1000, size = 224) {
  input x : f32[N, 3, size, size]              # 0 .. 1
        normalize mean (0.485, 0.456, 0.406) std (0.229, 0.224, 0.225)
  shortcut B
  bn       eps 1e-5 momentum 0.1
  names    torchvision
  stem     { conv 7x7 64 /2; bn; relu; maxpool 3x3 /2 }
  stage layer1 = 3 x bottleneck(64)
  stage layer2 = 4 x bottleneck(128) /2
  stage layer3 = 23 x bottleneck(256) /2
  stage layer4 = 3 x bottleneck(512) /2
  head     { avgpool global; fc classes }
}

train imagenet for resnet101 {
  data     folder "imagenet/train"   eval folder "imagenet/val"
  augment  resize 256..480; crop size; hflip
  loss     softmax_cross_entropy   init he_normal fan_in
  sgd      lr 0.1 momentum 0.9 weight_decay 1e-4
  lr       /10 on plateau
  batch    256   epochs 120   seed 1
}
