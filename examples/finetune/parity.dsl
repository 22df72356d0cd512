resnetc 1
# The network of the digits (resnet_digits.dsl) with a head for two classes: its other layers take over trained weights.

model parity(n = 3, classes = 2) {
  input x : f32[N, 1, 8, 8]                    # 0 .. 16, the sheet's count of set pixels
        normalize mean (4.884) std (6.017)
  shortcut A
  bn       eps 1e-5 momentum 0.1
  names    torchvision
  stem     { conv 3x3 16; bn; relu }
  stage layer1 = n x basic(16)
  stage layer2 = n x basic(32) /2
  stage layer3 = n x basic(64) /2
  head     { avgpool global; fc classes }
}

