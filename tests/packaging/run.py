#!/usr/bin/env python3
"""Installs a build into a fresh prefix, moves it, and uses it as other people's projects do: see each case.

    .venv/bin/python tests/packaging/run.py --build build --programs .venv/bin [--only CASE] [--results FILE.jsonl]

Everything happens in a temporary folder. A case whose tools are missing is skipped, and says so.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

import shells

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
DIGITS = ROOT / "runtime" / "train" / "digits"


class Failure(Exception):
    pass


class Skip(Exception):
    pass


def require(good, text):
    if not good:
        raise Failure(text)


def need(program):
    if not shutil.which(program):
        raise Skip(f"no {program}")
    return program


class House:
    """A moved prefix, and what cases build with it."""

    def __init__(self, build, tools, work):
        self.build, self.cmake, self.tools, self.work = build, tools / "cmake", tools, work
        # Neither the environment of the build nor libraries beside it may be of use.
        self.environment = {key: value for key, value in os.environ.items() if key not in ("LD_LIBRARY_PATH", "CMAKE_PREFIX_PATH")}
        self.environment["RESNETC_CACHE_DIR"] = str(work / "cache")
        self.environment["PATH"] = f"{tools}:{self.environment['PATH']}"
        first = work / "first"
        self.install(first)
        self.prefix = work / "moved prefix"
        first.rename(self.prefix)
        self.programs = self.prefix / "bin"
        self.trained = self.train()  # the digits' network, and weights of two epochs

    def install(self, prefix, *options):
        self.output([self.cmake, "--install", self.build, "--prefix", prefix, *options])

    def execute(self, command, **options):
        options = {"env": self.environment, "timeout": 600, **options}
        return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, **options)

    def output(self, command, **options):
        done = self.execute(command, **options)
        require(done.returncode == 0,
                f"{' '.join(map(str, command))}: status {done.returncode}\n{done.stdout[-1500:]}{done.stderr[-1500:]}")
        return done.stdout

    def configure(self, source, name, *options):
        folder = self.work / name
        self.output([self.cmake, "-S", source, "-B", folder, "-G", "Ninja", f"-DCMAKE_PREFIX_PATH={self.prefix}",
                     f"-DCMAKE_MAKE_PROGRAM={self.tools / 'ninja'}",
                     "-DCMAKE_C_FLAGS=-Wall -Wextra -Werror -pedantic", "-DCMAKE_CXX_FLAGS=-Wall -Wextra -Werror -pedantic", *options])
        return folder

    def make(self, source, name, *options):
        folder = self.configure(source, name, *options)
        self.output([self.cmake, "--build", folder, "-j", "2"])
        return folder

    def train(self):
        library, run = self.work / "digits.so", self.work / "run"
        model = self.prefix / "share" / "resnetc" / "models" / "resnet_digits.dsl"
        self.output([self.programs / "resnetc", model, "--mode=train", "-o", library])
        self.output([self.programs / "resnetc-run", "train", library, "--data", "digits", "--out", run, "--epochs", "2"])
        return library, run / "best.safetensors"


def compilers():
    found = [(name, cxx) for name, cxx in (("gcc", "g++"), ("clang", "clang++")) if shutil.which(name)]
    return [(name, [f"-DCMAKE_C_COMPILER={name}", f"-DCMAKE_CXX_COMPILER={cxx}"]) for name, cxx in found]


def programs(house):
    """Every installed program runs from a prefix that was moved, and finds Halide there."""
    for program in PROGRAMS:
        require("resnetc" in house.output([house.programs / program, "--version" if program != "resnetc-bench" else "--help"]) or
                program == "resnetc-bench", program)
    made_by = re.search(r"^made by +(.*)$", house.output([house.programs / "resnetc-run", "info", house.trained[0]]), re.M)[1]
    require(house.output([house.programs / "resnetc", "--version"]).startswith(made_by + ", language"), made_by)
    linked = house.output(["ldd", house.programs / "resnetc"])
    require(str(house.prefix / "lib" / "resnetc" / "libHalide.so") in linked.replace("/bin/..", ""), linked)


PROGRAMS = ("resnetc", "resnetc-lsp", "resnetc-run", "resnetc-tune", "resnetc-bench")


def options_of(house, program):
    """The options that --help lists, of the program and its commands: (command, option)."""
    def listed(*words):
        text = house.output([house.programs / program, *words, "--help"])
        names = [found[1] for found in re.finditer(r"^  (-\S+)", text, re.M)]
        return text, [name for words_of_one in names for name in re.split("[={]", words_of_one)[0].split(",")]

    text, names = listed()
    found = [("", name) for name in names]
    commands = re.findall(r"^  (\w+)", text.partition("\nSubcommands:\n")[2], re.M)
    for command in commands + re.findall(rf"^ +{program} ([a-z]+) ", text, re.M):
        found += [(command, name) for name in listed(command)[1]]
    return found


def manuals(house):
    """Every program has a page without mistakes, with every option that --help lists."""
    need("groff")
    for program in PROGRAMS:
        page = house.prefix / "share" / "man" / "man1" / f"{program}.1"
        done = house.execute(["groff", "-man", "-ww", "-Tascii", "-P-cbou", page])
        require(done.returncode == 0 and not done.stderr, done.stderr)
        commands = re.split(r"^   (?=\w)", done.stdout, flags=re.M)
        sections = {part.split(None, 1)[0]: part for part in commands[1:]} | {"": commands[0]}
        options = options_of(house, program)
        require(options, f"{program}: no options")
        for command, name in options:
            require(re.search(rf"(^ {{7}}|, ){name}\b", sections[command], re.M), f"{program} {command}: the page has no {name}")


def completion(house):
    """bash and zsh complete options, commands, phases, files, and models that ship by their names."""
    phases = house.execute([house.programs / "resnetc", "x.dsl", "--emit=nothing"]).stderr.partition("it knows ")[2].split()
    require(len(phases) > 8, f"{phases}")
    models = house.prefix / "share" / "resnetc" / "models"
    folder = house.work / "typing"
    folder.mkdir()
    shutil.copy(models / "resnet18.dsl", folder / "unlike.dsl")
    (folder / "unlike.txt").touch()
    expected = [("resnetc --mode=t", "resnetc --mode=train "), ("resnetc --mode t", "resnetc --mode train "),
                ("resnetc unl", "resnetc unlike.dsl "), ("resnetc --print", "resnetc --print-models "),
                ("resnetc-run tr", "resnetc-run train "), ("resnetc-run train --overw", "resnetc-run train --overwrite "),
                ("resnetc-run predict --crops d", "resnetc-run predict --crops dense "),
                ("resnetc-tune unlike.dsl --acc", "resnetc-tune unlike.dsl --accuracy "),
                ("resnetc-tune unl", "resnetc-tune unlike.dsl "), ("resnetc-tune mer", "resnetc-tune merge "),
                ("resnetc-tune show x.db --impr", "resnetc-tune show x.db --improved "),
                ("resnetc unlike.dsl -march=na", "resnetc unlike.dsl -march=native"),
                ("resnetc unlike.dsl -march=x86-64-v3,na", "resnetc unlike.dsl -march=x86-64-v3,native"),
                ("resnetc unlike.dsl --cuda-arch=sm_8", "resnetc unlike.dsl --cuda-arch=sm_80"),
                ("resnetc unlike.dsl --target=cu", "resnetc unlike.dsl --target=cuda"),
                ("resnetc-run train --data di", "resnetc-run train --data digits "),
                ("resnetc-run train --data fo", "resnetc-run train --data folder:"),
                ("resnetc-run train --data npy:unlike.t", "resnetc-run train --data npy:unlike.txt"),
                ("resnetc-run eval --device cp", "resnetc-run eval --device cpu "),
                ("resnetc-bench --netw", "resnetc-bench --network "), ("resnetc googlen", "models/googlenet.dsl")]
    expected += [(f"resnetc --emit={phase}", f"resnetc --emit={phase} ") for phase in phases]
    for shell in ("bash", "zsh"):
        if not shutil.which(shell):
            continue
        lines = shells.completed(shell, house.prefix, folder, [line for line, _ in expected], house.environment)
        for (line, wanted), got in zip(expected, lines):
            require(wanted in got, f"{shell}: '{line}' becomes {got!r}, not '{wanted}'")
    need("zsh")


def runtime_alone(house):
    """The runtime's component has no LLVM, no Halide and no compiler; its package refuses to add models."""
    prefix = house.work / "runtime"
    house.install(prefix, "--component", "runtime")
    require(not (prefix / "bin" / "resnetc").exists(), "the compiler is in the runtime's component")
    pages = [page.name for page in (prefix / "share" / "man" / "man1").iterdir()]
    require(pages == ["resnetc-run.1"], f"pages {pages}")
    for file in (prefix / "bin" / "resnetc-run", prefix / "lib" / "libresnetc.so"):
        linked = house.output(["ldd", file])
        require("LLVM" not in linked and "Halide" not in linked, linked)
    needed = re.findall(r"NEEDED.*\[(.*)\]", house.output(["readelf", "-d", prefix / "lib" / "libresnetc.so"]))
    require(set(needed) <= {"libc.so.6", "ld-linux-x86-64.so.2"}, f"libresnetc needs {needed}")
    done = house.execute([house.cmake, "-S", EXAMPLES / "cmake", "-B", house.work / "refused",
                          f"-DCMAKE_PREFIX_PATH={prefix}"])
    require(done.returncode != 0 and "the compiler is not installed" in done.stderr, done.stderr)


