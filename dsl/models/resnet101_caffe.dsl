resnetc 1
# ResNet-101 of the authors' release for Caffe (He et al., arXiv:1512.03385; prototxt of
# KaimingHe/deep-residual-networks), with its names of tensors: stride on the first 1x1, and a
# first pooling without padding that rounds up. Pixels are 0 .. 255 in the order blue, green, red.
# The release subtracts the mean image of the training set; the mean of each channel is the usual
# stand-in.

model resnet101_caffe(classes = 1000, size = 224) {
  input x : f32[N, 3, size, size]              # 0 .. 255: B, G, R
        normalize mean (102.9801, 115.9465, 122.7717) std (1, 1, 1)
  shortcut B
  bn       eps 1e-5 momentum 0.1
  names    caffe
  stem     { conv 7x7 64 /2; bn; relu; maxpool 3x3 /2 pad 0 ceil }
  stage layer1 = 3 x bottleneck_2015(64)
  stage layer2 = 4 x bottleneck_2015(128) /2
  stage layer3 = 23 x bottleneck_2015(256) /2
  stage layer4 = 3 x bottleneck_2015(512) /2
  head     { avgpool global; fc classes }
}

train imagenet for resnet101_caffe {
  data     folder "imagenet/train"   eval folder "imagenet/val"
  augment  resize 256..480; crop size; hflip
  loss     softmax_cross_entropy   init he_normal fan_in
  sgd      lr 0.1 momentum 0.9 weight_decay 1e-4
  lr       /10 on plateau
  batch    256   epochs 120   seed 1
}
