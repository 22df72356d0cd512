#!/usr/bin/env python3
"""Two builds of resnetc beside each other: inference and training steps of the same models, interleaved.

    .venv/bin/python tests/perf/builds.py --bin build/bin --base OTHER/build/bin [--works '*:resnet18:*']

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
import works  # noqa: E402

DEFAULT = ["*:cifar_resnet20:*", "*:resnet18:*", "*:resnet50:*"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--base", type=pathlib.Path, required=True)
    parser.add_argument("--works", nargs="+", default=DEFAULT, metavar="MODE:NET:BATCH",
                        help="names or patterns: 'infer:resnet18:*'")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--seconds", type=float, default=0.2, help="of one block")
    parser.add_argument("--limit", type=float, default=0.98)
    arguments = parser.parse_args()
    slower = False
    with tempfile.TemporaryDirectory(prefix="resnetc-perf-") as folder:
        for work in works.matching(arguments.works):
            sides = [(programs, pathlib.Path(folder) / f"{label}.so", arguments.threads)
                     for label, programs in (("ours", arguments.bin), ("base", arguments.base))]
            for programs, library, threads in sides:
                timing.run([programs / "resnetc", work.source, *work.flags(threads), "-o", library])
            calls = work.calls(*sides[0], arguments.seconds)
            ours, base = timing.interleave([lambda side=side: work.bench(*side, calls)["median_ms"] for side in sides],
                                           arguments.rounds)
            speeds = [b / a for a, b in zip(ours, base)]
            slower |= statistics.median(speeds) < arguments.limit
            print(f"{work.name}: {timing.spread(ours)} ms, base {timing.spread(base)} ms, "
                  f"speed {timing.spread(speeds)} of base's", flush=True)
    return int(slower)


if __name__ == "__main__":
    sys.exit(main())
