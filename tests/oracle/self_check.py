"""Sets the oracles against each other, so that they are known good before they judge the compiler.

The evaluation-mode forward pass in numpy and in onnxruntime share only the description of the network, and so do the
gradients in numpy and jax.
"""
import numpy as np

import arrays
import compare
import jax_network
import kinks
import nets
import onnx_forward

SAME = 1e-9  # two programs in double precision


def check(record, case, seed=31):
    net = case.net
    weights = case.weights(seed)
    x, labels = nets.random_batch(net, case.gradient_batch, seed + 1)
    theirs = onnx_forward.session(net, weights)(x)
    record.difference(f"oracle {net.name} numpy = onnxruntime",
                      compare.of_logits(theirs, arrays.forward(net, weights, x)))
    weights, moved = kinks.settle(net, weights, x, seed + 2)
    loss, gradients = arrays.loss_and_gradients(net, weights, x, labels)
    record.require(f"oracle {net.name} loss is finite", np.isfinite(loss), f"got {loss}")
    jax_loss, jax_gradients = jax_network.loss_and_gradients(net, weights, x, labels)
    record.difference(f"oracle {net.name} loss numpy = jax", abs(loss - jax_loss) / abs(loss), bound=SAME)
    rows = compare.of_tensors(gradients, jax_gradients)
    record.difference(f"oracle {net.name} gradients numpy = jax", rows[0][0], f"worst {rows[0][1]}", SAME)
    _, single = arrays.loss_and_gradients(net, weights, x, labels, np.float32)
    rows = compare.of_tensors(single, gradients)
    print(f"        {net.name}: {moved} moved; in float32 numpy differs by {rows[0][0]:.1e} in {rows[0][1]}")
