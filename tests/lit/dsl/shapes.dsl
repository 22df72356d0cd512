# RUN: not resnetc %s --emit=ast 2>&1 | FileCheck %s
# A join of different shapes names both, and the stage and block.
resnetc 1
block odd(c, stride = 1) {
  branch { conv 3x3 c /stride; bn }
  branch { conv 1x1 c; bn }
  # CHECK: shapes.dsl:[[#@LINE+1]]:8: error: in stage layer2, block 1 (odd): expects branches of one shape at the join, got 32x16x16 from branch 1 and 32x32x32 from branch 2 [C36]
  join add; relu
}
model m {
  input x : f32[N, 3, 32, 32]
  stage layer1 = 2 x odd(16)
  stage layer2 = 2 x odd(32) /2
  # CHECK: hint: both begin with 16x32x32
  head { avgpool global; fc 10 }
}
