#!/usr/bin/env python3
"""Weights come in under torchvision's names and go out again, byte for byte.

    .venv/bin/python tests/weights/run.py --bin build/bin [--only TEXT]

Names and shapes of every shipped ResNet are compared with a list written down apart (torchvision_keys.py). Random
weights, written by the safetensors package, are run, saved and compared: keys, types, shapes and bytes; so are weights
embedded in a library, weights in f64, f16 and bf16, and the batch counts of a training that goes on.
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

import numpy as np
import safetensors.numpy

HERE = pathlib.Path(__file__).resolve().parent
MODELS = HERE.parents[1] / "dsl" / "models"
sys.path.insert(0, str(HERE))

import torchvision_keys  # noqa: E402


class Failure(Exception):
    """A test that did not hold."""


def expect(holds, message):
    if not holds:
        raise Failure(message)


class Tools:
    """The two programs."""

    def __init__(self, folder, work):
        self.folder, self.work = folder, work

    def run(self, program, *arguments):
        done = subprocess.run([str(self.folder / program), *map(str, arguments)], capture_output=True, text=True,
                              timeout=600, check=False)
        expect(done.returncode == 0, f"{program} {' '.join(map(str, arguments))}: {done.stderr}")
        return done.stdout

    def names(self, model, *options):
        """{name: shape} of the variables that a user sees, without batch counts."""
        text = self.run("resnetc", MODELS / f"{model}.dsl", "--emit=graph", *options)
        found = re.findall(r'rn\.variable @"?([\w.]+)"? .*: tensor<([\dx]+)xf32>', text)
        return {name: tuple(map(int, shape.split("x"))) for name, shape in found}

    def library(self, model, *options):
        path = self.work / f"{model}.so"
        self.run("resnetc", MODELS / f"{model}.dsl", "-o", path, *options)
        return path

    def save(self, library, *options):
        path = self.work / "saved.safetensors"
        self.run("resnetc-run", "save", library, "-o", path, *options)
        return path


def random_weights(shapes, seed):
    """Tensors as training might leave them: of every sign and size, variances positive, counts counted."""
    random = np.random.default_rng(seed)
    tensors = {}
    for name, shape in shapes.items():
        if name.endswith("num_batches_tracked"):
            tensors[name] = np.array(random.integers(2**62), np.int64)
        elif name.endswith("running_var"):
            tensors[name] = random.uniform(0.5, 2, shape).astype(np.float32)
        else:
            scale = np.sqrt(2 / max(1, np.prod(shape[1:]))) if len(shape) > 1 else 0.2
            tensors[name] = (random.standard_normal(shape) * scale).astype(np.float32)
    return tensors


def counted(shapes):
    """Shapes with the batch counts that torch adds."""
    result = {}
    for name, shape in shapes.items():
        result[name] = shape
        if name.endswith("running_var"):
            result[name.replace("running_var", "num_batches_tracked")] = ()
    return result


def expect_equal(path, tensors):
    """The file holds exactly these tensors, bit for bit."""
    read = safetensors.numpy.load_file(path)
    expect(set(read) == set(tensors), f"keys differ: {sorted(set(read) ^ set(tensors))[:5]}")
    for name, tensor in tensors.items():
        same = read[name].dtype == tensor.dtype and read[name].shape == tensor.shape
        expect(same, f"{name} is {read[name].dtype} {read[name].shape}, expects {tensor.dtype} {tensor.shape}")
        expect(read[name].tobytes() == tensor.tobytes(), f"the bytes of {name} differ")


def check_names(tools):
    """The state dictionary of each shipped ResNet."""
    checked = 0
    for model in torchvision_keys.BLOCKS:
        if not (MODELS / f"{model}.dsl").exists():
            continue
        expected = torchvision_keys.state_dict(model)
        total = torchvision_keys.parameters(expected)
        expect(total == torchvision_keys.PARAMETERS[model], f"{model}: the list itself has {total} parameters")
        shapes = counted(tools.names(model))
        expect(shapes == expected, f"{model}: {sorted(set(shapes.items()) ^ set(expected.items()))[:5]}")
        checked += 1
    expect(checked >= 3, f"only {checked} models found")


def round_trip(tools, model, shapes, options=()):
    """In, run, out."""
    tensors = random_weights(shapes, len(shapes))
    path, images = tools.work / "in.safetensors", tools.work / "x.npy"
    safetensors.numpy.save_file(tensors, path, {"format": "pt"})
    library = tools.library(model, *options)
    size = {"resnet18": (3, 224, 224), "cifar_resnet": (3, 32, 32), "resnet_digits": (1, 8, 8)}[model]
    np.save(images, np.random.default_rng(1).random((1, *size), np.float32))
    tools.run("resnetc-run", "predict", library, "--weights", path, "--input", images, "--output", tools.work / "y.npy")
    expect(np.isfinite(np.load(tools.work / "y.npy")).all(), "the outputs are not numbers")
    expect_equal(tools.save(library, "--weights", path), tensors)
    return tensors


def check_resnet18(tools):
    round_trip(tools, "resnet18", torchvision_keys.state_dict("resnet18"))


def check_cifar(tools):
    round_trip(tools, "cifar_resnet", counted(tools.names("cifar_resnet")))


def check_embedded(tools):
    """Weights in the library, as they were given; out they come as f32."""
    tensors = round_trip(tools, "resnet_digits", counted(tools.names("resnet_digits")))
    library = tools.library("resnet_digits", f"--weights={tools.work / 'in.safetensors'}")
    expect_equal(tools.save(library), tensors)


def check_conversions(tools):
    """f64 is rounded to the nearest even, halves widen exactly, in files and embedded."""
    shapes = counted(tools.names("resnet_digits"))
    random = np.random.default_rng(7)
    for dtype in (np.float64, np.float16):
        given = {name: tensor if tensor.dtype == np.int64 else
                 (tensor * random.uniform(1, 1 + 1e-6, tensor.shape)).astype(dtype)
                 for name, tensor in random_weights(shapes, 5).items()}
        path = tools.work / "in.safetensors"
        safetensors.numpy.save_file(given, path)
        expected = {name: tensor if tensor.dtype == np.int64 else tensor.astype(np.float32)
                    for name, tensor in given.items()}
        library = tools.library("resnet_digits", f"--weights={path}")
        expect_equal(tools.save(library, "--weights", path), expected)
        expect_equal(tools.save(library), expected)


def check_bf16(tools):
    """The package has no bf16 for numpy, so bits are put under the type's name."""
    import json
    import struct
    shapes = tools.names("resnet_digits")
    random = np.random.default_rng(9)
    header, data, expected = {}, b"", {}
    for name, shape in shapes.items():
        bits = random.integers(0x3c00, 0x4000, shape).astype(np.uint16)
        header[name] = {"dtype": "BF16", "shape": shape, "data_offsets": [len(data), len(data) + 2 * bits.size]}
        data += bits.tobytes()
        expected[name] = (bits.astype(np.uint32) << 16).view(np.float32).reshape(shape)
        if name.endswith("running_mean"):
            expected[name.replace("running_mean", "num_batches_tracked")] = np.array(0, np.int64)
    text = json.dumps(header).encode()
    path = tools.work / "in.safetensors"
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)
    expect_equal(tools.save(tools.library("resnet_digits"), "--weights", path), expected)


