"""The training-mode loss in jax, in double precision: what `arrays.py` is set against.

Convolution and pooling are jax's own, and so is the whole differentiation; of `arrays.py` only the mask of dropout is
taken, which is data.
"""
import jax
import jax.numpy as jnp

import arrays
import nets

jax.config.update("jax_enable_x64", True)
jax.config.update("jax_platforms", "cpu")
LAYOUT = ("NCHW", "OIHW", "NCHW")


class _Arrays:
    """One operation after the other; values are jax arrays."""

    def __init__(self, net, weights):
        self.net, self.weights = net, weights

    def parameter(self, node, suffix="weight"):
        return self.weights[f"{node.scale_name}.{suffix}"].reshape(1, -1, 1, 1)

    def conv(self, node, x):
        y = jax.lax.conv_general_dilated(x, self.weights[f"{node.name}.weight"], node.stride,
                                         [(pad, pad) for pad in node.pad], dimension_numbers=LAYOUT,
                                         feature_group_count=node.groups)
        return y + self.parameter(node, "bias") if node.bias else y

    def bn(self, node, x):
        y = (x - x.mean((0, 2, 3), keepdims=True)) / jnp.sqrt(x.var((0, 2, 3), keepdims=True) + self.net.eps)
        return y * self.parameter(node) + self.parameter(node, "bias")

    def relu(self, node, x):
        return jax.nn.relu(x)

    def prelu(self, node, x):
        return jnp.maximum(x, 0) + self.parameter(node) * jnp.minimum(x, 0)

    def sigmoid(self, node, x):
        return jax.nn.sigmoid(x)

    def relu6(self, node, x):
        return jax.nn.relu6(x)

    def silu(self, node, x):
        return jax.nn.silu(x)

    def hardswish(self, node, x):
        return jax.nn.hard_swish(x)

    def leaky_relu(self, node, x):
        return jax.nn.leaky_relu(x, node.slope)

    def scale(self, node, x):
        return x * self.parameter(node)

    def dropout(self, node, x):
        return jnp.where(arrays.dropout_mask(node, len(x)), x / (1 - node.rate), 0)

    def lrn(self, node, x):
        window = (1, node.size, 1, 1)
        pads = [(0, 0), (node.size // 2,) * 2, (0, 0), (0, 0)]
        squares = jax.lax.reduce_window(x * x, 0.0, jax.lax.add, window, (1,) * 4, pads)
        return x / (node.k + node.alpha / node.size * squares)**node.beta

    def _window(self, node, x, start, reduction):
        top, left, bottom, right = node.pads
        return jax.lax.reduce_window(x, start, reduction, (1, 1, *node.kernel), (1, 1, *node.stride),
                                     [(0, 0), (0, 0), (top, bottom), (left, right)])

    def maxpool(self, node, x):
        return self._window(node, x, -jnp.inf, jax.lax.max)

    def avgpool(self, node, x):
        return self._window(node, x, 0.0, jax.lax.add) / (node.kernel[0] * node.kernel[1])

    def globalpool(self, node, x):
        return x.mean((2, 3), keepdims=True)

    def fc(self, node, x):
        y = (x.reshape(len(x), -1) @ self.weights[f"{node.name}.weight"].T).reshape(len(x), -1, 1, 1)
        return y + self.parameter(node, "bias") if node.bias else y

    def add(self, node, x, y):
        return x + y

    def max(self, node, x, y):
        return jnp.where(x >= y, x, y)

    def concat(self, node, *parts):
        return jnp.concatenate(parts, 1)

    def gate(self, node, value, gate, carry=None):
        return value * gate + (0 if carry is None else carry * (1 - gate))

    def subsample_pad(self, node, x):
        return jnp.pad(x[:, :, ::node.stride[0], ::node.stride[1]], ((0, 0), (0, node.extra), (0, 0), (0, 0)))


def loss_and_gradients(net, weights, x, labels):
    """The training-mode loss and a dictionary with the gradient of every learned tensor."""
    learned = {name: jnp.asarray(value, jnp.float64) for name, value in weights.items() if nets.is_learned(name)}
    images = jnp.asarray(nets.normalised(net, x.astype(jnp.float64)))

    def of_parameters(parameters):
        backend, values = _Arrays(net, parameters), [images]
        for node in net.nodes[1:]:
            values.append(getattr(backend, node.op)(node, *(values[source.index] for source in node.inputs)))
        return sum(weight * -jax.nn.log_softmax(values[node.index].reshape(len(x), -1))[jnp.arange(len(x)), labels].mean()
                   for node, weight in net.losses)

    value, gradients = jax.jit(jax.value_and_grad(of_parameters))(learned)
    return float(value), {name: jax.device_get(gradient) for name, gradient in gradients.items()}
