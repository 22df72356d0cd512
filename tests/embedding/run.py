#!/usr/bin/env python3
"""Compiled libraries in programs that are less kind than the tools: see the comments of each case.

    .venv/bin/python tests/embedding/run.py --bin build/bin [--only CASE]

Needs a compiler of C and C++, and Halide's wheel, which the build needs, too.
"""
import argparse
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
INCLUDE = ROOT / "runtime" / "include"
MODELS = ROOT / "dsl" / "models"
NOBODY = 65534


class Failure(Exception):
    pass


def require(good, text):
    if not good:
        raise Failure(text)


class Programs:
    def __init__(self, folder, work):
        self.resnetc, self.run, self.work = folder / "resnetc", folder / "resnetc-run", work
        self.environment = dict(os.environ, RESNETC_CACHE_DIR=str(work / "cache"))
        self.refused = 0  # allocations, in the last call
        self.host = self.cc("host", [HERE / "Host.c", "-ldl", "-lpthread"])

    def execute(self, command, **options):
        options = {"env": self.environment, "timeout": 300, **options}
        return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, **options)

    def output(self, command, **options):
        done = self.execute(command, **options)
        require(done.returncode == 0, f"{' '.join(map(str, command))}: status {done.returncode}\n{done.stderr[-2000:]}")
        return done.stdout

    def cc(self, name, words, include=INCLUDE):
        self.output(["cc", "-std=c11", "-O1", "-Wall", "-Wextra", "-Werror", "-I", include, "-I", ROOT, "-I",
                     self.work, *words,
                     "-o", self.work / name])
        return self.work / name

    def compile(self, model, output, *options):
        self.output([self.resnetc, model, "-o", self.work / output, "-j2", *options])
        return self.work / output

    def call(self, library, *words):
        """What Host.c prints: threads, and the checksum of all results."""
        printed = self.output([self.host, library, *words])
        self.refused = int(re.search(r"refused (\d+)", printed)[1])
        return int(re.search(r"threads (\d+)", printed)[1]), re.search(r"sum (\w+)", printed)[1]


PHOTO_RECIPE = """
train photos for {name} {{
  data     folder "photos"
  augment  resize 20..24; crop 16; hflip
  loss     softmax_cross_entropy     init he_normal fan_in
  sgd      lr 0.01 momentum 0.9
  batch    2   epochs 1   seed 1
}}
"""


def folder_of_photos(where):
    """Three photos of two classes."""
    photos = ROOT / "tests" / "images" / "photos"
    for name, photo in (("a/1.jpg", "flower.jpg"), ("b/1.jpg", "china.jpg"), ("b/2.jpg", "flower.jpg")):
        path = where / "photos" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((photos / photo).read_bytes())
    return where / "photos"


def text_model(programs, name, channels, recipe=""):
    path = programs.work / f"{name}.dsl"
    classes = 2 if recipe else 10
    path.write_text(f"""resnetc 1
model {name}(classes = {classes}) {{
  input x : f32[N, 3, 16, 16]
  shortcut B
  stem     {{ conv 3x3 {channels}; bn; relu }}
  stage layer1 = 1 x basic({channels})
  stage layer2 = 1 x basic({2 * channels}) /2
  head     {{ avgpool global; fc classes }}
}}
""" + recipe.format(name=name))
    return path


def beside_halide(programs):
    """Two models as archives and a library of Halide's own in one program: nobody takes another's functions."""
    work = programs.work
    programs.output([sys.executable, HERE / "neighbour.py", work])
    one = programs.compile(text_model(programs, "one", 16), "one.a")
    two = programs.compile(text_model(programs, "two", 16), "two.a")
    halide = pathlib.Path(programs.output([sys.executable, "-c", "import halide; print(halide.__file__)"]).strip()).parent
    models, neighbour = [one, two], [work / "neighbour.a"]
    orders = {
        "models first": models + neighbour,
        "neighbour first": neighbour + models,
        "whole archives": ["-Wl,--whole-archive", *models, *neighbour, "-Wl,--no-whole-archive"],
        "whole archives, neighbour first": ["-Wl,--whole-archive", *neighbour, *models, "-Wl,--no-whole-archive"],
    }
    for name, libraries in orders.items():
        program = programs.cc("beside", [HERE / "Neighbour.c", "-isystem", halide / "include", *libraries, "-lm",
                                         "-ldl", "-lpthread"])
        printed = programs.output([program])
        require(printed.count("right") == 6, f"{name}: {printed}")


def private_names(programs):
    """What an archive, an object and a library made from an archive show to others is in the header."""
    model = text_model(programs, "one", 16)
    archive, thing = programs.compile(model, "one.a"), programs.compile(model, "one.o")
    shared = programs.cc("from_archive.so", ["-shared", "-Wl,--whole-archive", archive, "-Wl,--no-whole-archive"])

    def names(*words):
        return {line.split()[-1] for line in programs.output(["nm", *words]).splitlines() if len(line.split()) == 3}

    header = set(re.findall(r"\bone_api\w*(?=\()", archive.with_suffix(".h").read_text()))
    require(len(header) == 2, f"the header declares {header}")
    require(names("-D", "--defined-only", shared) == header, f"exports {names('-D', '--defined-only', shared)}")
    require(names("-g", "--defined-only", thing) == header, f"shows {names('-g', '--defined-only', thing)}")
    foreign = {name for name in names("-g", "--defined-only", archive) - header
               if not re.fullmatch(r"rn_[0-9a-f]{12}_.+", name)}
    require(not foreign, f"the archive defines {sorted(foreign)}")
    used = programs.output(["nm", "-u", archive])
    require("halide_do_par_for" not in re.findall(r"U (\S+)", used), "the archive asks others for halide_do_par_for")


