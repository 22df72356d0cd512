# interrupt.sh FOLDER MODEL - ends compilations by signals; says how they ended and what they left.
cd "$1" || exit 1
model=$2
export RESNETC_CACHE_DIR=$PWD/cache TMPDIR=$PWD/tmp
mkdir tmp

# listed FOLDER: its names on one line, the numbers of temporary files as N.
listed() {
  local names=$(ls -A "$1" | sed 's/tmp-[0-9]*$/tmp-N/' | tr '\n' ' ')
  echo "${names:-nothing }" | sed 's/ $//'
}

fresh() { rm -rf out && mkdir out && mkfifo out/report.json; }

# Starts a compilation, `compiler`, that has written its files under their temporary names, and then
# waits for the reader of its report. Bash starts background jobs with SIGINT ignored, env undoes it.
start_writing() {
  env --default-signal=INT "$@" resnetc $model -march=x86-64-v3 -o out/tiny.so --report=out/report.json &
  compiler=$!
  until ls -l /proc/$compiler/fd 2>&1 | grep -q 'tiny.h.tmp-'; do
    kill -0 $compiler || break
    sleep 0.05
  done
}

for signal in INT TERM HUP; do
  fresh
  start_writing
  kill -$signal $compiler
  wait $compiler
  echo "SIG$signal while it writes: status $?, left: $(listed out)"
done

# Several seconds of kernels, and none of them in the cache.
for signal in INT TERM; do
  rm -rf out cache && mkdir out
  env --default-signal=INT resnetc -D classes=10 --mode=train -march=x86-64-v3 $(dirname $model)/wide.dsl -o out/tiny.so &
  compiler=$!
  until ls cache/llvmcache-rn-* > written 2>&1; do
    kill -0 $compiler || break
    sleep 0.05
  done
  kill -$signal $compiler
  wait $compiler
  echo "SIG$signal while it compiles kernels: status $?, left: $(listed out)"
done
echo "temporary folder: $(listed tmp)"

fresh
start_writing --ignore-signal=HUP
kill -HUP $compiler
cat out/report.json > report
wait $compiler
echo "an ignored SIGHUP: status $?, left: $(listed out)"

fresh
start_writing
kill -KILL $compiler
wait $compiler
echo "SIGKILL while it writes: status $?, left: $(listed out)"
start_writing
living=$compiler
rm -f out/tiny.so out/tiny.h
resnetc $model -march=x86-64-v3 -o out/tiny.so
echo "a living one beside it: $(listed out)"
cat out/report.json > report
wait $living
echo "when both are done: status $?, $(listed out)"
echo "temporary folder: $(listed tmp)"
