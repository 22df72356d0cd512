resnetc 1
# GoogLeNet for ImageNet (Szegedy et al., arXiv:1409.4842, table 1 and section 5): modules of four
# branches, local response normalisation, and two auxiliary heads, whose losses count 0.3 each in
# training. Poolings round up and the normalisation has the numbers of Caffe's bvlc_googlenet, as
# the paper does not give them. The images may be as small as -D size=96.

model googlenet(classes = 1000, size = 224) {
  input x : f32[N, 3, size, size]              # 0 .. 1
        normalize mean (0.485, 0.456, 0.406) std (0.229, 0.224, 0.225)
  stem {
    conv 7x7 64 /2 bias; relu; maxpool 3x3 /2 pad 0 ceil; lrn 5 alpha 1e-4 beta 0.75
    conv 1x1 64 bias; relu; conv 3x3 192 bias; relu
    lrn 5 alpha 1e-4 beta 0.75; maxpool 3x3 /2 pad 0 ceil
  }
  stage inception3a = 1 x inception(64, 96, 128, 16, 32, 32)
  stage inception3b = 1 x inception(128, 128, 192, 32, 96, 64) then 1 x max_pool(3)
  stage inception4a = 1 x inception(192, 96, 208, 16, 48, 64)
  aux aux1 weight 0.3 {
    avgpool 5x5 /3; conv 1x1 128 bias; relu; fc 1024; relu; dropout 0.7; fc classes
  }
  stage inception4b = 1 x inception(160, 112, 224, 24, 64, 64)
  stage inception4c = 1 x inception(128, 128, 256, 24, 64, 64)
  stage inception4d = 1 x inception(112, 144, 288, 32, 64, 64)
  aux aux2 weight 0.3 {
    avgpool 5x5 /3; conv 1x1 128 bias; relu; fc 1024; relu; dropout 0.7; fc classes
  }
  stage inception4e = 1 x inception(256, 160, 320, 32, 128, 128) then 1 x max_pool(3)
  stage inception5a = 1 x inception(256, 160, 320, 32, 128, 128)
  stage inception5b = 1 x inception(384, 192, 384, 48, 128, 128)
  head     { avgpool global; dropout 0.4; fc classes }
}

train imagenet for googlenet {                 # the paper lowers the rate by 4% every 8 epochs
  data     folder "imagenet/train"   eval folder "imagenet/val"
  augment  resize 256..480; crop size; hflip
  loss     softmax_cross_entropy   init he_normal fan_in
  sgd      lr 0.01 momentum 0.9 weight_decay 2e-4
  lr       cosine
  batch    32   epochs 60   seed 1
}
