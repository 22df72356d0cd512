resnetc 1
model wide(classes = 3) {
  input x : f32[N, 3, 16, 16]
  shortcut A
  bn       eps 1e-5 momentum 0.1
  names    torchvision
  stem     { conv 3x3 32; bn; relu }
  stage layer1 = 1 x basic(32)
  head     { avgpool global; fc classes }
}
