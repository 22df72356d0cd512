resnetc 1
model tuned(classes = 10) {
  input x : f32[N, 1, 8, 8]
  shortcut A
  stem { conv 3x3 32; bn; relu }
  stage layer1 = 1 x basic(32)
  head { avgpool global; fc classes }
}
train once for tuned {
  data digits   loss softmax_cross_entropy   sgd lr 0.1   batch 64   epochs 1
}
