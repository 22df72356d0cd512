#!/usr/bin/env python3
"""A training step of CIFAR ResNet-20 against PyTorch eager: forward, backward and SGD of one batch, same threads.

    .venv/bin/python tests/perf/train_step_vs_torch.py --bin build/bin --torch-python PYTHON-WITH-TORCH

Blocks of steps of the two alternate; what counts is the ratio within a round. Status 1 where resnetc is slower
than --limit times PyTorch.
"""
import argparse
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import timing  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
MODEL = HERE.parents[1] / "dsl" / "models" / "cifar_resnet.dsl"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--torch-python", type=pathlib.Path, required=True)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--iterations", type=int, default=5, help="steps of one block")
    parser.add_argument("--limit", type=float, default=1.0)
    arguments = parser.parse_args()
    peer = timing.Peer(arguments.torch_python, HERE / "torch_peer.py")
    with tempfile.TemporaryDirectory(prefix="resnetc-perf-") as folder:
        library = pathlib.Path(folder) / "cifar_resnet.so"
        timing.run([arguments.bin / "resnetc", MODEL, "--mode=train", f"--batch={arguments.batch}", "-o", library])
        bench = [arguments.bin / "resnetc-run", "bench", library, "--mode", "train", "--batch", arguments.batch,
                 "--threads", arguments.threads, "--iters", arguments.iterations, "--json"]
        request = {"do": "step", "batch": arguments.batch, "threads": arguments.threads,
                   "iterations": arguments.iterations}
        peer.ask(request)  # warms up; resnetc-run does so itself
        ours, theirs = timing.interleave(lambda: timing.run_json(bench)["median_ms"],
                                         lambda: peer.ask(request)["median_ms"], arguments.rounds)
    peer.close()
    title = f"training step, CIFAR ResNet-20, batch {arguments.batch}, {arguments.threads} threads, median of " \
            f"{arguments.iterations} steps"
    return int(timing.report(title, ours, theirs, "torch eager") > arguments.limit)


if __name__ == "__main__":
    sys.exit(main())