def cmake(house):
    """A project of twenty lines, by both compilers and both generators, with an archive and a shared library."""
    shared = house.work / "shared"
    shutil.copytree(EXAMPLES / "cmake", shared)
    lines = shared / "CMakeLists.txt"
    lines.write_text(lines.read_text().replace(" BATCH 1)", " BATCH 1 SHARED)"))
    for name, options in compilers():
        for kind, source in (("static", EXAMPLES / "cmake"), ("shared", shared)):
            folder = house.make(source, f"cmake-{kind}-{name}", *options)
            require("10 logits" in house.output([folder / "example"]), "no logits")
            linked = house.output(["ldd", folder / "example"])
            require(("resnet20.so" in linked) == (kind == "shared"), linked)
    folder = house.work / "makefiles"
    house.output([house.cmake, "-S", EXAMPLES / "cmake", "-B", folder, "-G", "Unix Makefiles", f"-DCMAKE_PREFIX_PATH={house.prefix}"])
    house.output([house.cmake, "--build", folder])
    require("10 logits" in house.output([folder / "example"]), "no logits")


def small(house):
    """The library of ResNet-50 without weights is under 1 MiB, and needs libc and libm alone."""
    library = house.work / "resnet50.so"
    house.output([house.programs / "resnetc", house.prefix / "share" / "resnetc" / "models" / "resnet50.dsl", "-o", library])
    require(library.stat().st_size < 1 << 20, f"{library.stat().st_size} bytes")
    needed = set(re.findall(r"NEEDED.*\[(.*)\]", house.output(["readelf", "-d", library])))
    require(needed <= {"libc.so.6", "libm.so.6"}, f"needs {needed}")


