"""The statements of the language, each as its text and as what it adds to a description (`nets.graph`).

A body is a list of statements. Numbers are texts such as "17", "c" or "2 * c", whose value follows from the parameters
of the block or model around them. A statement that cannot stand where it stands raises `Unfit`.
"""
import dataclasses
import math

from nets.graph import Net

CHANNELS, ELEMENTS, NODES = 48, 4096, 60  # of a map, of a map of one image, of a network: what a test of a second can bear


class Unfit(Exception):
    """A window is larger than the map, shapes that have to agree do not, or the network gets too large for a test."""


def require(holds):
    if not holds:
        raise Unfit


@dataclasses.dataclass
class Scope:
    """Where a body stands: the unit that names its parameters, the values of names, the model's shortcut option."""

    unit: object
    values: dict
    option: str

    def number(self, text):
        """An expression in exact whole numbers."""
        return int(eval(text.replace("/", "//"), {"__builtins__": {}}, self.values))

    def pair(self, text):
        """An extent, "3x5", or one number for both sides."""
        sides = text.split("x") if text[0].isdigit() else [text]
        return tuple(self.number(side) for side in sides * (2 // len(sides)))


def checked(node):
    """The result of a statement, once its size is one that a test can bear."""
    channels, height, width = node.shape
    require(min(node.shape) >= 1 and channels <= CHANNELS and math.prod(node.shape) <= ELEMENTS and node.index < NODES)
    return node


def text_of(body):
    return "; ".join(statement.text() for statement in body)


def build(body, scope, x):
    """The value after the body, which starts from the value `x`."""
    for statement in body:
        x = statement.build(scope, x)
    return x


@dataclasses.dataclass
class Conv:
    out: str
    kernel: str
    stride: str = ""
    pad: str = ""
    groups: str = ""
    bias: str = ""  # "bias", "bias -2", "nobias"

    def text(self):
        return f"conv {self.kernel} {self.out}{_options(self)}{self.bias and ' ' + self.bias}"

    def build(self, scope, x):
        out, groups = scope.number(self.out), scope.number(self.groups or "1")
        require(x.shape[0] % groups == 0 and out % groups == 0 and out >= 1)
        kernel, stride, pad = _window(scope, x, self, None)
        return checked(scope.unit.conv(x, out, kernel, stride, pad, groups, self.bias.startswith("bias")))


@dataclasses.dataclass
class Pool:
    word: str  # "maxpool", "avgpool"
    kernel: str
    stride: str = ""
    pad: str = ""
    ceil: bool = False

    def text(self):
        return f"{self.word} {self.kernel}{_options(self)}{' ceil' if self.ceil else ''}"

    def build(self, scope, x):
        kernel, stride, pad = _window(scope, x, self, None if self.word == "maxpool" else (0, 0))
        require(pad is None or all(2 * p <= k for p, k in zip(pad, kernel)))
        return checked(getattr(scope.unit, self.word)(x, kernel, stride, pad, self.ceil))


def _options(layer):
    """Stride, padding and groups, where they are told."""
    options = (" /", layer.stride), (" pad ", layer.pad), (" groups ", getattr(layer, "groups", ""))
    return "".join(word + value for word, value in options if value)


def _window(scope, x, layer, default_pad):
    """Kernel, stride and padding; the kernel fits on the padded map."""
    kernel, stride = scope.pair(layer.kernel), scope.pair(layer.stride or "1")
    pad = scope.pair(layer.pad) if layer.pad else default_pad
    around = pad or [(k - 1) // 2 for k in kernel]
    require(all(size + 2 * p >= k for size, p, k in zip(x.shape[1:], around, kernel)))
    return kernel, stride, pad


@dataclasses.dataclass
class Linear:
    out: str
    bias: bool = True

    def text(self):
        return f"fc {self.out}{'' if self.bias else ' nobias'}"

    def build(self, scope, x):
        return checked(scope.unit.fc(x, scope.number(self.out), self.bias))


@dataclasses.dataclass
class Plain:
    """A layer without a size of its own: bn, an activation, avgpool global, dropout, lrn."""

    words: str
    method: str
    arguments: tuple = ()

    def text(self):
        return self.words

    def build(self, scope, x):
        return checked(getattr(scope.unit, self.method)(x, *self.arguments))


BN, RELU, SIGMOID = (Plain(word, word) for word in ("bn", "relu", "sigmoid"))
LEAKY = Plain("leaky_relu 0.1", "leaky_relu", (0.1,)), Plain("leaky_relu -0.5", "leaky_relu", (-0.5,))
BENT = (SIGMOID, *(Plain(word, word) for word in ("prelu", "relu6", "silu", "hardswish")), *LEAKY)  # rarer activations
SCALES = Plain("scale", "scale"), Plain("scale -0.5", "scale")
GLOBAL = Plain("avgpool global", "globalpool")


@dataclasses.dataclass
class Fork:
    """Paths from one value, joined. A path is a body, or "shortcut", or "shortcut conv"."""

    paths: list
    join: str

    def text(self):
        paths = [path if isinstance(path, str) else f"branch {{ {text_of(path)} }}" for path in self.paths]
        return "; ".join([*paths, f"join {self.join}"])

    def build(self, scope, x):
        branches = [build(path, scope, x) for path in self.paths if not isinstance(path, str)]
        carried = [path for path in self.paths if isinstance(path, str)]
        require(branches and len(self.paths) > 1 and len(carried) < 2)
        if self.join in ("add", "max"):
            return checked(self.same(scope, x, branches, *carried))
        if self.join == "gated":
            return checked(self.gated(scope.unit, x, branches, carried))
        values = iter(branches)
        parts = [x if isinstance(path, str) else next(values) for path in self.paths]
        require(len({part.shape[1:] for part in parts}) == 1 and len(parts) <= 8)
        return checked(scope.unit.concat(*parts))

    def same(self, scope, x, branches, carried=None):
        """Branches of one shape, then what the shortcut makes of the input; `none` leaves it out."""
        unit, out = scope.unit, branches[0]
        require(all(branch.shape == out.shape for branch in branches))
        if carried and scope.option != "none":
            branches = [*branches, self.bridge(scope, x, out, carried.endswith("conv"))]
        if len(branches) == 1:
            return out
        if self.join == "max":
            return unit.max(*branches)
        total = branches[0]
        for branch in branches[1:]:
            total = unit.add(total, branch)
        return total

    def bridge(self, scope, x, out, bare):
        """The shortcut to a value of the shape of `out`, by the strides of the first branch."""
        if x.shape == out.shape and scope.option != "C":
            return x
        first = next(path for path in self.paths if not isinstance(path, str))
        stride = strides(first, scope)
        require(tuple((size - 1) // step + 1 for size, step in zip(x.shape[1:], stride)) == out.shape[1:])
        require(scope.option != "A" or out.shape[0] >= x.shape[0])
        return scope.unit.shortcut(x, "A" if scope.option == "A" else "C", out.shape[0], stride, bare)

    @staticmethod
    def gated(unit, x, branches, carried):
        require(len(branches) + len(carried) in (2, 3) and len(branches) < 3)
        *values, gate = branches
        value = values[0] if values else x
        require(gate.shape in (value.shape, (value.shape[0], 1, 1)))
        require(not carried or value.shape == x.shape)
        return unit.gate(value, gate, *([x] if values and carried else []))


def strides(body, scope):
    """The product of all strides on the way through a body."""
    total = (1, 1)
    for statement in body:
        if isinstance(statement, Fork):
            if statement.join == "gated" and sum(not isinstance(path, str) for path in statement.paths) == 1:
                continue  # the value is the input itself
            first = next(path for path in statement.paths if not isinstance(path, str))
            step = strides(first, scope)
        elif isinstance(statement, Call):
            step = strides(statement.block.body, statement.inside(scope))
        else:
            step = scope.pair(getattr(statement, "stride", "") or "1")
        total = tuple(a * b for a, b in zip(total, step))
    return total


@dataclasses.dataclass
class Block:
    """`block NAME(c, stride = 1) { body }`."""

    name: str
    body: list

    def text(self):
        return f"block {self.name}(c, stride = 1) {{\n  {text_of(self.body)}\n}}"


@dataclasses.dataclass
class Call:
    block: Block
    out: str
    stride: str = ""

    def text(self):
        return f"{self.block.name}({self.out}){self.stride and ' /' + self.stride}"

    def inside(self, scope):
        return dataclasses.replace(scope, values={"c": scope.number(self.out), "stride": scope.number(self.stride or "1")})

    def build(self, scope, x):
        return build(self.block.body, self.inside(scope), x)


@dataclasses.dataclass
class Stage:
    """`stage NAME = COUNT x CALL then ...`: the stride of a call is its first block's alone."""

    name: str
    repeats: list  # of (count, Call)

    def text(self):
        return f"stage {self.name} = " + " then ".join(f"{count} x {call.text()}" for count, call in self.repeats)

    def build(self, network, x):
        number = 0
        for count, call in self.repeats:
            for index in range(count):
                scope = network.scope(f"{self.name}.{number}")
                x = (call if index == 0 else dataclasses.replace(call, stride="")).build(scope, x)
                number += 1
        return x


@dataclasses.dataclass
class Ends:
    """`stem` or `head`: both are the unit without a prefix."""

    word: str
    body: list

    def text(self):
        return f"{self.word} {{ {text_of(self.body)} }}"

    def build(self, network, x):
        return build(self.body, network.ends, x)


@dataclasses.dataclass
class Aux:
    """A head beside the network; what follows goes on from the value before it."""

    name: str
    weight: str  # "" is 1
    body: list

    def text(self):
        return f"aux {self.name}{self.weight and ' weight ' + self.weight} {{ {text_of(self.body)} }}"

    def build(self, network, x):
        logits = build(self.body, network.scope(self.name), x)
        require(logits.shape == (network.description.classes, 1, 1))
        network.description.loss(logits, float(self.weight or "1"))
        return x


class Walk:
    """A model under construction: the description that its parts add to."""

    def __init__(self, model):
        self.model = model
        self.description = Net(model.name, model.shape, model.classes, model.mean, model.std, eps=float(model.eps))
        self.ends = self.scope("")

    def scope(self, name):
        return Scope(self.description.unit(name), {"classes": self.model.classes}, self.model.option)


@dataclasses.dataclass
class Model:
    """All of a file: blocks, the model, and how it is trained."""

    name: str
    shape: tuple
    classes: int
    batch: int
    mean: tuple = ()
    std: tuple = ()
    option: str = "B"
    eps: str = "1e-5"
    momentum: str = "0.1"
    parts: list = dataclasses.field(default_factory=list)
    blocks: list = dataclasses.field(default_factory=list)
    nesterov: bool = False

    def net(self):
        """The description; raises Unfit."""
        walk, x = Walk(self), None
        x = walk.description.images
        for part in self.parts:
            x = part.build(walk, x)
        require(x.shape == (self.classes, 1, 1) and walk.description.nodes[1:])
        return walk.description.done(x)

    def text(self):
        """The file without its recipe."""
        normalize = f" normalize mean {_tuple(self.mean)} std {_tuple(self.std)}" if self.mean else ""
        items = [f"input x : f32[N, {', '.join(map(str, self.shape))}]{normalize}", f"shortcut {self.option}",
                 f"bn eps {self.eps} momentum {self.momentum}", *(part.text() for part in self.parts)]
        blocks = "".join(f"{block.text()}\n" for block in self.blocks)
        body = "\n".join(f"  {item}" for item in items)
        return f"resnetc 1\n{blocks}model {self.name}(classes = {self.classes}) {{\n{body}\n}}\n"


def _tuple(values):
    return "(" + ", ".join(map(repr, values)) + ")"
