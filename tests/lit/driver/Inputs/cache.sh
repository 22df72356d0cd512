# cache.sh FOLDER MODEL - spoils the cache in several ways; says what the next compilation makes of it.
cd "$1" || exit 1
model=$2
export RESNETC_CACHE_DIR=$PWD/cache
entries() { find cache -name 'llvmcache-rn-*'; }
same() { cmp -s "$1" "$2" && echo equal || echo different; }

# compile WHAT: into out/tiny.so, which is compared with the first one.
compile() {
  rm -rf out && mkdir out
  timeout 600 resnetc $model -march=x86-64-v3 -o out/tiny.so -v > notes 2>&1 # a pipe would keep it waiting
  echo "$1: status $?, $(same out/tiny.so first.so), $(grep '^kernels:' notes)"
}

mkdir first
resnetc $model -march=x86-64-v3 -o first/tiny.so -v > notes 2>&1
echo "new: status $?, $(grep '^kernels:' notes)"
cp first/tiny.so first.so
compile again
for entry in $(entries); do truncate -s -100 $entry; done
compile cut
compile mended
for entry in $(entries); do : > $entry; done
compile empty

# Each takes the name of the one before, the first that of the last.
last=$(entries | tail -1)
cp $last spare
for entry in $(entries); do
  mv $entry own
  mv spare $entry
  mv own spare
done
compile swapped
for entry in $(entries); do rm $entry && mkdir $entry; done
compile folders
for entry in $(entries); do rm -r $entry && mkfifo $entry; done
compile pipes

rm -rf cache
mkdir one two
resnetc $model -march=x86-64-v3 -o one/tiny.so & first=$!
resnetc $model -march=x86-64-v3 -o two/tiny.so & second=$!
wait $first; first=$?
wait $second; second=$?
echo "two at a time: status $first $second, $(same one/tiny.so first.so), $(same two/tiny.so first.so)"
compile afterwards
echo "temporary entries: $(entries | grep -c '\.tmp-')"

# A folder of root's, for a user who may read it and not write.
rm -rf cache && mkdir -m 755 cache
chmod 755 .
mkdir -m 777 theirs
if [ "$(id -u)" = 0 ] && setpriv --reuid=65534 --regid=65534 --clear-groups test -x "$(command -v resnetc)" -a -r $model -a -w theirs 2> notes; then
  setpriv --reuid=65534 --regid=65534 --clear-groups resnetc $model -march=x86-64-v3 -o theirs/tiny.so -v > notes 2>&1
  echo "somebody else's: status $?, $(same theirs/tiny.so first.so), $(grep '^kernels:' notes)"
else
  echo "somebody else's: skipped"
fi
echo "left in it: $(entries | wc -l)"