def rebuilds(house):
    """Nothing is built twice; the model, weights that the project itself makes, and the compiler's options are what a
    library depends on: in folders with blanks, by both generators, and whatever policies of CMake the project asks for."""
    source = house.work / "a projéct"
    models = source / "the models"
    shutil.copytree(EXAMPLES / "cmake", models)
    _, weights = house.trained
    shutil.copy(weights, models / "w.safetensors")
    shutil.copy(house.prefix / "share" / "resnetc" / "models" / "resnet_digits.dsl", models / "digits.dsl")
    (source / "CMakeLists.txt").write_text(
        "cmake_minimum_required(VERSION 3.10)\nproject(whole C)\nadd_subdirectory(\"the models\")\n")
    text = (models / "CMakeLists.txt").read_text()
    (models / "CMakeLists.txt").write_text(
        text[text.index("find_package"):] +
        "add_custom_command(OUTPUT made.safetensors DEPENDS w.safetensors VERBATIM\n"
        "  COMMAND ${CMAKE_COMMAND} -E copy ${CMAKE_CURRENT_SOURCE_DIR}/w.safetensors made.safetensors)\n"
        "resnetc_add_model(digits SOURCE digits.dsl SHARED WEIGHTS ${CMAKE_CURRENT_BINARY_DIR}/made.safetensors)\n"
        "add_custom_target(both ALL DEPENDS digits_library)\n")
    for generator in ("Ninja", "Unix Makefiles"):
        folder = house.work / f"rebuilds by {generator}"
        done = house.execute([house.cmake, "-G", generator, "-S", source, "-B", folder, f"-DCMAKE_PREFIX_PATH={house.prefix}"])
        require(done.returncode == 0 and "CMP0116" not in done.stderr, done.stderr)
        house.output([house.cmake, "--build", folder])

        def again(*changed):
            soon = time.time() + 2  # make compares seconds on some file systems
            for file in changed:
                os.utime(models / file, (soon, soon))
            if changed:
                time.sleep(2)
            return house.output([house.cmake, "--build", folder])

        require("Compiling" not in again(), "built twice")
        said = again("resnet20.dsl")
        require("model resnet20" in said and "model digits" not in said, said)
        said = again("w.safetensors")
        require("model digits" in said and "model resnet20" not in said, said)
        require("Compiling" not in again(), "built twice")
        require(house.output([house.programs / "resnetc-run", "info", folder / "the models" / "digits.so"]), "info")
        rule = (folder / "the models" / "digits.so.d").read_text()
        require(rule.count(":") == 1, f"CMake before 3.23 reads no rule without a dependency: {rule}")


