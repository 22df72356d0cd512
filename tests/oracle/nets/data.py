"""Random weights and images for a network."""
import numpy as np

MANY = 12  # residual blocks


def is_learned(name):
    """True for what has a gradient."""
    return not name.endswith(("running_mean", "running_var"))


def parameter_count(net):
    """Learned scalars."""
    return sum(int(np.prod(shape)) for name, shape in net.parameters.items() if is_learned(name))


def random_weights(net, seed):
    """float32 weights in which every term of the mathematics shows: scales away from 1, shifts and running
    means away from 0, running variances away from 1, slopes of PReLU below 1. Convolutions are He-normal, so that
    depth neither drowns nor explodes the signal; in a network of many residual blocks each adds a little only, or
    batch norm after batch norm would let float32's rounding grow beyond any bound of a test."""
    rng = np.random.default_rng(seed)
    weights = {}
    sums = [node for node in net.nodes if node.op == "add"]
    quiet = {f"{node.inputs[0].attributes.get('scale_name')}.weight" for node in sums if len(sums) > MANY}
    slopes = {f"{node.name}.weight" for node in net.nodes if node.op == "prelu"}
    for name, shape in net.parameters.items():
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
        elif name in slopes:
            value = rng.uniform(0.1, 0.4, shape)
        else:
            value = rng.uniform(0.5, 1.5, shape)
        if name in quiet:
            value *= 0.3 if len(sums) <= 100 else 0.1
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
    pixels = net.black + (net.white - net.black) * images
    return np.ascontiguousarray(pixels, dtype=np.float32), labels.astype(np.int64)


def normalised(net, x):
    """What the first convolution sees, in the precision of `x`."""
    if not net.mean:
        return x
    mean = np.asarray(net.mean, x.dtype).reshape(1, -1, 1, 1)
    std = np.asarray(net.std, x.dtype).reshape(1, -1, 1, 1)
    return (x - mean) / std
