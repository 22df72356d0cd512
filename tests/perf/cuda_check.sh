#!/usr/bin/env bash
# cuda_check.sh - correctness and speed of CUDA libraries on a GPU, beside PyTorch.
#
#   tests/perf/cuda_check.sh --prepare [FOLDER]   where resnetc is built: makes what the check needs
#   tests/perf/cuda_check.sh [FOLDER]             on the machine with the GPU, its driver, Python and PyTorch
#
# FOLDER is build/cuda_check and travels to that machine. Status 77 where there is no device, 1 where a result is wrong.
# The tables go to FOLDER/results.json, or to the file that RESULTS names, and as text to standard output.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

prepare=0
if [ "${1:-}" = --prepare ]; then prepare=1; shift; fi
folder=${1:-build/cuda_check}

# library NAME SOURCE FLAG...: one network, for CUDA and for the processor that it is compared with.
library() {
  local name=$1 source=$2
  shift 2
  build/bin/resnetc "dsl/models/$source.dsl" --target=cuda --cuda-arch=sm_90a,sm_80 "$@" -o "$folder/$name.cuda.so"
  build/bin/resnetc "dsl/models/$source.dsl" -march=x86-64-v3 "$@" -o "$folder/$name.cpu.so"
}

if [ $prepare = 1 ]; then
  rm -rf "$folder"
  mkdir -p "$folder/lib"
  library digits_strict resnet_digits --mode=train --batch=16 --accuracy=strict
  library bottleneck_strict cifar_bottleneck --mode=train --batch=16 --accuracy=strict
  library googlenet_strict googlenet --mode=train --batch=2 --accuracy=strict
  library resnext29_strict resnext29 --mode=train --batch=2 --accuracy=strict
  library resnet50_strict resnet50 --mode=train --batch=4 --accuracy=strict
  library digits resnet_digits --mode=train --batch=16
  library resnet18 resnet18 --mode=train --batch=128
  library resnet50 resnet50 --mode=train --batch=128
  build/bin/resnetc dsl/models/resnet50.dsl --target=cuda --cuda-arch=sm_90a --batch=1 -o "$folder/resnet50_one.cuda.so"
  build/bin/resnetc dsl/models/resnet18.dsl --target=cuda --cuda-arch=sm_90a --batch=1 -o "$folder/resnet18_one.cuda.so"
  rm -f "$folder"/*.h
  cp build/bin/resnetc-run "$folder/"
  ldd build/bin/resnetc-run | awk '$3 ~ /^\// && $1 !~ /^(libc|libm|libdl|libpthread|ld-linux)/ { print $3 }' |
    xargs -I{} cp -L {} "$folder/lib/"
  du -sh "$folder"
  exit 0
fi
exec python3 tests/perf/cuda_check.py "$folder" "${RESULTS:-$folder/results.json}"
