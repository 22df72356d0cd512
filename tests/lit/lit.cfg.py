# lit.cfg.py - how the tests of IR and language text run.
#
# `resnetc-opt` and `resnetc` are the programs of this build, FileCheck and `not` those of LLVM: their folders
# come first in PATH. A test that needs one of ours says `REQUIRES: resnetc`.
# pylint: disable=undefined-variable
import os
import sys

import lit.formats

config.name = "resnetc"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".mlir", ".dsl", ".test"]
config.excludes = ["Inputs", "CMakeLists.txt", "lit.cfg.py"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.path.join(config.resnetc_binary_dir, "tests", "lit")

config.environment["PATH"] = os.pathsep.join(
    [os.path.join(config.resnetc_binary_dir, "bin"), config.llvm_tools_dir, config.environment.get("PATH", "")]
)
for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS"):
    if name in os.environ:
        config.environment[name] = os.environ[name]

# Names that a CHECK line captures hold within one function unless they start with `$`.
config.substitutions.append((r"\bFileCheck\b", os.path.join(config.llvm_tools_dir, "FileCheck") + " -enable-var-scope"))

config.substitutions.append(("%python", sys.executable))

for name in ("resnetc", "resnetc-lsp", "resnetc-opt", "resnetc-run", "resnetc-tune"):
    if os.path.exists(os.path.join(config.resnetc_binary_dir, "bin", name)):
        config.available_features.add(name)
compiler = os.path.join(config.resnetc_binary_dir, "bin", "resnetc")
if os.path.exists(compiler) and b"__asan_init" in open(compiler, "rb").read():
    config.available_features.add("sanitizer")
