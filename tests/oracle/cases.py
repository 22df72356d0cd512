"""The networks that are compared, each as a description for the oracle and a text for the compiler."""
import dataclasses

import nets


@dataclasses.dataclass(frozen=True)
class Case:
    """`source` is a file of dsl/models, or None where the text is written from the description."""

    net: nets.Net
    source: str = None
    flags: tuple = ()
    forward_batches: tuple = (1, 3, 8)
    gradient_batch: int = 8


def small(shortcut, widths, block="basic", shape=(3, 13, 11), stem=(3, 5, 1), maxpool=False, **more):
    """A net of two to three short stages; odd sizes and widths that no vector length divides."""
    stages = tuple(nets.Stage(2 if i == 1 else 1, width, 1 if i == 0 else 2) for i, width in enumerate(widths))
    name = f"small_{block}_{'x'.join(map(str, widths))}_{shortcut}"
    return nets.Net(name, shape, stages, block=block, shortcut=shortcut, classes=7, stem=stem, maxpool=maxpool, **more)


SHIPPED = (
    Case(nets.digits(), "resnet_digits.dsl", gradient_batch=64),
    Case(nets.cifar(20), "cifar_resnet.dsl", gradient_batch=16),
    Case(nets.imagenet(18), "resnet18.dsl", gradient_batch=2),
)

SMALL = (
    Case(small("A", (5, 7, 12))),
    Case(small("B", (5, 7, 12), mean=(0.5, 0.4, 0.3), std=(0.3, 0.2, 0.25))),
    Case(small("C", (5, 7, 12))),
    Case(small("none", (5, 7, 12))),
    Case(small("A", (16, 32), shape=(3, 16, 16), stem=(3, 16, 1))),
    Case(small("B", (17, 33), shape=(4, 9, 15), stem=(5, 17, 1), eps=1e-3)),
    Case(small("B", (3, 6), block="bottleneck", shape=(2, 37, 29), stem=(7, 10, 2), maxpool=True)),
    Case(small("C", (4, 8), block="bottleneck", shape=(1, 20, 20), stem=(3, 8, 1), stride_in_3x3=False)),
    Case(small("B", (6, 11), block="preact_basic", shape=(3, 15, 9), stem=(3, 6, 1))),
    Case(small("A", (8, 10), block="twin", shape=(3, 10, 14), stem=(3, 4, 1))),
    Case(small("none", (6, 20, 11), block="convolutions", shape=(3, 14, 11), stem=(5, 0, 1))),
)


TWIN = """
block twin(c, stride = 1) {
  branch { conv 3x3 c /stride; bn }
  branch { conv 5x5 c /stride; bn }
  shortcut
  join add; relu
}
"""


def text(net):
    """The description in the compiler's language."""
    channels, height, width = net.input
    normalize = f" normalize mean {_tuple(net.mean)} std {_tuple(net.std)}" if net.mean else ""
    return f"""resnetc 1
{TWIN if net.block == "twin" else ""}
model {net.name}(classes = {net.classes}) {{
  input x : f32[N, {channels}, {height}, {width}]{normalize}
  shortcut {net.shortcut}
  bn       eps {net.eps:g} momentum 0.1
  names    torchvision
{_convolutions(net) if net.block == "convolutions" else _residual(net)}
}}
"""


def _residual(net):
    kernel, stem_width, stride = net.stem
    block = net.block if net.stride_in_3x3 else "bottleneck_2015"
    preact = net.block.startswith("preact")
    stem = f"conv {kernel}x{kernel} {stem_width} /{stride}" + ("" if preact else "; bn; relu")
    stages = [f"  stage layer{i} = {stage.repeat} x {block}({stage.width})" +
              (f" /{stage.stride}" if stage.stride > 1 else "") for i, stage in enumerate(net.stages, 1)]
    head = "bn; relu; avgpool global; fc classes" if preact else "avgpool global; fc classes"
    return "\n".join([f"  stem {{ {stem}{'; maxpool 3x3 /2' if net.maxpool else ''} }}", *stages, f"  head {{ {head} }}"])


def _convolutions(net):
    kernel = net.stem[0]
    layers = [f"conv {kernel}x{kernel} {stage.width} bias; relu" + ("; avgpool 2x2 /2" if stage.stride == 2 else "")
              for stage in net.stages]
    return f"  stem {{ {'; '.join(layers)} }}\n  head {{ fc 9; relu; fc classes }}"


def _tuple(values):
    return "(" + ", ".join(map(repr, values)) + ")"
