# limited.sh KIB COMMAND... - runs the command with so much address space; says how it ended.
ulimit -v "$1"
shift
status=0
"$@" || status=$?
echo "status $status"
