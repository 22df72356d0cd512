#!/usr/bin/env python3
"""What the loops of products do beside multiplying, from their machine code.

    .venv/bin/pip install nvidia-cuda-nvdisasm
    .venv/bin/python tests/cuda/ptxas/loops.py --bin build/bin [--model NAME] [--arch ARCH] [--only TEXT] [FLAG...]

Compiles a model's kernels with ptxas and reads them with nvdisasm. For each kernel whose spec contains TEXT, and each of
its loops that multiplies: the instructions of the loop, products among them (HMMA of a warp, HGMMA of a warpgroup), what
there is of loads of fragments (LDSM) and of copies to shared memory (LDGSTS), the rest for each product, and the
registers of a thread. FLAGs go to resnetc, as --precision=bf16. Status 77 where ptxas or nvdisasm is not installed.
"""
import argparse
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import run

PRODUCTS, COPIES = ("HMMA", "HGMMA"), ("LDSM", "LDGSTS")


def disassembler():
    home = run.toolkit()
    found = sorted(home.parent.glob("*/bin/nvdisasm")) if home else []
    return found[-1] if found else None


def loops(text):
    """Of each loop of the machine code's text that multiplies the number of each instruction."""
    labels, instructions = {}, []
    for line in text.splitlines():
        label = re.match(r"\s*(\.L_x_\d+):", line)
        instruction = re.match(r"\s*/\*[0-9a-f]{4,}\*/\s+(?:@!?U?P\w+\s+)?(\w+)(.*?);", line)
        if label:
            labels[label.group(1)] = len(instructions)
        elif instruction:
            target = re.search(r"(\.L_x_\d+)", instruction.group(2)) if instruction.group(1) == "BRA" else None
            start = labels.get(target.group(1)) if target else None  # known: the branch goes back
            instructions.append(instruction.group(1))
            if start is not None:
                counts = collections.Counter(instructions[start:])
                if any(counts[product] for product in PRODUCTS):
                    yield counts


def describe(counts):
    products = sum(counts[product] for product in PRODUCTS)
    known = products + sum(counts[copy] for copy in COPIES)
    total = sum(counts.values())
    return (f"{total} instructions, " + ", ".join(f"{counts[name]} {name}" for name in (*PRODUCTS, *COPIES) if counts[name])
            + f", {(total - known) / products:.2f} others for each product")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", type=pathlib.Path, required=True, help="folder with resnetc")
    parser.add_argument("--model", default="resnet50")
    parser.add_argument("--arch", default="sm_90a")
    parser.add_argument("--only", default="conv", help="kernels whose spec contains this text")
    arguments, flags = parser.parse_known_args()
    if disassembler() is None:
        print("no ptxas or no nvdisasm: install tools/setup/requirements-test.txt and nvidia-cuda-nvdisasm")
        return 77
    os.environ["CUDA_HOME"] = str(run.toolkit())
    command = [arguments.bin / "resnetc", run.MODELS / f"{arguments.model}.dsl", "--target=cuda",
               f"--cuda-arch={arguments.arch}", *flags]
    with tempfile.TemporaryDirectory(prefix="resnetc-loops-") as folder:
        folder = pathlib.Path(folder)
        report, text, code = folder / "report.json", folder / "kernel.ptx", folder / "kernel.cubin"
        subprocess.run([*command, f"--report={report}", "-o", folder / "model.so"], check=True)
        for kernel in json.loads(report.read_text())["kernels"]:
            if arguments.only not in kernel["spec"]:
                continue
            subprocess.run([*command, f"--emit=ptx:{kernel['symbol']}", "-o", text], check=True)
            subprocess.run([run.toolkit() / "bin" / "ptxas", f"-arch={arguments.arch}", "-O3", text, "-o", code], check=True)
            listing = subprocess.run([disassembler(), code], check=True, capture_output=True, text=True).stdout
            registers = max(function["registers"] for function in kernel["functions"])
            for counts in loops(listing):
                print(f"{kernel['spec']} | {kernel['variant']} {kernel['params']}: {describe(counts)}, {registers} registers",
                      flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
