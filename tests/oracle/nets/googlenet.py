"""GoogLeNet (Szegedy et al., "Going deeper with convolutions", arXiv:1409.4842)."""
from .graph import Net
from .resnet import IMAGENET

# Table 1: 1x1; 3x3 reduce, 3x3; 5x5 reduce, 5x5; projection of the pooling.
TABLE = {
    "3a": (64, 96, 128, 16, 32, 32),
    "3b": (128, 128, 192, 32, 96, 64),
    "4a": (192, 96, 208, 16, 48, 64),
    "4b": (160, 112, 224, 24, 64, 64),
    "4c": (128, 128, 256, 24, 64, 64),
    "4d": (112, 144, 288, 32, 64, 64),
    "4e": (256, 160, 320, 32, 128, 128),
    "5a": (256, 160, 320, 32, 128, 128),
    "5b": (384, 192, 384, 48, 128, 128),
}


def googlenet(side=224):
    """Table 1 and section 5. The pooling windows begin without padding and round up; normalisation has the usual
    numbers of Krizhevsky's layer (5 channels, alpha 1e-4, beta 0.75), which the paper leaves out."""
    net = Net("googlenet", (3, side, side), 1000, **IMAGENET)
    ends = net.unit("")
    x = _conv(ends, net.images, 64, 7, 2)
    x = ends.lrn(ends.maxpool(x, 3, 2, 0, ceil=True))
    x = _conv(ends, _conv(ends, x, 64, 1), 192, 3)
    x = ends.maxpool(ends.lrn(x), 3, 2, 0, ceil=True)
    for name, widths in TABLE.items():
        x = _inception(net.unit(f"inception{name}.0"), x, *widths)
        if name in ("3b", "4e"):
            x = ends.maxpool(x, 3, 2, 0, ceil=True)
        if name in ("4a", "4d"):
            _auxiliary(net, net.unit("aux1" if name == "4a" else "aux2"), x)
    return net.done(ends.fc(ends.dropout(ends.globalpool(x), 0.4), 1000))


def _conv(unit, x, out, kernel, stride=1):
    return unit.relu(unit.conv(x, out, kernel, stride, bias=True))


def _inception(unit, x, one, reduce3, three, reduce5, five, pool):
    """Figure 2 b."""
    return unit.concat(_conv(unit, x, one, 1),
                       _conv(unit, _conv(unit, x, reduce3, 1), three, 3),
                       _conv(unit, _conv(unit, x, reduce5, 1), five, 5),
                       _conv(unit, unit.maxpool(x, 3), pool, 1))


def _auxiliary(net, unit, x):
    """Section 5: its loss counts 0.3."""
    x = _conv(unit, unit.avgpool(x, 5, 3), 128, 1)
    x = unit.dropout(unit.relu(unit.fc(x, 1024)), 0.7)
    net.loss(unit.fc(x, 1000), 0.3)
