# common.sh - what quickstart.sh and test.sh share: packages, Python environment, build.
#
# Sourced, never run. Each step looks first whether its work is already done (by asking dpkg, or by a
# stamp that holds the hash of everything the step read), so that a second run costs about a second.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
VENV=$ROOT/.venv
SETUP=$ROOT/tools/setup
SECTION_STARTED=
export DEBIAN_FRONTEND=noninteractive PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
# The environment is complete in itself; a caller's own Python paths must not leak into it.
unset PYTHONPATH PYTHONHOME

# section TITLE: closes the running section with its time and opens the next one.
section() {
  endSection
  SECTION_STARTED=$(date +%s%N)
  printf '\n== %s\n' "$1"
}

endSection() {
  [ -n "$SECTION_STARTED" ] || return 0
  local ms=$((($(date +%s%N) - SECTION_STARTED) / 1000000))
  printf '   %d.%d s\n' $((ms / 1000)) $((ms % 1000 / 100))
  SECTION_STARTED=
}

# die TEXT...: the user's machine lacks something; says what, and ends with status 1.
die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# quietly COMMAND...: shows the output only where the command fails, or as it runs with VERBOSE=1.
quietly() {
  if [ "${VERBOSE:-0}" = 1 ]; then "$@"; return; fi
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 || status=$?
  if [ $status -ne 0 ]; then
    tail -n 60 "$log" >&2
    printf 'error: status %d from: %s\n' $status "$*" >&2
  fi
  rm -f "$log"
  return $status
}

contentHash() { cat "$@" | sha256sum | cut -d' ' -f1; }

# installedVersion PACKAGE: upstream version without the epoch; empty when it is not installed.
installedVersion() {
  dpkg-query -W -f '${db:Status-Status} ${Version}\n' "$1" 2>/dev/null |
    awk '$1 == "installed" { sub(/^[0-9]+:/, "", $2); print $2; exit }'
}

# ensureAptPackages FILE...: what the lists name is installed, in the versions that they expect.
ensureAptPackages() {
  section "Debian packages"
  local name wanted found missing=() asRoot=() lists=("${@/#/$SETUP/}")
  command -v dpkg-query >/dev/null || die "this is no Debian system; install by hand what ${lists[*]} list"
  while read -r name wanted; do
    [ -n "$(installedVersion "$name")" ] || missing+=("$name")
  done < <(grep -hv '^#' "${lists[@]}")
  if [ ${#missing[@]} -gt 0 ]; then
    printf '   installing %s\n' "${missing[*]}"
    if [ "$(id -u)" -ne 0 ]; then
      command -v sudo >/dev/null || die "needs root for: apt-get install ${missing[*]}"
      asRoot=(sudo -n env DEBIAN_FRONTEND=noninteractive)
    fi
    quietly "${asRoot[@]}" apt-get -o Acquire::Retries=3 update
    quietly "${asRoot[@]}" apt-get -o Acquire::Retries=3 install -y --no-install-recommends "${missing[@]}"
  fi
  while read -r name wanted; do
    found=$(installedVersion "$name")
    [ "$wanted" = - ] || [[ $found == "$wanted"[.+~-]* ]] ||
      die "package $name: expects version $wanted, got ${found:-none}"
  done < <(grep -hv '^#' "${lists[@]}")
}

# A python3 that can make environments: Debian's own first, so that what else stands in PATH does not matter.
findPython() {
  local candidate
  for candidate in /usr/bin/python3 "$(command -v python3 || true)"; do
    if [ -x "$candidate" ] && "$candidate" -c \
      'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      printf '%s\n' "$candidate"
      return
    fi
  done
  die "expects Python 3.11 or newer with the venv module"
}

# ensureVenv FILE: .venv holds what the requirements file pins. The files of the build are a part of those
# of the tests, so an environment of the tests serves the build as well.
ensureVenv() {
  section "Python environment"
  local wanted=$SETUP/$1 stamp=$VENV/.stamp-$1 hash python
  hash=$(contentHash "$SETUP/requirements.txt" "$wanted" "$SETUP/common.sh")
  if [ -x "$VENV/bin/python" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$hash" ]; then return; fi
  python=$(findPython)
  if ! "$VENV/bin/python" -c 'import pip' 2>/dev/null; then
    rm -rf "$VENV"
    quietly "$python" -m venv "$VENV"
  fi
  quietly "$VENV/bin/python" -m pip install --retries 5 --only-binary :all: -r "$wanted"
  quietly "$VENV/bin/python" -m pip check
  # One fixed path for CMakePresets.json, whatever the version of Python in the folder names.
  ln -sfn "$("$VENV/bin/python" -c \
    'import importlib.util as u, os; print(os.path.dirname(u.find_spec("halide").origin))')" "$VENV/halide"
  printf '%s\n' "$hash" >"$stamp"
}

# Compile jobs: one per core, and at least 1.5 GiB of memory for each (a file of MLIR headers needs that).
buildJobs() {
  local cores memory
  cores=$(nproc)
  memory=$(awk '/^MemAvailable/ { print int($2 / 1572864) }' /proc/meminfo)
  [ "$memory" -ge 1 ] || memory=1
  echo $((cores < memory ? cores : memory))
}

# buildAll PRESET FOLDER: configures where presets or tools changed, then builds; ninja finds what is out of date.
buildAll() {
  local preset=$1 folder=$ROOT/$2 stamp=$ROOT/$2/.stamp-configured hash
  section "Build ($preset, $(buildJobs) jobs)"
  hash=$({ cat "$ROOT/CMakePresets.json" "$SETUP/requirements.txt"; echo "$ROOT"; } | sha256sum)
  if [ ! -f "$folder/build.ninja" ] || [ "$(cat "$stamp" 2>/dev/null)" != "$hash" ]; then
    (cd "$ROOT" && quietly "$VENV/bin/cmake" --preset "$preset" --fresh)
    printf '%s\n' "$hash" >"$stamp"
  fi
  if [ -t 1 ]; then # ninja's one line of progress
    "$VENV/bin/ninja" -C "$folder" -j "$(buildJobs)"
  else
    quietly "$VENV/bin/ninja" -C "$folder" -j "$(buildJobs)"
  fi
}
