#!/usr/bin/env bash
# check_format.sh - C and C++ are laid out as .clang-format says, by the version of clang-format that is pinned.
#
#   tools/scripts/check_format.sh [--fix] [--results FILE]
#
# Names each file that is not; --fix mends them. Status 1 where one is left.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
format=.venv/bin/clang-format fix=0 results=
while [ $# -gt 0 ]; do
  case $1 in
  --fix) fix=1 ;;
  --results) results=$2; shift ;;
  *) sed -n '2,6s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
  shift
done

mapfile -t files < <(git ls-files '*.h' '*.c' '*.cpp')
if [ $fix = 1 ]; then "$format" -i "${files[@]}"; fi
wrong=$("$format" --dry-run --Werror "${files[@]}" 2>&1 | sed -n 's/^\([^:]*\):[0-9]*:.*-Wclang-format-violations.*/\1/p' | sort -u) || true
if [ -z "$wrong" ]; then
  printf 'PASSED  format of %d files\n' ${#files[@]}
  status=passed
else
  printf 'FAILED  format: run tools/scripts/check_format.sh --fix for\n%s\n' "$wrong"
  status=failed
fi
if [ -n "$results" ]; then
  printf '{"name": "format", "status": "%s", "why": "%s"}\n' $status "${wrong//$'\n'/ }" >"$results"
fi
[ $status = passed ]
