"""Sets the oracles against each other, so that they are known good before they judge the compiler.

The evaluation-mode forward pass in jax and in onnxruntime share only the description of the network; the gradient
in double precision is set against a central difference of the loss along the gradient.
"""
import numpy as np

import compare
import jax_gradient
import kinks
import nets
import onnx_forward


def check(record, net, batch, seed=31):
    weights = nets.random_weights(net, seed)
    x, labels = nets.random_batch(net, batch, seed + 1)
    theirs = onnx_forward.session(net, weights)(x)
    record.difference(f"oracle {net.name} jax = onnxruntime",
                      compare.of_logits(theirs, np.asarray(jax_gradient.forward(net, weights, x))))
    weights, _ = kinks.settle(net, weights, x, seed + 2)
    loss, gradients = jax_gradient.loss_and_gradients(net, weights, x, labels)
    record.require(f"oracle {net.name} loss is finite", np.isfinite(loss), f"got {loss}")
    worst = max(_slope_error(net, weights, x, labels, gradients, name) for name in ("conv1.weight", max(gradients)))
    record.difference(f"oracle {net.name} gradient = slope of the loss", worst)


def _slope_error(net, weights, x, labels, gradients, name):
    """Relative difference of |g| and the slope of the loss along g, for one tensor."""
    direction = gradients[name] / np.linalg.norm(gradients[name])
    step = 1e-7
    ahead, behind = (jax_gradient.loss(net, {**weights, name: weights[name].astype(np.float64) + s * direction}, x, labels)
                     for s in (step, -step))
    slope = (ahead - behind) / (2 * step)
    return abs(slope - np.linalg.norm(gradients[name])) / np.linalg.norm(gradients[name])
