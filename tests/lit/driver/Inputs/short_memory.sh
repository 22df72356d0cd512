# short_memory.sh FOLDER MODEL - compiles with ever more address space, from the least in which the program can be
# loaded; says how each way to end was told, and what was left behind.
cd "$1" || exit 1
limited=$(dirname "${BASH_SOURCE[0]}")/limited.sh
model=$2
least=100000
until (ulimit -v $least; exec resnetc --version) > /dev/null 2>&1; do least=$((least + 20000)); done
for more in 5 15 25 40 60 80 100 130; do
  for threads in 1 2; do
    rm -rf out cache && mkdir out
    RESNETC_CACHE_DIR=$PWD/cache bash "$limited" $((least + more * 1000)) \
      resnetc "$model" -march=x86-64-v3 -j $threads -o out/q.so > ending 2>&1
    case $(tr '\n' ' ' < ending) in
    "resnetc: error: out of memory; "*"status 1 ") ending="out of memory, left: $(ls -A out)" ;;
    "status 0 ") ending=done ;;
    *) ending="$more MB more, $threads threads: $(cat ending)" ;;
    esac
    echo "$ending"
  done
done | sort -u
