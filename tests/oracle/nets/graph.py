"""A network as a list of operations: what the descriptions of this folder build and the backends walk.

A description calls one method per layer on a `Unit`, which names the layer's parameters; the network infers shapes
and keeps every parameter's name and shape. Nothing here computes: numpy, jax and ONNX give each operation a meaning.
"""
import dataclasses
import math


@dataclasses.dataclass(eq=False)
class Node:
    """One operation and its result: `shape` is (channels, height, width) of one image."""

    op: str
    inputs: tuple  # of nodes
    shape: tuple
    name: str = ""  # prefix of its parameters
    index: int = 0  # its place in the network
    attributes: dict = dataclasses.field(default_factory=dict)

    def __getattr__(self, key):
        try:
            return self.__dict__["attributes"][key]
        except KeyError:
            raise AttributeError(f"{self.op} has no {key}") from None


class Net:
    """Operations in the order of definition, parameters in the same order, and the losses.

    `mean` and `std` are the model's `normalize`, `black` and `white` the darkest and brightest pixel before it. The
    loss of training is the sum of weight times the mean softmax cross-entropy over `losses`; the first is the
    network's own output.
    """

    def __init__(self, name, shape, classes, mean=(), std=(), black=0.0, white=1.0, eps=1e-5):
        self.name, self.input, self.classes = name, tuple(shape), classes
        self.mean, self.std, self.black, self.white, self.eps = tuple(mean), tuple(std), black, white, eps
        self.nodes, self.parameters, self.losses, self.units = [], {}, [], []
        self.images = self.append("input", (), self.input)

    def append(self, op, inputs, shape, name="", **attributes):
        node = Node(op, tuple(inputs), tuple(shape), name, len(self.nodes), attributes)
        self.nodes.append(node)
        return node

    def unit(self, name):
        """A scope of names: "layer1.0", or "" for what stem and head share."""
        self.units.append(Unit(self, name))
        return self.units[-1]

    def loss(self, logits, weight=1.0):
        """One softmax cross-entropy; the network's own comes first or last, with weight 1."""
        assert math.prod(logits.shape) == self.classes, logits.shape
        self.losses.append((logits, weight))

    def done(self, logits):
        """Ends the description with the network's output; names the parameters."""
        self.loss(logits)
        self.losses = self.losses[-1:] + self.losses[:-1]
        for unit in self.units:
            if unit.counts.get("fc") == 1:
                unit.only_fc.name = unit.only_fc.name.removesuffix("1")
        return self.rename(lambda name: (name, ""))

    def rename(self, names):
        """Gives the parameters the names that `names` makes of a layer's: (layer, batch norm's weight and bias)."""
        self.parameters = {}
        for node in self.nodes:
            if node.name:
                node.name, scale = names(node.name)
                node.attributes["scale_name"] = scale or node.name
            self.parameters.update(_parameters(node))
        return self

    @property
    def logits(self):
        return self.losses[0][0]

    def needed(self):
        """The operations that the output depends on: what inference computes."""
        wanted = set()
        for node in reversed(self.nodes):
            if node is self.logits or node.index in wanted:
                wanted.update((node.index, *(source.index for source in node.inputs)))
        return [node for node in self.nodes if node.index in wanted]

    def inference_parameters(self):
        """Names of what the output depends on: those of auxiliary heads are left out."""
        return {name for node in self.needed() for name in _parameters(node)}


