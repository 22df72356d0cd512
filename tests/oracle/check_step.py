"""One step of `resnetc-run train` against numpy: momentum, weight decay and running statistics of every tensor.

A first epoch of one step makes a checkpoint; its tensors are replaced by chosen weights and momenta; a second epoch
of one step goes on from there, and its checkpoint is compared with the textbook's update.
"""
import json
import struct
import zlib

import numpy as np
import safetensors.numpy

import arrays
import check_gradient
import compare
import nets

LR, MOMENTUM, DECAY, BN_MOMENTUM, SEED = 0.05, 0.8, 1e-2, 0.1, 41

RECIPE = """
train once for {name} {{
  data   npy "{images},{labels}"
  loss   softmax_cross_entropy   init he_normal fan_in
  sgd    lr {lr} momentum {momentum} weight_decay {decay}
  batch  {batch}   epochs 1   seed 1
}}
"""


def check(driver, record, case):
    net = case.net
    weights, x, labels, _, gradients = check_gradient.problem(case)
    rng = np.random.default_rng(SEED)
    momenta = {f"momentum.{name}": rng.normal(0, 0.1, value.shape).astype(np.float32)
               for name, value in weights.items() if nets.is_learned(name)}
    images, classes = driver.work / "step_x.npy", driver.work / "step_y.npy"
    np.save(images, x)
    np.save(classes, labels)
    source = driver.work / "step.dsl"
    source.write_text(case.text + RECIPE.format(name=net.name, images=images, labels=classes, lr=LR,
                                                      momentum=MOMENTUM, decay=DECAY, batch=len(x)))
    library = driver.compile(source, "step", "--mode=train")
    statistics = arrays.batch_statistics(net, weights, x)
    for nesterov in (False, True):
        ours = _step(driver, library, images, classes, {**weights, **momenta}, nesterov)
        rows = compare.of_tensors(ours, _expected(weights, momenta, gradients, statistics, nesterov))
        record.difference(f"step {net.name}{' nesterov' if nesterov else ''}", rows[0][0],
                          f"worst of {len(rows)} tensors: {rows[0][1]}")


def _expected(weights, momenta, gradients, statistics, nesterov):
    """The checkpoint after the step, in double precision."""
    after = {}
    for name, value in weights.items():
        value = value.astype(np.float64)
        if nets.is_learned(name):
            gradient = gradients[name] + DECAY * value
            velocity = MOMENTUM * momenta[f"momentum.{name}"] + gradient
            after[f"momentum.{name}"] = velocity
            after[name] = value - LR * (gradient + MOMENTUM * velocity if nesterov else velocity)
        else:
            after[name] = (1 - BN_MOMENTUM) * value + BN_MOMENTUM * statistics[name]
    return after


def _header(data):
    return json.loads(data[8:8 + struct.unpack("<Q", data[:8])[0]])


def _checksum(data, metadata):
    """What docs/weights.md says: CRC-32 over the metadata's other entries, a line for each tensor, and the tensors' bytes."""
    text = "".join(f"{key}={value}\n" for key, value in sorted(metadata.items()) if key != "checksum")
    text += "".join(f"{name} {tensor['dtype']} {tensor['shape']}\n" for name, tensor in _header(data).items())
    return f"{zlib.crc32(data[8 + struct.unpack('<Q', data[:8])[0]:], zlib.crc32(text.encode())):08x}"


def _step(driver, library, images, classes, tensors, nesterov):
    """The tensors of the checkpoint that one step from `tensors` leaves, the counts of batches taken out."""
    counts = {name.replace(".running_mean", ".num_batches_tracked") for name in tensors if name.endswith(".running_mean")}
    out = driver.work / f"step-{nesterov}"
    train = ["train", library, "--data", f"npy:{images},{classes}", "--out", out, "--threads", 2,
             "--set", f"nesterov={str(nesterov).lower()}"]
    driver.run("resnetc-run", *train, "--epochs", 1)
    path = out / "last.safetensors"
    data = path.read_bytes()
    metadata = _header(data)["__metadata__"]
    found, wanted = set(safetensors.numpy.load(data)), set(tensors) | counts
    if found != wanted:
        raise ValueError(f"checkpoint: unexpected or missing tensors {sorted(found ^ wanted)[:4]}")
    seen = np.array(41, np.int64)
    tensors = tensors | {name: seen for name in counts}
    metadata["checksum"] = _checksum(safetensors.numpy.save(tensors), metadata)
    safetensors.numpy.save_file(tensors, path, metadata)
    driver.run("resnetc-run", *train, "--epochs", 2, "--resume")
    after = safetensors.numpy.load_file(path)
    for name in counts:
        if after.pop(name) != seen + 1:
            raise ValueError(f"checkpoint: {name} does not count the step")
    return after
