"""Loss and the gradient of every parameter of compiled networks against numpy in double precision."""
import functools

import numpy as np
import safetensors.numpy

import arrays
import compare
import kinks
import nets

WEIGHTS_SEED, BATCH_SEED = 21, 22
SHOWN = 3  # of the worst tensors


@functools.lru_cache(1)
def problem(case):
    """Weights, images and classes at which float32 and float64 agree on every kink; loss and gradients there."""
    x, labels = nets.random_batch(case.net, case.gradient_batch, BATCH_SEED)
    weights, _ = kinks.settle(case.net, case.weights(WEIGHTS_SEED), x, BATCH_SEED)
    return weights, x, labels, *arrays.loss_and_gradients(case.net, weights, x, labels)


def check(driver, record, case, library, flavour):
    weights, x, labels, loss, gradients = problem(case)
    path = driver.save_weights(f"{case.name}-gradient", weights)
    files = [driver.gradients(library, path, x, labels, threads) for threads in (2, 1)]
    ours = safetensors.numpy.load_file(files[0])
    title = f"{case.name} batch {case.gradient_batch} {flavour}"
    if "loss" not in ours:
        raise ValueError("the file of gradients has no tensor `loss`")
    value = ours.pop("loss")
    record.require(f"loss {title} is a scalar", value.size == 1, f"got shape {value.shape}")
    record.difference(f"loss {title}", abs(float(value.reshape(-1)[0]) - loss) / abs(loss))
    rows = [row for row in compare.of_tensors(ours, gradients) if row[1] not in case.vague]
    for difference, name in rows:
        if difference > case.bound:
            print(f"        {difference:.1e}  {name}  norm {np.linalg.norm(gradients[name]):.2e}")
    worst = ", ".join(f"{name} {difference:.1e}" for difference, name in rows[:SHOWN])
    record.difference(f"gradients {title}", rows[0][0], f"worst of {len(rows)} tensors: {worst}", case.bound)
    record.require(f"gradients {title} bit-equal for 1 and 2 threads",
                   files[0].read_bytes() == files[1].read_bytes(), "the files differ")
