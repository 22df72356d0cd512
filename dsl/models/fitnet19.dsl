resnetc 1
# FitNet-19 for CIFAR-10 (Romero et al., arXiv:1412.6550, table 1 and appendix, "FitNet 4"): thin
# maxout convolutions of two pieces, the widths those of the authors' code (adri-romsor/FitNets).
# There the fully connected layer has five pieces; with two, as here, the count is the paper's.
# The paper trains it by hints of a teacher, which is not of this language.

model fitnet19(classes = 10, size = 32, width = 16, hidden = 500) {
  input x : f32[N, 3, size, size]              # 0 .. 1
        normalize mean (0.4914, 0.4822, 0.4465) std (0.2470, 0.2435, 0.2616)
  stage conv1 = 3 x maxout(2 * width) then 2 x maxout(3 * width) then 1 x max_pool(2)
  stage conv2 = 6 x maxout(5 * width) then 1 x max_pool(2)
  stage conv3 = 6 x maxout(8 * width)
  head     { maxpool (size / 4) pad 0; maxout_fc(hidden); fc classes }
}

train cifar10 for fitnet19 {
  data     cifar10 "cifar-10-batches-bin"   eval cifar10 "cifar-10-batches-bin"
  augment  shift 4; crop size; hflip           # 4 pixels of padding
  loss     softmax_cross_entropy   init he_normal fan_in
  sgd      lr 0.005 momentum 0.9
  lr       cosine
  batch    128   epochs 288   seed 1
}
