#!/usr/bin/env python3
"""One side of a comparison in a process of its own, under a Python that has its packages; timing.Peer starts it.

Writes a JSON line about itself, then one per line from standard input: {"do": method, ...} gives {"result": ...}, or
{"failed": why}. Standard output is kept clear of what the packages print.
"""
import importlib
import json
import os
import pathlib
import resource
import sys
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

KINDS = {"onnxruntime": ("graph_peers", "Onnxruntime"), "openvino": ("graph_peers", "OpenVino"),
         "eager": ("torch_peers", "Eager"), "channels_last": ("torch_peers", "ChannelsLast"),
         "inductor": ("torch_peers", "Inductor"), "digits": ("torch_digits", "Digits")}


def answered(call):
    """The answer that a call makes. What went wrong is told in one line here, and whole on standard error, but for a
    missing package."""
    try:
        return {"result": call()}
    except Exception as error:
        if not isinstance(error, ImportError):
            traceback.print_exc()
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        return {"failed": f"{type(error).__name__}: {(lines or ['no message'])[0]}"[:300]}


def peak_memory():
    """The most that this process has held in memory, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main():
    replies = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    side = None

    def start():
        nonlocal side
        module, name = KINDS[sys.argv[1]]
        side = getattr(importlib.import_module(module), name)()
        return side.about()

    print(json.dumps(answered(start)), file=replies, flush=True)
    if side is None:
        return
    for line in sys.stdin:
        request = json.loads(line)
        do = request.pop("do")
        method = peak_memory if do == "peak_memory" else getattr(side, do)
        print(json.dumps(answered(lambda: method(**request))), file=replies, flush=True)


if __name__ == "__main__":
    main()
