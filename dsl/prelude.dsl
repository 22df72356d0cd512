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
# before each convolution, and nothing comes after the sum. Three kinds of units:
#   NAME          the branch alone is activated;
#   NAME_shared   branch and shortcut are, as in the first unit of a stage (section 5, appendix);
#   NAME_bare     neither is, as after a stem that ends in an activation (ImageNet).
# A shortcut that must be a projection is a convolution without batch norm, as the next unit
# begins with one (released code of the authors).
block preact_basic(c, stride = 1) {
  branch { bn; relu; preact_basic_branch(c) /stride }
  shortcut conv
  join add
}

block preact_basic_shared(c, stride = 1) {
  bn; relu
  preact_basic_bare(c) /stride
}

block preact_basic_bare(c, stride = 1) {
  branch { preact_basic_branch(c) /stride }
  shortcut conv
  join add
}

block preact_basic_branch(c, stride = 1) { conv 3x3 c /stride; bn; relu; conv 3x3 c }

# The stride is on the 3x3; `down` is one on the first 1x1, as in the authors' CIFAR networks.
block preact_bottleneck(c, stride = 1, expand = 4, down = 1) {
  branch { bn; relu; preact_bottleneck_branch(c, stride, expand, down) }
  shortcut conv
  join add
}

block preact_bottleneck_shared(c, stride = 1, expand = 4, down = 1) {
  bn; relu
  preact_bottleneck_bare(c, stride, expand, down)
}

block preact_bottleneck_bare(c, stride = 1, expand = 4, down = 1) {
  branch { preact_bottleneck_branch(c, stride, expand, down) }
  shortcut conv
  join add
}

block preact_bottleneck_branch(c, stride = 1, expand = 4, down = 1) {
  conv 1x1 c /down
  bn; relu; conv 3x3 c /stride
  bn; relu; conv 1x1 (c * expand)
}

# What the authors compare the second generation with (arXiv:1603.05027, figure 4 b, c and d).
block bn_after_add(c, stride = 1) {
  branch { conv 3x3 c /stride; bn; relu; conv 3x3 c }
  shortcut
  join add; bn; relu
}

block relu_before_add(c, stride = 1) {
  branch { conv 3x3 c /stride; bn; relu; conv 3x3 c; bn; relu }
  shortcut
  join add
}

block relu_only_preact(c, stride = 1) {
  branch { relu; conv 3x3 c /stride; bn; relu; conv 3x3 c; bn }
  shortcut
  join add
}

block relu_only_preact_shared(c, stride = 1) {
  relu
  branch { conv 3x3 c /stride; bn; relu; conv 3x3 c; bn }
  shortcut
  join add
}

# The wide block with dropout between its convolutions (Zagoruyko and Komodakis,
# arXiv:1605.07146, figure 1 d); without dropout it is `preact_basic`.
block wide_dropout(c, stride = 1) {
  branch { bn; relu; wide_dropout_branch(c) /stride }
  shortcut conv
  join add
}

block wide_dropout_shared(c, stride = 1) {
  bn; relu
  branch { wide_dropout_branch(c) /stride }
  shortcut conv
  join add
}

block wide_dropout_branch(c, stride = 1) {
  conv 3x3 c /stride; bn; relu; dropout 0.3; conv 3x3 c
}

# Aggregated transformations (Xie et al., arXiv:1611.05431, figure 3 c): `cardinality` groups of
# c * width / 64 channels each. One group and width 128 is the wide bottleneck of torchvision.
block resnext(c, stride = 1, cardinality = 32, width = 4, expand = 4) {
  branch {
    conv 1x1 (c * width / 64 * cardinality); bn; relu
    conv 3x3 (c * width / 64 * cardinality) /stride groups cardinality; bn; relu
    conv 1x1 (c * expand); bn
  }
  shortcut
  join add; relu
}

# Squeeze-and-excitation (Hu et al., arXiv:1709.01507, figure 3): a number per channel, from the
# mean of each map, through a layer of c / reduce units, scales the map.
block squeeze_excite(c, reduce = 16) {
  branch { avgpool global; fc (c / reduce); relu; fc c; sigmoid }
  shortcut
  join gated
}

# The stride is on the first 1x1, as in the authors' release.
block se_bottleneck(c, stride = 1, expand = 4, reduce = 16) {
  branch {
    conv 1x1 c /stride; bn; relu
    conv 3x3 c; bn; relu
    conv 1x1 (c * expand); bn
    squeeze_excite(c * expand, reduce)
  }
  shortcut
  join add; relu
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

# Convolutions of the time before batch norm: with a bias.
block conv_relu(c, k = 3, stride = 1) { conv k c /stride bias; relu }
block conv_prelu(c, k = 3, stride = 1) { conv k c /stride bias; prelu }

# Pooling as Caffe and cuda-convnet do it: no padding, and the last window may end outside.
block max_pool(k = 2, stride = 2) { maxpool k /stride pad 0 ceil }

# A convolution and two layers that see one pixel each (Lin et al., arXiv:1312.4400, figure 2).
block mlpconv(c, k, hidden, out) {
  conv k c bias; relu
  conv 1x1 hidden bias; relu
  conv 1x1 out bias; relu
}

# The largest of two convolutions, or fully connected layers (Goodfellow et al., arXiv:1302.4389).
block maxout(c, k = 3) {
  branch { conv k c bias }
  branch { conv k c bias }
  join max
}

block maxout_fc(c) {
  branch { fc c }
  branch { fc c }
  join max
}

# h(x) t(x) + x (1 - t(x)); the gate t begins nearly shut (Srivastava et al., arXiv:1507.06228).
block highway(c, k = 3) {
  branch { conv k c bias; relu }
  branch { conv k c bias -2; sigmoid }
  shortcut
  join gated
}

# The module of GoogLeNet (Szegedy et al., arXiv:1409.4842, figure 2 b), with the six widths of
# table 1 in its order.
block inception(c1, reduce3, c3, reduce5, c5, pool) {
  branch { conv_relu(c1, 1) }
  branch { conv_relu(reduce3, 1); conv_relu(c3, 3) }
  branch { conv_relu(reduce5, 1); conv_relu(c5, 5) }
  branch { maxpool 3x3; conv_relu(pool, 1) }
  join concat
}

# Spatial pyramid pooling of a 14x14 map into 7x7, 3x3, 2x2 and 1x1 bins, and the fully connected
# layer on all of them (He et al., arXiv:1406.4729, section 2.2). A layer on bins one after the
# other is the sum of a layer on each, so it stands here as four, of which one has the bias.
block pyramid_fc(c) {
  branch { maxpool 2x2 /2 pad 0; fc c }
  branch { maxpool 5x5 /4 pad 0; fc c nobias }
  branch { maxpool 7x7 /7 pad 0; fc c nobias }
  branch { maxpool 14x14 pad 0; fc c nobias }
  join add
}
