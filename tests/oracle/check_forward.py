"""Logits of compiled networks against onnxruntime on the same weights."""
import numpy as np

import cases
import compare
import nets
import onnx_forward

WEIGHTS_SEED, BATCH_SEED = 11, 12


def check(driver, record, case, library, flavour):
    """Every batch size of the case; `flavour` names how the library was compiled."""
    net = case.net
    weights = nets.random_weights(net, WEIGHTS_SEED)
    path = driver.save_weights(f"{net.name}-forward", weights)
    oracle = onnx_forward.session(net, weights)
    for batch in case.forward_batches:
        x, _ = nets.random_batch(net, batch, BATCH_SEED + batch)
        ours = np.load(driver.predict(library, path, x))
        record.difference(f"forward {net.name} batch {batch} {flavour}", compare.of_logits(ours, oracle(x)))


def check_threads(driver, record, case, library):
    """The same bits for one thread and for two."""
    net = case.net
    path = driver.save_weights(f"{net.name}-forward", nets.random_weights(net, WEIGHTS_SEED))
    x, _ = nets.random_batch(net, max(case.forward_batches), BATCH_SEED)
    one, two = (driver.predict(library, path, x, threads).read_bytes() for threads in (1, 2))
    record.require(f"forward {net.name} bit-equal for 1 and 2 threads", one == two, "the output files differ")
