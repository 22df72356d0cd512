resnetc 1
# PReLU-net, model C for ImageNet (He et al., arXiv:1502.01852, table 3): 22 layers, one learned
# slope per channel, and spatial pyramid pooling before the fully connected layers. The pyramid's
# windows are those of 224x224 images; -D width=2 -D hidden=64 gives a thin network. The
# initialisation is that for ReLU; with slopes of 0.25 the paper's variance is 1.0625 times
# smaller (equation 15).

model prelu_net_c(classes = 1000, width = 32, hidden = 4096) {
  input x : f32[N, 3, 224, 224]                # 0 .. 1
        normalize mean (0.485, 0.456, 0.406) std (0.229, 0.224, 0.225)
  stem     { conv 7x7 (3 * width) /2 bias; prelu; maxpool 2x2 /2 pad 0 }
  stage conv3 = 6 x conv_prelu(12 * width) then 1 x max_pool(2)
  stage conv4 = 6 x conv_prelu(24 * width) then 1 x max_pool(2)
  stage conv5 = 6 x conv_prelu(28 * width)
  stage spp = 1 x pyramid_fc(hidden)
  head     { prelu; dropout 0.5; fc hidden; prelu; dropout 0.5; fc classes }
}

train imagenet for prelu_net_c {
  data     folder "imagenet/train"   eval folder "imagenet/val"
  augment  resize 256..512; crop 224; hflip
  loss     softmax_cross_entropy   init he_normal fan_in
  sgd      lr 0.01 momentum 0.9 weight_decay 5e-4
  lr       /10 on plateau
  batch    128   epochs 80   seed 1
}
