"""The networks of "Deep Residual Learning for Image Recognition", described independently of resnetc.

One description, `build`, is walked by several backends (shapes, ONNX, jax), each of which gives a meaning to
`conv`, `bn`, `relu` and so on. Written from the paper (sections 3.3 and 4.2, table 1) and with torchvision's
parameter names; it shares nothing with the compiler, so an error in one is not an error in the other.
"""
import dataclasses

import numpy as np

CIFAR_MEAN, CIFAR_STD = (0.4914, 0.4822, 0.4465), (0.2470, 0.2435, 0.2616)
IMAGENET_MEAN, IMAGENET_STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


@dataclasses.dataclass(frozen=True)
class Stage:
    """`repeat` blocks of `width` channels; the first one strides."""

    repeat: int
    width: int
    stride: int = 1


@dataclasses.dataclass(frozen=True)
class Net:
    """A residual network: stem, stages, global average pooling, one fully connected layer.

    The stem is a square convolution with batch norm and ReLU, for ImageNet followed by a 3x3 maximum of
    stride 2. A convolution pads by kernel // 2. `shortcut` is the paper's option: A (identity subsampled by
    the stride, zero channels after the old ones), B (projection where shapes differ), C (projection in every
    block), none (no shortcuts: the plain network).
    """

    name: str
    input: tuple  # channels, height, width
    stages: tuple
    block: str = "basic"  # or "bottleneck", "preact_basic", "twin", "convolutions"
    shortcut: str = "B"
    classes: int = 10
    stem: tuple = (3, 16, 1)  # kernel, width, stride
    maxpool: bool = False
    mean: tuple = ()
    std: tuple = ()
    white: float = 1.0  # the brightest pixel before `normalize`
    eps: float = 1e-5
    stride_in_3x3: bool = True  # of a bottleneck; torchvision's place, the paper strides in the first 1x1


def cifar(depth, shortcut="A", channels=3, side=32, mean=CIFAR_MEAN, std=CIFAR_STD, **more):
    """Section 4.2: 6n + 2 layers, three stages of 16, 32 and 64 channels."""
    count = (depth - 2) // 6
    assert 6 * count + 2 == depth, depth
    stages = (Stage(count, 16), Stage(count, 32, 2), Stage(count, 64, 2))
    return Net(f"cifar_resnet{depth}", (channels, side, side), stages, shortcut=shortcut, mean=mean, std=std, **more)


def digits():
    """The network of section 4.2 on the 8x8 digits, whose pixels are 0 to 16."""
    return dataclasses.replace(cifar(20, channels=1, side=8, mean=(4.884,), std=(6.017,), white=16.0),
                               name="resnet_digits")


def imagenet(depth, shortcut="B", side=224):
    """Table 1."""
    block, counts = {
        18: ("basic", (2, 2, 2, 2)),
        34: ("basic", (3, 4, 6, 3)),
        50: ("bottleneck", (3, 4, 6, 3)),
    }[depth]
    stages = tuple(Stage(n, 64 << i, 1 if i == 0 else 2) for i, n in enumerate(counts))
    return Net(f"resnet{depth}", (3, side, side), stages, block=block, shortcut=shortcut, classes=1000,
               stem=(7, 64, 2), maxpool=True, mean=IMAGENET_MEAN, std=IMAGENET_STD)


def build(net, ops, x):
    """Walks the network from the normalised input `x` to the logits with the operations of `ops`.

    Every operation takes and gives a value of the backend and the number of channels is known from the walk,
    so a backend never has to infer a shape to name or size a parameter.
    """
    if net.block == "convolutions":
        return _convolutions(net, ops, x)
    kernel, width, stride = net.stem
    preact = net.block.startswith("preact")
    x = ops.conv(x, "conv1", net.input[0], width, kernel, stride)
    if not preact:
        x = ops.relu(ops.bn(x, "bn1", width))
    if net.maxpool:
        x = ops.maxpool(x, 3, 2)
    block = {"preact_basic": _preact_block, "twin": _twin_block}.get(net.block, _block)
    channels = width
    for number, stage in enumerate(net.stages, 1):
        for index in range(stage.repeat):
            stride = stage.stride if index == 0 else 1
            x, channels = block(net, ops, x, f"layer{number}.{index}", channels, stage.width, stride)
    if preact:
        x = ops.relu(ops.bn(x, "bn1", channels))
    return ops.fc(ops.avgpool(x), "fc", channels, net.classes)


def _block(net, ops, x, name, channels, width, stride):
    """One block of figure 5: two 3x3 convolutions, or 1x1, 3x3, 1x1 with four times the width at the end."""
    if net.block == "basic":
        out, plan = width, [(width, 3, stride), (width, 3, 1)]
    else:
        first, second = (1, stride) if net.stride_in_3x3 else (stride, 1)
        out, plan = 4 * width, [(width, 1, first), (width, 3, second), (4 * width, 1, 1)]
    y, before = x, channels
    for i, (after, kernel, step) in enumerate(plan, 1):
        y = ops.bn(ops.conv(y, f"{name}.conv{i}", before, after, kernel, step), f"{name}.bn{i}", after)
        if i < len(plan):
            y = ops.relu(y)
        before = after
    x = _shortcut(net, ops, x, name, channels, out, stride)
    return ops.relu(y if x is None else ops.add(y, x)), out


