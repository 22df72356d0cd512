resnetc 1
model resnet20(n = 3, classes = 10) {
  input x : f32[N, 3, 32, 32]
  shortcut A
  stem { conv 3x3 16; bn; relu }
  stage layer1 = n x basic(16)
  stage layer2 = n x basic(32) /2
  stage layer3 = n x basic(64) /2
  head { avgpool global; fc classes }
}
