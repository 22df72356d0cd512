#!/usr/bin/env python3
"""What tests/perf/cuda_check.sh runs on the machine with the GPU; see there."""
import json
import math
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

NO_DEVICE = 77
try:
    import torch
    available = torch.cuda.is_available()
except ImportError as error:
    print(f"no device: PyTorch cannot be loaded: {error}")
    sys.exit(NO_DEVICE)
if not available:
    print("no device: PyTorch sees no GPU")
    sys.exit(NO_DEVICE)

from torch.nn import functional  # noqa: E402

import cuda_library  # noqa: E402
import torch_files  # noqa: E402
import torch_nets  # noqa: E402

FOLDER, RESULTS = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
# Factors have 11 bits in TF32: sums of many products differ by a few parts in a thousand, and gradients by more, as
# ReLU's jumps do. A wrong kernel is wrong by its own size.
BOUND = {"strict": (1e-4, 1e-3), "fast": (2e-2, 1.5e-1), "bf16": (5e-2, 5e-1)}
CHECKED = {"digits_strict": ("strict", 16), "bottleneck_strict": ("strict", 16), "googlenet_strict": ("strict", 2),
           "resnext29_strict": ("strict", 2), "resnet50_strict": ("strict", 4), "digits": ("fast", 16), "resnet18": ("fast", 4), "digits_bf16": ("bf16", 16),
           "resnet18_bf16": ("bf16", 128)}
# Of libraries for the device alone the one to compare with: the processor's part of another one, or, where that says
# more, mma.sync beside wgmma.
BESIDE = {"digits_bf16": ("digits", "cpu"), "resnet18_bf16": ("resnet18_bf16_mma", "cuda")}
SECONDS = 0.6  # of one block of calls
# Of the whole run; what would not end before it is left out, and said so. A check takes seconds, a work with its peers
# most of two minutes, in which PyTorch compiles, and without them less than half of one.
LIMIT, CHECK, WORK, ALONE = float(os.environ.get("LIMIT", 600)), 15, 120, 40
BEGIN = time.monotonic()


def run(*arguments):
    # Its libraries come along, and are for it alone.
    done = subprocess.run([str(FOLDER / "resnetc-run"), *map(str, arguments)], capture_output=True, text=True,
                          env={**os.environ, "LD_LIBRARY_PATH": str(FOLDER / "lib")})
    if done.returncode:
        raise RuntimeError(f"resnetc-run {arguments[0]} ended with status {done.returncode}: {done.stderr.strip()}")
    return done.stdout


def random_weights(info):
    """He's initialisation, and batch norms that are not trivial."""
    random, weights = torch.Generator().manual_seed(1), {}
    for tensor in info["tensors"]:
        name, shape = tensor["name"], tensor["shape"]
        if name.startswith("momentum."):
            continue
        values = torch.randn(shape, generator=random)
        if name.endswith("running_var"):
            values = 0.5 + torch.rand(shape, generator=random)
        elif len(shape) > 1:
            values *= (2 / math.prod(shape[1:])) ** 0.5
        else:  # small factors keep deep networks from enlarging what rounding does to gradients
            values = values * 0.05 + (name.endswith("weight") * 0.3)
        weights[name] = values
    return weights


def distance(ours, theirs):
    ours, theirs = ours.double().flatten(), theirs.double().flatten()
    return float(torch.linalg.vector_norm(ours - theirs) / torch.linalg.vector_norm(theirs))


class Net:
    """A network with weights and a batch, in files."""

    def __init__(self, name, batch, folder):
        self.info = json.loads(run("info", FOLDER / f"{name}.so", "--json"))
        random = torch.Generator().manual_seed(2)
        self.weights, self.images = folder / "weights.safetensors", folder / "images.npy"
        self.labels = folder / "labels.npy"
        torch_files.save_safetensors(self.weights, random_weights(self.info))
        torch_files.save_npy(self.images, torch.randn([batch, *self.info["input"][-3:]], generator=random))
        torch_files.save_npy(self.labels, torch.randint(0, 10, [batch], generator=random))

    def results(self, name, device, folder):
        library, flags = FOLDER / f"{name}.so", ("--device", device)
        logits, gradients = folder / "logits.npy", folder / "gradients.safetensors"
        run("predict", library, "--weights", self.weights, "--input", self.images, "--output", logits, *flags)
        run("grad", library, "--weights", self.weights, "--input", self.images, "--labels", self.labels, "--output",
            gradients, *flags)
        tensors = torch_files.load_safetensors(gradients)
        return torch_files.load_npy(logits), torch.cat([tensors[name].flatten() for name in sorted(tensors)])


