"""Maxout networks and highway networks: the larger of linear functions, and gates that learn what to let pass."""
from .graph import Net
from .resnet import CIFAR


def maxout(side=32, width=96, hidden=500):
    """Goodfellow et al., arXiv:1302.4389, section 5.2: three convolutions of two pieces, a fully connected layer of
    five; kernels, padding and pooling of the authors' experiment."""
    net = Net("maxout", (3, side, side), 10, **CIFAR)
    unit = net.unit("")
    x = net.images
    for factor, kernel, pad, pool, rate in ((1, 8, 4, 4, 0.2), (2, 8, 3, 4, 0.5), (2, 5, 3, 2, 0.5)):
        x = _largest(unit, unit.dropout(x, rate), factor * width, kernel, pad)
        x = unit.maxpool(x, pool, 2, 0, ceil=True)
    x = unit.dropout(x, 0.5)
    x = unit.max(*[unit.fc(x, hidden) for _ in range(5)])
    return net.done(unit.fc(unit.dropout(x, 0.5), 10))


def _largest(unit, x, out, kernel, pad=None):
    return unit.max(*[unit.conv(x, out, kernel, pad=pad, bias=True) for _ in range(2)])


def fitnet(side=32, width=16, hidden=500):
    """Romero et al., arXiv:1412.6550, "FitNet 4": 17 thin convolutions of two pieces, 32, 48, 80 and 128 wide."""
    net = Net("fitnet19", (3, side, side), 10, **CIFAR)
    x = net.images
    for stage, plan in enumerate((((3, 2), (2, 3)), ((6, 5),), ((6, 8),)), 1):
        widths = [factor * width for count, factor in plan for _ in range(count)]
        for index, out in enumerate(widths):
            unit = net.unit(f"conv{stage}.{index}")
            x = _largest(unit, x, out, 3)
        if stage < 3:
            x = unit.maxpool(x, 2, 2)
    head = net.unit("")
    x = head.maxpool(x, side // 4, 1, 0)
    x = head.max(head.fc(x, hidden), head.fc(x, hidden))
    return net.done(head.fc(x, 10))


def highway(depth, side=32, width=None):
    """Srivastava et al., arXiv:1507.06228, section 2 and table 2: blocks of value and gate; a convolution alone where
    the number of channels changes. 19 layers: 32, 80 and 128 wide, all 3x3. 32 layers: 3x3 and 1x1 in turn."""
    width = width or {19: 16, 32: 32}[depth]
    widths, blocks = {19: ((2, 5, 8), (4, 5, 5)), 32: ((1, 2, 3), (9, 9, 9))}[depth]
    net = Net(f"highway{depth}", (3, side, side), 10, **CIFAR)
    ends = net.unit("")
    x = ends.relu(ends.conv(ends.dropout(net.images, 0.2), widths[0] * width, 3, bias=True))
    for group, (factor, count) in enumerate(zip(widths, blocks), 1):
        kernels = [3] * count if depth == 19 else [1 + 2 * (index % 2) for index in range(count)]
        together = 1 if depth == 19 else 2  # blocks in one unit of names
        index = 0
        if group > 1:
            unit = net.unit(f"group{group}.0")
            x = unit.relu(unit.conv(x, factor * width, 3, bias=True))
            index = 1
        for place, kernel in enumerate(kernels):
            if place % together == 0:
                unit = net.unit(f"group{group}.{index}")
                index += 1
            value = unit.relu(unit.conv(x, factor * width, kernel, bias=True))
            x = unit.gate(value, unit.sigmoid(unit.conv(x, factor * width, kernel, bias=True)), x)
        if group < 3:
            x = ends.dropout(ends.maxpool(x, 2, 2), 0.2)
    x = ends.globalpool(ends.relu(ends.conv(x, 100, 1, bias=True)))
    return net.done(ends.fc(ends.dropout(x, 0.2), 10))
