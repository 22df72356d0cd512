#!/usr/bin/env python3
"""Inference of the shipped networks against onnxruntime, same threads, interleaved.

    .venv/bin/python tests/perf/infer_vs_onnxruntime.py --bin build/bin [--net cifar_resnet20] [--batches 1 128]
"""
import argparse
import copy
import pathlib
import statistics
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "oracle")]
import nets  # noqa: E402
import onnx_forward  # noqa: E402
import timing  # noqa: E402

NETS = {"cifar_resnet20": (nets.cifar(20), "cifar_resnet.dsl"), "resnet18": (nets.imagenet(18), "resnet18.dsl"),
        "resnet34": (nets.imagenet(34), "resnet34.dsl"), "resnet50": (nets.imagenet(50), "resnet50.dsl")}


def median_ms(call, iterations):
    times = []
    for _ in range(iterations):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1e3)
    return statistics.median(times)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--net", choices=NETS, nargs="+", default=list(NETS))
    parser.add_argument("--batches", type=int, nargs="+", default=[1, 16])
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="resnetc-perf-") as folder:
        for name in arguments.net:
            net, source = NETS[name]
            library = pathlib.Path(folder) / f"{name}.so"
            batches = ",".join(map(str, arguments.batches))
            timing.run([arguments.bin / "resnetc", HERE.parents[1] / "dsl" / "models" / source, f"--batch={batches}",
                        "-o", library])
            # Pixels are normalised in the library; the peer gets them ready, so that numpy's time does not count.
            plain = copy.copy(net)
            plain.mean = plain.std = ()
            session = onnx_forward.session(plain, nets.random_weights(net, 1), arguments.threads)
            for batch in arguments.batches:
                x = nets.normalised(net, nets.random_batch(net, batch, 2)[0])
                iterations = max(5, 40 // batch)
                bench = [arguments.bin / "resnetc-run", "bench", library, "--batch", batch, "--threads",
                         arguments.threads, "--iters", iterations, "--json"]
                median_ms(lambda: session(x), 2)
                ours, theirs = timing.interleave(lambda: timing.run_json(bench)["median_ms"],
                                                 lambda: median_ms(lambda: session(x), iterations), arguments.rounds)
                timing.report(f"inference, {name}, batch {batch}, {arguments.threads} threads", ours, theirs, "onnxruntime")


if __name__ == "__main__":
    main()
