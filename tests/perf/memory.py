#!/usr/bin/env python3
"""Peak resident memory of inference and training steps, of resnetc and of its peers, each in a process of its own.

    .venv/bin/python tests/perf/memory.py --bin build/bin --peers-python PYTHON [--works train:resnet50:16] [--peers eager ...]

The peak is the kernel's (VmHWM): code, weights, maps and all that a side allocates on the way, its packages included; how much
a peer held before it was given a network stands beside it. Every side runs the work twice or more, so that what later calls
need in addition is counted.
"""
import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "oracle")]
import driver  # noqa: E402
import page  # noqa: E402
import peers  # noqa: E402
import timing  # noqa: E402
import works  # noqa: E402

MIB = 2**10  # in kibibytes, as the kernel counts


def ours(programs, library, work, threads):
    """Peak of `resnetc-run bench`, in MiB."""
    command = [programs / "resnetc-run", "bench", library, "--mode", work.mode, "--batch", work.batch, "--threads", threads,
               "--iters", 2, "--json"]
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise timing.Failed(f"{command[0]} ended with status {os.waitstatus_to_exitcode(status)}")
    return usage.ru_maxrss / MIB


def theirs(python, kind, files, threads):
    """Peak of a peer's process, and what it held before it was given the network, in MiB."""
    peer = timing.Peer(python, kind)
    try:
        before = peer.ask("peak_memory") / MIB
        peer.ask("load", threads=threads, **files.request())
        peer.ask("block", seconds=0.1)
        return peer.ask("peak_memory") / MIB, before
    finally:
        peer.close()


def measure(arguments, work, folder):
    programs = driver.Driver(arguments.bin, folder, limit=1800)
    files = peers.Files(programs, work, arguments.threads)
    own = ours(arguments.bin, files.library, work, arguments.threads)
    print(f"{page.MODES[work.mode]}, {page.title({'net': work.net, 'batch': work.batch})}: resnetc {own:.0f} MiB", flush=True)
    if work.mode == "train":
        library = programs.compile(work.source, "recomputed", *work.flags(arguments.threads), "--recompute")
        print(f"   with --recompute {ours(arguments.bin, library, work, arguments.threads):.0f} MiB", flush=True)
    for kind in [kind for kind in peers.KINDS[work.mode] if kind in arguments.peers]:
        try:
            peak, before = theirs(arguments.peers_python, kind, files, arguments.threads)
            print(f"   {page.TITLES[kind]} {peak:.0f} MiB ({before:.0f} before), {peak / own:.2f} times resnetc's", flush=True)
        except timing.PeerFailed as failure:
            print(f"   {page.TITLES[kind]} is left out: {failure}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--peers-python", type=pathlib.Path, default=sys.executable,
                        help="a Python with the peers; default: this one")
    parser.add_argument("--works", nargs="+", metavar="MODE:NET:BATCH", default=["train:resnet50:16"],
                        help="names or patterns of works.py; default: train:resnet50:16")
    parser.add_argument("--peers", nargs="+", choices=page.TITLES, default=list(page.TITLES))
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    arguments = parser.parse_args()
    for work in works.matching(arguments.works):
        with tempfile.TemporaryDirectory(prefix="resnetc-memory-") as folder:
            measure(arguments, work, pathlib.Path(folder))


if __name__ == "__main__":
    main()
