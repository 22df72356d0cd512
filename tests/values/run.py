#!/usr/bin/env python3
"""Compiled networks at inputs where arithmetic goes wrong most easily, against values that are known.

    .venv/bin/python tests/values/run.py --bin build/bin [--only TEXT]

Each case compiles a network of a few layers for both instruction sets and compares logits, loss and gradients with
numbers that were worked out apart, in double precision. Ends with `N passed, N failed`; status 1 where one failed.
"""
import argparse
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import safetensors.numpy

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "oracle"))

import cases  # noqa: E402
from driver import Driver, Failure  # noqa: E402

TARGETS = ("x86-64-v3", "x86-64-v4")
NAN, INF = float("nan"), float("inf")


def runs_avx512():
    try:
        return "avx512f" in pathlib.Path("/proc/cpuinfo").read_text()
    except OSError:
        return False


class Network:
    """A small network, compiled for training, with its weights."""
    libraries = {}  # by text and instruction set

    def __init__(self, driver, text, weights, march):
        self.driver = driver
        self.library = self.libraries.get((text, march))
        if not self.library:
            source = driver.work / "net.dsl"
            source.write_text(text)
            self.library = driver.compile(source, f"net{len(self.libraries)}", "--mode=train", f"-march={march}")
            self.libraries[text, march] = self.library
        self.weights = driver.save_weights("weights", {k: np.asarray(v, np.float32) for k, v in weights.items()})

    def logits(self, x):
        return np.load(self.driver.predict(self.library, self.weights, np.asarray(x, np.float32)))

    def gradients(self, x, labels):
        """{name: gradient}, the loss under the name of the file's entry for it."""
        path = self.driver.gradients(self.library, self.weights, np.asarray(x, np.float32), np.asarray(labels, np.int64))
        return safetensors.numpy.load_file(path)


def expect(what, got, wanted, tolerance=2e-5):
    """Equal within `tolerance` of the largest, and the same NaNs and infinities."""
    got, wanted = np.asarray(got, np.float64), np.broadcast_to(np.asarray(wanted, np.float64), np.shape(got))
    finite = np.isfinite(wanted)
    same = np.array_equal(got[~finite], wanted[~finite], equal_nan=True)
    scale = max(1e-30, np.abs(wanted[finite]).max(initial=0))
    if not same or not np.all(np.abs(got[finite] - wanted[finite]) <= tolerance * scale):
        raise Failure(f"{what}: expects {wanted.tolist()}, got {got.tolist()}")


def network(*items, shape=(1, 3, 3)):
    channels, height, width = shape
    body = "\n".join(f"  {item}" for item in (f"input x : f32[N, {channels}, {height}, {width}]", *items))
    return f"resnetc 1\n\nmodel a {{\n{body}\n}}\n"


def check_norm_before_the_first_convolution(driver, march):
    """The gradient of a batch norm that reads the image: its convolution's weights are packed for few channels."""
    x = np.stack([np.arange(9), np.arange(9, 18) ** 2]).reshape(2, 1, 3, 3)
    weights = {"bn1.weight": [1], "bn1.bias": [0], "bn1.running_mean": [0], "bn1.running_var": [1],
               "conv1.weight": np.arange(18).reshape(2, 1, 3, 3) / 10, "fc.weight": [[1, 0.5], [-1, 2]], "fc.bias": [0, 0]}
    expected = {"": (0.004810766, -0.025555, -0.004080), "relu; ": (0.349173521, -0.013631, -0.014795)}
    for between, (loss, weight, bias) in expected.items():
        net = Network(driver, network(f"stem {{ bn; {between}conv 3x3 2 }}", "head { avgpool global; fc 2 }"), weights, march)
        gradients = net.gradients(x, [0, 1])
        expect(f"bn; {between}conv: loss", gradients["loss"], loss)
        expect(f"bn; {between}conv: gradient of the weight", gradients["bn1.weight"], [weight], 5e-5)
        expect(f"bn; {between}conv: gradient of the bias", gradients["bn1.bias"], [bias], 2e-4)