def check(name, kind, batch):
    """The CUDA library beside that of the processor; what differs, and whether it may."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        net = Net(name, batch, folder)
        ours = net.results(name, "cuda", folder)
        theirs = net.results(*BESIDE.get(name, (name, "cpu")), folder)
        again = net.results(name, "cuda", folder)
    same = all(torch.equal(a, b) for a, b in zip(ours, again))
    differences = [distance(a, b) for a, b in zip(ours, theirs)]
    right = same and all(value <= bound for value, bound in zip(differences, BOUND[kind]))
    print(f"{'right' if right else 'WRONG'}  {name}: logits differ by {differences[0]:.1e}, gradients by "
          f"{differences[1]:.1e}; twice the same bits: {same}", flush=True)
    return {"net": name, "logits": differences[0], "gradients": differences[1], "same": same, "right": right}


def block(call):
    """Milliseconds of a call, over many without waiting between them."""
    for _ in range(3):
        call()
    torch.cuda.synchronize()
    start, calls = time.perf_counter(), 0
    while time.perf_counter() - start < SECONDS:
        for _ in range(5):
            call()
        calls += 5
        torch.cuda.synchronize()
    return (time.perf_counter() - start) * 1e3 / calls


def captured(call):
    """The call as a CUDA graph."""
    stream = torch.cuda.Stream()
    with torch.cuda.stream(stream):
        for _ in range(3):
            call()
    torch.cuda.synchronize()
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        call()
    return graph.replay


def peers_of(net, mode, batch):
    """PyTorch's forms: channels-last in TF32 and in bf16, each eager as a CUDA graph and compiled."""
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
    torch.backends.cudnn.benchmark = True
    forms = {}
    for precision in ("tf32", "bf16"):
        for compiled in (False, True):
            model = torch_nets.NETS[net]().cuda().to(memory_format=torch.channels_last)
            x = torch.randn(batch, 3, 224, 224, device="cuda").contiguous(memory_format=torch.channels_last)
            labels = torch.randint(0, 1000, (batch,), device="cuda")
            forms[f"{precision} {'compiled' if compiled else 'eager'}"] = form(
                model, x, labels, mode, precision == "bf16", compiled)
    return forms


def form(model, x, labels, mode, narrow, compiled):
    model.train(mode == "train")
    optimizer = torch.optim.SGD(model.parameters(), 1e-6, 0.9, weight_decay=1e-4, fused=True)
    forward = torch.compile(model, dynamic=False) if compiled else model

    def infer():
        with torch.inference_mode(), torch.autocast("cuda", torch.bfloat16, enabled=narrow):
            return forward(x)

    def train():
        optimizer.zero_grad(set_to_none=True)
        with torch.autocast("cuda", torch.bfloat16, enabled=narrow):
            loss = functional.cross_entropy(forward(x), labels)
        loss.backward()
        optimizer.step()

    def make():
        call = train if mode == "train" else infer
        for _ in range(3):
            call()
        try:
            return captured(call)
        except RuntimeError as error:
            print(f"   not as a graph: {str(error).splitlines()[0]}", flush=True)
            torch.cuda.synchronize()
            return call
    return make


def ours_of(net, library, mode, batch, folder):
    info = json.loads(run("info", FOLDER / library, "--json"))
    weights = folder / "weights.safetensors"
    torch_files.save_safetensors(weights, random_weights(info))
    function = cuda_library.TRAIN if mode == "train" else cuda_library.INFER
    own = cuda_library.Library(FOLDER / library, weights, function, batch, torch.cuda.current_stream().cuda_stream or None)
    x = torch.randn(batch, 3, 224, 224, device="cuda")
    labels = torch.randint(0, 1000, (batch,), device="cuda")
    out = torch.empty(batch * 1000, device="cuda")
    if mode == "train":
        return own, lambda: own.train_step(x.data_ptr(), labels.data_ptr(), out.data_ptr(), 1e-6)
    return own, lambda: own.infer(x.data_ptr(), out.data_ptr())


def measure(net, libraries, mode, batch, peers):
    """Times of all forms in turns, so that what the device's clock does strikes all alike."""
    with tempfile.TemporaryDirectory() as folder:
        calls, owns = {}, []
        for name in libraries:
            own, call = ours_of(net, f"{name}.so", mode, batch, pathlib.Path(folder))
            owns.append(own)
            calls[form_of(name)] = call
        for name, make in (peers_of(net, mode, batch) if peers else {}).items():
            try:
                calls[name] = make()
            except Exception as error:  # a peer that cannot is left out, and said so
                print(f"   {name}: {str(error).splitlines()[0]}", flush=True)
        times = {name: [] for name in calls}
        for _ in range(3):
            for name, call in calls.items():
                times[name].append(block(call))
        kernels = {name: kernels_of(calls[form_of(name)], FOLDER / f"{name}.json") for name in libraries
                   if (FOLDER / f"{name}.json").exists()}
        for own in owns:
            own.close()
    print(f"{mode} {net} batch {batch}: " + ", ".join(
        f"{name} {statistics.median(each):.3f} ms ({min(each):.3f} to {max(each):.3f})" for name, each in times.items()),
        flush=True)
    print_kernels(kernels)
    return {"net": net, "mode": mode, "batch": batch, "ms": times, "kernels": kernels}


