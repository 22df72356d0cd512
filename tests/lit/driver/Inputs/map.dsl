resnetc 1
model map {
  input x : f32[N, 2, 4, 4] normalize mean (0.5, 0.5) std (0.2, 0.3)
  bn       eps 1e-5 momentum 0.1
  names    torchvision
  stem     { conv 3x3 8; bn; relu }
  stage layer1 = 1 x basic(8)
}
