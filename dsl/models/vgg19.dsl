resnetc 1
# VGG-19 for ImageNet (Simonyan and Zisserman, arXiv:1409.1556, table 1, column E): 3x3
# convolutions with biases, three fully connected layers. -D width=8 -D hidden=64 gives a thin
# one.

model vgg19(classes = 1000, size = 224, width = 64, hidden = 4096) {
  input x : f32[N, 3, size, size]              # 0 .. 1
        normalize mean (0.485, 0.456, 0.406) std (0.229, 0.224, 0.225)
  stage conv1 = 2 x conv_relu(width) then 1 x max_pool(2)
  stage conv2 = 2 x conv_relu(2 * width) then 1 x max_pool(2)
  stage conv3 = 4 x conv_relu(4 * width) then 1 x max_pool(2)
  stage conv4 = 4 x conv_relu(8 * width) then 1 x max_pool(2)
  stage conv5 = 4 x conv_relu(8 * width) then 1 x max_pool(2)
  head     { fc hidden; relu; dropout 0.5; fc hidden; relu; dropout 0.5; fc classes }
}

train imagenet for vgg19 {                     # from scratch by He's initialisation
  data     folder "imagenet/train"   eval folder "imagenet/val"
  augment  resize 256..512; crop size; hflip
  loss     softmax_cross_entropy   init he_normal fan_in
  sgd      lr 0.01 momentum 0.9 weight_decay 5e-4
  lr       /10 on plateau
  batch    256   epochs 74   seed 1
}
