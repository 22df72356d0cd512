resnetc 1
# RUN: resnetc %s --emit=graph | FileCheck %s

# Paths are joined in the order of the text: a shortcut before its branches comes first. Of a gate, the last branch is
# the gate and the shortcut what it carries, wherever they stand.
# CHECK-LABEL: func.func @infer(
# CHECK-SAME: %[[X:[a-z0-9]+]]: tensor
# CHECK: %[[C1:.*]] = rn.conv %[[X]]
# CHECK: %[[OLD:.*]] = rn.concat(%[[X]], %[[C1]])
# CHECK: %[[C2:.*]] = rn.conv %[[OLD]]
# CHECK: %[[C3:.*]] = rn.conv %[[OLD]]
# CHECK: %[[MIDDLE:.*]] = rn.concat(%[[C2]], %[[OLD]], %[[C3]])
# CHECK: %[[VALUE:.*]] = rn.relu(%[[MIDDLE]])
# CHECK: %[[GATE:.*]] = rn.sigmoid(%[[MIDDLE]])
# CHECK: %[[GATED:.*]] = rn.gate %[[VALUE]], %[[GATE]] carry(%[[MIDDLE]])
# CHECK: %[[RELU:.*]] = rn.relu(%[[GATED]])
# CHECK: rn.max(%[[GATED]], %[[RELU]])
model order(classes = 3) {
  input x : f32[N, 4, 8, 8]
  stem {
    shortcut; branch { conv 3x3 2 }; join concat
    branch { conv 1x1 3 }; shortcut; branch { conv 1x1 5 }; join concat
    shortcut; branch { relu }; branch { sigmoid }; join gated
    shortcut; branch { relu }; join max
  }
  head { avgpool global; fc classes }
}
