"""What came of residual networks: ResNeXt, wide bottlenecks, squeeze-and-excitation, inverted residuals, scaled branches."""
from .resnet import CIFAR, IMAGENET, join, quarters, residual


def _inner(width_of):
    """A bottleneck whose two inner convolutions have `width_of(width)` channels in groups."""

    def block(unit, x, width, stride, shortcut):
        inner, groups = width_of(width)
        y = unit.conv_bn_relu(x, inner, 1)
        y = unit.conv_bn_relu(y, inner, 3, stride, groups=groups)
        y = unit.bn(unit.conv(y, 4 * width, 1))
        return unit.relu(join(unit, y, x, stride, shortcut))

    return block


def _imagenet(name, depth, block, side):
    return residual(name, (3, side, side), quarters(depth), block, "B", classes=1000, stem=(7, 64, 2), maxpool=True, **IMAGENET)


def resnext(depth, cardinality, group, side=224):
    """Xie et al., arXiv:1611.05431, table 1: `cardinality` groups of `group` channels in the first stage, and twice
    as many with every stage."""
    return _imagenet(f"resnext{depth}_{cardinality}x{group}d", depth,
                     _inner(lambda width: (cardinality * group * width // 64, cardinality)), side)


def resnext29(cardinality=8, group=64, channels=64, side=32):
    """Section 5.2: three stages of three blocks for CIFAR, put out 4 times 64, 128 and 256 channels."""
    stages = [(3, channels, 1), (3, 2 * channels, 2), (3, 4 * channels, 2)]
    return residual("resnext29", (3, side, side), stages,
                    _inner(lambda width: (cardinality * group * width // 64, cardinality)), "B",
                    stem=(3, channels, 1), **CIFAR)


def wide_bottleneck(depth, side=224):
    """Zagoruyko and Komodakis, arXiv:1605.07146, section 3.5: twice the channels inside a bottleneck."""
    return _imagenet(f"wide_resnet{depth}_2", depth, _inner(lambda width: (2 * width, 1)), side)


def _squeeze_excite(unit, x, width, stride, shortcut):
    """Hu et al., arXiv:1709.01507, figure 3: the branch's maps scaled by what their means say, a 16th wide inside."""
    y = unit.conv_bn_relu(x, width, 1, stride)
    y = unit.conv_bn_relu(y, width, 3)
    y = unit.bn(unit.conv(y, 4 * width, 1))
    means = unit.globalpool(y)
    gate = unit.sigmoid(unit.fc(unit.relu(unit.fc(means, 4 * width // 16)), 4 * width))
    return unit.relu(join(unit, unit.gate(y, gate), x, stride, shortcut))


def se_resnet(depth, side=224):
    """Table 1, with the stride and the first pooling of the authors' release."""
    return residual(f"se_resnet{depth}", (3, side, side), quarters(depth), _squeeze_excite, "B", classes=1000,
                    stem=(7, 64, 2), maxpool=True, ceil=True, **IMAGENET)


def inverted_residual(unit, x, inner, kernel, activation, squeezed=None):
    """Sandler et al., arXiv:1801.04381, figure 4 d: wide between narrow maps, of which the last is as it is. With a gate
    of as many `squeezed` means, Howard et al., arXiv:1905.02244, figure 4."""
    y = activation(unit.bn(unit.conv(x, inner, 1)))
    y = activation(unit.bn(unit.conv(y, inner, kernel, groups=inner)))
    if squeezed:
        y = unit.gate(y, unit.sigmoid(unit.fc(unit.relu(unit.fc(unit.globalpool(y), squeezed)), inner)))
    return unit.add(unit.bn(unit.conv(y, x.shape[0], 1)), x)


def skip_init(unit, x):
    """De and Smith, arXiv:2002.10444, section 3: no batch norm, but a learned number before the sum."""
    y = unit.conv(unit.relu(x), x.shape[0], 3, bias=True)
    y = unit.conv(unit.relu(y), x.shape[0], 3, bias=True)
    return unit.add(unit.scale(y), x)


def re_zero(unit, x):
    """Bachlechner et al., arXiv:2003.04887, equation 4, on a convolution and its activation."""
    return unit.add(unit.scale(unit.relu(unit.conv(x, x.shape[0], 3, bias=True))), x)
