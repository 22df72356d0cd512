resnetc 1
model halves(classes = 2) {
  input x : f32[N, 1, 8, 8]
  shortcut B
  stem { conv 3x3 8; bn; relu }
  stage layer1 = 1 x basic(8)
  head { avgpool global; fc classes }
}
