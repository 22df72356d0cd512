//===- Texts.h - texts that several tests read --------------------------------===//
#ifndef RESNETC_TESTS_UNIT_DSL_TEXTS_H
#define RESNETC_TESTS_UNIT_DSL_TEXTS_H

namespace resnetc::dsl {

/// Every construct of the language once, in unusual spellings.
inline const char *const everyConstruct = R"dsl(resnetc 1   # version
block one(c, k = 3, stride = 1) { conv k (c / 2 * 2) / stride; bn ;; relu
  maxpool 3x1 /1x1 pad 1x0
  avgpool 3 pad (k - 2) }
block forks ( c , stride = 2 - 1 ) {
  bn; branch { conv 3x3 c /stride pad 1 bias } shortcut
  join add
  branch { one(c, stride = 1); conv 1x1 c*2 }
  branch { conv 1x1 2*c; }
  join add; relu
}
block gate(c) { branch { conv 1x1 c groups (c / 2) bias -2; prelu } branch { sigmoid; relu6; silu; hardswish; leaky_relu -1e-1; scale; scale 1 } shortcut
  join gated; maxpool 3 /2 pad 0 ceil;; branch { dropout 0.25 }; shortcut conv
  join max; lrn (2 + 3) k 1 alpha 1e-4; branch { relu }; shortcut; join concat
  shortcut conv; branch { relu }; branch { prelu }; join max
  branch { relu }; shortcut; branch { sigmoid }; join gated }
model m(n = 1, classes = 2 * (3 + n) - -1 - (n - 1)) {
  input image : f32[N, 1 + n - 1, 8, 4 * 2]
        normalize mean (-0.5) std (1e-1)
  names torchvision
  shortcut C
  bn momentum 0.2 eps 1e-4
  stem { conv 3x3 (n + 1) * 2; relu }
  stage a = n + 1 x forks(4)
  stage b = (n) x basic(c = 2 * 4) /(n + 1)
    then (n - 1) x gate(8) then 1 x gate(4 * 2)
  aux extra weight 3e-1 { avgpool global; fc (classes + 1) }
  head { avgpool global; fc 12 nobias; fc (classes + 1) bias }
}
train t for m {
  epochs 20 seed 7 batch 8
  data "digits" eval digits
  augment shift 1; hflip;
  resize 9..10; crop 8
  init he_normal fan_in loss softmax_cross_entropy
  sgd lr 0.5 nesterov weight_decay 1e-4 momentum 0.9
  lr /2.5 at 25 %, 62.5% warmup 2 epochs from 0.01
}
)dsl";

/// The words that neither it nor the shipped models have.
inline const char *const everyWord = R"dsl(resnetc 1
model m {
  input x : f32[N, 1, 8, 8]
  shortcut B
  names caffe
  head { lrn 5 alpha 1 beta 2 k 3; avgpool global; maxpool 3 ceil }
}
model n { input x : u8[N, 8, 8, 3] scale 2; shortcut none; names torchvision; bn momentum 0.1 }
train a for m { data idx "d" eval npy "x,y" init he_normal fan_out lr /10 on plateau patience 3 }
train b for m { data folder "d" eval cifar10 "d" lr constant augment crop 3 }
)dsl";

} // namespace resnetc::dsl

#endif // RESNETC_TESTS_UNIT_DSL_TEXTS_H
