"""What the tests share: a small network, compiled once, and an evaluator of it in jax."""
import functools
import pathlib
import tempfile

import numpy as np
import resnetc

SHAPE, CLASSES = (3, 8, 8), 5
TEXT = """resnetc 1
model small(classes = 5) {
  input x : f32[N, 3, 8, 8]
  shortcut B
  stem { conv 3x3 8; bn; relu }
  stage layer1 = 1 x basic(8)
  stage layer2 = 1 x basic(16) /2
  head { avgpool global; fc classes }
}
"""
_folder = tempfile.TemporaryDirectory()
FOLDER = pathlib.Path(_folder.name)


@functools.cache
def library(mode="train"):
    return resnetc.compile(TEXT, mode=mode, output=FOLDER / f"{mode}.so", accuracy="strict")


def weights(seed=3):
    """Arrays for every tensor: none is what a fresh model has, variances are positive."""
    draw = np.random.default_rng(seed)
    with resnetc.load(library()) as model:
        result = {}
        for name in model.parameters:
            tensor = model.parameters.info(name)
            scale = (2 / np.prod(tensor.shape[1:])) ** 0.5 if len(tensor.shape) > 1 else 0.1
            values = draw.standard_normal(tensor.shape) * scale
            result[name] = (values + (1 if name.endswith(("running_var", "bn1.weight", "bn2.weight")) else 0)).astype(np.float32)
            if name.endswith("running_var"):
                result[name] = np.abs(result[name])
        return result


def model(mode="train", **options):
    return resnetc.load(library(mode), weights(), **options)


def images(batch, seed=7):
    return np.random.default_rng(seed).standard_normal((batch, *SHAPE)).astype(np.float32)


def labels(batch, seed=9):
    return np.random.default_rng(seed).integers(0, CLASSES, batch)


def network(parameters, x, statistics):
    """The network of TEXT in jax, f32 in the highest precision. statistics: "running", or "batch" as in training."""
    import jax
    from jax import lax, numpy as jnp

    def conv(name, x, stride=1):
        weight = parameters[f"{name}.weight"]
        pad = weight.shape[2] // 2
        return lax.conv_general_dilated(x, weight, (stride, stride), [(pad, pad)] * 2, precision=lax.Precision.HIGHEST)

    def norm(name, x):
        mean, var = parameters[f"{name}.running_mean"], parameters[f"{name}.running_var"]
        if statistics == "batch":
            mean, var = x.mean((0, 2, 3)), x.var((0, 2, 3))
        columns = [value[:, None, None] for value in (mean, var, parameters[f"{name}.weight"], parameters[f"{name}.bias"])]
        return (x - columns[0]) * lax.rsqrt(columns[1] + 1e-5) * columns[2] + columns[3]

    def block(name, x, stride):
        y = jax.nn.relu(norm(f"{name}.bn1", conv(f"{name}.conv1", x, stride)))
        y = norm(f"{name}.bn2", conv(f"{name}.conv2", y))
        if f"{name}.downsample.0.weight" in parameters:
            x = norm(f"{name}.downsample.1", conv(f"{name}.downsample.0", x, stride))
        return jax.nn.relu(y + x)

    x = jax.nn.relu(norm("bn1", conv("conv1", x)))
    x = block("layer2.0", block("layer1.0", x, 1), 2).mean((2, 3))
    return jnp.matmul(x, parameters["fc.weight"].T, precision=lax.Precision.HIGHEST) + parameters["fc.bias"]
