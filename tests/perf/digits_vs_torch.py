#!/usr/bin/env python3
"""The whole training on the shipped digits against PyTorch with the same recipe: wall clock and accuracy per seed.

    .venv/bin/python tests/perf/digits_vs_torch.py --bin build/bin --peers-python PYTHON [--seeds 1 2 3]

Status 1 where an accuracy is below --accuracy or resnetc took longer than PyTorch.
"""
import argparse
import pathlib
import sys
import tempfile
import time

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import timing  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def read_idx(path):
    """An IDX file of unsigned bytes as an array."""
    data = path.read_bytes()
    rank = data[3]
    shape = np.frombuffer(data, ">u4", rank, 4).astype(int)
    return np.frombuffer(data, np.uint8, offset=4 + 4 * rank).reshape(shape)


def write_arrays(path):
    """The digits as PyTorch takes them."""
    folder, arrays = ROOT / "runtime" / "train" / "digits", {}
    for part in ("train", "test"):
        arrays[f"{part}_x"] = read_idx(folder / f"{part}-images.idx3-ubyte")[:, None].astype(np.float32)
        arrays[f"{part}_y"] = read_idx(folder / f"{part}-labels.idx1-ubyte").astype(np.int64)
    np.savez(path, **arrays)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--peers-python", type=pathlib.Path, required=True)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--accuracy", type=float, default=0.96)
    arguments = parser.parse_args()
    peer = timing.Peer(arguments.peers_python, "digits")
    ours, theirs, accuracies = [], [], []
    with tempfile.TemporaryDirectory(prefix="resnetc-perf-") as folder:
        folder = pathlib.Path(folder)
        library, data = folder / "digits.so", folder / "digits.npz"
        timing.run([arguments.bin / "resnetc", ROOT / "dsl/models/resnet_digits.dsl", "--mode=train", "-o", library])
        write_arrays(data)
        for seed in arguments.seeds:
            out = folder / f"seed{seed}"
            start = time.perf_counter()
            timing.run([arguments.bin / "resnetc-run", "train", library, "--data", "digits", "--out", out, "--seed",
                        seed, "--threads", arguments.threads])
            ours.append(time.perf_counter() - start)
            last = timing.run_json([arguments.bin / "resnetc-run", "eval", library, "--weights",
                                    out / "last.safetensors", "--data", "digits", "--json"])
            answer = peer.ask("train", data=str(data), seed=seed, threads=arguments.threads)
            theirs.append(answer["seconds"])
            accuracies.append(last["top1"])
            print(f"seed {seed}: resnetc {ours[-1]:.2f} s, {last['top1']:.4f} of the test digits right; "
                  f"torch {theirs[-1]:.2f} s, {answer['top1']:.4f}", flush=True)
    peer.close()
    ratio = timing.report(f"ResNet-20 on the digits, {arguments.threads} threads (resnetc: the whole command)", ours,
                          theirs, "torch eager", "s")
    return int(min(accuracies) < arguments.accuracy or ratio > 1)


if __name__ == "__main__":
    sys.exit(main())
