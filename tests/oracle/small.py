"""Small networks that ship nowhere: odd sizes and widths that no vector length divides, each word of the language.

Each is a description for the oracle and the same network as a text for the compiler.
"""
import dataclasses

from nets import modern, preact, resnet
from nets.graph import Net

TWIN = """
block twin(c, stride = 1) {
  branch { conv 3x3 c /stride; bn }
  branch { conv 5x5 c /stride; bn }
  shortcut
  join add; relu
}
"""


def twin(unit, x, width, stride, shortcut):
    """Two branches with kernels of 3 and 5 and a shortcut, added in this order."""
    first = unit.bn(unit.conv(x, width, 3, stride))
    second = unit.bn(unit.conv(x, width, 5, stride))
    return unit.relu(resnet.join(unit, unit.add(first, second), x, stride, shortcut))


def preact_basic(unit, x, width, stride, shortcut, _):
    """The shortcut is of the input as it is, in each unit."""
    return preact.full_basic(unit, x, width, stride, shortcut)


BLOCKS = {"basic": resnet.basic, "bottleneck": resnet.bottleneck, "bottleneck_2015": resnet.bottleneck_2015,
          "preact_basic": preact_basic, "twin": twin}


@dataclasses.dataclass(frozen=True)
class Residual:
    """Two to three short stages."""

    shortcut: str
    widths: tuple
    block: str = "basic"
    shape: tuple = (3, 13, 11)
    stem: tuple = (3, 5, 1)
    maxpool: bool = False
    mean: tuple = ()
    std: tuple = ()
    eps: float = 1e-5

    @property
    def stages(self):
        return [(2 if i == 1 else 1, width, 1 if i == 0 else 2) for i, width in enumerate(self.widths)]

    @property
    def name(self):
        return f"small_{self.block}_{'x'.join(map(str, self.widths))}_{self.shortcut}"

    def net(self):
        more = {"classes": 7, "stem": self.stem, "mean": self.mean, "std": self.std, "eps": self.eps}
        if self.block.startswith("preact"):
            return preact.network(self.name, self.shape, self.stages, BLOCKS[self.block], self.shortcut, **more)
        return resnet.residual(self.name, self.shape, self.stages, BLOCKS[self.block], self.shortcut,
                               maxpool=self.maxpool, **more)

    def text(self):
        kernel, width, stride = self.stem
        before = self.block.startswith("preact")
        stem = f"conv {kernel}x{kernel} {width} /{stride}" + ("" if before else "; bn; relu")
        items = [f"shortcut {self.shortcut}", f"bn eps {self.eps:g} momentum 0.1",
                 f"stem {{ {stem}{'; maxpool 3x3 /2' if self.maxpool else ''} }}"]
        items += [f"stage layer{i} = {repeat} x {self.block}({width})" + (f" /{stride}" if stride > 1 else "")
                  for i, (repeat, width, stride) in enumerate(self.stages, 1)]
        items.append(f"head {{ {'bn; relu; ' if before else ''}avgpool global; fc classes }}")
        return _model(self, items, TWIN if self.block == "twin" else "")


@dataclasses.dataclass(frozen=True)
class Written:
    """A network of its own: `build` gets the net and the unit of stem and head; the text is that of the items."""

    name: str
    shape: tuple
    build: object
    items: tuple
    blocks: str = ""
    mean: tuple = ()
    std: tuple = ()
    black: float = 0.0
    white: float = 1.0
    vague: tuple = ()  # tensors whose gradient single precision does not know

    def net(self):
        net = Net(self.name, self.shape, 7, mean=self.mean, std=self.std, black=self.black, white=self.white)
        return net.done(self.build(net, net.unit("")))

    def text(self):
        return _model(self, self.items, self.blocks)


def _model(spec, items, blocks):
    channels, height, width = spec.shape
    normalize = f" normalize mean {_tuple(spec.mean)} std {_tuple(spec.std)}" if spec.mean else ""
    body = "\n".join(f"  {item}" for item in (f"input x : f32[N, {channels}, {height}, {width}]{normalize}", *items))
    return f"resnetc 1\n{blocks}\nmodel {spec.name}(classes = 7) {{\n{body}\n}}\n"


