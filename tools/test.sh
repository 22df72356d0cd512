#!/usr/bin/env bash
# test.sh - installs, builds, and runs every test; the last line is "N passed, N failed, N skipped".
#
#   tools/test.sh           everything in the release build
#   tools/test.sh --fast    without the slow ones: kernels, the emulator, whole small networks, Python, embedding, weights, packaging, onnx, oracles
#   tools/test.sh --asan    the tests of C++ and the malformed inputs, under the address and undefined sanitizers
# Ends with status 1 where a test failed, a suite could not run, or no test ran. VERBOSE=1 shows the set-up's output.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tools/setup/common.sh

preset=release folder=build oracles=1 limit=900 chosen=()
for argument in "$@"; do
  case $argument in
  --fast) oracles=0 chosen=(-LE slow) ;;
  --asan) preset=asan folder=build-asan oracles=0 limit=3600 ;; # kernels alone take 20 minutes
  -h | --help) sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 0 ;;
  *) printf 'usage: tools/test.sh [--fast | --asan]\n' >&2; exit 2 ;;
  esac
done

ensureAptPackages apt-packages.txt apt-packages-test.txt
ensureVenv requirements-test.txt
buildAll $preset $folder

# LLVM's headers poison freed memory that its libraries, built without sanitizers, go on to use.
if [ $preset = asan ]; then
  export ASAN_OPTIONS=allow_user_poisoning=0 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
fi

results=$PWD/$folder/test-results
rm -rf "$results"
mkdir -p "$results"
status=0

section "Unit, IR and end-to-end tests"
# Whole output is kept in the file: the tally reads lit's and GoogleTest's own counts from it.
.venv/bin/ctest --test-dir $folder "${chosen[@]}" -j 2 --output-on-failure --no-tests=error --timeout $limit \
  --test-output-size-passed 4194304 --test-output-size-failed 4194304 \
  --output-junit "$results/ctest.xml" || status=1

# runSuite NAME COMMAND...: a suite that ends with an error but wrote down no failed test counts as one itself.
runSuite() {
  local name=$1 records=$results/$1.jsonl
  shift
  if ! "$@" --results "$records"; then
    status=1
    grep -qs '"failed"' "$records" ||
      printf '{"name": "the suite", "status": "failed", "why": "it ended with an error"}\n' >>"$records"
  fi
}

section "Format"
runSuite format tools/scripts/check_format.sh

section "Malformed inputs"
runSuite malformed .venv/bin/python tests/malformed/run.py --bin $folder/bin

section "Images: Pillow"
runSuite images .venv/bin/python tests/images/run.py --bin $folder/bin

if [ $oracles = 1 ]; then
  section "An installed resnetc in other projects"
  runSuite packaging .venv/bin/python tests/packaging/run.py --build $folder --programs .venv/bin
  section "ONNX files: onnx's checker and onnxruntime"
  runSuite onnx .venv/bin/python tests/onnx/run.py --bin $folder/bin
  section "Oracles: onnxruntime and jax"
  runSuite oracle .venv/bin/python tests/oracle/run.py --bin $folder/bin
  section "Random networks: numpy, jax and the compiler's evaluator"
  runSuite random .venv/bin/python tests/random/run.py --bin $folder/bin --keep $folder/random
fi

section "Result"
.venv/bin/python tools/setup/tally.py "$results" || status=1
exit $status
