#!/usr/bin/env python3
"""Gives malformed files to resnetc and resnetc-run: each must be refused, clearly, and leave nothing behind.

    .venv/bin/python tests/malformed/run.py --bin build/bin [--count-only] [--results FILE] [--keep DIR]

Every input must give exit status 1 within 20 s, a message on stderr that names the file (a .dsl: file:line:column),
exactly one error (a mutated .dsl may break several rules: at most 20), no sanitizer report, no crash, no memory
beyond a bound, and no new file in the output folder. Files that are not malformed after all are not counted.
"""
import argparse
import collections
import concurrent.futures
import itertools
import json
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import dsl_cases  # noqa: E402
import image_cases  # noqa: E402
import npy_cases  # noqa: E402
import safetensors_cases  # noqa: E402

MODELS = HERE.parents[1] / "dsl" / "models"
MODEL = MODELS / "resnet_digits.dsl"
MUTATIONS, SEED = 200, 20240607
WEIGHTS = ("safetensors", "embedded", "c-interface")  # ways in which a file of weights is read
TIMEOUT = 20
MEMORY = 6 << 30  # bytes of address space; a sanitizer needs terabytes, so not under one
SIGNS_OF_A_BUG = re.compile(
    r"Sanitizer|runtime error:|terminate called|Assertion|core dumped|Stack dump|PLEASE submit|std::|what\(\)|internal error", re.I)

Case = collections.namedtuple("Case", "name kind data constraint")
Outcome = collections.namedtuple("Outcome", "status stderr left")


class Programs:
    """The two programs, what they need beside the malformed file, and how they are run."""

    def __init__(self, folder, work):
        self.resnetc, self.run, self.load_weights = (
            folder / name for name in ("resnetc", "resnetc-run", "resnetc_load_weights"))
        self.work = work
        self.sanitized = b"__asan_init" in self.run.read_bytes() if self.run.exists() else False
        self.library, self.weights = work / "model.so", work / "weights.safetensors"
        self.images, self.labels = work / "images.npy", work / "labels.npy"

    def prepare(self):
        """A compiled model with correct weights, images and labels, so that one file alone is wrong."""
        done = self.execute([self.resnetc, MODEL, "--mode=train", "-o", self.library], limit=300)
        if done.returncode:
            sys.exit(f"cannot compile {MODEL.name}: {done.stderr.decode(errors='replace')}")
        info = json.loads(self.execute([self.run, "info", self.library, "--json"]).stdout)
        self.tensors = [(tensor["name"], tuple(tensor["shape"])) for tensor in info["tensors"]]
        header, data = safetensors_cases.valid(self.tensors)
        self.weights.write_bytes(safetensors_cases.pack(header, data))
        np = npy_cases.np
        self.images.write_bytes(npy_cases.saved(np.full((2, 1, 8, 8), 8, np.float32)))
        self.labels.write_bytes(npy_cases.saved(np.array([3, 4], np.int64)))
        out = self.work / "y.npy"
        done = self.execute([self.run, "predict", self.library, "--weights", self.weights, "--input", self.images,
                             "--output", out])
        if done.returncode or not out.exists():
            sys.exit(f"correct files are refused: {done.stderr.decode(errors='replace')}")

    def execute(self, command, limit=TIMEOUT, **more):
        environment = {**os.environ, "ASAN_OPTIONS": "exitcode=99:detect_leaks=0:allocator_may_return_null=1:"
                                                         "allow_user_poisoning=0",
                       "UBSAN_OPTIONS": "halt_on_error=1:exitcode=99:print_stacktrace=1"}
        bound = None if self.sanitized else lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        return subprocess.run([str(part) for part in command], capture_output=True, timeout=limit, env=environment,
                              stdin=subprocess.DEVNULL, preexec_fn=bound, **more)

    def command(self, case, path, out):
        """The command that reads the malformed file at `path` and would write into `out`."""
        predict = [self.run, "predict", self.library, "--output", out / "y.npy"]
        grad = [self.run, "grad", self.library, "--weights", self.weights, "--output", out / "g.safetensors"]
        return {
            "dsl": [self.resnetc, path, "--mode=train", "-o", out / "model.so"],
            "safetensors": predict + ["--weights", path, "--input", self.images],
            "c-interface": [self.load_weights, self.library, path],
            "embedded": [self.resnetc, MODEL, f"--weights={path}", "-o", out / "model.so"],
            "images": predict + ["--weights", self.weights, "--input", path],
            "photos": predict[:-2] + ["--weights", self.weights, path, "--save-input", out / "x.npy"],
            "labels": grad + ["--input", self.images, "--labels", path],
        }[case.kind]

    def is_valid(self, data, folder):
        """Whether the compiler's checks accept a text; decides about mutations only."""
        path = folder / "candidate.dsl"
        path.write_bytes(data)
        done = self.execute([self.resnetc, path, "--emit=ast", "-o", folder / "candidate.ast"])
        return done.returncode == 0