def _preact_block(net, ops, x, name, channels, width, stride):
    """The second generation (arXiv:1603.05027, figure 4 e): batch norm and ReLU before each convolution."""
    y = ops.relu(ops.bn(x, f"{name}.bn1", channels))
    y = ops.conv(y, f"{name}.conv1", channels, width, 3, stride)
    y = ops.relu(ops.bn(y, f"{name}.bn2", width))
    y = ops.conv(y, f"{name}.conv2", width, width, 3, 1)
    return ops.add(y, _shortcut(net, ops, x, name, channels, width, stride)), width


def _twin_block(net, ops, x, name, channels, width, stride):
    """Two branches with kernels of 3 and 5 and a shortcut, added in this order."""
    first = ops.bn(ops.conv(x, f"{name}.conv1", channels, width, 3, stride), f"{name}.bn1", width)
    second = ops.bn(ops.conv(x, f"{name}.conv2", channels, width, 5, stride), f"{name}.bn2", width)
    both = ops.add(first, second)
    return ops.relu(ops.add(both, _shortcut(net, ops, x, name, channels, width, stride))), width


def _shortcut(net, ops, x, name, channels, out, stride):
    """What is added to the branch under the net's option; None for the plain network."""
    same = stride == 1 and channels == out
    if net.shortcut == "none":
        return None
    if net.shortcut == "C" or (net.shortcut == "B" and not same):
        x = ops.conv(x, f"{name}.downsample.0", channels, out, 1, stride)
        return ops.bn(x, f"{name}.downsample.1", out)
    return x if same else ops.subsample_pad(x, stride, out - channels)


def _convolutions(net, ops, x):
    """No batch norm: convolutions with a bias, means over 2x2 windows between them, two fully connected layers."""
    (channels, height, width), kernel = net.input, net.stem[0]
    for number, stage in enumerate(net.stages, 1):
        x = ops.relu(ops.conv(x, f"conv{number}", channels, stage.width, kernel, 1, bias=True))
        channels = stage.width
        if stage.stride == 2:
            x, height, width = ops.avgpool(x, 2), height // 2, width // 2
    x = ops.relu(ops.fc(ops.flatten(x), "fc1", channels * height * width, 9))
    return ops.fc(x, "fc2", 9, net.classes)


class _Shapes:
    """The backend that only collects parameter names and shapes, in the order of the walk."""

    def __init__(self):
        self.shapes = {}

    def conv(self, x, name, channels, out, kernel, stride, bias=False):
        self.shapes[f"{name}.weight"] = (out, channels, kernel, kernel)
        if bias:
            self.shapes[f"{name}.bias"] = (out,)

    def bn(self, x, name, channels):
        for suffix in ("weight", "bias", "running_mean", "running_var"):
            self.shapes[f"{name}.{suffix}"] = (channels,)

    def fc(self, x, name, channels, out):
        self.shapes[f"{name}.weight"] = (out, channels)
        self.shapes[f"{name}.bias"] = (out,)

    def relu(self, x):
        pass

    def maxpool(self, x, kernel, stride):
        pass

    def avgpool(self, x, kernel=None):
        pass

    def flatten(self, x):
        pass

    def add(self, x, y):
        pass

    def subsample_pad(self, x, stride, extra):
        pass


def parameter_shapes(net):
    """Name to shape of every tensor of the network, running statistics included."""
    shapes = _Shapes()
    build(net, shapes, None)
    return shapes.shapes


def is_learned(name):
    """True for what has a gradient."""
    return not name.endswith(("running_mean", "running_var"))


def random_weights(net, seed):
    """float32 weights in which every term of the mathematics shows: scales away from 1, shifts and running
    means away from 0, running variances away from 1. Convolutions are He-normal, so that depth neither
    drowns nor explodes the signal."""
    rng = np.random.default_rng(seed)
    weights = {}
    for name, shape in parameter_shapes(net).items():
        if len(shape) == 4:
            value = rng.normal(0, np.sqrt(2 / np.prod(shape[1:])), shape)
        elif len(shape) == 2:
            value = rng.normal(0, np.sqrt(1 / shape[1]), shape)
        elif name.endswith("running_var"):
            value = rng.uniform(0.5, 2, shape)
        elif name.endswith("running_mean"):
            value = rng.normal(0, 0.2, shape)
        elif name.endswith(".bias"):
            value = rng.normal(0, 0.3, shape)
        else:
            value = rng.uniform(0.5, 1.5, shape)
        weights[name] = np.ascontiguousarray(value, dtype=np.float32)
    return weights


def random_batch(net, count, seed):
    """`count` images in the range that pixels have before `normalize`, and their classes.

    Images are smooth patterns plus noise: neighbouring pixels agree as in photographs, and no two values tie.
    """
    rng = np.random.default_rng(seed)
    channels, height, width = net.input
    down, across = np.mgrid[0:height, 0:width]
    waves = rng.uniform(0.5, 3, (4, count, channels, 1, 1))
    pattern = np.sin(waves[0] * down / height * 6 + 6 * waves[1]) * np.cos(waves[2] * across / width * 6 + 6 * waves[3])
    images = 0.5 + 0.3 * pattern + rng.normal(0, 0.1, (count, channels, height, width))
    labels = rng.integers(0, net.classes, count)
    return np.ascontiguousarray(net.white * images, dtype=np.float32), labels.astype(np.int64)


def normalised(net, x):
    """What the first convolution sees, in the precision of `x`."""
    if not net.mean:
        return x
    mean = np.asarray(net.mean, x.dtype).reshape(1, -1, 1, 1)
    std = np.asarray(net.std, x.dtype).reshape(1, -1, 1, 1)
    return (x - mean) / std
