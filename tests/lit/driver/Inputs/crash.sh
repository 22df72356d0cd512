# crash.sh FOLDER - sends a waiting resnetc the signal of a crash, and says how it ended.
mkfifo "$1/model"
resnetc "$1/model" -o "$1/a.so" &
compiler=$!
# Nobody writes to the pipe, so the program sleeps as soon as it opens its input.
until [ "$(cat /proc/$compiler/comm)" = resnetc ] && grep -q '^State:.*S' /proc/$compiler/status; do
  sleep 0.1
done
sleep 0.5
kill -SEGV $compiler
wait $compiler
echo "status $?"
rm "$1/model"
