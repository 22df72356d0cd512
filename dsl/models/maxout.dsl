resnetc 1
# The maxout network for CIFAR-10 (Goodfellow et al., arXiv:1302.4389, section 5.2), with the
# sizes of the authors' code (pylearn2, scripts/papers/maxout/cifar10.yaml): convolutions of two
# pieces, a fully connected layer of five. -D width=1 -D hidden=10 gives a thin one. The paper
# whitens the images and bounds the norm of the filters, which is left out here.

block two_pieces(c, k, p) {
  branch { conv k c pad p bias }
  branch { conv k c pad p bias }
  join max
}

block five_pieces(c) {
  branch { fc c }
  branch { fc c }
  branch { fc c }
  branch { fc c }
  branch { fc c }
  join max
}

model maxout(classes = 10, size = 32, width = 96, hidden = 500) {
  input x : f32[N, 3, size, size]              # 0 .. 1
        normalize mean (0.4914, 0.4822, 0.4465) std (0.2470, 0.2435, 0.2616)
  stem {
    dropout 0.2; two_pieces(width, 8, 4); maxpool 4x4 /2 pad 0 ceil
    dropout 0.5; two_pieces(2 * width, 8, 3); maxpool 4x4 /2 pad 0 ceil
    dropout 0.5; two_pieces(2 * width, 5, 3); maxpool 2x2 /2 pad 0 ceil
  }
  head     { dropout 0.5; five_pieces(hidden); dropout 0.5; fc classes }
}

train cifar10 for maxout {
  data     cifar10 "cifar-10-batches-bin"   eval cifar10 "cifar-10-batches-bin"
  augment  shift 4; crop size; hflip           # 4 pixels of padding
  loss     softmax_cross_entropy   init he_normal fan_in
  sgd      lr 0.01 momentum 0.65
  lr       cosine
  batch    128   epochs 474   seed 1
}
