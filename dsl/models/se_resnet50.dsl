resnetc 1
# SE-ResNet-50 for ImageNet (Hu et al., arXiv:1709.01507, table 1): ResNet-50 of the 2015 paper
# with a squeeze-and-excitation gate in every block. As in the release, the first pooling has no
# padding and rounds up.

model se_resnet50(classes = 1000, size = 224) {
  input x : f32[N, 3, size, size]              # 0 .. 1
        normalize mean (0.485, 0.456, 0.406) std (0.229, 0.224, 0.225)
  shortcut B
  bn       eps 1e-5 momentum 0.1
  names    torchvision
  stem     { conv 7x7 64 /2; bn; relu; maxpool 3x3 /2 pad 0 ceil }
  stage layer1 = 3 x se_bottleneck(64)
  stage layer2 = 4 x se_bottleneck(128) /2
  stage layer3 = 6 x se_bottleneck(256) /2
  stage layer4 = 3 x se_bottleneck(512) /2
  head     { avgpool global; fc classes }
}

train imagenet for se_resnet50 {
  data     folder "imagenet/train"   eval folder "imagenet/val"
  augment  resize 256..480; crop size; hflip
  loss     softmax_cross_entropy   init he_normal fan_in
  sgd      lr 0.6 momentum 0.9 weight_decay 1e-4
  lr       /10 at 30, 60, 90 epochs
  batch    1024   epochs 100   seed 1
}
