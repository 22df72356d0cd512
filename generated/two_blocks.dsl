# The model behind this folder: one block with an identity shortcut, one that halves the map and doubles
# the channels. Small enough to read at every phase.
resnetc 1

model two_blocks(classes = 10) {
  input x : f32[N, 1, 8, 8] normalize mean (0.3) std (0.4)
  shortcut A
  stem { conv 3x3 16; bn; relu }
  stage layer1 = 1 x basic(16)
  stage layer2 = 1 x basic(32) /2
  head { avgpool global; fc classes }
}
