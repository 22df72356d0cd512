"""Logits of compiled networks against onnxruntime on the same weights."""
import numpy as np

import compare
import nets
import onnx_forward

WEIGHTS_SEED, BATCH_SEED = 11, 12


def check(driver, record, case, library, flavour):
    """Every batch size of the case, and the same bits for one thread and for two; `flavour` names how the library
    was compiled."""
    weights = case.weights(WEIGHTS_SEED)
    path = driver.save_weights(f"{case.name}-forward", weights)
    oracle = onnx_forward.session(case.net, weights)
    for batch in case.forward_batches:
        x, _ = nets.random_batch(case.net, batch, BATCH_SEED + batch)
        files = [driver.predict(library, path, x, threads) for threads in (2, 1)]
        record.difference(f"forward {case.name} batch {batch} {flavour}",
                          compare.of_logits(np.load(files[0]), oracle(x)))
    record.require(f"forward {case.name} {flavour} bit-equal for 1 and 2 threads",
                   files[0].read_bytes() == files[1].read_bytes(), "the output files differ")
