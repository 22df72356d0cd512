"""Keeps a gradient test away from the points where the gradient jumps.

The gradient of ReLU and PReLU jumps at 0, that of other activations where `JUMPS` says, that of a maximum where two
values tie. Where a float32 rounding error
decides on which side a value falls, two correct programs differ by 1e-3 and more in whole tensors (one flipped element
of a 2x2 map is enough), and a bound of 1e-4 would say nothing. `settle` walks the network in both precisions side by
side. Where a value lies within `MARGIN` rounding errors of a kink it goes back to the parameter that can move it: a
bias shifts a whole channel away from 0 or from the other side of a maximum; a filter is drawn anew where two places of
one map tie under a pooling window. The walk then goes on from there. The test compares mathematics, not luck.
`is_near` only looks, where weights cannot be chosen, such as those that a training step made.
"""
import numpy as np

import arrays

MARGIN = 30  # in root-mean-square differences between float32 and float64
ATTEMPTS = 100  # at one operation
JUMPS = {"relu": (0,), "prelu": (0,), "leaky_relu": (0,), "relu6": (0, 6), "hardswish": (-3, 3)}
THROUGH = (*JUMPS, "silu", "scale", "dropout", "add", "lrn", "gate", "maxpool", "avgpool", "max", "subsample_pad")


class Unmovable(RuntimeError):
    """No parameter can move a value away from a kink."""


class _Settler:

    def __init__(self, net, weights, x, rng=None, key=0):
        self.net, self.weights, self.rng, self.moved = net, weights, rng, 0
        self.single, self.double = (arrays.Walk(net, weights, x, True, dtype, key) for dtype in (np.float32, np.float64))

    def run(self):
        nodes, i, attempts = self.net.nodes, 1, {}
        while i < len(nodes):
            node = nodes[i]
            for walk in (self.single, self.double):
                walk.compute(node)
            back = self.places if node.op in JUMPS else {"max": self.sides, "maxpool": self.windows}.get(node.op)
            moved = back(node) if back else None
            if moved is None:
                i += 1
                continue
            i = moved
            attempts[node] = attempts.get(node, 0) + 1
            if attempts[node] > ATTEMPTS:
                raise RuntimeError(f"{node.op} {node.index}: rounding errors keep deciding its gradient")
        return self.weights, self.moved

    def pair(self, node):
        """Values in double precision, and half the interval that rounding could carry one of them across."""
        double = self.double.values[node.index]
        return double, self.band(self.single.values[node.index] - double)

    @staticmethod
    def band(error):
        return MARGIN * max(float(np.sqrt((error**2).mean())), 1e-12)

    def places(self, node):
        """Activations: no input near a jump. Exactly there is what an earlier one, or dropout, left: with gradient 0."""
        values, band = self.pair(node.inputs[0])
        values = np.concatenate([values - place for place in JUMPS[node.op]])
        return self.shift(node.inputs[0], values, band, (np.abs(values) < band) & (values != 0))

    def sides(self, node):
        """A maximum: its sides differ, or are equal in both precisions: copies of one value, or zeros without gradient.
        The right one is moved, or else the left."""
        left, right = node.inputs
        difference = self.double.values[right.index] - self.double.values[left.index]
        single = self.single.values[right.index] - self.single.values[left.index]
        band = self.band(single - difference)
        near = (np.abs(difference) < band) & ((difference != 0) | (single != 0))
        try:
            return self.shift(right, difference, band, near)
        except Unmovable:
            return self.shift(left, -difference, band, near)

    def shift(self, node, values, band, near):
        """Moves the biases behind the channels in which a value is `near` by the least that takes all values out of
        the band around 0; where there is no bias, filters are drawn anew."""
        channels = np.unique(np.nonzero(near)[1])
        try:
            return self.repair(node, channels, "bias",
                               lambda bias, at, channel: bias[at] + _least_shift(values[:, channel].ravel(), band))
        except Unmovable:
            return self.repair(node, channels, "weight", self.redrawn)

    def redrawn(self, weight, at, channel):
        return self.rng.normal(0, np.sqrt(2 / weight[at].size), weight[at].shape)

    def windows(self, node):
        """Pooling: the two largest of a window differ, or are equal in both precisions: then both are zeros that
        ReLU left, or copies of one value."""
        source = node.inputs[0]
        if node.kernel == (1, 1):
            return None
        values, band = self.pair(source)
        top = arrays._windows(values, node.kernel, node.stride, node.pads, -np.inf)
        top = np.partition(top.reshape(*top.shape[:4], -1), -2, axis=-1)
        gap = top[..., -1] - top[..., -2]
        return self.repair(source, np.unique(np.nonzero((gap < band) & (gap > 0))[1]), "weight", self.redrawn)

    def repair(self, node, channels, suffix, changed):
        """Sets new parameters behind the channels; the place from where to walk again, None where all is well."""
        first = None
        for channel in channels:
            if not self.rng:
                raise Unmovable("looks only")
            maker, at = _maker(node, channel, suffix)
            name = f"{maker.scale_name}.{suffix}"
            self.weights[name][at] = changed(self.weights[name], at, channel)
            for walk in (self.single, self.double):
                walk.weights[name][at] = self.weights[name][at]
            self.moved += 1
            first = maker.index if first is None else min(first, maker.index)
        return first


def _maker(node, channel, suffix):
    """The operation and channel whose bias shifts, or whose filter makes, this channel of a value."""
    while True:
        if node.op in ("conv", "fc") and (suffix == "weight" or node.bias):
            return node, channel
        if node.op == "bn" and suffix == "bias":
            return node, channel
        if node.op == "concat":
            for node in node.inputs:
                if channel < node.shape[0]:
                    break
                channel -= node.shape[0]
        elif node.op in THROUGH or node.op == "bn":
            node = node.inputs[0]
        else:
            raise Unmovable(f"no {suffix} moves channel {channel} of {node.op} {node.index}")


def _least_shift(values, band):
    """The smallest number that, added to all values, leaves none within the band around 0."""
    ends = np.sort(values)
    gaps = np.concatenate([[np.inf], np.diff(ends), [np.inf]])
    low, high = np.concatenate([[-np.inf], ends]), np.concatenate([ends, [np.inf]])  # of each gap
    wide = gaps > 2.2 * band
    # 0 has to come to lie within (low + band, high - band) of the shifted values.
    least, most = -(high[wide] - 1.1 * band), -(low[wide] + 1.1 * band)
    shifts = np.clip(0, least, most)
    return shifts[np.abs(shifts).argmin()]


def is_near(net, weights, batch, key):
    """True where rounding errors could decide the gradient of this batch; `key` is dropout's."""
    try:
        _Settler(net, weights, batch, key=key).run()
    except Unmovable:
        return True
    return False


def settle(net, weights, batch, seed):
    """Copies of the weights that are safe for the batch, and how many numbers were moved."""
    copies = {name: value.copy() for name, value in weights.items()}
    return _Settler(net, copies, batch, np.random.default_rng(seed)).run()
