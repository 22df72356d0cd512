#!/usr/bin/env python3
"""The ONNX files of resnetc: accepted by onnx's checker, every kind of layer equal to numpy, every shipped model
runnable and the same with weights inside and fed.

    .venv/bin/python tests/onnx/run.py --bin build/bin [--only TEXT] [--results FILE]

That whole networks compute what the compiled library and an independent file compute is tests/oracle's business.
Ends with `N passed, N failed, N skipped`; status 1 where a test failed or none ran.
"""
import argparse
import collections
import os
import pathlib
import pty
import subprocess
import sys
import tempfile

import numpy as np
import onnx
import onnxruntime

import kinds
import models

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "oracle"))

import compare  # noqa: E402
from driver import Driver, Failure  # noqa: E402

# These are exported with all shortcut options, the others with their own alone.
EVERY_SHORTCUT = ("cifar_resnet", "resnet18", "resnet50")


def export(driver, name, source, *flags):
    """The file that resnetc writes, loaded and checked with shape inference."""
    path = driver.work / f"{name}.onnx"
    driver.run("resnetc", source, "--emit=onnx", "-o", path, *flags)
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    return path, model


def shape_of(value):
    return tuple(dim.dim_param or dim.dim_value for dim in value.type.tensor_type.shape.dim)


def session(path):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path, options, ["CPUExecutionProvider"])


def known_shapes(model):
    """Shapes by value name, as the file notes them."""
    graph = model.graph
    return {value.name: shape_of(value) for value in (*graph.input, *graph.value_info, *graph.output)}


def inferred_shapes(model):
    """The same, as onnx alone infers them from the inputs."""
    bare = onnx.ModelProto()
    bare.CopyFrom(model)
    del bare.graph.value_info[:]
    return known_shapes(onnx.shape_inference.infer_shapes(bare, check_type=True, strict_mode=True))


def check_structure(record, model, label):
    """Every value is described as onnx infers it, and every node can be found by its name."""
    ours, theirs = known_shapes(model), inferred_shapes(model)
    wrong = [f"{name}: {shape}, inferred {theirs.get(name)}" for name, shape in ours.items() if theirs.get(name) != shape]
    names = collections.Counter(node.name for node in model.graph.node)
    wrong += [f"{count} nodes are called '{name}'" for name, count in names.items() if not name or count > 1]
    wrong += [f"value {name} has no shape" for node in model.graph.node for name in node.output if name not in ours]
    record.require(f"onnx {label} structure", not wrong, "; ".join(wrong[:3]))


def check_model(driver, record, model):
    """One shipped model: its structure in full size; small, the same logits with weights inside and fed."""
    check_structure(record, export(driver, "full", model.path, *model.flags())[1], model.name)
    if model.name in EVERY_SHORTCUT:
        for option in ("A", "B", "C", "none"):
            proto = export(driver, "option", model.path, *model.flags(f"shortcut={option}"))[1]
            check_structure(record, proto, f"{model.name} shortcut {option}")
    fed, proto = export(driver, "fed", model.path, *model.reduced())
    image, *tensors = proto.graph.input
    weights = models.random_weights({value.name: shape_of(value) for value in tensors}, seed=41)
    # A slope of a PReLU is [C] in a file of weights.
    stored = {name: value.reshape(-1) if value.shape[1:] == (1, 1) else value for name, value in weights.items()}
    file = driver.save_weights("weights", stored)
    whole, proto = export(driver, "whole", model.path, *model.reduced(), f"--weights={file}")
    record.require(f"onnx {model.name} has no input but the images", len(proto.graph.input) == 1, "there are others")
    x = np.random.default_rng(42).normal(0, 1, (2, *shape_of(image)[1:])).astype(np.float32)
    inside = session(whole).run(None, {image.name: x})[0]
    outside = session(fed).run(None, {image.name: x, **weights})[0]
    finite = bool(np.isfinite(inside).all()) and float(np.abs(inside).max()) > 0
    record.require(f"onnx {model.name} gives numbers", finite, "all zero, or not finite")
    record.difference(f"onnx {model.name} weights inside = fed", compare.of_logits(inside, outside))


def check_kind(driver, record, kind):
    """One kind of layer, in onnxruntime and in numpy."""
    source = driver.work / "kind.dsl"
    source.write_text(kind.text())
    path, proto = export(driver, "kind", source)
    check_structure(record, proto, kind.name)
    image, *tensors = proto.graph.input
    weights = models.random_weights({value.name: shape_of(value) for value in tensors}, seed=43)
    x = np.random.default_rng(44).normal(0, 1, (3, *kinds.SHAPE)).astype(np.float32)
    wanted = np.maximum(kind.reference(x.astype(np.float64), {name: w.astype(np.float64) for name, w in weights.items()}), 0)
    if wanted.shape[2:] == (1, 1):
        wanted = wanted[:, :, 0, 0]
    record.difference(f"onnx {kind.name} = numpy", compare.of_logits(session(path).run(None, {image.name: x, **weights})[0], wanted))


def check_bytes(driver, record, model):
    """The same input gives the same bytes."""
    first, second = (export(driver, name, model.path)[0].read_bytes() for name in ("one", "two"))
    record.require("onnx same bytes twice", first == second, "the files differ")


def check_terminal(driver, record, model):
    """Bytes are not thrown at a terminal."""
    ours, theirs = pty.openpty()
    command = [driver.programs / "resnetc", model.path, "--emit=onnx"]
    done = subprocess.run(command, stdout=theirs, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
    os.close(theirs)
    try:
        written = os.read(ours, 1)
    except OSError:  # nothing was written, and the other end is closed
        written = b""
    os.close(ours)
    record.require("onnx refuses a terminal", done.returncode == 1 and not written and "-o FILE.onnx" in done.stderr,
                   f"status {done.returncode}, {len(written)} bytes, {done.stderr!r}")


def guarded(record, name, check, *arguments):
    """Runs one group of tests; what keeps it from running is a failure with its reason."""
    try:
        check(*arguments)
    except (Failure, onnx.checker.ValidationError, onnx.shape_inference.InferenceError, OSError, RuntimeError, ValueError) as error:
        record.add(f"onnx {name}", "failed", " ".join(str(error).split())[:400])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", type=pathlib.Path, required=True, help="folder with resnetc")
    parser.add_argument("--only", default="", help="models and kinds of layer whose name contains this text")
    parser.add_argument("--results", type=pathlib.Path, help="file for one JSON object per test")
    arguments = parser.parse_args()
    record = compare.Record()
    shipped = models.shipped(ROOT / "dsl" / "models")
    with tempfile.TemporaryDirectory(prefix="resnetc-onnx-") as folder:
        driver = Driver(arguments.bin.resolve(), pathlib.Path(folder))
        for kind in kinds.KINDS:
            if arguments.only in kind.name:
                guarded(record, kind.name, check_kind, driver, record, kind)
        for model in shipped:
            if arguments.only in model.name:
                guarded(record, model.name, check_model, driver, record, model)
        guarded(record, "bytes", check_bytes, driver, record, shipped[0])
        guarded(record, "terminal", check_terminal, driver, record, shipped[0])
    return record.finish(arguments.results)


if __name__ == "__main__":
    sys.exit(main())
