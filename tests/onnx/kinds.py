"""One small network for every kind of layer and join, in the language and in numpy.

The numpy side is written from the definitions (He et al., arXiv:1512.03385 and 1502.01852; Srivastava et al.,
arXiv:1505.00387; Hu et al., arXiv:1709.01507; Krizhevsky et al. 2012; Howard et al., arXiv:1704.04861 and
1905.02244; Elfwing et al., arXiv:1702.03118) in double precision, and reads the weights `w` by name.
"""
import dataclasses
import typing

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

SHAPE = (4, 9, 7)
MEAN, STD = (0.5, -0.25, 1.5, 0.0), (2.0, 0.5, 1.25, 3.0)


@dataclasses.dataclass(frozen=True)
class Kind:
    """`body` stands in the stem of a network on images of SHAPE; `reference(x, w)` gives what it computes."""

    name: str
    body: str
    reference: typing.Callable
    normalize: bool = False

    def text(self):
        channels, height, width = SHAPE
        normalize = f" normalize mean {MEAN} std {STD}" if self.normalize else ""
        return f"""resnetc 1
model kind {{
  input x : f32[N, {channels}, {height}, {width}]{normalize}
  shortcut A
  bn       eps 1e-2 momentum 0.1
  stem     {{ {self.body} }}
  head     {{ relu }}
}}
"""


def channelwise(values):
    return np.reshape(values, (-1, 1, 1))


def windows(x, kernel, stride, pad, value=0.0):
    """[N, C, rows, columns, kernel, kernel]; `pad` is top, left, bottom, right."""
    top, left, bottom, right = pad
    x = np.pad(x, ((0, 0), (0, 0), (top, bottom), (left, right)), constant_values=value)
    return sliding_window_view(x, kernel, axis=(2, 3))[:, :, ::stride, ::stride]


