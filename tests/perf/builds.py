#!/usr/bin/env python3
"""Two builds of resnetc beside each other: inference and training steps of the same models, interleaved.

    .venv/bin/python tests/perf/builds.py --bin build/bin --base OTHER/build/bin [--only resnet18]

Each build compiles the models with its own compiler and runs them with its own tool. Status 1 where the median of the
speeds' ratios, base's time over ours, is below --limit for one of the works.
"""
import argparse
import pathlib
import statistics
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import timing  # noqa: E402

# name, file of dsl/models, mode, batch, calls of one block
WORKS = [("cifar_resnet20", "cifar_resnet.dsl", "infer", 1, 400), ("cifar_resnet20", "cifar_resnet.dsl", "infer", 128, 12),
         ("cifar_resnet20", "cifar_resnet.dsl", "train", 128, 5),
         ("resnet18", "resnet18.dsl", "infer", 1, 30), ("resnet18", "resnet18.dsl", "infer", 16, 4),
         ("resnet18", "resnet18.dsl", "train", 16, 2),
         ("resnet50", "resnet50.dsl", "infer", 1, 15), ("resnet50", "resnet50.dsl", "infer", 16, 2),
         ("resnet50", "resnet50.dsl", "train", 16, 1)]


def bench(programs, source, mode, batch, calls, threads, library):
    """Compiles with one build; gives a function that times a block of calls, median in ms."""
    timing.run([programs / "resnetc", HERE.parents[1] / "dsl" / "models" / source, f"--mode={mode}", f"--batch={batch}",
                "-o", library])
    command = [programs / "resnetc-run", "bench", library, "--mode", mode, "--batch", batch, "--threads", threads,
               "--iters", calls, "--json"]
    return lambda: timing.run_json(command)["median_ms"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--base", type=pathlib.Path, required=True)
    parser.add_argument("--only", default="", help="works whose name or mode contains this")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--limit", type=float, default=0.98)
    arguments = parser.parse_args()
    slower = False
    with tempfile.TemporaryDirectory(prefix="resnetc-perf-") as folder:
        for name, source, mode, batch, calls in WORKS:
            title = f"{mode}, {name}, batch {batch}"
            if arguments.only not in title:
                continue
            runs = [bench(programs, source, mode, batch, calls, arguments.threads, pathlib.Path(folder) / f"{label}.so")
                    for label, programs in (("ours", arguments.bin), ("base", arguments.base))]
            ours, base = timing.interleave(*runs, arguments.rounds)
            speeds = [b / a for a, b in zip(ours, base)]
            slower |= statistics.median(speeds) < arguments.limit
            print(f"{title}: {timing.spread(ours)} ms, base {timing.spread(base)} ms, "
                  f"speed {timing.spread(speeds)} of base's", flush=True)
    return int(slower)


if __name__ == "__main__":
    sys.exit(main())
