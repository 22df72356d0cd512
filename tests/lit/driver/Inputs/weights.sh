# weights.sh FILE COUNT - writes a safetensors file of COUNT tensors that no model has: layerI.bias, [1].
header={
for ((i = 0; i < $2; ++i)); do
  [ $i = 0 ] || header+=,
  header+="\"layer$i.bias\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[$((4 * i)),$((4 * i + 4))]}"
done
header+=}
# The length of the header, eight bytes, the lowest first.
length=$(printf '%016x' ${#header} | sed 's/\(..\)/\1 /g' | tr ' ' '\n' | tac | sed -n 's/^\(..\)$/\\x\1/p' | tr -d '\n')
{ printf "$length"; printf %s "$header"; head -c $((4 * $2)) /dev/zero; } > "$1"
