# made by: resnetc generated/two_blocks.dsl --mode=train -march=x86-64-v4 --batch=1 --emit=ast
resnetc 1

model two_blocks(classes = 10) {
  input x : f32[N, 1, 8, 8] normalize mean (0.3) std (0.4)
  shortcut A
  stem {
    conv 3x3 16
    bn
    relu
  }
  stage layer1 = 1 x basic(16)
  stage layer2 = 1 x basic(32) /2
  head {
    avgpool global
    fc classes
  }
}