def _tuple(values):
    return "(" + ", ".join(map(repr, values)) + ")"


def _convolutions(net, u):
    """No batch norm: convolutions with a bias, means over 2x2 windows between them, two fully connected layers."""
    x = u.relu(u.conv(net.images, 6, 5, bias=True))
    x = u.avgpool(u.relu(u.conv(x, 20, 5, bias=True)), 2, 2)
    x = u.avgpool(u.relu(u.conv(x, 11, 5, bias=True)), 2, 2)
    return u.fc(u.relu(u.fc(x, 9)), 7)


def _inception(net, u):
    """Branches side by side, pooling that rounds up, normalisation across channels, dropout, a head beside."""
    x = u.relu(u.conv(net.images, 10, 5, 2, bias=True))
    x = u.lrn(u.maxpool(x, 3, 2, 0, ceil=True), 5, 0.1, 0.75, 1)
    block = net.unit("mixed.0")
    parts = [block.relu(block.conv(x, 5, 1, bias=True)),
             block.relu(block.conv(block.relu(block.conv(x, 4, 1, bias=True)), 7, 3, bias=True)),
             block.relu(block.conv(block.maxpool(x, 3), 3, 1, bias=True))]
    x = block.concat(*parts)
    beside = net.unit("beside")
    y = beside.relu(beside.conv(beside.avgpool(x, 3, 2), 6, 1, bias=True))
    y = beside.dropout(beside.relu(beside.fc(y, 9)), 0.7)
    net.loss(beside.fc(y, 7), 0.3)
    return u.fc(u.dropout(u.globalpool(x), 0.4), 7)


INCEPTION = """
block mixed_up() {
  branch { conv 1x1 5 bias; relu }
  branch { conv 1x1 4 bias; relu; conv 3x3 7 bias; relu }
  branch { maxpool 3x3; conv 1x1 3 bias; relu }
  join concat
}
"""


def _maxout(net, u):
    """The larger of convolutions, of two and of three; dropout before each."""
    x = u.dropout(net.images, 0.2)
    x = u.max(*(u.conv(x, 9, (4, 3), pad=(2, 1), bias=True) for _ in range(2)))
    x = u.dropout(u.maxpool(x, 4, 2, 1), 0.5)
    block = net.unit("second.0")
    x = block.maxpool(block.max(*(block.conv(x, 13, 3, bias=True) for _ in range(3))), 2, 2)
    return u.fc(u.max(u.fc(x, 11), u.fc(x, 11)), 7)


MAXOUT = """
block maxout3(c) {
  branch { conv 3x3 c bias }
  branch { conv 3x3 c bias }
  branch { conv 3x3 c bias }
  join max
  maxpool 2x2 /2
}
"""


def _highway(net, u):
    """A gate of the map's shape and what it lets pass; PReLU around it."""
    x = u.prelu(u.conv(net.images, 9, 3, bias=True))
    for index in range(2):
        block = net.unit(f"way.{index}")
        value = block.relu(block.conv(x, 9, 3, bias=True))
        x = block.gate(value, block.sigmoid(block.conv(x, 9, 3, bias=True)), x)
    x = u.maxpool(x, 3, 2)
    return u.fc(u.prelu(u.conv(x, 12, 3, 2, bias=True)), 7)


HIGHWAY = """
block highway(c) {
  branch { conv 3x3 c bias; relu }
  branch { conv 3x3 c bias -2; sigmoid }
  shortcut
  join gated
}
"""


def _grouped(net, u):
    """Convolutions of two and of four groups, one number per channel as a gate, a bare projection."""
    x = u.conv(net.images, 8, 3, 1)
    block = net.unit("layer1.0")
    y = block.conv_bn_relu(x, 12, 1)
    y = block.conv_bn_relu(y, 20, 3, 2, groups=4)
    y = block.bn(block.conv(y, 18, 3, groups=2))
    gate = block.fc(block.relu(block.fc(block.globalpool(y), 3)), 18)
    y = block.gate(y, block.sigmoid(gate))
    x = block.add(y, block.conv(x, 18, 1, 2, name="layer1.0.downsample.0"))
    return u.fc(u.globalpool(u.relu(u.bn(x))), 7)


