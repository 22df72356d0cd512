#!/usr/bin/env bash
# cuda_check.sh - correctness and speed of CUDA libraries on a GPU, beside PyTorch.
#
#   tests/perf/cuda_check.sh --prepare [FOLDER]   where resnetc is built: makes what the check needs
#   tests/perf/cuda_check.sh [FOLDER]             on the machine with the GPU, its driver, Python and PyTorch
#
# FOLDER is build/cuda_check and travels to that machine, as tests/perf and runtime/include do; numpy and the like need not be there.
# It takes ten minutes at most, or LIMIT seconds. Status 77 where there is no device, 1 where a result is wrong.
# The tables go to FOLDER/results.json, or to the file that RESULTS names, and as text to standard output.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

prepare=0
if [ "${1:-}" = --prepare ]; then prepare=1; shift; fi
folder=${1:-build/cuda_check}

# cuda NAME SOURCE FLAG...: one network for CUDA; ARCH says for which devices.
cuda() {
  local name=$1 source=$2
  shift 2
  build/bin/resnetc "dsl/models/$source.dsl" --target="${TARGET:-cuda}" --cuda-arch="${ARCH:-sm_90a}" "$@" -o "$folder/$name.so"
}

# both NAME SOURCE FLAG...: the same, and in the same library for the processor that it is compared with.
both() {
  TARGET=cuda,x86 cuda "$@" -march=x86-64-v3
}

if [ $prepare = 1 ]; then
  rm -rf "$folder"
  mkdir -p "$folder/lib"
  both digits_strict resnet_digits --mode=train --batch=16 --accuracy=strict
  both bottleneck_strict cifar_bottleneck -D n=2 --mode=train --batch=16 --accuracy=strict
  both googlenet_strict googlenet --mode=train --batch=2 --accuracy=strict
  both resnext29_strict resnext29 --mode=train --batch=2 --accuracy=strict
  both resnet50_strict resnet50 --mode=train --batch=4 --accuracy=strict
  both digits resnet_digits --mode=train --batch=16
  both resnet18 resnet18 --mode=train --batch=128
  cuda digits_bf16 resnet_digits --mode=train --batch=16 --precision=bf16
  for net in resnet18 resnet50; do
    [ $net = resnet18 ] || cuda $net $net --mode=train --batch=128
    # Products by wgmma, and the same network by mma.sync: code for sm_90 has no wgmma.
    cuda ${net}_bf16 $net --mode=train --batch=128 --precision=bf16 --report="$folder/${net}_bf16.json"
    ARCH=sm_90 cuda ${net}_bf16_mma $net --mode=train --batch=128 --precision=bf16 --report="$folder/${net}_bf16_mma.json"
    cuda ${net}_one $net
    cuda ${net}_one_bf16 $net --precision=bf16
  done
  rm -f "$folder"/*.h
  cp build/bin/resnetc-run "$folder/"
  ldd build/bin/resnetc-run | awk '$3 ~ /^\// && $1 !~ /^(libc|libm|libdl|libpthread|ld-linux)/ { print $3 }' |
    xargs -I{} cp -L {} "$folder/lib/"
  gzip -f "$folder"/*.so # most of a library is PTX, as text
  du -sh "$folder"
  exit 0
fi
for library in "$folder"/*.so.gz; do
  if [ -f "$library" ]; then gunzip -f "$library"; fi
done
exec python3 tests/perf/cuda_check.py "$folder" "${RESULTS:-$folder/results.json}"
