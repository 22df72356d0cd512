resnetc 1
# Pre-activation ResNet-50 for ImageNet (the units of He et al., arXiv:1603.05027, in the stages
# of ResNet-50). As in the Torch code that the paper's authors point to (fb.resnet.torch), the
# first unit finds its input activated by the stem, the first units of the other stages activate
# it before the fork, and one more activation follows the last sum.

model preact_resnet50(classes = 1000, size = 224) {
  input x : f32[N, 3, size, size]              # 0 .. 1
        normalize mean (0.485, 0.456, 0.406) std (0.229, 0.224, 0.225)
  shortcut B
  bn       eps 1e-5 momentum 0.1
  stem     { conv 7x7 64 /2; bn; relu; maxpool 3x3 /2 }
  stage layer1 = 1 x preact_bottleneck_bare(64) then 2 x preact_bottleneck(64)
  stage layer2 = 1 x preact_bottleneck_shared(128) /2 then 3 x preact_bottleneck(128)
  stage layer3 = 1 x preact_bottleneck_shared(256) /2 then 5 x preact_bottleneck(256)
  stage layer4 = 1 x preact_bottleneck_shared(512) /2 then 2 x preact_bottleneck(512)
  head     { bn; relu; avgpool global; fc classes }
}

train imagenet for preact_resnet50 {
  data     folder "imagenet/train"   eval folder "imagenet/val"
  augment  resize 256..480; crop size; hflip
  loss     softmax_cross_entropy   init he_normal fan_in
  sgd      lr 0.1 momentum 0.9 weight_decay 1e-4
  lr       /10 at 30, 60, 90 epochs
  batch    256   epochs 100   seed 1
}
