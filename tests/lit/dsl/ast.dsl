# RUN: resnetc %s --emit=ast | FileCheck %s
# The checked tree is printed as canonical text of the language.
resnetc 1
block wide(c, stride = 1) { conv 3 (2 * c) / stride; bn;; relu }   # one line, odd spacing
model m(n = 1 + 1, classes = 10) {
  input x : f32[N, 3, 4 * 8, 32]
        normalize mean (0.5, 0.5, 0.5) std (1, 1, 1)
  shortcut A
  stage layer1 = n * 1 x wide(c = 8) /(1 + 1)
  head { avgpool global; fc classes }
}

# CHECK: resnetc 1
# CHECK: block wide(c, stride = 1) {
# CHECK-NEXT:   conv 3 (2 * c) /stride
# CHECK-NEXT:   bn
# CHECK-NEXT:   relu
# CHECK-NEXT: }
# CHECK: model m(n = 1 + 1, classes = 10) {
# CHECK-NEXT: input x : f32[N, 3, 4 * 8, 32] normalize mean (0.5, 0.5, 0.5) std (1, 1, 1)
# CHECK-NEXT: shortcut A
# CHECK-NEXT: stage layer1 = (n * 1) x wide(c = 8) /(1 + 1)
# CHECK-NEXT: head {
# CHECK-NEXT:   avgpool global
# CHECK-NEXT:   fc classes
