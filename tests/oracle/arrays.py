"""Every operation and its gradient on numpy arrays, in single or double precision.

Forward and adjoint of an operation stand together. Double precision makes this oracle the better side: what is left
of a difference is the error of resnetc's float32. Numpy needs no compilation, which for networks of hundreds of
different layers would cost more than the arithmetic; `self_check.py` sets it against jax's own differentiation.
"""
import numpy as np

import nets


class Walk:
    """One pass over a network. In training batch norm takes the statistics of the batch (biased variance) and
    dropout draws its mask from `key`; in evaluation the running ones, and dropout is the identity."""

    def __init__(self, net, weights, x, training, dtype=np.float64, key=0):
        self.net, self.training, self.dtype, self.key = net, training, dtype, key
        self.weights = {name: value.astype(dtype) for name, value in weights.items()}
        self.values = [None] * len(net.nodes)
        self.values[0] = nets.normalised(net, x.astype(dtype))
        self.statistics = {}  # of the batch: mean, unbiased variance
        self.gradients = {}

    def inputs(self, node):
        return [self.values[source.index] for source in node.inputs]

    def compute(self, node):
        if node.inputs:
            self.values[node.index] = FORWARD[node.op](self, node, *self.inputs(node))

    def run(self):
        """Logits of inference, or all values where losses beside the output need them."""
        for node in self.net.nodes if self.training else self.net.needed():
            self.compute(node)
        return self.values[self.net.logits.index].reshape(len(self.values[0]), -1)

    def loss(self, labels):
        """The weighted sum of the mean cross-entropies, and its gradient by each value that a loss reads."""
        total, adjoints = 0.0, {}
        for node, weight in self.net.losses:
            logits = self.values[node.index].reshape(len(labels), -1)
            shifted = logits - logits.max(1, keepdims=True)
            exponentials = np.exp(shifted)
            sums = exponentials.sum(1, keepdims=True)
            rows = np.arange(len(labels))
            total += weight * float((np.log(sums[:, 0]) - shifted[rows, labels]).mean())
            gradient = exponentials / sums
            gradient[rows, labels] -= 1
            adjoints[node.index] = (gradient * (weight / len(labels))).reshape(self.values[node.index].shape)
        return total, adjoints

    def differentiate(self, labels):
        """The loss; `gradients` then holds the gradient of every learned tensor. Uses the values up."""
        total, adjoints = self.loss(labels)
        for node in reversed(self.net.nodes[1:]):
            adjoint = adjoints.pop(node.index, None)
            if adjoint is None:
                continue  # nothing reads it
            for source, part in zip(node.inputs, BACKWARD[node.op](self, node, adjoint, *self.inputs(node))):
                if part is not None:
                    adjoints[source.index] = adjoints[source.index] + part if source.index in adjoints else part
            self.values[node.index] = None
        return total


def forward(net, weights, x, training=False, dtype=np.float64):
    """Logits."""
    return Walk(net, weights, x, training, dtype).run()


def batch_statistics(net, weights, x, dtype=np.float64):
    """What the running statistics move towards: mean and unbiased variance of the batch."""
    walk = Walk(net, weights, x, True, dtype)
    walk.run()
    return walk.statistics


def calibrated(net, weights, seed):
    """The weights with running statistics near those of a random batch, so that a deep network's logits stay in the
    range of its training; near, not equal, so that batch statistics in their place would show."""
    rng = np.random.default_rng(seed)
    statistics = batch_statistics(net, weights, nets.random_batch(net, 4, seed)[0], np.float32)
    near = {}
    for name, value in statistics.items():
        if name.endswith("running_mean"):
            spread = np.sqrt(statistics[name.replace("mean", "var")])
            value = value + spread * rng.normal(0, 0.2, value.shape)
        else:
            value = value * rng.uniform(0.6, 1.7, value.shape)
        near[name] = value.astype(np.float32)
    return {**weights, **near}


def loss(net, weights, x, labels):
    """The training-mode loss of a batch."""
    walk = Walk(net, weights, x, True)
    walk.run()
    return walk.loss(labels)[0]


