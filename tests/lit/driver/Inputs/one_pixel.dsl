resnetc 1
model one_pixel(classes = 10) {
  input x : f32[N, 1, 8, 8]
  stem { conv 3x3 8; bn; relu }
  head { avgpool global; conv 1x1 8; bn; relu; fc classes }
}
train once for one_pixel {
  data digits   loss softmax_cross_entropy   sgd lr 0.1   batch 64   epochs 1
}
