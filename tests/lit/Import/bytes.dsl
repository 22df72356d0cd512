resnetc 1
# RUN: resnetc %s --emit=graph | FileCheck %s
# RUN: resnetc %s -march=x86-64-v4 --emit=kernels | FileCheck %s --check-prefix=KERNEL
# RUN: resnetc %s --mode=train --target=cuda --emit=kernels | FileCheck %s --check-prefix=CUDA

# (x * scale - mean) / std is one product and one sum: 0.5 / 2 and -4 / 2.
# CHECK-LABEL: func.func @infer(
# CHECK-SAME: %[[X:.*]]: tensor<?x1x4x6xui8, #rn.channels_last> {rn.binding = #rn.binding<input>}
# CHECK: %[[SCALE:.*]] = rn.constant dense<2.500000e-01>
# CHECK: %[[SHIFT:.*]] = rn.constant dense<-2.000000e+00>
# CHECK: %[[N:.*]] = rn.from_bytes(%[[X]], %[[SCALE]], %[[SHIFT]])
# CHECK: rn.conv %[[N]],

# The convolution takes them in; kernels for CUDA do not, and read numbers.
# KERNEL: "conv" {bias = 1 : i64, bytes = 1 : i64, c = 1 : i64, {{.*}}nchw_input = 1 : i64, {{.*}}pre = 1 : i64
# CUDA: "from_bytes" {c = 1 : i64, h = 4 : i64, w = 6 : i64}
model bytes {
  input x : u8[N, 4, 6, 1] scale 0.5
        normalize mean (4) std (2)
  stem { conv 3x3 4 bias }
  head { avgpool global; fc 2 }
}
