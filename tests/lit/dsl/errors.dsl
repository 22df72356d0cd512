# RUN: not resnetc %s --emit=ast 2>&1 | FileCheck %s
# Independent mistakes are reported together, in the order of the text.
resnetc 1
model m {
  input x : f32[N, 3, 32, 32]
  # CHECK: errors.dsl:[[#@LINE+4]]:10: error: expects the scheme 'torchvision' or 'caffe', got 'pytorch' [C33]
  # CHECK-NEXT: names pytorch
  # CHECK-NEXT: {{^         \^~~~~~~$}}
  # CHECK-NEXT: hint: write `names torchvision`
  names  pytorch
  # CHECK: errors.dsl:[[#@LINE+2]]:22: error: expects a known block, got 'basik' [C12]
  # CHECK: hint: did you mean 'basic'?
  stage layer1 = 2 x basik(16)
  # CHECK: errors.dsl:[[#@LINE+1]]:29: error: expects a parameter, got 'classes' [C15]
  head { avgpool global; fc classes }
}