def loss_and_gradients(net, weights, x, labels, dtype=np.float64):
    """The loss and a dictionary with the gradient of every learned tensor."""
    walk = Walk(net, weights, x, True, dtype)
    walk.run()
    total = walk.differentiate(labels)
    return total, walk.gradients


def _column(vector):
    """One number per channel, to be spread over maps."""
    return vector.reshape(1, -1, 1, 1)


def _windows(x, kernel, stride, pads, fill=0.0):
    """View [n, c, oh, ow, kh, kw] of the padded maps."""
    top, left, bottom, right = pads
    if any(pads):
        x = np.pad(x, ((0, 0), (0, 0), (top, bottom), (left, right)), constant_values=fill)
    return np.lib.stride_tricks.sliding_window_view(x, kernel, (2, 3))[:, :, ::stride[0], ::stride[1]]


def _fold(parts, shape, kernel, stride, pads):
    """The adjoint of `_windows`: sums `parts(i, j)` [n, c, oh, ow] back to where element i, j of each window lies."""
    top, left, bottom, right = pads
    height, width = shape[2] + top + bottom, shape[3] + left + right
    out = None
    for i in range(kernel[0]):
        for j in range(kernel[1]):
            part = parts(i, j)
            if out is None:
                out = np.zeros((*shape[:2], height, width), part.dtype)
            out[:, :, i:i + stride[0] * part.shape[2]:stride[0], j:j + stride[1] * part.shape[3]:stride[1]] += part
    return out[:, :, top:height - bottom, left:width - right]


# Convolution: each group is a matrix product [out, in * kh * kw] x [in * kh * kw, oh * ow].