def check_training(tools):
    """A training goes on from the counts that it is given, and keeps them through its checkpoints."""
    tensors = random_weights(counted(tools.names("resnet_digits")), 3)
    path, out = tools.work / "in.safetensors", tools.work / "run"
    safetensors.numpy.save_file(tensors, path)
    library = tools.library("resnet_digits", "--mode=train")
    train = ("train", library, "--data", "digits", "--batch", 720, "--quiet", "--out", out)
    tools.run("resnetc-run", *train, "--epochs", 1, "--weights", path)
    tools.run("resnetc-run", *train, "--epochs", 2, "--resume", "--force")  # its cosine goes to the last epoch
    read = safetensors.numpy.load_file(out / "last.safetensors")
    expect({name for name in read if not name.startswith("momentum.")} == set(tensors), "keys differ")
    for name, tensor in tensors.items():
        if name.endswith("num_batches_tracked"):
            expect(int(read[name]) == int(tensor) + 4, f"{name}: two epochs are four steps more")
        else:
            expect((read[name] != tensor).any(), f"{name} was not trained")


HEADS = """resnetc 1
model heads(classes = 10) {
  input x : f32[N, 1, 8, 8]
  names torchvision
  stem { conv 3x3 8; bn; relu }
  aux side weight 0.3 { avgpool global; fc classes }
  stage layer1 = 1 x basic(8)
  head { avgpool global; fc classes }
}
train digits for heads {
  data  digits
  loss  softmax_cross_entropy  init he_normal fan_in
  sgd   lr 0.1 momentum 0.9 weight_decay 1e-4
  lr    constant
  batch 720  epochs 1  seed 1
}
"""