def older_cmake(house):
    """A CMake that cannot do what the package needs is told so."""
    script = house.work / "older.cmake"
    script.write_text("set(CMAKE_VERSION 3.18.4)\nset(CMAKE_FIND_PACKAGE_NAME resnetc)\n"
                      f"include(\"{house.prefix}/lib/cmake/resnetc/resnetcConfig.cmake\")\n"
                      'message("${resnetc_FOUND}: ${resnetc_NOT_FOUND_MESSAGE}")\n')
    done = house.execute([house.cmake, "-P", script])
    require("FALSE: resnetc needs CMake 3.20 or newer, and this is 3.18.4" in done.stderr, done.stderr)


def arguments(house):
    """Mistakes of resnetc_add_model are told with the target's name."""
    for call, text in (("resnetc_add_model(a SOURCE b.dsl MDOE train)", "unknown argument 'MDOE"),
                       ("resnetc_add_model(a MODE train)", "expects SOURCE"),
                       ("resnetc_add_model(a SOURCE b.dsl SHARED STATIC)", "either SHARED or STATIC"),
                       ("resnetc_add_model(a SOURCE)", "SOURCE needs a value")):
        source = house.work / "mistake"
        source.mkdir(exist_ok=True)
        (source / "CMakeLists.txt").write_text(
            f"cmake_minimum_required(VERSION 3.25)\nproject(a C)\nfind_package(resnetc REQUIRED)\n{call}\n")
        done = house.execute([house.cmake, "-S", source, "-B", source / "build", f"-DCMAKE_PREFIX_PATH={house.prefix}"])
        require(done.returncode != 0 and "resnetc_add_model(a)" in done.stderr and text in done.stderr, done.stderr)


def classify(house):
    """Ten digits, classified from C, as resnetc-run sees them."""
    library, weights = house.trained
    pixels = (DIGITS / "test-images.idx3-ubyte").read_bytes()[16:]
    labels = (DIGITS / "test-labels.idx1-ubyte").read_bytes()[8:]
    for name, options in compilers():
        program = house.make(EXAMPLES / "classify", f"classify-{name}", *options) / "classify"
        right = 0
        for i in range(10):
            image = house.work / "digit.pgm"
            image.write_bytes(b"P5 8 8 16\n" + pixels[64 * i:64 * i + 64])
            right += int(house.output([program, library, weights, image])) == labels[i]
        require(right >= 5, f"{right} of 10 right")
    done = house.execute([program, library, weights, library])
    require(done.returncode == 1 and "no PGM" in done.stderr, done.stderr)


def threads(house):
    """Eight threads on one model, in C++."""
    for name, options in compilers():
        folder = house.make(EXAMPLES / "threads", f"threads-{name}", *options)
        require("8 threads" in house.output([folder / "threads", *house.trained]), "answers differ")


def two_models(house):
    """Two models in one static program."""
    for name, options in compilers():
        folder = house.make(EXAMPLES / "two_models", f"two-{name}", *options)
        printed = house.output([folder / "two_models"])
        require("10 classes" in printed and "100 classes" in printed, printed)
        require("not a dynamic executable" in house.execute(["ldd", folder / "two_models"]).stderr, "not static")


