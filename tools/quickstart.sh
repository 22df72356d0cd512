#!/usr/bin/env bash
# quickstart.sh - from a bare Debian 12 to a trained network: installs, builds, then does the main job.
#
# The main job: compile dsl/models/resnet_digits.dsl to a native library, train its ResNet-20 from scratch on the
# shipped handwritten digits, evaluate it, predict a few test images, and name the page with the curves.
# Needs root or sudo only while packages are missing. VERBOSE=1 shows what the set-up prints.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tools/setup/common.sh

case ${1:-} in
"") ;;
-h | --help) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 0 ;;
*) printf 'usage: tools/quickstart.sh [--help]\n' >&2; exit 2 ;;
esac

ensureAptPackages apt-packages.txt
ensureVenv requirements.txt
buildAll release build

library=build/digits/resnet_digits.so
run=build/digits/run
mkdir -p build/digits

section "Compile the model"
build/bin/resnetc dsl/models/resnet_digits.dsl --mode=train -o $library
ls -lh $library | awk '{ print "   " $NF ", " $5 }'

section "Train on 1437 digits"
build/bin/resnetc-run train $library --data digits --out $run --overwrite

section "Evaluate on 360 digits that it has not seen"
build/bin/resnetc-run eval $library --weights $run/best.safetensors --data digits

section "Predict a few of them"
build/bin/resnetc-run predict $library --weights $run/best.safetensors --digits 5
endSection

printf '\nLoss and error curves, confusion matrix: %s\n' "$(ls "$PWD/$run"/*.html)"