def check_heads(tools):
    """What training with heads beside the network leaves serves a library that has none of them."""
    model = tools.work / "heads.dsl"
    model.write_text(HEADS)
    library, served = tools.work / "train.so", tools.work / "infer.so"
    tools.run("resnetc", model, "--mode=train", "-o", library)
    tools.run("resnetc-run", "train", library, "--data", "digits", "--quiet", "--out", tools.work / "run")
    names = set(safetensors.numpy.load_file(tools.work / "run" / "last.safetensors"))
    beside = {name for name in names if name.startswith(("side.", "momentum.side."))}
    expect(beside, "no head beside the network was trained")
    for file in ("best", "last"):
        weights = tools.work / "run" / f"{file}.safetensors"
        tools.run("resnetc", model, f"--weights={weights}", "-o", served)
        saved = safetensors.numpy.load_file(tools.save(served))
        expect(set(saved) == {name for name in names - beside if not name.startswith("momentum.")}, "names differ")
        tools.run("resnetc-run", "eval", served, "--weights", weights, "--data", "digits")
        tools.run("resnetc", model, "--emit=onnx", f"--weights={weights}", "-o", tools.work / "heads.onnx")


def both_say(tools, path, *options):
    """(status, stderr) of embedding and of loading the file, the programs' names taken out of the text."""
    library = tools.work / "resnet_digits.so"
    results = []
    for program, command in (("resnetc", [MODELS / "resnet_digits.dsl", f"--weights={path}", "-o", tools.work / "new.so"]),
                             ("resnetc-run", ["save", library, "--weights", path, "-o", tools.work / "new.safetensors"])):
        done = subprocess.run([str(tools.folder / program), *map(str, command), *options], capture_output=True, text=True,
                              timeout=600, check=False)
        results.append((done.returncode, done.stderr.replace(f"{program}: ", "")))
    return results


def check_other_shapes(tools):
    """Dimensions of one and types of batch counts as other tools have them, from the compiler and from the tool."""
    shapes = counted(tools.names("resnet_digits"))
    tools.library("resnet_digits")
    tensors = random_weights(shapes, 4)
    other, types = {}, [np.int32, np.float32, np.uint8, np.int64, np.float64]
    for i, (name, tensor) in enumerate(tensors.items()):
        if name.endswith("num_batches_tracked"):
            tensors[name] = np.array(int(tensor) % 200, np.int64)
            other[name] = tensors[name].astype(types[i % 5]).reshape([1] * (i % 3))
        else:
            other[name] = tensor.reshape(tensor.shape + (1, 1)) if tensor.ndim < 3 else tensor
    path = tools.work / "other.safetensors"
    safetensors.numpy.save_file(other, path)
    for status, said in both_say(tools, path):
        expect(status == 0 and said.count("\n") == 1, said)
        expect(said.startswith(f"note: {path}: ") and "tensors have other dimensions of one" in said, said)
    expect_equal(tools.work / "new.safetensors", tensors)
    expect_equal(tools.save(tools.work / "new.so"), tensors)


def check_wrong_values(tools):
    """Values that no trained model has are named by the compiler and by the tool, and refused if asked for."""
    tensors = random_weights(counted(tools.names("resnet_digits")), 5)
    tools.library("resnet_digits")
    variance = next(name for name in tensors if name.endswith("running_var"))
    tensors[variance][:2] = -1
    tensors["fc.weight"][3, 5] = np.nan
    tensors["fc.weight"][0, 0] = np.inf
    path = tools.work / "wrong.safetensors"
    safetensors.numpy.save_file(tensors, path)
    for options, status, kind in (([], 0, "warning"), (["--strict-weights"], 1, "error")):
        for file in ("new.so", "new.safetensors"):
            (tools.work / file).unlink(missing_ok=True)
        for done, said in both_say(tools, path, *options):
            expect(done == status and said.startswith(f"{kind}: {path}: 2 tensor(s) "), f"{done}: {said}")
            expect(f"'{variance}' (2 of {len(tensors[variance])} below 0)" in said, said)
            expect(f"'fc.weight' (2 of {tensors['fc.weight'].size} not finite)" in said, said)
        for file in ("new.so", "new.safetensors"):
            expect((tools.work / file).exists() == (status == 0), f"{file} with {kind}")


CHECKS = [check_names, check_resnet18, check_cifar, check_embedded, check_conversions, check_bf16, check_training,
          check_heads, check_other_shapes, check_wrong_values]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--only", default="", help="checks whose name contains this text")
    arguments = parser.parse_args()
    failed = 0
    for check in CHECKS:
        if arguments.only not in check.__name__:
            continue
        with tempfile.TemporaryDirectory(prefix="resnetc-weights-") as work:
            try:
                check(Tools(arguments.bin.resolve(), pathlib.Path(work)))
                print(f"passed  {check.__name__}")
            except Failure as failure:
                failed += 1
                print(f"FAILED  {check.__name__}: {failure}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
