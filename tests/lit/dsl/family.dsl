# RUN: resnetc %s --emit=ast | FileCheck %s
# What the networks beside ResNet need, printed as canonical text.
resnetc 1
block gated(c) { branch { conv 3x3 c groups (c / 4) bias; prelu }   branch { conv 1x1 c bias -2.5; sigmoid }
  shortcut; join gated }
block dense(c) { branch { conv 3x3 c bias 0.5 }; shortcut; join concat }
model m(n = 2) {
  input x : f32[N, 8, 16, 16]
  names torchvision
  stem { maxpool 3 /2 pad 0 ceil; lrn 5 k 2 beta 0.5 alpha 1e-3 }
  stage a = n x gated(8)
    then (n - 2) x dense(4)   then 1 x basic(8) /2
  aux early weight 0.3 { avgpool global; dropout 0.5; fc 10 }
  head { bn; relu; branch { fc 10 }; branch { fc 10 nobias }; join max }
}
block bent() { relu6; silu; hardswish; leaky_relu   -0.1; scale; scale   -2 }
block preact(c) { bn; branch { conv 1x1 c }; shortcut   conv; join add }

# CHECK: block gated(c) {
# CHECK-NEXT:   branch {
# CHECK-NEXT:     conv 3x3 c groups (c / 4) bias
# CHECK-NEXT:     prelu
# CHECK-NEXT:   }
# CHECK-NEXT:   branch {
# CHECK-NEXT:     conv 1x1 c bias -2.5
# CHECK-NEXT:     sigmoid
# CHECK-NEXT:   }
# CHECK-NEXT:   shortcut
# CHECK-NEXT:   join gated
# CHECK: conv 3x3 c bias 0.5
# CHECK: join concat
# CHECK: maxpool 3 /2 pad 0 ceil
# CHECK-NEXT: lrn 5 alpha 1e-3 beta 0.5 k 2
# CHECK: stage a = n x gated(8) then (n - 2) x dense(4) then 1 x basic(8) /2
# CHECK-NEXT: aux early weight 0.3 {
# CHECK-NEXT: avgpool global
# CHECK-NEXT: dropout 0.5
# CHECK: fc 10 nobias
# CHECK: join max
# CHECK: block bent() {
# CHECK-NEXT: relu6
# CHECK-NEXT: silu
# CHECK-NEXT: hardswish
# CHECK-NEXT: leaky_relu -0.1
# CHECK-NEXT: scale
# CHECK-NEXT: scale -2
# CHECK: shortcut conv
# CHECK-NEXT: join add
