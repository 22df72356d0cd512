"""Loss and gradients by jax in double precision: the oracle of training-mode gradients.

Double precision makes the oracle the better side: what is left of a difference is the error of resnetc's float32.
Batch norm normalises with the statistics of the batch (biased variance); the loss is the mean softmax cross-entropy.
"""
import jax
import jax.numpy as jnp
import numpy as np

import nets

jax.config.update("jax_enable_x64", True)
jax.config.update("jax_platforms", "cpu")
LAYOUT = ("NCHW", "OIHW", "NCHW")


class Arrays:
    """The backend of `nets.build` whose values are jax arrays."""

    math = jnp

    def __init__(self, weights, eps, training):
        self.weights, self.eps, self.training = weights, eps, training
        self.statistics = {}  # of the batch, filled by a training-mode walk

    def conv(self, x, name, channels, out, kernel, stride, bias=False):
        y = jax.lax.conv_general_dilated(x, self.weights[f"{name}.weight"], (stride, stride),
                                         [(kernel // 2, kernel // 2)] * 2, dimension_numbers=LAYOUT)
        return y + self.weights[f"{name}.bias"].reshape(1, -1, 1, 1) if bias else y

    def bn(self, x, name, channels):
        def per_channel(v):
            return v.reshape(1, -1, 1, 1)

        if self.training:
            mean = x.mean((0, 2, 3))
            variance = ((x - per_channel(mean)) ** 2).mean((0, 2, 3))
            count = x.size // channels
            self.statistics[f"{name}.running_mean"] = mean
            self.statistics[f"{name}.running_var"] = variance * (count / (count - 1))
        else:
            mean, variance = self.weights[f"{name}.running_mean"], self.weights[f"{name}.running_var"]
        scale = self.weights[f"{name}.weight"] / self.math.sqrt(variance + self.eps)
        return (x - per_channel(mean)) * per_channel(scale) + per_channel(self.weights[f"{name}.bias"])

    def relu(self, x):
        return self.math.where(x > 0, x, 0)

    def maxpool(self, x, kernel, stride):
        pad = (kernel // 2, kernel // 2)
        return jax.lax.reduce_window(x, -jnp.inf, jax.lax.max, (1, 1, kernel, kernel), (1, 1, stride, stride),
                                     [(0, 0), (0, 0), pad, pad])

    def avgpool(self, x, kernel=None):
        if not kernel:
            return x.mean((2, 3))
        window = (1, 1, kernel, kernel)
        return jax.lax.reduce_window(x, 0.0, jax.lax.add, window, window, "VALID") / kernel**2

    def flatten(self, x):
        return x.reshape(len(x), -1)

    def add(self, x, y):
        return x + y

    def fc(self, x, name, channels, out):
        return x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]

    def subsample_pad(self, x, stride, extra):
        return self.math.pad(x[:, :, ::stride, ::stride], ((0, 0), (0, extra), (0, 0), (0, 0)))


class EagerArrays(Arrays):
    """The same on numpy arrays, for walks that run once: only convolutions and pooling are worth compiling."""

    math = np

    def conv(self, *arguments, **more):
        return np.asarray(super().conv(*arguments, **more))

    def maxpool(self, *arguments):
        return np.asarray(super().maxpool(*arguments))

    def avgpool(self, *arguments):
        return np.asarray(super().avgpool(*arguments))


def forward(net, weights, x, training=False, dtype=np.float64):
    """Logits; the evaluation form is there to set the two oracles against each other."""
    cast = {name: value.astype(dtype) for name, value in weights.items()}
    return nets.build(net, EagerArrays(cast, net.eps, training), nets.normalised(net, x.astype(dtype)))


def batch_statistics(net, weights, x):
    """What the running statistics move towards: mean and unbiased variance of the batch, in double precision."""
    backend = EagerArrays({name: value.astype(np.float64) for name, value in weights.items()}, net.eps, True)
    nets.build(net, backend, nets.normalised(net, x.astype(np.float64)))
    return backend.statistics


def loss(net, weights, x, labels):
    """The training-mode loss of a batch."""
    logits = forward(net, weights, x, training=True)
    shifted = logits - logits.max(1, keepdims=True)
    return float((np.log(np.exp(shifted).sum(1)) - shifted[np.arange(len(labels)), labels]).mean())


def loss_and_gradients(net, weights, x, labels, dtype=np.float64):
    """The loss and a dictionary with the gradient of every learned tensor."""
    learned = {name: jnp.asarray(value, dtype) for name, value in weights.items() if nets.is_learned(name)}
    images = jnp.asarray(nets.normalised(net, x.astype(dtype)))

    def of_parameters(parameters):
        logits = nets.build(net, Arrays(parameters, net.eps, True), images)
        return -jax.nn.log_softmax(logits)[jnp.arange(len(labels)), labels].mean()

    value, gradients = jax.jit(jax.value_and_grad(of_parameters))(learned)
    return float(value), {name: np.asarray(gradient) for name, gradient in gradients.items()}