def throwing_loop(programs):
    """A parallel_for that throws is a status, in a program that has the C++ library, which the model has not."""
    program = programs.work / "throws"
    programs.output(["c++", "-std=c++17", "-O1", "-Wall", "-Wextra", "-Werror", "-I", INCLUDE, HERE / "Throws.cpp",
                     "-ldl", "-o", program])
    programs.output([program, programs.compile(text_model(programs, "one", 16), "one.so")])


def small_stack(programs):
    """64 KiB of stack are enough for every thread that runs kernels (musl's default is 128); results are the same bits."""
    cases = [(programs.compile(MODELS / "resnet18.dsl", "resnet18.so"), "infer"),
             (programs.compile(MODELS / "vgg16.dsl", "vgg16.so", "-D", "hidden=64"), "infer"),
             (programs.compile(text_model(programs, "trained", 64), "trained.so", "--mode=train"), "train")]
    for library, mode in cases:
        sums = {threads: programs.call(library, "stack", threads, mode)[1] for threads in ("1", "2", "hook")}
        require(len(set(sums.values())) == 1, f"{library.name}: results differ: {sums}")


def no_memory(programs):
    """Nothing allocates once a model is loaded: calls and failures go on when every allocation fails."""
    library = programs.compile(text_model(programs, "trained", 64), "trained.so", "--mode=train")
    expected = programs.call(library, "stack", "1", "train")[1]
    threads, result = programs.call(library, "memory", "train")
    require(threads == 1, f"{threads} threads where none can be had")
    require(programs.refused <= 1, f"{programs.refused} allocations were asked for, the start of a thread among them")
    require(result == expected, "other results without memory")


def previous_header(programs):
    """A program that was built against the header before today's members runs with today's library, to the same bits."""
    library = programs.compile(text_model(programs, "one", 16, PHOTO_RECIPE), "previous.so", "--mode=train")
    expected = {mode: programs.call(library, "stack", "2", mode) for mode in ("infer", "train")}
    today = programs.host
    programs.host = programs.cc("previous", [HERE / "Host.c", "-ldl", "-lpthread"], HERE / "fixtures" / "previous")
    try:
        for mode, result in expected.items():
            require(programs.call(library, "stack", "2", mode) == result, f"{mode}: other results by the previous header")
    finally:
        programs.host = today


def few_threads(programs):
    """A system that starts few threads or none: fewer work, context_threads tells how many, results are the same."""
    library = programs.compile(text_model(programs, "one", 16), "one.so")
    expected = programs.call(library, "stack", "1", "infer")[1]
    for granted, wanted in ((0, 4), (1, 4), (2, 4), (5, 4)):
        threads, result = programs.call(library, "limit", str(granted), str(wanted))
        require(threads == min(wanted, granted + 1), f"{granted} granted: context_threads says {threads}")
        require(result == expected, f"{granted} granted: other results")


def no_more_processes(programs):
    """The programs under a limit of processes: the work is done, and a line says with how many threads."""
    if os.geteuid() != 0:
        print("   skipped: only root can give up its rights for the limit to hold")
        return
    library = programs.compile(text_model(programs, "one", 16), "one.so")
    trained = programs.compile(text_model(programs, "fed", 8, PHOTO_RECIPE), "fed.so", "--mode=train")
    programs.work.chmod(0o777)

    def become_nobody():
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)

    def limited():
        become_nobody()
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))

    try:
        readable = all(programs.execute([program, "--version"], preexec_fn=become_nobody).returncode == 0
                       for program in (programs.resnetc, programs.run))
    except PermissionError:
        readable = False
    if not readable:
        print("   skipped: another user cannot read the programs")
        return

    out = programs.work / "limited"
    out.mkdir(mode=0o777)
    out.chmod(0o777)
    environment = dict(programs.environment, RESNETC_CACHE_DIR=str(out / "cache"), HOME=str(out))
    done = programs.execute([programs.resnetc, text_model(programs, "two", 16), "-o", out / "two.so", "-j4"],
                            preexec_fn=limited, env=environment)
    require(done.returncode == 0, f"resnetc under the limit: {done.returncode} {done.stderr}")
    require("by 1 of 4 threads" in done.stderr, f"resnetc does not tell: {done.stderr}")
    done = programs.execute([programs.run, "bench", library, "--threads", "4", "--iters", "3", "--json"],
                            preexec_fn=limited, env=environment)
    require(done.returncode == 0, f"bench under the limit: {done.returncode} {done.stderr}")
    require('"threads":1' in done.stdout.replace(" ", ""), f"bench tells {done.stdout}")
    note = "note: the model runs on 1 of 4 threads"
    require(done.stderr.count(note) == 1, f"bench says {done.stderr}")
    photos = folder_of_photos(out)
    done = programs.execute([programs.run, "train", trained, "--data", f"folder:{photos}", "--out", out / "run",
                             "--threads", "4"], preexec_fn=limited, env=environment)
    require(done.returncode == 0, f"train under the limit: {done.returncode} {done.stderr}")
    require(done.stderr.count(note) == 1, f"train says {done.stderr}")


CASES = [beside_halide, private_names, throwing_loop, small_stack, previous_header, no_memory, few_threads, no_more_processes]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", type=pathlib.Path, required=True, help="the folder of resnetc and resnetc-run")
    parser.add_argument("--only", help="run this case alone")
    options = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory(prefix="resnetc-embedding-") as work:
        programs = Programs(options.bin.resolve(), pathlib.Path(work))
        for case in CASES:
            if options.only and case.__name__ != options.only:
                continue
            try:
                case(programs)
                print(f"ok {case.__name__}")
            except (Failure, subprocess.TimeoutExpired) as failure:
                failed += 1
                print(f"FAILED {case.__name__}: {failure}")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
