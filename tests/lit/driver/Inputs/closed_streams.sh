# closed_streams.sh FOLDER MODEL - the compiler with standard streams closed; says what came of it.
cd "$1" || exit 1
model=$2
mkdir plain out
resnetc $model -march=x86-64-v3 -o plain/tiny.so
same() { cmp -s "$1" "$2" && echo equal || echo different; }

resnetc $model -march=x86-64-v3 -o out/tiny.so <&- >&- 2>&-
echo "all closed: status $?, $(same out/tiny.so plain/tiny.so)"
resnetc $model -march=x86-64-v3 -o out/tiny.so -v --time-phases 2>&-
echo "no stderr, with messages: status $?, $(same out/tiny.so plain/tiny.so)"
mkfifo pipe
(exec 3< pipe) & reader=$!
exec 4> pipe
wait $reader
resnetc $model --emit=graph >&4 2> message
echo "a reader that has gone: status $?, $(wc -c < message) bytes of messages"