def check_norm_on_an_image(driver, march):
    """The same on images of one to four channels: the sum of a parameter's gradient follows the loss,
    which has no kinks here."""
    for channels in (1, 2, 3, 4):
        random = np.random.default_rng(channels)
        weights = {"bn1.weight": random.uniform(0.5, 1.5, channels), "bn1.bias": random.normal(size=channels) / 4,
                   "bn1.running_mean": np.zeros(channels), "bn1.running_var": np.ones(channels),
                   "conv1.weight": random.normal(size=(5, channels, 3, 5)) / 2, "fc.weight": random.normal(size=(3, 5)),
                   "fc.bias": np.zeros(3)}
        text = network("stem { bn; conv 3x5 5 }", "head { avgpool global; fc 3 }", shape=(channels, 6, 7))
        x, labels, step = random.normal(size=(3, channels, 6, 7)), [0, 1, 2], 1e-2
        gradients = Network(driver, text, weights, march).gradients(x, labels)
        for name in ("bn1.weight", "bn1.bias"):
            losses = []
            for sign in (1, -1):
                moved = {**weights, name: weights[name] + sign * step}
                losses.append(Network(driver, text, moved, march).gradients(x, labels)["loss"])
            expect(f"{channels} channels: {name}", gradients[name].sum(), (losses[0] - losses[1]) / (2 * step), 5e-3)


def logit_network(driver, march, logits):
    """A network that says these, whatever the image."""
    weights = {"fc.weight": np.zeros((len(logits), 1)), "fc.bias": logits}
    return Network(driver, network(f"head {{ avgpool global; fc {len(logits)} }}"), weights, march)


def check_loss_of_extreme_logits(driver, march):
    """Cross-entropy and its gradient where a sum of float32 numbers would swallow or overflow."""
    fifth = [0.2, 0.2, -0.8, 0.2, 0.2]
    rows = [([value] * 5, 2, np.log(5), fifth) for value in (1e10, -1e10, 1e38, -1e38)]
    rows += [([-INF, 0, 0, 0, 0], 2, np.log(4), [0, 0.25, -0.75, 0.25, 0.25]),
             ([-INF, 0, 0, 0, 0], 0, INF, [-1, 0.25, 0.25, 0.25, 0.25]),
             ([-INF] * 5, 0, NAN, [NAN] * 5), ([INF, 0, 0, 0, 0], 1, NAN, [NAN] * 5),
             ([0, 0, NAN, 0, 0], 1, NAN, [NAN] * 5), ([1e38, 0, 0, 0, 0], 1, 1e38, [1, -1, 0, 0, 0])]
    for logits, label, loss, gradient in rows:
        net = logit_network(driver, march, logits)
        # A weight of zero times any number is zero, so the image may be anything finite.
        gradients = net.gradients(np.ones((1, 1, 3, 3)), [label])
        expect(f"loss of {logits} at {label}", gradients["loss"], loss, 1e-6)
        expect(f"gradient of {logits} at {label}", gradients["fc.bias"], gradient, 1e-6)


def check_activations_of_special_values(driver, march):
    """Activations, one network a value: what comes out as the only logit, and the gradient of the bias."""
    rows = {"relu": [(NAN, NAN), (INF, INF), (-INF, 0), (-1, 0), (2, 2)],
            "prelu": [(NAN, NAN), (INF, INF), (-INF, -INF), (-1, -0.25), (2, 2)],
            "sigmoid": [(NAN, NAN), (INF, 1), (-INF, 0), (-1e10, 0), (1e10, 1), (-88, 0), (0, 0.5)],
            "relu6": [(NAN, NAN), (INF, 6), (-INF, 0), (-1, 0), (2, 2), (7, 6)],
            "silu": [(NAN, NAN), (INF, INF), (-INF, NAN), (-1e10, 0), (0, 0), (1, 0.73105858), (1e10, 1e10)],
            "hardswish": [(NAN, NAN), (INF, INF), (-INF, NAN), (-4, 0), (-3, 0), (1, 2 / 3), (3, 3), (4, 4)],
            "leaky_relu 0.25": [(NAN, NAN), (INF, INF), (-INF, -INF), (-1, -0.25), (2, 2)]}
    for layer, values in rows.items():
        text = network(f"stem {{ conv 1x1 1 bias; {layer} }}", "head { avgpool global; fc 1 }", shape=(1, 1, 1))
        for value, wanted in values:
            weights = {"conv1.weight": np.zeros((1, 1, 1, 1)), "conv1.bias": [value], "fc.weight": [[1]], "fc.bias": [0]}
            if layer == "prelu":
                weights["prelu1.weight"] = [0.25]
            logits = Network(driver, text, weights, march).logits(np.ones((1, 1, 1, 1)))
            expect(f"{layer} of {value}", logits, [[wanted]], 1e-6)


