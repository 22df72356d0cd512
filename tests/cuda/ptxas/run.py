#!/usr/bin/env python3
"""Kernels for CUDA through NVIDIA's assembler, and what --report tells of them.

    .venv/bin/python tests/cuda/ptxas/run.py --bin build/bin [--all] [--part K/N] [--only TEXT]

Compiles networks with the ptxas of the nvidia-cuda-nvcc-cu12 package, so that each of their kernels is assembled. Of
every kernel --report must tell the registers, within the 255 that a thread can have, and no spills but those of the
list SPILLS below; of every launch the time predicted for each device of the target. Kernels with wgmma are assembled once more from their
PTX: ptxas says there where it lets products wait for each other, and none may. Without --all a fixed choice of
networks (CHOICE), with convolutions, pools, batch norm and losses in each format; with it every model of dsl/models, both
modes, four formats and both architectures: some ten thousand kernels, which --part takes in pieces. Ends with
`N passed, N failed`; status 1 where one failed, 77 where there is no ptxas.
"""
import argparse
import dataclasses
import importlib.util
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[3]
MODELS = ROOT / "dsl" / "models"
FORMATS = {"tf32": (), "strict": ("--accuracy=strict",), "bf16": ("--precision=bf16",),
           "fp16": ("--precision=fp16",)}
DEVICES = {"sm_80": {"A100"}, "sm_90a": {"H100", "H200"}}
MOST_REGISTERS, MULTIPROCESSOR_REGISTERS = 255, 65536

# Kernels that may spill: (spec, schedule) -> most bytes of a thread. One address of the last 1x1 layer of stride 2, on
# sm_80.
SPILLS = {("conv_grad_input c=512 h=28 k=1024 kh=1 kw=1 sh=2 sw=2 w=28 compute=tf32",
           "product groups=1 m=128 n=128 slice=128 stages=2 wm=2 wn=2"): 8}


@dataclasses.dataclass(frozen=True)
class Build:
    model: str
    mode: str
    format: str
    arch: str
    defines: tuple = ()

    def __str__(self):
        return " ".join((self.model, *self.defines, self.mode, self.format, self.arch))


WARPGROUPS = Build("resnet50", "train", "bf16", "sm_90a")
CHOICE = (
    Build("resnet_digits", "train", "tf32", "sm_80"),
    Build("resnet_digits", "train", "strict", "sm_90a"),
    Build("resnet_digits", "train", "bf16", "sm_80"),
    Build("cifar_bottleneck", "train", "bf16", "sm_90a", ("n=1",)),
    Build("resnet_digits", "train", "fp16", "sm_90a"),
    Build("resnet50", "infer", "bf16", "sm_90a"),
    Build("resnext29", "infer", "tf32", "sm_80"),
    WARPGROUPS,
)


def everything():
    return tuple(Build(model.stem, mode, format, arch) for model in sorted(MODELS.glob("*.dsl"))
                 for mode in ("infer", "train") for format in FORMATS for arch in DEVICES)


