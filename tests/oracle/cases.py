"""The networks that are compared: each a description for the oracle and a source for the compiler."""
import dataclasses
import pathlib
import re

import arrays
import compare
import nets
import small
from nets import resnet

MODELS = pathlib.Path(__file__).resolve().parents[2] / "dsl" / "models"


@dataclasses.dataclass(frozen=True, eq=False)
class Case:
    """`text` is the compiler's source; without it, it is `file` of dsl/models with `flags`, its images of the
    description's size."""

    net: nets.Net
    text: str = None
    file: str = None
    flags: tuple = ()
    forward_batches: tuple = (1, 3)
    gradient_batch: int = 4
    bound: float = compare.BOUND  # of gradients
    thorough: bool = False  # compiled for inference alone and for AVX2 as well
    full: bool = False  # a real size: only with --full

    @property
    def name(self):
        return self.net.name

    def weights(self, seed):
        """Shipped networks are deep: their statistics are near those of a batch, so that logits stay in range."""
        weights = nets.random_weights(self.net, seed)
        return arrays.calibrated(self.net, weights, seed) if self.file else weights

    def source(self, work):
        """The file to compile. A shipped one is taken as it is, or without its recipe and with images of another size."""
        text = self.text
        if self.file:
            shipped = (MODELS / self.file).read_text(encoding="utf-8")
            size = "f32[N, {}, {}, {}]".format(*self.net.input)
            text = INPUT.sub(size, shipped)
            if text == shipped:
                return MODELS / self.file
            text = RECIPE.sub("", text)
        path = work / f"{self.name}.dsl"
        path.write_text(text)
        return path


INPUT = re.compile(r"f32\[N, \d+, \d+, \d+\]")
RECIPE = re.compile(r"^train .*?^}", re.MULTILINE | re.DOTALL)
MODEL = re.compile(r"^model (\w+)", re.MULTILINE)

SMALL = tuple(Case(spec.net(), spec.text(), forward_batches=(1, 3, 8), gradient_batch=8, thorough=True)
              for spec in small.SMALL)

SHIPPED = (
    Case(resnet.digits(), file="resnet_digits.dsl", gradient_batch=64, forward_batches=(1, 3, 8), thorough=True),
    Case(resnet.cifar(20), file="cifar_resnet.dsl", gradient_batch=16, thorough=True),
    Case(resnet.cifar(20, "none", name="cifar_plain20"), file="cifar_resnet.dsl", flags=("-D", "shortcut=none")),
    Case(resnet.cifar(110, side=16), file="cifar_resnet.dsl", flags=("-D", "n=18"), gradient_batch=2),
    Case(resnet.imagenet(18, side=64), file="resnet18.dsl"),
    Case(resnet.imagenet(18, "none", side=64, name="plain18"), file="resnet18.dsl", flags=("-D", "shortcut=none")),
    Case(resnet.imagenet(34, side=64), file="resnet34.dsl"),
    Case(resnet.imagenet(50, side=64), file="resnet50.dsl"),
    Case(resnet.imagenet(18), file="resnet18.dsl", gradient_batch=2, full=True),
    Case(resnet.imagenet(50), file="resnet50.dsl", gradient_batch=2, full=True),
    Case(resnet.cifar(1202), file="cifar_resnet.dsl", flags=("-D", "n=200"), gradient_batch=2, bound=1e-3, full=True),
)


def without_case():
    """Models that ship and that no case compares."""
    compared = set()
    for case in SHIPPED:
        if case.file:
            names = MODEL.findall((MODELS / case.file).read_text(encoding="utf-8"))
            chosen = [flag.removeprefix("--model=") for flag in case.flags if flag.startswith("--model=")]
            compared.update((case.file, name) for name in chosen or names[:1])
    shipped = {(path.name, name) for path in MODELS.glob("*.dsl")
               for name in MODEL.findall(path.read_text(encoding="utf-8"))}
    return sorted(f"{name} of {file}" for file, name in shipped - compared)