def conv(x, weight, stride=1, groups=1, bias=None):
    kernel = weight.shape[2:]
    pad = ((kernel[0] - 1) // 2, (kernel[1] - 1) // 2) * 2
    parts = [np.einsum("nchwij,kcij->nkhw", windows(part, kernel, stride, pad), filters)
             for part, filters in zip(np.split(x, groups, 1), np.split(weight, groups, 0))]
    y = np.concatenate(parts, 1)
    return y if bias is None else y + channelwise(bias)


def batch_norm(x, w, name):
    scale = w[f"{name}.weight"] / np.sqrt(w[f"{name}.running_var"] + 1e-2)
    return (x - channelwise(w[f"{name}.running_mean"])) * channelwise(scale) + channelwise(w[f"{name}.bias"])


def maxpool(x, kernel, stride, pad):
    return windows(x, (kernel, kernel), stride, pad, -np.inf).max((4, 5))


def avgpool(x, kernel, stride, pad):
    return windows(x, (kernel, kernel), stride, pad).sum((4, 5)) / kernel**2


def lrn(x, size, alpha, beta, k):
    squares = np.pad(x * x, ((0, 0), (size // 2, size // 2), (0, 0), (0, 0)))
    return x / (k + alpha / size * sliding_window_view(squares, size, axis=1).sum(-1)) ** beta


def fc(x, weight, bias=None):
    y = x.reshape(len(x), -1) @ weight.T
    return (y if bias is None else y + bias)[:, :, None, None]


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def prelu(x, slope):
    return np.maximum(x, 0) + channelwise(slope) * np.minimum(x, 0)


def wide(x, w):
    """What `WIDE` makes of images: values far from 0."""
    return conv(conv(conv(x, w["conv1.weight"]), w["conv2.weight"]), w["conv3.weight"])


def subsampled(x, stride, channels):
    x = x[:, :, ::stride, ::stride]
    return np.pad(x, ((0, 0), (0, channels - x.shape[1]), (0, 0), (0, 0)))


def highway(x, w):
    gate = sigmoid(conv(x, w["conv2.weight"], bias=w["conv2.bias"]))
    return np.maximum(conv(x, w["conv1.weight"]), 0) * gate + x * (1 - gate)


def squeeze_and_excite(x, w):
    squeezed = np.maximum(fc(x.mean((2, 3)), w["fc1.weight"], w["fc1.bias"]), 0)
    return x * sigmoid(fc(squeezed, w["fc2.weight"], w["fc2.bias"]))


def dense(x, w):
    x = np.concatenate([x, conv(x, w["conv1.weight"])], 1)
    return np.concatenate([np.maximum(x, 0), x, conv(x, w["conv2.weight"])], 1)


WIDE = "conv 3x3 9; conv 3x3 9; conv 3x3 8"
KINDS = (
    Kind("normalize", "relu", lambda x, w: (x - channelwise(MEAN)) / channelwise(STD), normalize=True),
    Kind("conv", "conv 3x2 6 /2 bias", lambda x, w: conv(x, w["conv1.weight"], 2, bias=w["conv1.bias"])),
    Kind("bn", "bn", lambda x, w: batch_norm(x, w, "bn1")),
    Kind("relu", "relu; bn", lambda x, w: batch_norm(np.maximum(x, 0), w, "bn1")),
    Kind("maxpool", "bn; maxpool 3x3 /2", lambda x, w: maxpool(batch_norm(x, w, "bn1"), 3, 2, (1, 1, 1, 1))),
    Kind("avgpool", "avgpool 2x2 /2 pad 1", lambda x, w: avgpool(x, 2, 2, (1, 1, 1, 1))),
    Kind("avgpool global", "avgpool global", lambda x, w: x.mean((2, 3), keepdims=True)),
    Kind("fc", "fc 5; relu; conv 1x1 3",
         lambda x, w: conv(np.maximum(fc(x, w["fc.weight"], w["fc.bias"]), 0), w["conv1.weight"])),
    Kind("join add", "branch { conv 3x3 8 /2 }; branch { conv 1x1 8 /2 }; shortcut; join add",
         lambda x, w: conv(x, w["conv1.weight"], 2) + conv(x, w["conv2.weight"], 2) + subsampled(x, 2, 8)),
    Kind("groups", "conv 3x3 6 groups 2", lambda x, w: conv(x, w["conv1.weight"], groups=2)),
    Kind("prelu", "prelu; bn", lambda x, w: batch_norm(prelu(x, w["prelu1.weight"]), w, "bn1")),
    Kind("prelu after fc", "fc 5; prelu; conv 1x1 3",
         lambda x, w: conv(prelu(fc(x, w["fc.weight"], w["fc.bias"]), w["prelu1.weight"]), w["conv1.weight"])),
    Kind("sigmoid", "sigmoid; bn", lambda x, w: batch_norm(sigmoid(x), w, "bn1")),
    Kind("relu6", f"{WIDE}; relu6", lambda x, w: np.clip(wide(x, w), 0, 6)),
    Kind("silu", f"{WIDE}; silu; bn", lambda x, w: batch_norm(wide(x, w) * sigmoid(wide(x, w)), w, "bn1")),
    Kind("hardswish", f"{WIDE}; hardswish; bn",
         lambda x, w: batch_norm(wide(x, w) * np.clip(wide(x, w) + 3, 0, 6) / 6, w, "bn1")),
    Kind("leaky_relu", "leaky_relu -0.3; bn", lambda x, w: batch_norm(np.where(x > 0, x, -0.3 * x), w, "bn1")),
    Kind("scale", "scale; fc 5; scale 2; relu; conv 1x1 3",
         lambda x, w: conv(np.maximum(fc(x * w["scale1.weight"], w["fc.weight"], w["fc.bias"]) * w["scale2.weight"], 0),
                           w["conv1.weight"])),
    Kind("dropout", "dropout 0.5; bn; dropout 0.9", lambda x, w: batch_norm(x, w, "bn1")),
    Kind("lrn", "lrn 3 alpha 0.5 beta 0.6 k 2", lambda x, w: lrn(x, 3, 0.5, 0.6, 2)),
    Kind("wide lrn", "lrn 7 alpha 3", lambda x, w: lrn(x, 7, 3, 0.75, 1)),
    Kind("maxpool ceil", "bn; maxpool 2x2 /2 pad 0 ceil",
         lambda x, w: maxpool(batch_norm(x, w, "bn1"), 2, 2, (0, 0, 1, 1))),
    Kind("join concat", "branch { conv 3x3 2 }; branch { bn }; branch { conv 1x1 3 }; shortcut; join concat",
         lambda x, w: np.concatenate([conv(x, w["conv1.weight"]), batch_norm(x, w, "bn1"),
                                      conv(x, w["conv2.weight"]), x], 1)),
    Kind("join concat, old channels first", "shortcut; branch { conv 3x3 2 }; join concat; branch { relu }; shortcut; "
         "branch { conv 1x1 3 }; join concat", dense),
    Kind("join max", "branch { conv 3x3 5 }; branch { conv 1x1 5 }; branch { conv 1x1 5 }; join max",
         lambda x, w: np.maximum.reduce([conv(x, w[f"conv{i}.weight"]) for i in (1, 2, 3)])),
    Kind("join gated", "branch { conv 1x1 4; relu }; branch { conv 3x3 4; sigmoid }; join gated",
         lambda x, w: np.maximum(conv(x, w["conv1.weight"]), 0) * sigmoid(conv(x, w["conv2.weight"]))),
    Kind("highway", "branch { conv 3x3 4; relu }; branch { conv 3x3 4 bias -1; sigmoid }; shortcut; join gated", highway),
    Kind("squeeze and excite", "branch { avgpool global; fc 3; relu; fc 4; sigmoid }; shortcut; join gated",
         squeeze_and_excite),
)