def all_cases(programs):
    """Every case that is certainly malformed, then mutations until their number is reached."""
    for name, constraint, data in dsl_cases.hand_written():
        yield Case(name, "dsl", data, constraint)
    texts = {path.stem: path.read_text() for path in sorted(MODELS.glob("*.dsl"))}
    texts["base"] = dsl_cases.BASE
    with tempfile.TemporaryDirectory() as folder:
        candidates = dsl_cases.mutations(texts, SEED)
        malformed = (Case(name, "dsl", data, None) for name, data in candidates
                     if not programs.is_valid(data, pathlib.Path(folder)))
        yield from itertools.islice(malformed, MUTATIONS)
    for name, data in safetensors_cases.cases(programs.tensors):
        for kind in WEIGHTS:
            yield Case(name, kind, data, None)
    for name, data in npy_cases.images((1, 8, 8)):
        yield Case(name, "images", data, None)
    for name, data in image_cases.cases():
        yield Case(name, "photos", data, None)
    for name, data in npy_cases.labels(2, 10):
        yield Case(name, "labels", data, None)


def complaint(case, path, outcome):
    """What is wrong with the way the program refused the file, or None."""
    text = outcome.stderr
    errors = re.findall(r"^.*\berror:.*$", text, re.M)
    if outcome.status is None:
        return f"no answer within {TIMEOUT} s"
    if sign := SIGNS_OF_A_BUG.search(text):
        return f"exit status {outcome.status}, stderr says '{sign.group()}'"
    if outcome.status != 1:
        return f"exit status {outcome.status}, expected 1"
    if outcome.left:
        return f"left behind: {', '.join(outcome.left)}"
    if not 1 <= len(errors) <= (20 if case.kind == "dsl" and case.constraint is None else 1):
        return f"{len(errors)} errors on stderr, expected one"
    if any(path.name not in error for error in errors):
        return f"the message does not name the file: {errors[0]}"
    if any(len(line) > 1000 for line in text.splitlines()):
        return "a line of more than 1000 bytes"
    if case.kind == "dsl":
        if any(not re.search(re.escape(path.name) + r":\d+:\d+: error: ", error) for error in errors):
            return f"no file:line:column: {errors[0]}"
        if case.constraint is not None and f"[C{case.constraint}]" not in errors[0]:
            return f"expected [C{case.constraint}]: {errors[0]}"
    return None


def judge(programs, case, folder):
    """Runs one case in a folder of its own; the complaint, or None."""
    out = folder / "out"
    out.mkdir(parents=True)
    path = folder / {"dsl": "bad.dsl", "photos": "bad.jpg", **dict.fromkeys(WEIGHTS, "bad.safetensors")}.get(
        case.kind, "bad.npy")
    path.write_bytes(case.data)
    try:
        done = programs.execute(programs.command(case, path, out))
        outcome = Outcome(done.returncode, done.stderr.decode(errors="replace"), sorted(os.listdir(out)))
    except subprocess.TimeoutExpired:
        outcome = Outcome(None, "", [])
    return complaint(case, path, outcome)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--count-only", action="store_true", help="print how many inputs there are of each kind")
    parser.add_argument("--only", default="", help="inputs whose name contains this text")
    parser.add_argument("--keep", type=pathlib.Path, help="keep the inputs in this new folder")
    parser.add_argument("--results", type=pathlib.Path)
    parser.add_argument("-j", type=int, default=os.cpu_count())
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="resnetc-malformed-") as temporary:
        work = arguments.keep or pathlib.Path(temporary)
        work.mkdir(exist_ok=True)
        programs = Programs(arguments.bin.resolve(), work)
        programs.prepare()
        cases = [case for case in all_cases(programs) if arguments.only in f"{case.kind} {case.name}"]
        if arguments.count_only:
            for kind, count in collections.Counter(case.kind for case in cases).items():
                print(f"{count:5} {kind}")
            print(f"{len(cases):5} in all")
            return 0
        folders = [work / f"{number:03d}-{case.kind}-{case.name}" for number, case in enumerate(cases)]
        with concurrent.futures.ThreadPoolExecutor(arguments.j) as pool:
            complaints = list(pool.map(lambda pair: judge(programs, *pair), zip(cases, folders)))
    records = [{"name": f"{case.kind} {case.name}", "status": "failed" if why else "passed", "why": why or ""}
               for case, why in zip(cases, complaints)]
    if arguments.results:
        arguments.results.write_text("".join(json.dumps(record) + "\n" for record in records))
    for record in records:
        if record["why"]:
            print(f"FAILED  {record['name']}: {record['why']}")
    failed = sum(record["status"] == "failed" for record in records)
    print(f"{len(records) - failed} passed, {failed} failed, 0 skipped")
    return 1 if failed or len(records) < (0 if arguments.only else 200) else 0


if __name__ == "__main__":
    sys.exit(main())