class Unit:
    """Operations whose parameters are named `NAME.conv1`, `NAME.bn1`, ... in the order of definition."""

    def __init__(self, net, name):
        self.net, self.prefix, self.counts, self.only_fc = net, f"{name}." if name else "", {}, None

    def _next(self, kind):
        self.counts[kind] = self.counts.get(kind, 0) + 1
        return f"{self.prefix}{kind}{self.counts[kind]}"

    def _map(self, op, x, **attributes):
        return self.net.append(op, [x], x.shape, **attributes)

    def conv(self, x, out, kernel, stride=1, pad=None, groups=1, bias=False, name=None):
        """Kernel, stride and padding are a number or (down, across); the padding left out is (kernel - 1) / 2."""
        kernel, stride = _pair(kernel), _pair(stride)
        pad = tuple((k - 1) // 2 for k in kernel) if pad is None else _pair(pad)
        shape = (out, *_window(x.shape, kernel, stride, pad + pad))
        return self.net.append("conv", [x], shape, name or self._next("conv"), kernel=kernel, stride=stride, pad=pad,
                               groups=groups, bias=bias)

    def bn(self, x, name=None):
        return self.net.append("bn", [x], x.shape, name or self._next("bn"))

    def relu(self, x):
        return self._map("relu", x)

    def prelu(self, x):
        return self.net.append("prelu", [x], x.shape, self._next("prelu"))

    def sigmoid(self, x):
        return self._map("sigmoid", x)

    def relu6(self, x):
        return self._map("relu6", x)

    def silu(self, x):
        return self._map("silu", x)

    def hardswish(self, x):
        return self._map("hardswish", x)

    def leaky_relu(self, x, slope):
        return self._map("leaky_relu", x, slope=slope)

    def scale(self, x):
        return self.net.append("scale", [x], x.shape, self._next("scale"))

    def dropout(self, x, rate):
        """`layer` numbers the dropouts of the network."""
        return self._map("dropout", x, rate=rate, layer=sum(node.op == "dropout" for node in self.net.nodes))

    def lrn(self, x, size=5, alpha=1e-4, beta=0.75, k=1.0):
        return self._map("lrn", x, size=size, alpha=alpha, beta=beta, k=k)

    def maxpool(self, x, kernel, stride=1, pad=None, ceil=False):
        """Sizes are a number or (down, across), as in `conv`. The padding left out is (kernel - 1) / 2; it never wins."""
        same = tuple((k - 1) // 2 for k in _pair(kernel))
        return self._pool("maxpool", x, kernel, stride, same if pad is None else pad, ceil)

    def avgpool(self, x, kernel, stride=1, pad=0, ceil=False):
        """Padding counts as zeros: the divisor is always the area of the window."""
        return self._pool("avgpool", x, kernel, stride, pad, ceil)

    def _pool(self, op, x, kernel, stride, pad, ceil):
        kernel, stride, pad = _pair(kernel), _pair(stride), _pair(pad)
        pads = pad + pad
        if ceil:
            pads = pad + tuple(p + _ceil_extra(*side, p) for *side, p in zip(x.shape[1:], kernel, stride, pad))
        shape = (x.shape[0], *_window(x.shape, kernel, stride, pads))
        return self.net.append(op, [x], shape, kernel=kernel, stride=stride, pads=pads)

    def globalpool(self, x):
        return self.net.append("globalpool", [x], (x.shape[0], 1, 1))

    def fc(self, x, out, bias=True):
        node = self.net.append("fc", [x], (out, 1, 1), self._next("fc"), bias=bias)
        self.only_fc = self.only_fc or node
        return node

    def add(self, x, y):
        assert x.shape == y.shape, (x.shape, y.shape)
        return self.net.append("add", [x, y], x.shape)

    def max(self, *values):
        """Of several values from left to right, two at a time."""
        most = values[0]
        for value in values[1:]:
            assert most.shape == value.shape, (most.shape, value.shape)
            most = self.net.append("max", [most, value], most.shape)
        return most

    def concat(self, *values):
        shape = (sum(value.shape[0] for value in values), *values[0].shape[1:])
        assert all(value.shape[1:] == shape[1:] for value in values), [value.shape for value in values]
        return self.net.append("concat", values, shape)

    def gate(self, value, gate, carry=None):
        """value * gate, plus carry * (1 - gate) where there is a carry; the gate may be one number per channel."""
        assert gate.shape in (value.shape, (value.shape[0], 1, 1)), (value.shape, gate.shape)
        return self.net.append("gate", [value, gate] + ([carry] if carry else []), value.shape)

    def subsample_pad(self, x, stride, out):
        """Every stride-th row and column, then zero channels after the old ones (shortcut A)."""
        stride = _pair(stride)
        shape = (out, *(-(-size // step) for size, step in zip(x.shape[1:], stride)))
        return self.net.append("subsample_pad", [x], shape, stride=stride, extra=out - x.shape[0])

    def conv_bn_relu(self, x, out, kernel, stride=1, **more):
        return self.relu(self.bn(self.conv(x, out, kernel, stride, **more)))

    def shortcut(self, x, option, out, stride, bare=False):
        """What is added to a branch under He et al.'s option (arXiv:1512.03385, section 4.1): A, identity subsampled
        by the stride and zero channels; B, a projection where shapes differ; C, a projection in every block. A bare
        projection has no batch norm."""
        same = _pair(stride) == (1, 1) and x.shape[0] == out
        if option == "C" or (option == "B" and not same):
            self.counts["downsample"] = number = self.counts.get("downsample", 0) + 1
            name = f"{self.prefix}downsample{number if number > 1 else ''}"
            y = self.conv(x, out, 1, stride, name=f"{name}.0")
            return y if bare else self.bn(y, f"{name}.1")
        return x if same else self.subsample_pad(x, stride, out)


def _pair(value):
    return value if isinstance(value, tuple) else (value, value)


def _window(shape, kernel, stride, pads):
    """Height and width of a window's results; pads are top, left, bottom, right."""
    return tuple((size + pads[i] + pads[i + 2] - kernel[i]) // stride[i] + 1 for i, size in enumerate(shape[1:]))


def _ceil_extra(size, kernel, stride, pad):
    """Padding at the end that rounds the number of windows up; no window starts beyond the data and first padding."""
    count = -(-(size + 2 * pad - kernel) // stride) + 1
    if (count - 1) * stride >= size + pad:
        count -= 1
    return max(0, (count - 1) * stride + kernel - size - 2 * pad)


def _parameters(node):
    """Names and shapes in the order weight, bias, running mean, running variance."""
    name, scale, channels = node.name, node.attributes.get("scale_name"), node.inputs[0].shape[0] if node.inputs else 0
    if node.op == "conv":
        shapes = {"weight": (node.shape[0], channels // node.groups, *node.kernel)}
        if node.bias:
            shapes["bias"] = (node.shape[0],)
    elif node.op == "fc":
        shapes = {"weight": (node.shape[0], math.prod(node.inputs[0].shape))}
        if node.bias:
            shapes["bias"] = (node.shape[0],)
    elif node.op == "bn":
        return {f"{scale if suffix in ('weight', 'bias') else name}.{suffix}": (channels,)
                for suffix in ("weight", "bias", "running_mean", "running_var")}
    elif node.op == "prelu":
        shapes = {"weight": (channels,)}
    elif node.op == "scale":
        shapes = {"weight": (1,)}
    else:
        return {}
    return {f"{name}.{suffix}": shape for suffix, shape in shapes.items()}