GROUPED = """
block excite(c, reduce) {
  branch { avgpool global; fc (c / reduce); relu; fc c; sigmoid }
  shortcut
  join gated
}
block grouped(c, stride = 1) {
  branch { conv 1x1 12; bn; relu; conv 3x3 20 groups 4 /stride; bn; relu; conv 3x3 c groups 2; bn; excite(c, 6) }
  shortcut conv
  join add
}
"""


def _pairs(net, u):
    """Parameters with equal gradients: biases of an added pair, equal convolutions, PReLUs side by side, heads that
    read one input or have one gradient of their logits."""
    x = net.images
    x = u.relu(u.add(u.conv(x, 9, 3, bias=True), u.conv(x, 9, 1, bias=True)))
    block = net.unit("both.0")
    y = block.add(block.prelu(x), block.prelu(x))
    z = block.maxpool(y, 3)
    y = block.add(block.add(*(block.conv(y, 9, 3, bias=True) for _ in range(2))), y)
    y = block.max(block.relu(y), block.relu(y))
    x = block.concat(z, block.add(y, y))
    mean, most = u.globalpool(x), u.maxpool(x, 5, 5, 0)
    return u.add(u.add(u.fc(mean, 7), u.fc(mean, 7)), u.fc(most, 7))


PAIRS = """
block both(c) {
  branch { prelu }
  branch { prelu }
  join add
  branch { maxpool 3x3 }
  branch { both_branch(c) }
  join concat
}
block both_branch(c) {
  branch { conv 3x3 c bias }
  branch { conv 3x3 c bias }
  shortcut
  join add
  branch { relu }
  branch { relu }
  join max
  branch { relu }
  branch { relu }
  join add
}
"""


def _repvgg(net, u):
    """RepVGG (Ding et al., arXiv:2101.03697, figure 2 b): a 3x3, a 1x1 and an identity, a batch norm on each."""
    x = u.conv_bn_relu(net.images, 10, 3)
    for index in range(2):
        block = net.unit(f"rep.{index}")
        y = block.add(block.bn(block.conv(x, 10, 3)), block.bn(block.conv(x, 10, 1)))
        x = block.relu(block.add(y, block.bn(x)))
    return u.fc(u.globalpool(x), 7)


REPVGG = """
block repvgg(c) {
  branch { conv 3x3 c; bn }
  branch { conv 1x1 c; bn }
  branch { bn }
  join add; relu
}
"""


def _dense(net, u):
    """Layers that append their channels to the old ones (Huang et al., arXiv:1608.06993, equation 2); shortcuts before
    and between the branches of the other joins."""
    x = u.conv(net.images, 6, 3)
    block = net.unit("dense.0")
    for _ in range(2):
        x = block.concat(x, block.conv(block.relu(block.bn(x)), 5, 3))
    block = net.unit("dense.1")
    x = block.max(x, block.bn(block.conv(x, 16, 3)))
    x = block.add(block.add(block.conv(x, 16, 3), x), block.conv(x, 16, 1))
    x = block.gate(block.conv(x, 16, 1), block.sigmoid(block.conv(x, 16, 3)), x)
    return u.fc(u.globalpool(u.relu(u.bn(x))), 7)


DENSE = """
block dense(growth) { dense_layer(growth); dense_layer(growth) }
block dense_layer(growth) { shortcut; branch { bn; relu; conv 3x3 growth }; join concat }
block orders(c) {
  shortcut; branch { conv 3x3 c; bn }; join max
  branch { conv 3x3 c }; shortcut; branch { conv 1x1 c }; join add
  shortcut; branch { conv 1x1 c }; branch { conv 3x3 c; sigmoid }; join gated
}
"""


