"""Pre-activation residual networks and their ablations (He et al., "Identity Mappings in Deep Residual Networks",
arXiv:1603.05027), and the wide ones of Zagoruyko and Komodakis (arXiv:1605.07146).

Figure 4 gives the orders of a unit, table 2 the networks for CIFAR, section 5 and table 5 those for ImageNet. The paper's
appendix, and section 5 on projections: the first unit is activated right after the first convolution, before the paths
split; units that change the shape activate both paths; the last unit has one more activation after its sum. A
projection is a convolution alone, for a batch norm follows it in any case.
"""
from .graph import Net
from .resnet import BOTTLENECK, CIFAR, IMAGENET, quarters, thirds


def network(name, shape, stages, block, shortcut, classes=10, stem=(3, 16, 1), **more):
    """Each stage's first unit activates both paths, the others the branch alone."""
    net = Net(name, shape, classes, **more)
    ends = net.unit("")
    x = ends.conv(net.images, stem[1], stem[0], stem[2])
    x = _units(net, x, stages, block, shortcut)
    return net.done(ends.fc(ends.globalpool(ends.relu(ends.bn(x))), classes))


def imagenet(depth, side=224):
    """Table 5; the stem ends in an activation and a maximum, so the first unit needs none."""
    stages = [(count, 64 << i, 1 if i == 0 else 2) for i, count in enumerate((3, 24, 36, 3))] if depth == 200 else \
        quarters(depth)
    block = full_bottleneck if depth == 200 or depth in BOTTLENECK else full_basic
    net = Net(f"preact_resnet{depth}", (3, side, side), 1000, **IMAGENET)
    ends = net.unit("")
    x = ends.maxpool(ends.conv_bn_relu(net.images, 64, 7, 2), 3, 2)
    x = _units(net, x, stages, block, "B", activated=True)
    return net.done(ends.fc(ends.globalpool(ends.relu(ends.bn(x))), 1000))


def cifar(depth, side=32):
    """Table 2: ResNet-110 with full pre-activation."""
    return network(f"cifar_preact{depth}", (3, side, side), thirds(depth, 2), full_basic, "A", **CIFAR)


def cifar_bottleneck(depth, side=32):
    """Tables 2 and 4: ResNet-164 and 1001; each stage's stride is in the first 1x1, as in the authors' code."""
    return network(f"cifar_preact_bottleneck{depth}", (3, side, side), thirds(depth, 3), full_bottleneck_2015, "B", **CIFAR)


def wide(depth, factor, side=32, dropout=0.0):
    """Table 1: WRN-depth-factor, 6n + 4 layers; figure 1 c, and d with dropout between the convolutions."""
    count, rest = divmod(depth - 4, 6)
    assert not rest, depth
    stages = [(count, 16 * factor, 1), (count, 32 * factor, 2), (count, 64 * factor, 2)]

    def block(unit, x, width, stride, shortcut, activation):
        return full_basic(unit, x, width, stride, shortcut, activation, dropout)

    return network(f"wide_resnet{'_dropout' if dropout else ''}{depth}_{factor}", (3, side, side), stages, block, "B", **CIFAR)


def ablation(kind, depth, side=32):
    """Table 2 and figure 4 b, c, d on ResNet-110, from a stem with batch norm."""
    net = Net(f"cifar_{kind}{depth}", (3, side, side), 10, **CIFAR)
    ends = net.unit("")
    x = ends.bn(ends.conv(net.images, 16, 3))
    if kind != "relu_only_preact":
        x = ends.relu(x)
    unit = {"bn_after_add": bn_after_add, "relu_before_add": relu_before_add, "relu_only_preact": relu_only}[kind]
    x = _units(net, x, thirds(depth, 2), unit, "A")
    if kind == "relu_only_preact":
        x = ends.relu(x)
    return net.done(ends.fc(ends.globalpool(x), 10))


def _units(net, x, stages, block, shortcut, activated=False):
    for number, (repeat, width, first) in enumerate(stages, 1):
        for index in range(repeat):
            activation = "branch" if index else "none" if activated and number == 1 else "both"
            x = block(net.unit(f"layer{number}.{index}"), x, width, first if index == 0 else 1, shortcut, activation)
    return x


def _entry(unit, x, activation, activate):
    """What branch and shortcut start from."""
    if activation == "none":
        return x, x
    active = activate(x)
    return active, active if activation == "both" else x


def _sum(unit, y, x, stride, option):
    """With the shortcut, whose projection has no batch norm."""
    if option == "B" and x.shape != y.shape:
        return unit.add(y, unit.conv(x, y.shape[0], 1, stride, name=f"{unit.prefix}downsample.0"))
    return unit.add(y, unit.shortcut(x, option, y.shape[0], stride))


def full_basic(unit, x, width, stride, shortcut, activation="branch", dropout=0.0):
    """Figure 4 e: batch norm and ReLU before each convolution, nothing after the sum."""
    y, x = _entry(unit, x, activation, lambda v: unit.relu(unit.bn(v)))
    y = unit.relu(unit.bn(unit.conv(y, width, 3, stride)))
    y = unit.conv(unit.dropout(y, dropout) if dropout else y, width, 3)
    return _sum(unit, y, x, stride, shortcut)


def full_bottleneck(unit, x, width, stride, shortcut, activation="branch", strides=None):
    first, second = strides or (1, stride)
    y, x = _entry(unit, x, activation, lambda v: unit.relu(unit.bn(v)))
    y = unit.conv(y, width, 1, first)
    y = unit.conv(unit.relu(unit.bn(y)), width, 3, second)
    y = unit.conv(unit.relu(unit.bn(y)), 4 * width, 1)
    return _sum(unit, y, x, stride, shortcut)


def full_bottleneck_2015(unit, x, width, stride, shortcut, activation="branch"):
    return full_bottleneck(unit, x, width, stride, shortcut, activation, (stride, 1))


def bn_after_add(unit, x, width, stride, shortcut, _):
    """Figure 4 b."""
    y = unit.conv(unit.conv_bn_relu(x, width, 3, stride), width, 3)
    return unit.relu(unit.bn(unit.add(y, unit.shortcut(x, shortcut, width, stride))))


def relu_before_add(unit, x, width, stride, shortcut, _):
    """Figure 4 c."""
    y = unit.conv_bn_relu(unit.conv_bn_relu(x, width, 3, stride), width, 3)
    return unit.add(y, unit.shortcut(x, shortcut, width, stride))


def relu_only(unit, x, width, stride, shortcut, activation):
    """Figure 4 d."""
    y, x = _entry(unit, x, activation, unit.relu)
    y = unit.bn(unit.conv(unit.conv_bn_relu(y, width, 3, stride), width, 3))
    return unit.add(y, unit.shortcut(x, shortcut, width, stride))
