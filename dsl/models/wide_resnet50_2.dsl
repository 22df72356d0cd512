resnetc 1
# ResNet-50 with bottlenecks of twice the inner channels, for ImageNet (Zagoruyko and Komodakis,
# arXiv:1605.07146, section 3.5). Its tensors have the names and shapes of torchvision's
# wide_resnet50_2.

model wide_resnet50_2(classes = 1000, size = 224) {
  input x : f32[N, 3, size, size]              # 0 .. 1
        normalize mean (0.485, 0.456, 0.406) std (0.229, 0.224, 0.225)
  shortcut B
  bn       eps 1e-5 momentum 0.1
  names    torchvision
  stem     { conv 7x7 64 /2; bn; relu; maxpool 3x3 /2 }
  stage layer1 = 3 x resnext(64, cardinality = 1, width = 128)
  stage layer2 = 4 x resnext(128, cardinality = 1, width = 128) /2
  stage layer3 = 6 x resnext(256, cardinality = 1, width = 128) /2
  stage layer4 = 3 x resnext(512, cardinality = 1, width = 128) /2
  head     { avgpool global; fc classes }
}

train imagenet for wide_resnet50_2 {
  data     folder "imagenet/train"   eval folder "imagenet/val"
  augment  resize 256..480; crop size; hflip
  loss     softmax_cross_entropy   init he_normal fan_in
  sgd      lr 0.1 momentum 0.9 weight_decay 1e-4
  lr       /10 at 30, 60, 90 epochs
  batch    256   epochs 100   seed 1
}
