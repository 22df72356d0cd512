resnetc 1
# RUN: resnetc %s --mode=train --emit=graph | FileCheck %s

# Without dropout, or with one that never drops, training takes no key.
# CHECK-LABEL: func.func @loss(
# CHECK-SAME: %{{[^,]*}}: tensor<?x1x4x4xf32> {{{[^,]*}}}, %{{[^,]*}}: tensor<?xi64> {{{[^,]*}}}) ->
# CHECK-NOT: rn.dropout
# CHECK: rn.reduce_loss(%{{[^,]*}}) :
model plain {
  input x : f32[N, 1, 4, 4]
  head { dropout 0; fc 2 }
}