def _columns(node, x):
    pads = node.pad + node.pad
    n, c = x.shape[:2]
    if node.kernel == node.stride == (1, 1) and not any(pads):
        return x.reshape(n, node.groups, c // node.groups, -1)
    windows = _windows(x, node.kernel, node.stride, pads).transpose(0, 1, 4, 5, 2, 3)
    return windows.reshape(n, node.groups, c // node.groups * node.kernel[0] * node.kernel[1], -1)


def _filters(walk, node):
    weight = walk.weights[f"{node.name}.weight"]
    return weight.reshape(1, node.groups, len(weight) // node.groups, -1)


def _conv(walk, node, x):
    y = (_filters(walk, node) @ _columns(node, x)).reshape(len(x), *node.shape)
    return y + _column(walk.weights[f"{node.name}.bias"]) if node.bias else y


def _conv_back(walk, node, dy, x):
    columns = _columns(node, x)
    if node.bias:
        walk.gradients[f"{node.name}.bias"] = dy.sum((0, 2, 3))
    dy = dy.reshape(len(x), node.groups, node.shape[0] // node.groups, -1)
    weight = walk.weights[f"{node.name}.weight"]
    walk.gradients[f"{node.name}.weight"] = (dy @ columns.swapaxes(2, 3)).sum(0).reshape(weight.shape)
    if node.inputs[0].op == "input":
        return [None]  # nobody asks for the gradient by the images
    d = _filters(walk, node).swapaxes(2, 3) @ dy
    d = d.reshape(len(x), x.shape[1], *node.kernel, *node.shape[1:])
    return [_fold(lambda i, j: d[:, :, i, j], x.shape, node.kernel, node.stride, node.pad + node.pad)]


def _fc(walk, node, x):
    y = x.reshape(len(x), -1) @ walk.weights[f"{node.name}.weight"].T
    return (y + walk.weights[f"{node.name}.bias"] if node.bias else y).reshape(len(x), *node.shape)


def _fc_back(walk, node, dy, x):
    dy = dy.reshape(len(x), -1)
    walk.gradients[f"{node.name}.weight"] = dy.T @ x.reshape(len(x), -1)
    if node.bias:
        walk.gradients[f"{node.name}.bias"] = dy.sum(0)
    return [(dy @ walk.weights[f"{node.name}.weight"]).reshape(x.shape)]


# Batch norm: Ioffe and Szegedy, arXiv:1502.03167, algorithm 1 and section 3.

def _moments(x):
    mean = x.mean((0, 2, 3))
    return mean, ((x - _column(mean))**2).mean((0, 2, 3))


def _bn(walk, node, x):
    if walk.training:
        mean, variance = _moments(x)
        count = x.size // x.shape[1]
        walk.statistics[f"{node.name}.running_mean"] = mean
        walk.statistics[f"{node.name}.running_var"] = variance * (count / (count - 1))
    else:
        mean, variance = (walk.weights[f"{node.name}.running_{suffix}"] for suffix in ("mean", "var"))
    scale = walk.weights[f"{node.scale_name}.weight"] / np.sqrt(variance + walk.dtype(walk.net.eps))
    return (x - _column(mean)) * _column(scale) + _column(walk.weights[f"{node.scale_name}.bias"])


def _bn_back(walk, node, dy, x):
    mean, variance = _moments(x)
    inverse = 1 / np.sqrt(variance + walk.dtype(walk.net.eps))
    normal = (x - _column(mean)) * _column(inverse)
    shift, scale = dy.sum((0, 2, 3)), (dy * normal).sum((0, 2, 3))
    walk.gradients[f"{node.scale_name}.weight"], walk.gradients[f"{node.scale_name}.bias"] = scale, shift
    count = x.size // x.shape[1]
    centred = dy - _column(shift / count) - normal * _column(scale / count)
    return [centred * _column(inverse * walk.weights[f"{node.scale_name}.weight"])]


# Functions of one element.

def _relu(walk, node, x):
    return np.maximum(x, 0)


def _relu_back(walk, node, dy, x):
    return [dy * (x > 0)]


def _prelu(walk, node, x):
    return np.where(x > 0, x, x * _column(walk.weights[f"{node.name}.weight"]))


def _prelu_back(walk, node, dy, x):
    walk.gradients[f"{node.name}.weight"] = (dy * np.minimum(x, 0)).sum((0, 2, 3))
    return [dy * np.where(x > 0, walk.dtype(1), _column(walk.weights[f"{node.name}.weight"]))]


def _sigmoid(walk, node, x):
    return 1 / (1 + np.exp(-x))


def _sigmoid_back(walk, node, dy, x):
    y = _sigmoid(walk, node, x)
    return [dy * y * (1 - y)]


def _relu6(walk, node, x):
    return np.clip(x, 0, 6)


def _relu6_back(walk, node, dy, x):
    return [dy * ((x > 0) & (x < 6))]


def _silu(walk, node, x):
    return x * _sigmoid(walk, node, x)


def _silu_back(walk, node, dy, x):
    y = _sigmoid(walk, node, x)
    return [dy * y * (1 + x * (1 - y))]


def _hardswish(walk, node, x):
    return x * np.clip(x + 3, 0, 6) / 6


def _hardswish_back(walk, node, dy, x):
    return [dy * np.where(x <= -3, 0, np.where(x >= 3, 1, x / 3 + walk.dtype(0.5)))]


def _leaky_relu(walk, node, x):
    return np.where(x > 0, x, x * walk.dtype(node.slope))


def _leaky_relu_back(walk, node, dy, x):
    return [np.where(x > 0, dy, dy * walk.dtype(node.slope))]


def _scale(walk, node, x):
    return x * walk.weights[f"{node.name}.weight"]


def _scale_back(walk, node, dy, x):
    walk.gradients[f"{node.name}.weight"] = (dy * x).sum().reshape(1)
    return [_scale(walk, node, dy)]


def _lowbias32(x):
    """Wellons' mixing of 32 bits, on uint32."""
    x = (x ^ (x >> np.uint32(16))) * np.uint32(0x7FEB352D)
    x = (x ^ (x >> np.uint32(15))) * np.uint32(0x846CA68B)
    return x ^ (x >> np.uint32(16))


def dropout_mask(node, batch, key=0):
    """True where an element is kept: a hash of key, layer, image and place within the image reaches the rate."""
    layer = np.array([node.layer * 0x9E3779B9 & 0xFFFFFFFF], np.uint32)
    h = _lowbias32(np.uint32(key & 0xFFFFFFFF) ^ layer)
    h = _lowbias32(h ^ np.uint32(key >> 32))
    h = _lowbias32(h ^ np.arange(batch, dtype=np.uint32).reshape(-1, 1))
    h = _lowbias32(h ^ np.arange(np.prod(node.shape), dtype=np.uint32))
    return ((h >> np.uint32(8)) * 2.0**-24 >= node.rate).reshape(batch, *node.shape)


def _dropout(walk, node, x):
    if not walk.training:
        return x
    return x * dropout_mask(node, len(x), walk.key) / walk.dtype(1 - node.rate)


def _dropout_back(walk, node, dy, x):
    return [_dropout(walk, node, dy)]


# Local response normalisation: Krizhevsky et al. 2012, section 3.3, alpha divided by the window's size.

def _over_channels(x, size):
    """Sums over the `size` channels around each one, fewer at the edges."""
    padded = np.pad(x, ((0, 0), (size // 2, size // 2), (0, 0), (0, 0)))
    return sum(padded[:, i:i + x.shape[1]] for i in range(size))


def _lrn_base(node, x):
    return node.k + node.alpha / node.size * _over_channels(x * x, node.size)


def _lrn(walk, node, x):
    return (x * _lrn_base(node, x)**-node.beta).astype(walk.dtype)


def _lrn_back(walk, node, dy, x):
    base = _lrn_base(node, x)
    inner = _over_channels(dy * x * base**(-node.beta - 1), node.size)
    return [dy * base**-node.beta - 2 * node.alpha * node.beta / node.size * x * inner]


# Pooling.

def _maxpool(walk, node, x):
    return _windows(x, node.kernel, node.stride, node.pads, -np.inf).max((4, 5))


def _maxpool_back(walk, node, dy, x):
    windows = _windows(x, node.kernel, node.stride, node.pads, -np.inf)
    first = windows.reshape(*dy.shape, -1).argmax(-1)
    width = node.kernel[1]
    return [_fold(lambda i, j: dy * (first == i * width + j), x.shape, node.kernel, node.stride, node.pads)]


def _avgpool(walk, node, x):
    return _windows(x, node.kernel, node.stride, node.pads).mean((4, 5))


def _avgpool_back(walk, node, dy, x):
    part = dy / walk.dtype(node.kernel[0] * node.kernel[1])
    return [_fold(lambda i, j: part, x.shape, node.kernel, node.stride, node.pads)]


def _globalpool(walk, node, x):
    return x.mean((2, 3), keepdims=True)


def _globalpool_back(walk, node, dy, x):
    return [np.broadcast_to(dy / walk.dtype(x.shape[2] * x.shape[3]), x.shape)]


# Joins.

def _add(walk, node, x, y):
    return x + y


def _add_back(walk, node, dy, x, y):
    return [dy, dy]


def _max(walk, node, x, y):
    return np.maximum(x, y)


def _max_back(walk, node, dy, x, y):
    return [dy * (x >= y), dy * (x < y)]


def _concat(walk, node, *parts):
    return np.concatenate(parts, 1)


def _concat_back(walk, node, dy, *parts):
    return np.split(dy, np.cumsum([part.shape[1] for part in parts])[:-1], 1)


def _gate(walk, node, value, gate, carry=None):
    return value * gate if carry is None else value * gate + carry * (1 - gate)


def _gate_back(walk, node, dy, value, gate, carry=None):
    by_gate = dy * (value if carry is None else value - carry)
    if gate.shape != value.shape:
        by_gate = by_gate.sum((2, 3), keepdims=True)
    return [dy * gate, by_gate] + ([] if carry is None else [dy * (1 - gate)])


def _subsample_pad(walk, node, x):
    return np.pad(x[:, :, ::node.stride[0], ::node.stride[1]], ((0, 0), (0, node.extra), (0, 0), (0, 0)))


def _subsample_pad_back(walk, node, dy, x):
    dx = np.zeros_like(x)
    dx[:, :, ::node.stride[0], ::node.stride[1]] = dy[:, :x.shape[1]]
    return [dx]


OPERATIONS = ("conv", "fc", "bn", "relu", "prelu", "sigmoid", "relu6", "silu", "hardswish", "leaky_relu", "scale",
              "dropout", "lrn", "maxpool", "avgpool", "globalpool",
              "add", "max", "concat", "gate", "subsample_pad")
FORWARD = {op: globals()[f"_{op}"] for op in OPERATIONS}
BACKWARD = {op: globals()[f"_{op}_back"] for op in OPERATIONS}
