# streams.sh FOLDER MODEL - outputs of the compiler to what is no plain file; says what came of it.
cd "$1" || exit 1
model=$2
export RESNETC_CACHE_DIR=$PWD/cache
mkdir plain
for form in so a o; do resnetc $model -march=x86-64-v3 -o plain/tiny.$form; done
resnetc $model --emit=graph -o plain/graph
resnetc $model --emit=onnx -o plain/onnx

# fresh: an empty folder `out` for the next case.
fresh() { rm -rf out && mkdir out; }

# same A B: whether two files are equal.
same() { cmp -s "$1" "$2" && echo equal || echo different; }

# alone NAME: whether `out` lists that name only.
alone() { [ "$(ls -A out)" = "$1" ] && echo "${2:-nothing beside it}" || echo "not alone: $(ls -A out)"; }

# through NAME PLAIN WHAT ARGUMENTS...: the output out/NAME is a pipe.
through() {
  local name=$1 plain=$2 what=$3
  shift 3
  fresh
  mkfifo out/$name
  cat out/$name > got &
  local reader=$!
  resnetc $model -march=x86-64-v3 -o out/$name "$@"
  local status=$?
  wait $reader
  echo "$what: status $status, $(same got plain/$plain), $(alone $name)"
}

through tiny.so tiny.so "tiny.so through a pipe"
through tiny.a tiny.a "tiny.a through a pipe"
through tiny.o tiny.o "tiny.o through a pipe"
through pipe tiny.so "a pipe without an ending"

fresh
(cd out && resnetc $model -march=x86-64-v3 -o /dev/stdout > ../got; echo $? > ../status)
echo "/dev/stdout: status $(cat status), $(same got plain/tiny.so), $([ -z "$(ls -A out)" ] && echo nothing beside it)"

fresh
mkfifo out/report.json
cat out/report.json > got &
reader=$!
resnetc $model --emit=fused -o out/view --report=out/report.json
status=$?
wait $reader
echo "a report through a pipe: status $status, $(grep -o '"model":"tiny"' got)"

{ echo before; resnetc $model --emit=graph -o /dev/stdout; status=$?; echo after; } > got
cat got
echo "status $status"
through graph graph "a view through a pipe" --emit=graph
through onnx onnx "ONNX through a pipe" --emit=onnx

fresh
mkfifo out/gone.so # the library is more than a pipe holds
(exec 3< out/gone.so) &
reader=$!
resnetc $model -march=x86-64-v3 -o out/gone.so --report=out/report.json 2>&1
echo "status $?, $(alone gone.so alone)"
wait $reader

fresh
resnetc $model -march=x86-64-v3 -o plain/link.so
echo old > out/real.so
chmod 640 out/real.so
ln -s real.so out/link.so
resnetc $model -march=x86-64-v3 -o out/link.so
echo "link.so -> $(readlink out/link.so), real.so $(stat -c %a out/real.so), $(same out/real.so plain/link.so)"

fresh
if ! mknod out/null c 1 3 || ! (: > out/null); then
  for i in 1 2 3 4 5; do echo "devices cannot be made here: skipped"; done
  exit
fi
resnetc $model -march=x86-64-v3 -o out/null
echo "a device: status $?, $([ -c out/null ] && echo still a device), $(alone null alone)"
fresh
mknod out/full c 1 7
resnetc $model -march=x86-64-v3 -o out/full 2>&1
echo "a full device: status $?, $(alone full alone)"
fresh
mknod out/full.json c 1 7
resnetc $model -march=x86-64-v3 -o out/tiny.so --report=out/full.json 2>&1
echo "a report to a full device: status $?, $(alone full.json alone)"
