resnetc 1
# The blocks that every model can use, written in the language itself. A block of the same
# name in your own file takes the place of one here.

# Two 3x3 convolutions beside a shortcut (He et al., arXiv:1512.03385, figure 5 left).
block basic(c, stride = 1) {
  branch { conv 3x3 c /stride; bn; relu; conv 3x3 c; bn }
  shortcut
  join add; relu
}

# 1x1 down, 3x3, 1x1 up by `expand` (figure 5 right). The stride is on the 3x3, as in
# torchvision and everywhere since; `bottleneck_2015` has it on the first 1x1, as the paper.
block bottleneck(c, stride = 1, expand = 4) {
  branch {
    conv 1x1 c; bn; relu
    conv 3x3 c /stride; bn; relu
    conv 1x1 (c * expand); bn
  }
  shortcut
  join add; relu
}

block bottleneck_2015(c, stride = 1, expand = 4) {
  branch {
    conv 1x1 c /stride; bn; relu
    conv 3x3 c; bn; relu
    conv 1x1 (c * expand); bn
  }
  shortcut
  join add; relu
}

# The second generation (He et al., arXiv:1603.05027, figure 4 e): batch norm and ReLU come
# before each convolution, and nothing comes after the sum.
block preact_basic(c, stride = 1) {
  branch { bn; relu; conv 3x3 c /stride; bn; relu; conv 3x3 c }
  shortcut
  join add
}

block preact_bottleneck(c, stride = 1, expand = 4) {
  branch {
    bn; relu; conv 1x1 c
    bn; relu; conv 3x3 c /stride
    bn; relu; conv 1x1 (c * expand)
  }
  shortcut
  join add
}

# A convolution with its batch norm and ReLU; `k` is the kernel size.
block conv_bn_relu(c, k = 3, stride = 1) {
  conv k c /stride; bn; relu
}

# Two 3x3 convolutions without a shortcut, whatever the model's option.
block plain(c, stride = 1) {
  conv_bn_relu(c) /stride
  conv_bn_relu(c)
}

# Squeeze-and-excitation (Hu et al., arXiv:1709.01507, figure 3): a number per channel, from the
# mean of each map, through a layer of c / reduce units, scales the map.
block squeeze_excite(c, reduce = 16) {
  branch { avgpool global; fc (c / reduce); relu; fc c; sigmoid }
  shortcut
  join gated
}

block se_bottleneck(c, stride = 1, expand = 4, reduce = 16) {
  branch {
    conv 1x1 c; bn; relu
    conv 3x3 c /stride; bn; relu
    conv 1x1 (c * expand); bn
    squeeze_excite(c * expand, reduce)
  }
  shortcut
  join add; relu
}
