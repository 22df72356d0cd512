resnetc 1
# A small model whose input has any shape: its answers hardly matter, what it is given does.

model tiny(classes = 12, channels = 3, height = 64, width = 64) {
  input x : f32[N, channels, height, width]
  stem { conv 5x5 8 /4; bn; relu }
  head { avgpool global; fc classes }
}
