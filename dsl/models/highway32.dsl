resnetc 1
# Highway network of 32 layers for CIFAR-10 (Srivastava et al., arXiv:1507.06228, table 2,
# "Highway C"): receptive fields of 3x3 and 1x1 take turns. The paper gives the depth and about
# 1.25 M parameters, but not the widths; these are chosen to have as many. The rest is as in
# highway19.

block shrink() { maxpool 2x2 /2 pad 0; dropout 0.2 }
block highway_pair(c) { highway(c, 1); highway(c, 3) }  # after a 3x3

model highway32(classes = 10, size = 32, width = 32) {
  input x : f32[N, 3, size, size]              # 0 .. 1
        normalize mean (0.4914, 0.4822, 0.4465) std (0.2470, 0.2435, 0.2616)
  stem     { dropout 0.2; conv 3x3 width bias; relu }
  stage group1 = 4 x highway_pair(width) then 1 x highway(width, 1) then 1 x shrink()
  stage group2 = 1 x conv_relu(2 * width) then 4 x highway_pair(2 * width)
    then 1 x highway(2 * width, 1) then 1 x shrink()
  stage group3 = 1 x conv_relu(3 * width) then 4 x highway_pair(3 * width)
    then 1 x highway(3 * width, 1)
  head     { conv 1x1 100 bias; relu; avgpool global; dropout 0.2; fc classes }
}

train cifar10 for highway32 {
  data     cifar10 "cifar-10-batches-bin"   eval cifar10 "cifar-10-batches-bin"
  augment  shift 8; crop size; hflip           # 8 pixels of padding
  loss     softmax_cross_entropy   init he_normal fan_in
  sgd      lr 0.025 momentum 0.9 weight_decay 1e-3 nesterov
  lr       /10 at 50%, 75%, 87.5%
  batch    100   epochs 400   seed 1
}
