resnetc 1
# The model of model.dsl for one size of image, with a recipe.

model tiny(classes = 12) {
  input x : f32[N, 3, 64, 64]
  stem { conv 5x5 8 /4; bn; relu }
  head { avgpool global; fc classes }
}

train pictures for tiny {
  data    folder "pictures"
  augment resize 70..110; crop 64; hflip
  loss    softmax_cross_entropy
  sgd     lr 0.05 momentum 0.9
  batch   8 epochs 3
}
