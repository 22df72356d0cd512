#!/usr/bin/env python3
"""Inference and training steps beside onnxruntime, OpenVINO and PyTorch (eager, channels-last, inductor), interleaved.

    .venv/bin/python tests/perf/peers.py --bin build/bin --peers-python PYTHON --out docs/performance.md [--json FILE]
        [--works 'infer:*:1' ...] [--peers onnxruntime ...] [--quick]

PYTHON has what requirements.txt of this folder lists; a peer that cannot be had or fails is left out, and the page
says why. Status 1 where a peer's results differ from resnetc's, so that the two did not do the same work, or
where resnetc failed.
"""
import argparse
import datetime
import json
import os
import pathlib
import platform
import shlex
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "oracle")]
import numpy as np  # noqa: E402
import safetensors.numpy  # noqa: E402

import compare  # noqa: E402
import driver  # noqa: E402
import nets  # noqa: E402
import page  # noqa: E402
import timing  # noqa: E402
import works  # noqa: E402

KINDS = {"infer": list(page.TITLES), "train": ["eager", "channels_last", "inductor"]}
QUICK = ["infer:cifar_resnet20:*", "infer:resnet18:1", "train:cifar_resnet20:128"]
# Sums in another order move a result by rounding, gradients by more, as ReLU's jumps (PyTorch's own forms differ by 6e-3);
# a network that differs moves it by its own size.
BOUND = {"infer": 1e-3, "train": 5e-2}


def machine():
    """Processor, cores, memory, system, in one line."""
    fields = dict(line.split(":", 1) for line in pathlib.Path("/proc/cpuinfo").read_text().split("\n\n")[0].splitlines())
    fields = {key.strip(): value.strip() for key, value in fields.items()}
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    vectors = [flag for flag in ("avx2", "avx512f", "avx512_bf16", "amx_tile") if flag in fields["flags"].split()]
    return (f"{fields['model name']} (family {fields['cpu family']}, model {fields['model']}; {', '.join(vectors)}), "
            f"{len(os.sched_getaffinity(0))} cores, {memory:.0f} GiB, "
            f"{platform.freedesktop_os_release()['PRETTY_NAME']}, Linux {platform.release()}")


def version(programs):
    """What resnetc calls itself, and the commit that is checked out where it was built."""
    text = subprocess.run([programs / "resnetc", "--version"], capture_output=True, text=True, check=True).stdout
    commit = subprocess.run(["git", "-C", programs, "describe", "--always", "--dirty"], capture_output=True, text=True)
    return f"{text.splitlines()[0]}, commit {commit.stdout.strip() or 'unknown'}"


def description(net):
    depth = int(net.split("resnet")[1])
    return nets.cifar(depth) if net.startswith("cifar") else nets.imagenet(depth)


def difference(mode, ours, theirs):
    """Of logits the largest, over the largest logit; of gradients by norm, all parameters as one vector."""
    if mode == "infer":
        return compare.of_logits(np.load(theirs), np.load(ours))
    ours, theirs = (safetensors.numpy.load_file(path) for path in (ours, theirs))
    compare.of_tensors(theirs, ours)  # refuses other names and shapes
    vectors = [np.concatenate([each[name].ravel() for name in sorted(ours)]) for each in (ours, theirs)]
    return float(np.linalg.norm(vectors[1] - vectors[0]) / np.linalg.norm(vectors[0]))


class Files:
    """What all sides are given for one work: a batch, its labels, weights, and for inference the ONNX file of these
    weights; resnetc's library, and what that computes from them."""

    def __init__(self, programs, work, threads):
        net = nets.cifar(20) if work.net == "cifar_resnet20" else nets.imagenet(int(work.net.removeprefix("resnet")))
        x, labels = nets.random_batch(net, work.batch, 2)
        self.work, self.weights = work, programs.save_weights("weights", nets.random_weights(net, 1))
        self.images, self.labels = programs.work / "images.npy", programs.work / "classes.npy"
        self.onnx = programs.work / "net.onnx"
        self.out = programs.work / ("theirs.npy" if work.mode == "infer" else "theirs.safetensors")
        np.save(self.images, x)
        np.save(self.labels, labels)
        self.library = programs.compile(work.source, "net", *work.flags(threads))
        if work.mode == "infer":
            programs.run("resnetc", work.source, "--emit=onnx", f"--weights={self.weights}", "-o", self.onnx)
            self.ours = programs.predict(self.library, self.weights, x, threads)
        else:
            self.ours = programs.gradients(self.library, self.weights, x, labels, threads)

    def request(self):
        names = ("weights", "images", "labels", "onnx", "out")
        return {"net": self.work.net, "mode": self.work.mode, **{name: str(getattr(self, name)) for name in names}}


