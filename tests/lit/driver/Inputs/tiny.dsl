resnetc 1
model tiny(classes = 3) {
  input x : f32[N, 2, 4, 4]
  shortcut A
  bn       eps 1e-5 momentum 0.1
  names    torchvision
  stem     { conv 3x3 8; bn; relu }
  stage layer1 = 1 x basic(8)
  head     { avgpool global; fc classes }
}