def _mobile(net, u):
    """Blocks of MobileNetV2 and V3, EfficientNet's head. The first convolution makes values on both sides of 6."""
    x = u.relu6(u.conv(net.images, 9, 3, 2, bias=True))
    block = net.unit("mobile.0")
    x = modern.inverted_residual(block, x, 20, 3, block.relu6)
    block = net.unit("mobile.1")
    x = modern.inverted_residual(block, x, 18, 5, block.hardswish, 5)
    return u.fc(u.globalpool(u.silu(u.bn(u.conv(x, 24, 1)))), 7)


MOBILE = """
block mobile(c, inner) {
  branch { conv 1x1 inner; bn; relu6; conv 3x3 inner groups inner; bn; relu6; conv 1x1 c; bn }
  shortcut
  join add
}
block mobile3(c, inner, squeezed) {
  branch {
    conv 1x1 inner; bn; hardswish; conv 5x5 inner groups inner; bn; hardswish; gate(inner, squeezed); conv 1x1 c; bn
  }
  shortcut
  join add
}
block gate(c, squeezed) { branch { avgpool global; fc squeezed; relu; fc c; sigmoid }; shortcut; join gated }
"""


def _darknet(net, u):
    """Darknet-53's residual block (Redmon and Farhadi, arXiv:1804.02767, table 1), its slope 0.1 throughout."""
    x = u.leaky_relu(u.bn(u.conv(net.images, 10, 3, 2)), 0.1)
    block = net.unit("dark.0")
    y = block.leaky_relu(block.bn(block.conv(x, 5, 1)), 0.1)
    y = block.leaky_relu(block.bn(block.conv(y, 10, 3)), 0.1)
    return u.fc(u.globalpool(block.add(y, x)), 7)


DARKNET = """
block dark(c) {
  branch { conv 1x1 (c / 2); bn; leaky_relu 0.1; conv 3x3 c; bn; leaky_relu 0.1 }
  shortcut
  join add
}
"""


def _scaled(net, u):
    """Branches that begin with nothing, or with a half, of what they compute; a scale of the logits."""
    x = u.conv(net.images, 9, 3, 2, bias=True)
    for index in range(2):
        x = modern.skip_init(net.unit(f"skip.{index}"), x)
    x = modern.re_zero(net.unit("skip.2"), x)
    return u.scale(u.fc(u.globalpool(u.relu(x)), 7))


SCALED = """
block skip_init(c) { branch { relu; conv 3x3 c bias; relu; conv 3x3 c bias; scale 0.5 }; shortcut; join add }
block re_zero(c) { branch { conv 3x3 c bias; relu; scale }; shortcut; join add }
"""


def _large_mean(net, u):
    """Batch norms whose values have a mean of hundreds of their deviations, behind a convolution and behind a pool."""
    y = u.bn(u.conv(net.images, 7, 3, pad=0))
    z = u.bn(u.maxpool(net.images, 3, 1, 0))
    return u.fc(u.globalpool(u.relu(u.conv(u.relu(u.concat(y, z)), 9, 3, bias=True))), 7)