class Comparison:
    """The peers that answer, and the raw numbers as they come."""

    def __init__(self, arguments, folder):
        self.arguments, self.driver = arguments, driver.Driver(arguments.bin, folder, limit=1800)
        self.peers, self.sound = {}, True
        self.results = {
            "command": shlex.join(sys.orig_argv),
            "date": datetime.date.today().isoformat(), "machine": machine(), "isa": "", "version": version(arguments.bin),
            "threads": arguments.threads, "rounds": arguments.rounds, "block_seconds": arguments.seconds, "versions": {},
            "missing": {}, "failed": {}, "works": [], "load": os.getloadavg()[0],
            "not_run": [work.name for work in works.WORKS if work not in arguments.works]}

    def start(self, kinds):
        for kind in kinds:
            try:
                self.peers[kind] = timing.Peer(self.arguments.peers_python, kind)
                self.results["versions"][kind] = self.peers[kind].about
                print(f"{page.TITLES[kind]}: {self.peers[kind].about}", flush=True)
            except timing.PeerFailed as failure:
                self.results["missing"][kind] = str(failure)
                print(f"{page.TITLES[kind]} is left out: {failure}", flush=True)

    def close(self):
        for peer in self.peers.values():
            peer.close()

    def run(self, work):
        """Measures a work, and writes down all there is so far. What resnetc cannot do is no reason to lose the rest."""
        try:
            entry = self.measure(work)
            self.results["works"].append(entry)
            print("\n".join(page.lines(entry)), flush=True)
        except (driver.Failure, timing.Failed) as failure:
            self.sound = False
            self.results["failed"][work.name] = str(failure)
            print(f"{work.name}: {failure}", flush=True)
        self.write()

    def measure(self, work):
        """Sets all sides against each other, times them; gives what came out."""
        entry = {"mode": work.mode, "net": work.net, "batch": work.batch, "ms": {}, "differences": {}, "missing": {}}
        files = Files(self.driver, work, self.arguments.threads)
        for kind in [kind for kind in KINDS[work.mode] if kind in self.peers]:
            try:
                entry["differences"][kind] = self._same(files, kind)
            except timing.PeerFailed as failure:
                entry["missing"][kind] = str(failure)
        self.results["isa"] = timing.run_json([self.arguments.bin / "resnetc-run", "info", files.library, "--json"])["isa"]
        self._time(files, entry)
        return entry

    def _same(self, files, kind):
        """Has a peer load the work; how far its result is from resnetc's. It fails where that is no rounding."""
        files.out.unlink(missing_ok=True)
        self.peers[kind].ask("load", threads=self.arguments.threads, **files.request())
        try:
            value = difference(files.work.mode, files.ours, files.out)
        except ValueError as error:  # names or shapes
            self.sound = False
            raise timing.PeerFailed(str(error)) from None
        if not value <= BOUND[files.work.mode]:
            self.sound = False
            raise timing.PeerFailed(f"its result differs from resnetc's by {value:.1e}, so it does other work")
        return value

    def _time(self, files, entry):
        """All rounds. Where a peer fails on the way, the others begin again without it."""
        where, blocks = (self.arguments.bin, files.library, self.arguments.threads), []
        calls = files.work.calls(*where, self.arguments.seconds)

        def ours():
            blocks.append(files.work.bench(*where, calls))
            return blocks[-1]["median_ms"]

        def theirs(kind):
            def block():
                try:
                    return self.peers[kind].ask("block", seconds=self.arguments.seconds)
                except timing.PeerFailed as failure:
                    entry["missing"][kind] = str(failure)
                    del entry["differences"][kind]
                    raise
            return block

        while not entry["ms"]:
            sides = {page.OURS: ours, **{kind: theirs(kind) for kind in entry["differences"]}}
            try:
                times = timing.interleave(list(sides.values()), self.arguments.rounds)
                entry["ms"] = dict(zip(sides, times))
            except timing.PeerFailed:
                blocks.clear()
        entry["peak_gflops"] = statistics.median(block["peak_gflops"] for block in blocks)
        entry["multiply_adds"] = round(blocks[0]["gflops"] * blocks[0]["median_ms"] * 1e6 / 2)

    def write(self):
        if self.arguments.out:
            self.arguments.out.write_text(page.page(self.results))
        if self.arguments.json:
            self.arguments.json.write_text(json.dumps(self.results, indent=1) + "\n")


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--peers-python", type=pathlib.Path, default=sys.executable,
                        help="a Python with the peers; default: this one")
    parser.add_argument("--out", type=pathlib.Path, help="the page to write, after each work")
    parser.add_argument("--json", type=pathlib.Path, help="file for the raw numbers")
    parser.add_argument("--works", nargs="+", metavar="MODE:NET:BATCH", help="names or patterns: 'infer:resnet*:1'")
    parser.add_argument("--peers", nargs="+", choices=page.TITLES, default=list(page.TITLES))
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--rounds", type=int, help="default 7, with --quick 3")
    parser.add_argument("--seconds", type=float, help="of one block; default 1, with --quick 0.3")
    parser.add_argument("--quick", action="store_true", help="few works, rounds and calls")
    arguments = parser.parse_args()
    arguments.works = works.matching(arguments.works or (QUICK if arguments.quick else ["*"]))
    arguments.rounds = arguments.rounds or (3 if arguments.quick else 7)
    arguments.seconds = arguments.seconds or (0.3 if arguments.quick else 1.0)
    if not arguments.works:
        parser.error("--works: no work has such a name; there are " + " ".join(work.name for work in works.WORKS))
    return arguments


def main():
    arguments = parse()
    with tempfile.TemporaryDirectory(prefix="resnetc-perf-") as folder:
        comparison = Comparison(arguments, pathlib.Path(folder))
        comparison.start(arguments.peers)
        for work in arguments.works:
            comparison.run(work)
        comparison.close()
    return int(not comparison.sound)


if __name__ == "__main__":
    sys.exit(main())
