# status.sh EXPECTED COMMAND... - runs the command; fails unless it ends with that status.
expected=$1
shift
status=0
"$@" || status=$?
if [ $status -ne "$expected" ]; then
  echo "status $status instead of $expected: $*" >&2
  exit 1
fi