def form_of(library):
    """What is multiplied, and in bf16 by what."""
    if "bf16" not in library:
        return "resnetc tf32"
    return "resnetc bf16 mma.sync" if library.endswith("_mma") else "resnetc bf16"


def kernels_of(call, report):
    """Of one call, by kernel: its launches, microseconds of them all, and schedule. The report that the library was
    compiled with tells which kernel a function is of."""
    known = {kernel["symbol"]: kernel for kernel in json.loads(report.read_text())["kernels"]}
    for _ in range(3):
        call()
    torch.cuda.synchronize()
    with torch.profiler.profile(activities=[torch.profiler.ProfilerActivity.CUDA]) as profile:
        call()
        torch.cuda.synchronize()
    kernels = {}
    for event in profile.key_averages():
        kernel = known.get(event.key.rsplit("_", 1)[0])
        if kernel is not None:
            entry = kernels.setdefault(kernel["spec"], {"launches": 0, "us": 0.0})
            entry["schedule"] = f"{kernel['variant']} {kernel['params']}".strip()
            entry["launches"] = max(entry["launches"], event.count)
            entry["us"] += event.device_time_total
    return kernels


def print_kernels(kernels, most=12):
    """Of each library the time by class; of two, their kernels side by side, those that take the most first."""
    for name, all_ in kernels.items():
        classes = {}
        for spec, entry in all_.items():
            classes[spec.split()[0]] = classes.get(spec.split()[0], 0) + entry["us"] / 1e3
        print(f"   {name}: " + ", ".join(f"{kind} {ms:.2f} ms" for kind, ms in
                                         sorted(classes.items(), key=lambda item: -item[1])[:8]), flush=True)
    if len(kernels) != 2:
        return
    (first, ours), (second, others) = kernels.items()
    pairs = sorted(((spec, ours[spec], others[spec]) for spec in ours if spec in others),
                   key=lambda pair: -pair[1]["us"])
    pairs = [pair for pair in pairs if pair[1]["schedule"].startswith("wgmma")][:most]
    for spec, own, other in pairs:
        print(f"   {own['us']:8.1f} us {first}, {other['us']:8.1f} {second}: {spec}: {own['schedule']}", flush=True)


WORKS = [("resnet50", ["resnet50", "resnet50_bf16", "resnet50_bf16_mma"], "train", 128),
         ("resnet18", ["resnet18", "resnet18_bf16", "resnet18_bf16_mma"], "train", 128),
         ("resnet50", ["resnet50", "resnet50_bf16"], "infer", 128),
         ("resnet50", ["resnet50_one", "resnet50_one_bf16"], "infer", 1),
         ("resnet18", ["resnet18_one", "resnet18_one_bf16"], "infer", 1)]


def main():
    name = torch.cuda.get_device_name()
    print(f"{name}, PyTorch {torch.__version__}, CUDA {torch.version.cuda}", flush=True)
    results = {"device": name, "torch": torch.__version__, "checks": [], "times": [], "failed": [], "left_out": []}

    def has_time(seconds):
        return time.monotonic() - BEGIN + seconds <= LIMIT

    def attempt(what, seconds, list_, function, *arguments):
        if not has_time(seconds):
            print(f"left out for lack of time: {what}", flush=True)
            results["left_out"].append(what)
            return
        start = time.perf_counter()
        try:
            list_.append(function(*arguments))
        except Exception as error:  # the other results are wanted all the same
            print(f"FAILED {what}: {error}", flush=True)
            results["failed"].append(f"{what}: {error}")
        print(f"   ({time.perf_counter() - start:.1f} s)", flush=True)
        RESULTS.write_text(json.dumps(results, indent=1) + "\n")

    checks = os.environ.get("CHECKS", " ".join(CHECKED)).split()
    for net in checks:
        attempt(net, CHECK, results["checks"], check, net, *CHECKED[net])
    wanted = os.environ.get("WORKS", "0 3 2 1 4").split()  # what matters most first
    for index in map(int, wanted):
        net, _, mode, batch = WORKS[index]
        peers = os.environ.get("PEERS", "1") == "1" and has_time(WORK)
        attempt(f"{mode} {net} {batch}", ALONE, results["times"], measure, *WORKS[index], peers)
    return 0 if not results["failed"] and all(each["right"] for each in results["checks"]) else 1


if __name__ == "__main__":
    sys.exit(main())
