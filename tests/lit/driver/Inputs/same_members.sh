#!/bin/sh
# same_members.sh ONE.a MORE.a EXCEPT: every member of ONE.a but EXCEPT is in MORE.a with the same bytes.
one=$1 more=$2 except=$3 compared=0
for member in $(llvm-ar t "$one"); do
  [ "$member" = "$except" ] && continue
  llvm-ar p "$one" "$member" > "$one.member" && llvm-ar p "$more" "$member" | cmp - "$one.member" || exit 1
  compared=$((compared + 1))
done
echo "$compared members are the same"
