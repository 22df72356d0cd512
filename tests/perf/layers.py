#!/usr/bin/env python3
"""Where the time of a network's inference goes: its kernels in their order, each with weights of its own.

    .venv/bin/python tests/perf/layers.py --bin build/bin dsl/models/resnet50.dsl [--batch 1] [--passes 60] [--accuracy strict]
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

KERNEL = re.compile(r'rn\.kernel @(\S+)\s+"(\w+)" \{(.*?)\} schedule')


def launches(text):
    """The kernels that @infer launches, in order, in the words of tests/shapes."""
    kernels = {}
    for symbol, name, attributes in KERNEL.findall(text):
        pairs = (pair.split(" = ") for pair in attributes.split(", "))
        kernels[symbol] = " ".join([name] + [f"{key}={value.split(' :')[0]}" for key, value in pairs])
    body = text[text.index("@infer"):]
    return [kernels[symbol] for symbol in re.findall(r"rn\.launch @(\w+)", body[:body.index("return")])]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("model", type=pathlib.Path)
    parser.add_argument("--accuracy", choices=["fast", "strict"], default="fast")
    parser.add_argument("--batch", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--passes", type=int, default=60)
    arguments = parser.parse_args()
    emitted = subprocess.run([arguments.bin / "resnetc", arguments.model, "--emit=kernels", f"--batch={arguments.batch}",
                              f"--accuracy={arguments.accuracy}"], capture_output=True, text=True)
    if emitted.returncode:
        sys.exit(emitted.stderr.strip())
    order = launches(emitted.stdout)
    with tempfile.NamedTemporaryFile("w", suffix=".shapes") as shapes:
        shapes.write("".join(f"1 {kernel}\n" for kernel in order))
        shapes.flush()
        bench = subprocess.run([arguments.bin / "resnetc-bench", shapes.name, "--network", "--json", "--batch",
                                str(arguments.batch), "--threads", str(arguments.threads), "--turns",
                                str(arguments.passes)], capture_output=True, text=True, check=True)
    measured = json.loads(bench.stdout)
    rows = collections.defaultdict(list)
    for row in measured["kernels"]:
        rows[row["kernel"], row["schedule"]].append(row)
    print(f"{'times':>5} {'us each':>9} {'us all':>9} {'peak':>6}  kernel | schedule")
    for (kernel, schedule), some in rows.items():
        total = sum(row["seconds"] for row in some) * 1e6
        share = some[0]["gflops"] * len(some) * some[0]["seconds"] * 1e6 / total / measured["peak_gflops"]
        kernel = re.sub(r" (bias|pb|pl|pr|pt|sw|kw|w)=\d+", "", kernel)
        print(f"{len(some):5} {total / len(some):9.1f} {total:9.1f} {share:6.0%}  {kernel} | {schedule}")
    total = sum(row["seconds"] for row in measured["kernels"]) * 1e3
    print(f"sum of the best times {total:.2f} ms, best pass {measured['pass_seconds'] * 1e3:.2f} ms, "
          f"peak {measured['peak_gflops']:.0f} GFLOP/s")


if __name__ == "__main__":
    main()