def finetune(house):
    """A new head learns, and nothing else changes."""
    for name, options in compilers():
        folder = house.make(EXAMPLES / "finetune", f"finetune-{name}", *options)
        printed = house.output([folder / "finetune", *house.trained, DIGITS / "train-images.idx3-ubyte",
                                DIGITS / "train-labels.idx1-ubyte"])
        rates = [float(rate) for rate in re.findall(r": ([0-9.]+) %", printed)]
        require(len(rates) == 3 and rates[-1] > 75, printed)


def pool(house):
    """A model on oneTBB's threads."""
    if not pathlib.Path("/usr/include/tbb/parallel_for.h").exists():
        raise Skip("no oneTBB (libtbb-dev)")
    for name, options in compilers():
        folder = house.make(EXAMPLES / "pool", f"pool-{name}", *options)
        require("loops on oneTBB" in house.output([folder / "pool", *house.trained]), "no loops")


def pkg_config(house):
    """A program by pkg-config alone, shared and static."""
    need("pkg-config")
    environment = {**house.environment, "PKG_CONFIG_PATH": str(house.prefix / "lib" / "pkgconfig")}
    flags = house.output(["pkg-config", "--cflags", "--libs", "resnetc"], env=environment).strip()
    for kind, these in (("shared", flags), ("static", flags.replace("-lresnetc", "-l:libresnetc.a") + " -ldl -lpthread")):
        program = house.work / f"by-pkg-config-{kind}"
        house.output(["sh", "-c", f"cc -std=c99 {EXAMPLES / 'classify' / 'main.c'} {these} -o {program}"])
        path = {"LD_LIBRARY_PATH": str(house.prefix / "lib")} if kind == "shared" else {}
        done = house.execute([program], env={**environment, **path})
        require(done.returncode == 1 and "expects MODEL.so" in done.stderr, done.stderr)


def makefile(house):
    """The makefile of docs/install.md builds, does nothing twice, and knows what a library was made from."""
    need("make")
    need("pkg-config")
    rules = re.search(r"```make\n(.*?)```", (ROOT / "docs" / "install.md").read_text(), re.S)[1]
    folder = house.work / "make"
    folder.mkdir()
    (folder / "Makefile").write_text(rules)
    shutil.copy(EXAMPLES / "cmake" / "resnet20.dsl", folder / "model.dsl")
    (folder / "main.c").write_text((EXAMPLES / "cmake" / "main.c").read_text().replace('"resnet20.h"', '"model.h"'))
    plain = house.work / "plain"  # shells split what pkg-config says at blanks
    plain.symlink_to(house.prefix)
    environment = {**house.environment, "PKG_CONFIG_PATH": str(plain / "lib" / "pkgconfig"),
                   "PATH": f"{house.programs}:{house.environment['PATH']}", "LD_LIBRARY_PATH": str(house.prefix / "lib")}
    house.output(["make", "program"], cwd=folder, env=environment)
    require("10 logits" in house.output([folder / "program"], env=environment), "no logits")
    house.output(["make", "-q", "program"], cwd=folder, env=environment)
    soon = time.time() + 5
    os.utime(folder / "model.dsl", (soon, soon))
    require(house.execute(["make", "-q", "program"], cwd=folder, env=environment).returncode == 1, "the model is no dependency")


def other_processors(house):
    """A library for AVX2 and AVX-512 takes AVX2 where there is no AVX-512, and says what is missing without AVX2."""
    emulator = need("qemu-x86_64")
    model = house.prefix / "share" / "resnetc" / "models" / "resnet_digits.dsl"
    library = house.work / "both.so"
    house.output([house.programs / "resnetc", model, "-march=x86-64-v3,x86-64-v4", "-o", library])

    def on(processor, *words):
        return house.execute([emulator, "-cpu", processor, house.programs / "resnetc-run", *words])

    require(re.search(r"^isa +avx2$", on("Haswell", "info", library).stdout, re.M), "Haswell takes no AVX2")
    done = on("Haswell", "bench", library, "--iters", "1")
    require(done.returncode == 0, done.stderr)
    for words in (("info", library), ("bench", library, "--iters", "1")):
        done = on("Nehalem", *words)
        require("was compiled for avx2, but this machine has no avx2; compile it with another -march" in done.stdout + done.stderr,
                done.stdout + done.stderr)
    require(done.returncode == 1, f"bench ends with {done.returncode}")


