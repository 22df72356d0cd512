"""Keeps a gradient test away from the points where the gradient jumps.

The gradient of ReLU jumps at 0 and that of a maximum where two values tie. Where a float32 rounding error decides
on which side a value falls, two correct programs differ by 1e-3 and more in whole tensors (one flipped element of
a 2x2 map is enough), and a bound of 1e-4 would say nothing. `settle` walks the network once in both precisions and
shifts the bias in front of a ReLU a little wherever one of its inputs lies within `MARGIN` rounding
errors of 0; a first convolution whose maxima nearly tie gets new filters. The test then compares mathematics.
"""
import numpy as np

import jax_gradient
import nets

MARGIN = 30  # in root-mean-square differences between float32 and float64
ATTEMPTS = 200


class _Pair:
    """A value in both precisions, and the bias that shifts it."""

    def __init__(self, single, double, bias=None):
        self.single, self.double, self.bias = single, double, bias

    def band(self):
        """Half the width of the interval that rounding could carry a value across."""
        error = self.single.astype(np.float64) - self.double
        return MARGIN * max(float(np.sqrt((error**2).mean())), 1e-12)


class _Settler:
    """The backend of `nets.build` that repairs weights while it walks."""

    def __init__(self, net, weights, rng):
        self.net, self.weights, self.rng, self.shifted = net, weights, rng, 0

    def backends(self):
        for dtype in (np.float32, np.float64):
            cast = {name: value.astype(dtype) for name, value in self.weights.items()}
            yield jax_gradient.EagerArrays(cast, self.net.eps, True)

    def both(self, op, values, *args, bias=None):
        """Applies one operation in both precisions; `values` is a list of pairs."""
        single, double = self.backends()
        return _Pair(getattr(single, op)(*(v.single for v in values), *args),
                     getattr(double, op)(*(v.double for v in values), *args), bias)

    def conv(self, x, name, *args, bias=False):
        return self.both("conv", [x], name, *args, bias, bias=f"{name}.bias" if bias else None)

    def bn(self, x, name, channels):
        return self.both("bn", [x], name, channels, bias=f"{name}.bias")

    def maxpool(self, x, *args):
        return self.both("maxpool", [x], *args)

    def avgpool(self, x, *args):
        return self.both("avgpool", [x], *args)

    def flatten(self, x):
        return self.both("flatten", [x])

    def fc(self, x, name, *args):
        return self.both("fc", [x], name, *args, bias=f"{name}.bias")

    def subsample_pad(self, x, *args):
        return self.both("subsample_pad", [x], *args)

    def add(self, x, y):
        return _Pair(x.single + y.single, x.double + y.double, x.bias)

    def relu(self, x):
        band, values = x.band(), x.double.copy()
        for channel in np.unique(np.nonzero(np.abs(values) < band)[1]):
            values[:, channel] += self.shift_bias(x.bias, channel, values[:, channel], band)
        shift = values - x.double
        return self.both("relu", [_Pair(x.single + shift.astype(np.float32), values)])

    def shift_bias(self, name, channel, values, band):
        """The smallest shift tried that leaves no value of the channel within the band."""
        bias = self.weights[name]
        for attempt in range(1, ATTEMPTS):
            changed = np.float32(bias[channel] + self.rng.normal() * 1e-3 * attempt)
            shift = float(changed) - float(bias[channel])
            if np.abs(values + shift).min() >= band:
                bias[channel] = changed
                self.shifted += 1
                return shift
        raise RuntimeError(f"{name}[{channel}]: no shift keeps the batch away from 0")


def _nearly_tied_filters(net, weights, images):
    """Channels of the first convolution in which two positive values of one pooling window nearly tie."""
    settler = _Settler(net, weights, None)
    x = _Pair(images.astype(np.float32), images)
    kernel, width, stride = net.stem
    x = settler.bn(settler.conv(x, "conv1", net.input[0], width, kernel, stride), "bn1", width)
    padded = np.pad(x.double, ((0, 0), (0, 0), (1, 1), (1, 1)), constant_values=-np.inf)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), (2, 3))[:, :, ::2, ::2]
    first, second = np.partition(windows.reshape(*windows.shape[:4], 9), 7, axis=-1)[..., :6:-1].transpose(4, 0, 1, 2, 3)
    return np.unique(np.nonzero((first > -x.band()) & (first - second < x.band()))[1])


def settle(net, weights, batch, seed):
    """Copies of the weights that are safe for the batch, and how many numbers were moved."""
    weights = {name: value.copy() for name, value in weights.items()}
    images = nets.normalised(net, batch.astype(np.float64))
    rng = np.random.default_rng(seed)
    redrawn = 0
    if net.maxpool:
        for _ in range(ATTEMPTS):
            tied = _nearly_tied_filters(net, weights, images)
            if not len(tied):
                break
            filters = weights["conv1.weight"]
            filters[tied] = rng.normal(0, np.sqrt(2 / np.prod(filters.shape[1:])), (len(tied), *filters.shape[1:]))
            redrawn += len(tied)
        else:
            raise RuntimeError("conv1.weight: maxima of the first pooling keep tying")
    settler = _Settler(net, weights, rng)
    nets.build(net, settler, _Pair(images.astype(np.float32), images))
    return weights, settler.shifted + redrawn