def check_pool_of_special_values(driver, march):
    """NaN wins in any place of a window, also of a padded one; a window of -infinity alone is that."""
    text = network("stem { conv 1x1 1; maxpool 3x3 /2 }", "head { fc 1 }", shape=(1, 1, 1))
    weights = {"conv1.weight": np.ones((1, 1, 1, 1)), "fc.weight": [[1]], "fc.bias": [0]}
    net = Network(driver, text, weights, march)
    for value in (NAN, -INF, INF, 3):
        expect(f"a padded window of {value}", net.logits(np.full((1, 1, 1, 1), value)), [[value]])
    text = network("stem { conv 1x1 1; maxpool 2x2 /2 }", "head { fc 1 }", shape=(1, 2, 2))
    net = Network(driver, text, weights, march)
    for place in range(4):
        x = np.arange(4.0)
        x[place] = NAN
        expect(f"a window with NaN in place {place}", net.logits(x.reshape(1, 1, 2, 2)), [[NAN]])
        gradient = net.gradients(x.reshape(1, 1, 2, 2), [0])["conv1.weight"]
        expect(f"its gradient, place {place}", gradient, [[[[NAN]]]])


def check_broken_weights_are_seen(driver, march):
    """A network with a NaN among its weights, a negative running variance, or one NaN pixel answers NaN, and so does the loss."""
    text = network("stem { conv 3x3 20; bn; relu; maxpool 2x2 /2; conv 3x3 9; bn; relu }", "head { avgpool global; fc 3 }",
                   shape=(3, 8, 8))
    random = np.random.default_rng(1)
    sound = {"conv1.weight": random.normal(size=(20, 3, 3, 3)), "conv2.weight": random.normal(size=(9, 20, 3, 3)) / 8,
             "fc.weight": random.normal(size=(3, 9)), "fc.bias": np.zeros(3)}
    for index, channels in ((1, 20), (2, 9)):
        sound |= {f"bn{index}.weight": np.ones(channels), f"bn{index}.bias": np.zeros(channels),
                  f"bn{index}.running_mean": np.zeros(channels), f"bn{index}.running_var": np.ones(channels)}
    x = random.normal(size=(2, 3, 8, 8))
    for name, value in (("conv1.weight", NAN), ("bn1.running_var", -4), ("bn2.bias", NAN)):
        weights = {**sound, name: np.array(sound[name])}
        weights[name].flat[1] = value
        net = Network(driver, text, weights, march)
        expect(f"{name} = {value}: logits", net.logits(x), np.full((2, 3), NAN))
        if np.isnan(value):
            expect(f"{name} = {value}: loss", net.gradients(x, [0, 1])["loss"], NAN)
    x[1, 0, 4, 4] = NAN
    net = Network(driver, text, sound, march)
    expect("one NaN pixel: its image's logits", net.logits(x)[1], np.full(3, NAN))
    expect("one NaN pixel: the other's are numbers", np.isfinite(net.logits(x)[0]), np.ones(3))
    gradients = net.gradients(x, [0, 1])
    for name in ("loss", "conv1.weight", "bn1.weight", "fc.bias"):
        expect(f"one NaN pixel: {name}", gradients[name], NAN)


def check_memory_between_guards(driver, march):
    """Small networks of every construct, with pages without access at each piece of the caller's memory; fewer of them
    for an instruction set that the other oracles do not compile them for anyway."""
    few = ("small_basic_5x7x12_A", "small_bottleneck_2015_4x8_C", "small_convolutions", "small_highway")
    is_native = march == (TARGETS[1] if runs_avx512() else TARGETS[0])
    for case in cases.SMALL:
        if not is_native and case.name not in few:
            continue
        library = driver.compile(case.source(driver.work), "guarded", "--mode=train", f"-march={march}", *case.flags)
        for batch in (1, 3):
            for side in ("start", "end"):
                done = subprocess.run([driver.programs / "resnetc_guarded", library, str(batch), side], capture_output=True,
                                      text=True, check=False, timeout=driver.limit)
                if done.returncode:
                    raise Failure(f"{case.name}, batch {batch}, {side}: {done.stderr.strip() or done.returncode}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", type=pathlib.Path, required=True, help="folder with resnetc and resnetc-run")
    parser.add_argument("--only", default="", help="cases whose name contains this text")
    arguments = parser.parse_args()
    checks = {name[len("check_"):]: check for name, check in globals().items() if name.startswith("check_")}
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="resnetc-values-") as folder:
        driver = Driver(arguments.bin.resolve(), pathlib.Path(folder))
        for name, check in checks.items():
            for march in TARGETS if runs_avx512() else TARGETS[:1]:
                if arguments.only not in name:
                    continue
                try:
                    check(driver, march)
                    passed += 1
                    print(f"passed  {name} {march}", flush=True)
                except (Failure, ValueError, OSError, KeyError) as error:
                    failed += 1
                    print(f"FAILED  {name} {march}: {error}", flush=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
