"""Residual networks of the first generation (He et al., "Deep Residual Learning", arXiv:1512.03385) and their plain twins.

Sections 3.3 and 4.2, table 1 and figure 5; names as torchvision's.
"""
from .graph import Net

CIFAR = {"mean": (0.4914, 0.4822, 0.4465), "std": (0.2470, 0.2435, 0.2616)}
IMAGENET = {"mean": (0.485, 0.456, 0.406), "std": (0.229, 0.224, 0.225)}

# Table 1: blocks per stage.
BASIC = {18: (2, 2, 2, 2), 34: (3, 4, 6, 3)}
BOTTLENECK = {50: (3, 4, 6, 3), 101: (3, 4, 23, 3), 152: (3, 8, 36, 3)}


def thirds(depth, layers, width=16):
    """Three stages of equally many blocks of `layers` layers, each stage twice as wide as the one before."""
    count, rest = divmod(depth - 2, 3 * layers)
    assert not rest, depth
    return [(count, width, 1), (count, 2 * width, 2), (count, 4 * width, 2)]


def cifar(depth, shortcut="A", channels=3, side=32, name=None, **more):
    """Section 4.2: 6n + 2 layers, three stages of 16, 32 and 64 channels; shortcut "none" gives the plain network."""
    return residual(name or f"cifar_resnet{depth}", (channels, side, side), thirds(depth, 2), basic, shortcut,
                    **{**CIFAR, **more})


def cifar_bottleneck(depth, side=32, name=None):
    """The baseline of arXiv:1603.05027, table 2: bottlenecks of 4 times 16, 32 and 64 channels, 9n + 2 layers."""
    return residual(name or f"cifar_bottleneck{depth}", (3, side, side), thirds(depth, 3), bottleneck_2015, "B", **CIFAR)


def digits(depth=20, name="resnet_digits"):
    """The network of section 4.2 on the 8x8 digits, whose pixels are 0 to 16."""
    return cifar(depth, channels=1, side=8, name=name, mean=(4.884,), std=(6.017,), white=16.0)


def quarters(depth):
    """The four stages of table 1."""
    return [(count, 64 << i, 1 if i == 0 else 2) for i, count in enumerate({**BASIC, **BOTTLENECK}[depth])]


def imagenet(depth, shortcut="B", side=224, block=None, name=None, **more):
    """Table 1. The bottleneck strides in its 3x3 convolution, as torchvision; `bottleneck_2015` as the paper."""
    block = block or (basic if depth in BASIC else bottleneck)
    return residual(name or f"resnet{depth}", (3, side, side), quarters(depth), block, shortcut, classes=1000,
                    stem=(7, 64, 2), maxpool=True, **{**IMAGENET, **more})


def caffe(depth, side=224):
    """The authors' release for Caffe: stride in the first 1x1; the first pooling has no padding and rounds up; the
    first convolution of the smallest has a bias; pixels are 0 to 255, blue first, less their mean."""
    net = imagenet(depth, "B", side, bottleneck_2015, f"resnet{depth}_caffe", ceil=True, stem_bias=depth == 50,
                   mean=(102.9801, 115.9465, 122.7717), std=(1.0, 1.0, 1.0), white=255.0)
    return net.rename(_caffe_names(depth))


def _caffe_names(depth):
    """From torchvision's names to (name, name of the scale): res2a_branch2a with bn2a_branch2a and scale2a_branch2a.
    Blocks are letters, or a, b1, b2, ... where a long network has more than three in a stage."""
    counts = BOTTLENECK[depth]

    def letter(stage, block):
        numbered = max(counts) > 6 and counts[stage - 1] > 3 and block
        return f"b{block}" if numbered else "abcdef"[block]

    def renamed(name):
        if "." not in name:
            return {"conv1": ("conv1", ""), "bn1": ("bn_conv1", "scale_conv1"), "fc": ("fc1000", "")}[name]
        layer, block, part = name.split(".", 2)
        stage = int(layer.removeprefix("layer"))
        is_norm = part.startswith("bn") or part.endswith(".1")
        place = "branch1" if part.startswith("downsample") else f"branch2{'abc'[int(part[-1]) - 1]}"
        suffix = f"{stage + 1}{letter(stage, int(block))}_{place}"
        return (f"bn{suffix}", f"scale{suffix}") if is_norm else (f"res{suffix}", "")

    return renamed


def residual(name, shape, stages, block, shortcut="B", classes=10, stem=(3, 16, 1), maxpool=False, ceil=False,
             stem_bias=False, **more):
    """Stem (a square convolution, for ImageNet followed by a 3x3 maximum of stride 2), stages of (repeat, width,
    stride of the first block), global average pooling, one fully connected layer."""
    net = Net(name, shape, classes, **more)
    ends = net.unit("")
    kernel, width, stride = stem
    x = ends.conv_bn_relu(net.images, width, kernel, stride, bias=stem_bias)
    if maxpool:
        x = ends.maxpool(x, 3, 2, 0, ceil=True) if ceil else ends.maxpool(x, 3, 2)
    for number, (repeat, width, first) in enumerate(stages, 1):
        for index in range(repeat):
            x = block(net.unit(f"layer{number}.{index}"), x, width, first if index == 0 else 1, shortcut)
    return net.done(ends.fc(ends.globalpool(x), classes))


def join(unit, branch, x, stride, shortcut):
    """The sum with the shortcut; the branch alone in a plain network."""
    if shortcut == "none":
        return branch
    return unit.add(branch, unit.shortcut(x, shortcut, branch.shape[0], stride))


def basic(unit, x, width, stride, shortcut):
    """Figure 5 left: two 3x3 convolutions."""
    y = unit.conv_bn_relu(x, width, 3, stride)
    y = unit.bn(unit.conv(y, width, 3))
    return unit.relu(join(unit, y, x, stride, shortcut))


def bottleneck(unit, x, width, stride, shortcut, strides=None):
    """Figure 5 right: 1x1, 3x3, 1x1 with four times the width at the end."""
    first, second = strides or (1, stride)
    y = unit.conv_bn_relu(x, width, 1, first)
    y = unit.conv_bn_relu(y, width, 3, second)
    y = unit.bn(unit.conv(y, 4 * width, 1))
    return unit.relu(join(unit, y, x, stride, shortcut))


def bottleneck_2015(unit, x, width, stride, shortcut):
    """The stride is in the first 1x1, as the paper has it."""
    return bottleneck(unit, x, width, stride, shortcut, (stride, 1))