def packages(house):
    """Debian packages: what they depend on, that their programs run, that nothing stays when they are removed, and that
    lintian, where it is installed, has nothing to say but of what is meant."""
    need("dpkg-shlibdeps")
    folder = house.work / "deb"
    # Compressed in less time than packages for others are.
    house.output([house.tools / "cpack", "-G", "DEB", "-D", "CPACK_DEBIAN_COMPRESSION_TYPE=gzip",
                  "--config", house.build / "CPackConfig.cmake", "-B", folder])
    files = {file.name.split("_")[0]: file for file in folder.glob("*.deb")}
    require(set(files) == {"resnetc", "resnetc-runtime"}, f"{list(files)}")
    depends = {name: house.output(["dpkg-deb", "-f", file, "Depends"]) for name, file in files.items()}
    require("resnetc-runtime (=" in depends["resnetc"] and "libllvm22" in depends["resnetc"], depends["resnetc"])
    require("llvm" not in depends["resnetc-runtime"] and "libc6" in depends["resnetc-runtime"], depends["resnetc-runtime"])
    if shutil.which("lintian"):
        found = house.execute(["lintian", "--tag-display-limit", "0", "--allow-root", *files.values()]).stdout
        require(not found.strip(), found)
    root = house.work / "root"
    database = root / "var" / "lib" / "dpkg"
    if os.geteuid() == 0:
        for folder_of_dpkg in ("updates", "info", "triggers"):
            (database / folder_of_dpkg).mkdir(parents=True)
        (database / "status").touch()
        # An empty root has none of the packages that these depend on.
        dpkg = ["dpkg", f"--root={root}", "--force-depends", "--force-script-chrootless"]
        house.output([*dpkg, "-i", *files.values()])
    else:
        for file in files.values():
            house.output(["dpkg", "-x", file, root])
    for file in ("share/man/man1/resnetc.1.gz", "share/bash-completion/completions/resnetc-run", "share/doc/resnetc/copyright", "share/zsh/vendor-completions/_resnetc"):
        require((root / "usr" / file).exists(), f"no {file}")
    require(house.output([root / "usr" / "bin" / "resnetc", "--version"]), "no version")
    require(house.output([root / "usr" / "bin" / "resnetc-run", "--version"]), "no version")
    if os.geteuid() == 0:
        house.output([*dpkg, "--purge", *files])
        left = [file for file in root.rglob("*") if not file.is_dir() and database not in file.parents and
                file.relative_to(root).parts[:2] != ("var", "log")]
        require(not left, f"left behind: {left}")


# The longest first, as they run beside each other.
CASES = [packages, completion, small, rebuilds, older_cmake, finetune, cmake, threads, two_models, classify, pool, other_processors, arguments, runtime_alone, programs, manuals, makefile, pkg_config]


def run(house, case):
    """What to write down of a case."""
    begin = time.monotonic()
    try:
        case(house)
        status, why = "passed", ""
    except Skip as reason:
        status, why = "skipped", str(reason)
    except (Failure, OSError, ValueError, subprocess.TimeoutExpired) as failure:
        status, why = "failed", str(failure)
    print(f"{status} {case.__name__}{': ' + why if why else ''}  ({time.monotonic() - begin:.1f} s)", flush=True)
    return {"name": case.__name__, "status": status, "why": why}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, required=True, help="a build to install")
    parser.add_argument("--programs", type=pathlib.Path, required=True, help="the folder of cmake, cpack and ninja")
    parser.add_argument("--only", action="append", choices=[case.__name__ for case in CASES])
    parser.add_argument("--results", type=pathlib.Path, help="a line of JSON for each case goes here")
    parser.add_argument("-j", type=int, default=os.cpu_count())
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="resnetc-packaging-") as work:
        house = House(options.build.resolve(), options.programs.absolute(), pathlib.Path(work))
        chosen = [case for case in CASES if not options.only or case.__name__ in options.only]
        with concurrent.futures.ThreadPoolExecutor(options.j) as pool:
            records = list(pool.map(lambda case: run(house, case), chosen))
    if options.results:
        options.results.write_text("".join(json.dumps(record) + "\n" for record in records))
    return any(record["status"] == "failed" for record in records)


if __name__ == "__main__":
    sys.exit(main())
