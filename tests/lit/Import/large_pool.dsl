resnetc 1
# RUN: resnetc %s --emit=graph | FileCheck %s
# RUN: not resnetc %s --mode=train --emit=graph 2>&1 | FileCheck %s --check-prefix=TRAIN

# The place of a maximum is noted in eight bits when training; inference notes none.
# CHECK: rn.max_pool %{{.*}} {{.*}}window = array<i64: 16, 16>
# TRAIN: large_pool.dsl:[[# @LINE + 3]]:10: error: training takes pools of at most 255 places in a window, got 256: pool in two steps, or compile for inference
model large {
  input x : f32[N, 1, 16, 16]
  head { maxpool 16 pad 0; fc 2 }
}