def part_of(builds, part):
    """Of all builds those of the piece "K/N": neighbours, as they share kernels."""
    index, count = map(int, part.split("/"))
    if not 1 <= index <= count:
        raise ValueError(f"expects a part as 1/4 to 4/4, got '{part}'")
    return builds[len(builds) * (index - 1) // count:len(builds) * index // count]


def toolkit():
    """The folder of the package with bin/ptxas; None where it is not installed."""
    spec = importlib.util.find_spec("nvidia")
    for folder in spec.submodule_search_locations if spec else ():
        if (pathlib.Path(folder) / "cuda_nvcc" / "bin" / "ptxas").exists():
            return pathlib.Path(folder) / "cuda_nvcc"
    return None


def command_of(build, binaries):
    return [binaries / "resnetc", MODELS / f"{build.model}.dsl", f"--mode={build.mode}", "--target=cuda",
            f"--cuda-arch={build.arch}", "--batch=32", *FORMATS[build.format],
            *(f"-D{define}" for define in build.defines)]


def report_of(build, binaries, folder):
    report = folder / "report.json"
    done = subprocess.run([*command_of(build, binaries), f"--report={report}", "-o", folder / "model.so"],
                          capture_output=True, text=True)
    if done.returncode != 0:
        raise ValueError(f"status {done.returncode}: {done.stderr.strip()}")
    return json.loads(report.read_text())


def is_choice(function):
    """Whether a spill is ptxas's own choice: with registers to spare it lays an address or two aside, so that one more
    block fits on a multiprocessor. Then it takes just as many registers as that leaves to each thread, in units of 8."""
    each = [MULTIPROCESSOR_REGISTERS // (function["threads"] * blocks) // 8 * 8 for blocks in range(2, 33)]
    return function["spill_bytes"] <= 16 and function["registers"] in each and function["registers"] < MOST_REGISTERS - 8


def problems_of(report, arch):
    """What is wrong, a line each."""
    for kernel in report["kernels"]:
        name = kernel["spec"], f"{kernel['variant']} {kernel['params']}".strip()
        for function in kernel.get("functions") or [{}]:
            if not 0 < function.get("registers", 0) <= MOST_REGISTERS:
                yield f"{name}: no registers told: {function}"
            elif function["spill_bytes"] > SPILLS.get(name, 0) and not is_choice(function):
                yield f"{name}: spills {function['spill_bytes']} bytes of a thread, {function['registers']} registers"
    for function in report["functions"]:
        for launch in function["launches"]:
            predicted = {each["device"]: each for each in launch.get("predicted", ())}
            if set(predicted) != DEVICES[arch]:
                yield f"{function['name']}: {launch['kernel']}: predicted for {sorted(predicted)}"
            for each in predicted.values():
                if not (each["microseconds"] > 0 and 0 < each["occupancy"] <= 1 and each["bound"]):
                    yield f"{function['name']}: {launch['kernel']}: predicts {each}"


def serialized(report, build, binaries, folder, seen):
    """Of kernels with wgmma those whose products wait for each other, a line each. One of each class and tile is
    looked at, but for those that were `seen` in another build."""
    kernels = {(kernel["spec"].split()[0], kernel["params"].split("splits")[0]): kernel
               for kernel in report["kernels"] if kernel["variant"] == "wgmma"}
    if build == WARPGROUPS and not any("tma=1" in params for _, params in kernels):
        yield "no kernel uses wgmma with TMA"
    kernels = {key: kernel for key, kernel in kernels.items() if kernel["symbol"] not in seen}
    seen |= {kernel["symbol"] for kernel in kernels.values()}
    text, code = folder / "kernel.ptx", folder / "kernel.cubin"
    for kernel in kernels.values():
        emitted = subprocess.run([*command_of(build, binaries), f"--emit=ptx:{kernel['symbol']}", "-o", text],
                                 capture_output=True, text=True)
        if emitted.returncode != 0:
            raise ValueError(f"{kernel['symbol']}: {emitted.stderr.strip()}")
        done = subprocess.run([toolkit() / "bin" / "ptxas", f"-arch={build.arch}", "-O3", text, "-o", code],
                              capture_output=True, text=True)
        said = (done.stdout + done.stderr).strip()
        if done.returncode != 0 or "Performance Loss" in said:
            yield f"{kernel['spec']}: {said}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", type=pathlib.Path, required=True, help="folder with resnetc")
    parser.add_argument("--all", action="store_true", help="every shipped model")
    parser.add_argument("--part", default="1/1", help="K/N: the K-th of N pieces of the builds")
    parser.add_argument("--only", default="", help="builds whose name contains this text")
    arguments = parser.parse_args()
    home = toolkit()
    if home is None:
        print("no ptxas: install tools/setup/requirements-test.txt")
        return 77
    os.environ["CUDA_HOME"] = str(home)
    passed, failed, seen = 0, 0, set()
    with tempfile.TemporaryDirectory(prefix="resnetc-ptxas-") as folder:
        for build in part_of(everything() if arguments.all else CHOICE, arguments.part):
            if arguments.only not in str(build):
                continue
            try:
                report = report_of(build, arguments.bin.resolve(), pathlib.Path(folder))
                problems = list(problems_of(report, build.arch))
                problems += serialized(report, build, arguments.bin.resolve(), pathlib.Path(folder), seen)
            except (ValueError, OSError, KeyError) as error:
                problems = [str(error)]
            if problems:
                failed += 1
                print(f"FAILED  {build}:", *problems, sep="\n  ", flush=True)
                continue
            passed += 1
            most = max(function["registers"] for kernel in report["kernels"] for function in kernel["functions"])
            print(f"passed  {build}: {len(report['kernels'])} kernels, at most {most} registers", flush=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