SMALL = (
    Residual("A", (5, 7, 12)),
    Residual("B", (5, 7, 12), mean=(0.5, 0.4, 0.3), std=(0.3, 0.2, 0.25)),
    Residual("C", (5, 7, 12)),
    Residual("none", (5, 7, 12)),
    Residual("A", (16, 32), shape=(3, 16, 16), stem=(3, 16, 1)),
    Residual("B", (17, 33), shape=(4, 9, 15), stem=(5, 17, 1), eps=1e-3),
    Residual("B", (3, 6), block="bottleneck", shape=(2, 37, 29), stem=(7, 10, 2), maxpool=True),
    Residual("C", (4, 8), block="bottleneck_2015", shape=(1, 20, 20), stem=(3, 8, 1)),
    Residual("B", (6, 11), block="preact_basic", shape=(3, 15, 9), stem=(3, 6, 1)),
    Residual("A", (8, 10), block="twin", shape=(3, 10, 14), stem=(3, 4, 1)),
    Written("small_convolutions", (3, 14, 11), _convolutions,
            ("stem { conv 5x5 6 bias; relu; conv 5x5 20 bias; relu; avgpool 2x2 /2; conv 5x5 11 bias; relu; avgpool 2x2 /2 }",
             "head { fc 9; relu; fc classes }")),
    Written("small_inception", (3, 31, 27), _inception,
            ("stem { conv 5x5 10 /2 bias; relu; maxpool 3x3 /2 pad 0 ceil; lrn 5 alpha 0.1 beta 0.75 k 1 }",
             "stage mixed = 1 x mixed_up()",
             "aux beside weight 0.3 { avgpool 3x3 /2; conv 1x1 6 bias; relu; fc 9; relu; dropout 0.7; fc classes }",
             "head { avgpool global; dropout 0.4; fc classes }"), INCEPTION),
    Written("small_maxout", (3, 17, 15), _maxout,
            ("stem { dropout 0.2; branch { conv 4x3 9 pad 2x1 bias }; branch { conv 4x3 9 pad 2x1 bias }; join max",
             "  maxpool 4x4 /2; dropout 0.5 }",
             "stage second = 1 x maxout3(13)",
             "head { branch { fc 11 }; branch { fc 11 }; join max; fc classes }"), MAXOUT,
            mean=(0.5, 0.4, 0.3), std=(0.3, 0.2, 0.25)),
    Written("small_highway", (3, 13, 11), _highway,
            ("stem { conv 3x3 9 bias; prelu }", "stage way = 2 x highway(9)",
             "head { maxpool 3x3 /2; conv 3x3 12 /2 bias; prelu; fc classes }"), HIGHWAY),
    Written("small_grouped", (3, 12, 10), _grouped,
            ("shortcut B", "stem { conv 3x3 8 }", "stage layer1 = 1 x grouped(18) /2",
             "head { bn; relu; avgpool global; fc classes }"), GROUPED),
    Written("small_dense", (3, 8, 9), _dense,
            ("stem { conv 3x3 6 }", "stage dense = 1 x dense(5) then 1 x orders(16)",
             "head { bn; relu; avgpool global; fc classes }"), DENSE),
    Written("small_pairs", (3, 5, 5), _pairs,
            ("stem { branch { conv 3x3 9 bias }; branch { conv 1x1 9 bias }; join add; relu }", "stage both = 1 x both(9)",
             "head { branch { avgpool global; twice(classes) }; branch { maxpool 5x5 /5 pad 0; fc classes }; join add }"),
            PAIRS + "block twice(c) { branch { fc c }; branch { fc c }; join add }\n"),
    Written("small_repvgg", (3, 9, 7), _repvgg,
            ("stem { conv 3x3 10; bn; relu }", "stage rep = 2 x repvgg(10)", "head { avgpool global; fc classes }"), REPVGG),
    Written("small_mobile", (3, 11, 9), _mobile,
            ("stem { conv 3x3 9 /2 bias; relu6 }", "stage mobile = 1 x mobile(9, 20) then 1 x mobile3(9, 18, 5)",
             "head { conv 1x1 24; bn; silu; avgpool global; fc classes }"), MOBILE, white=30.0),
    Written("small_darknet", (3, 10, 13), _darknet,
            ("stem { conv 3x3 10 /2; bn; leaky_relu 0.1 }", "stage dark = 1 x dark(10)", "head { avgpool global; fc classes }"),
            DARKNET),
    Written("small_scaled", (3, 11, 12), _scaled,
            ("stem { conv 3x3 9 /2 bias }", "stage skip = 2 x skip_init(9) then 1 x re_zero(9)",
             "head { relu; avgpool global; fc classes; scale 1 }"), SCALED),
    # The gradient by the first filter is a sum of values around 1000 times numbers whose sum is 0.
    Written("small_large_mean", (3, 9, 8), _large_mean,
            ("stem { branch { conv 3x3 7 pad 0; bn }; branch { maxpool 3x3 pad 0; bn }; join concat",
             "  relu; conv 3x3 9 bias; relu }",
             "head { avgpool global; fc classes }"), black=990.0, white=1010.0,
            vague=("conv1.weight",)),
)
