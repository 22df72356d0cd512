"""Networks without shortcuts that the papers compare with: VGG, Network in Network, Deeply-Supervised Net, PReLU-net."""
from .graph import Net
from .resnet import CIFAR, IMAGENET

VGG = {16: (2, 2, 3, 3, 3), 19: (2, 2, 4, 4, 4)}
# He et al., arXiv:1502.01852, table 3: layers of each of three stages, their channels as multiples of 32.
PRELU = {"a": (5, (8, 16, 16)), "b": (6, (8, 16, 16)), "c": (6, (12, 24, 28))}


def vgg(depth, side=224, width=64, hidden=4096):
    """Simonyan and Zisserman, arXiv:1409.1556, table 1, columns D and E."""
    net = Net(f"vgg{depth}", (3, side, side), 1000, **IMAGENET)
    x = net.images
    for stage, (count, factor) in enumerate(zip(VGG[depth], (1, 2, 4, 8, 8)), 1):
        for index in range(count):
            unit = net.unit(f"conv{stage}.{index}")
            x = unit.relu(unit.conv(x, factor * width, 3, bias=True))
        x = unit.maxpool(x, 2, 2)
    head = net.unit("")
    for _ in range(2):
        x = head.dropout(head.relu(head.fc(x, hidden)), 0.5)
    return net.done(head.fc(x, 1000))


def prelu_net(kind, width=32, hidden=4096):
    """He et al., arXiv:1502.01852, table 3. Pyramid pooling of a 14x14 map into n x n bins takes windows of
    ceil(14 / n) every floor(14 / n) (arXiv:1406.4729, section 2.2); the layer on all bins is a sum over the levels."""
    net = Net(f"prelu_net_{kind}", (3, 224, 224), 1000, **IMAGENET)
    ends = net.unit("")
    count, widths = PRELU[kind]
    x = ends.maxpool(ends.prelu(ends.conv(net.images, 3 * width, 7, 2, bias=True)), 2, 2)
    for stage, factor in enumerate(widths, 3):
        for index in range(count):
            unit = net.unit(f"conv{stage}.{index}")
            x = unit.prelu(unit.conv(x, factor * width, 3, bias=True))
        if stage < 5:
            x = unit.maxpool(x, 2, 2)
    spp, y = net.unit("spp.0"), None
    for bins in (7, 3, 2, 1):
        level = spp.fc(spp.maxpool(x, -(-14 // bins), 14 // bins, 0), hidden, bias=y is None)
        y = level if y is None else spp.add(y, level)
    y = ends.dropout(ends.prelu(y), 0.5)
    y = ends.dropout(ends.prelu(ends.fc(y, hidden)), 0.5)
    return net.done(ends.fc(y, 1000))


def nin(side=32, width=32):
    """Lin et al., arXiv:1312.4400, sections 3 and 4: three convolutions, each with two layers across channels;
    widths 192, 160, 96 and 192 of the authors' code."""
    net = Net("nin", (3, side, side), 10, **CIFAR)
    unit = net.unit("")
    x = net.images
    for kernel, first, second, third in ((5, 6, 5, 3), (5, 6, 6, 6), (3, 6, 6, None)):
        x = unit.relu(unit.conv(x, first * width, kernel, bias=True))
        x = unit.relu(unit.conv(x, second * width, 1, bias=True))
        x = unit.relu(unit.conv(x, third * width if third else 10, 1, bias=True))
        if third:
            x = unit.dropout(unit.maxpool(x, 3, 2, 0, ceil=True), 0.5)
    return net.done(unit.globalpool(x))


def dsn(side=32, width=32):
    """Lee et al., arXiv:1409.5185: a classifier on each of NIN's first convolutions, whose loss trains along with
    weight 0.001. The output's last layer is not followed by a ReLU."""
    net = Net("dsn", (3, side, side), 10, **CIFAR)
    ends = net.unit("")
    x = ends.conv(net.images, 6 * width, 5, bias=True)
    for number, (second, third, kernel) in enumerate(((5, 3, 5), (6, 6, 3)), 1):
        companion = net.unit(f"companion{number}")
        net.loss(companion.fc(x, 10), 0.001)
        rest = net.unit(f"mlp{number}.0")
        x = rest.relu(rest.conv(rest.relu(x), second * width, 1, bias=True))
        x = rest.relu(rest.conv(x, third * width, 1, bias=True))
        x = rest.dropout(rest.maxpool(x, 3, 2, 0, ceil=True), 0.5)
        x = net.unit(f"mlp{number}.1").conv(x, 6 * width, kernel, bias=True)
    companion = net.unit("companion3")
    net.loss(companion.fc(x, 10), 0.001)
    x = ends.relu(ends.conv(ends.relu(x), 6 * width, 1, bias=True))
    return net.done(ends.globalpool(ends.conv(x, 10, 1, bias=True)))
