"""The networks that are compared: each a description for the oracle and a source for the compiler."""
import dataclasses
import pathlib
import re

import arrays
import compare
import nets
import small
from nets import classic, gated, googlenet, modern, preact, resnet

MODELS = pathlib.Path(__file__).resolve().parents[2] / "dsl" / "models"


@dataclasses.dataclass(frozen=True, eq=False)
class Case:
    """`text` is the compiler's source; without it, it is `file` of dsl/models, compiled with `flags`."""

    net: nets.Net
    text: str = None
    file: str = None
    flags: tuple = ()
    forward_batches: tuple = (1, 3)
    gradient_batch: int = 4
    bound: float = compare.BOUND  # of gradients
    vague: tuple = ()  # tensors whose gradient is not compared
    thorough: bool = False  # also compiled for inference alone and for AVX2
    deep: bool = False  # more blocks of what another case has: gradients only with --full
    full: bool = False  # a real size: only with --full

    @property
    def name(self):
        return self.net.name

    def weights(self, seed):
        """Shipped networks are deep: their statistics are near those of a batch, so that logits stay in range."""
        weights = nets.random_weights(self.net, seed)
        return arrays.calibrated(self.net, weights, seed) if self.file else weights

    def source(self, work):
        """The file to compile."""
        if self.file:
            return MODELS / self.file
        path = work / f"{self.name}.dsl"
        path.write_text(self.text)
        return path


SMALL = tuple(Case(spec.net(), spec.text(), forward_batches=(1, 3, 8), gradient_batch=8, thorough=True,
                   vague=getattr(spec, "vague", ())) for spec in small.SMALL)


def _shipped(net, model, defines=None, **more):
    """A case of dsl/models/MODEL.dsl with values for its parameters."""
    flags = [word for name, value in (defines or {}).items() for word in ("-D", f"{name}={value}")]
    return Case(net, file=f"{model}.dsl", flags=tuple(flags), **more)


def _imagenet(describe, model, *arguments, defines=None, full=False, side=64, **more):
    """A network for 224x224 images on smaller ones, or on its own size with batches of 1 and 2."""
    if full:
        net = describe(*arguments)
        net.name += "_224"
        return _shipped(net, model, defines, forward_batches=(1,), gradient_batch=2, full=True, **more)
    return _shipped(describe(*arguments, side=side), model, {"size": side, **(defines or {})},
                    forward_batches=(2,) if more.get("deep") else (1, 2), **more)


def _named(name, net):
    net.name = name
    return net


# One case for each model that ships, at the smallest size that shows all of it.
CIFAR = (
    _shipped(resnet.digits(), "resnet_digits", gradient_batch=64, forward_batches=(1, 3, 8), thorough=True),
    _shipped(resnet.cifar(20), "cifar_resnet", gradient_batch=16, thorough=True),
    _shipped(resnet.cifar(110, side=16), "cifar_resnet", {"n": 18, "size": 16}, gradient_batch=2),
    _shipped(_named("cifar_plain20", resnet.cifar(20, "none", side=16)), "cifar_plain", {"size": 16}),
    _shipped(resnet.cifar_bottleneck(29, side=16), "cifar_bottleneck", {"n": 3, "size": 16}),
    _shipped(preact.cifar(20, side=16), "cifar_preact", {"n": 3, "size": 16}),
    _shipped(preact.cifar_bottleneck(29, side=16), "cifar_preact_bottleneck", {"n": 3, "size": 16}),
    *(_shipped(preact.ablation(kind, 20, side=16), f"cifar_{kind}", {"n": 3, "size": 16})
      for kind in ("bn_after_add", "relu_before_add", "relu_only_preact")),
    _shipped(preact.wide(16, 2, side=16), "wide_resnet", {"n": 2, "k": 2, "size": 16}),
    _shipped(preact.wide(16, 2, side=16, dropout=0.3), "wide_resnet_dropout", {"n": 2, "k": 2, "size": 16}),
    _shipped(modern.resnext29(4, 16, 16, side=16), "resnext29", {"cardinality": 4, "width": 16, "channels": 16, "size": 16}),
    _shipped(classic.nin(width=2), "nin", {"width": 2}),
    _shipped(classic.dsn(width=2), "dsn", {"width": 2}),
    _shipped(gated.maxout(width=6, hidden=10), "maxout", {"width": 6, "hidden": 10}),
    _shipped(gated.fitnet(side=16, width=4, hidden=20), "fitnet19", {"size": 16, "width": 4, "hidden": 20}),
    _shipped(gated.highway(19, side=16, width=4), "highway19", {"size": 16, "width": 4}),
    _shipped(gated.highway(32, side=16, width=8), "highway32", {"size": 16, "width": 8}),
)

IMAGENET = (
    _imagenet(resnet.imagenet, "resnet18", 18),
    _imagenet(resnet.imagenet, "resnet34", 34, deep=True),
    _imagenet(resnet.imagenet, "resnet50", 50),
    _imagenet(resnet.imagenet, "resnet101", 101, deep=True),
    _imagenet(resnet.imagenet, "resnet152", 152, deep=True),
    *(_imagenet(lambda side, depth=depth: resnet.imagenet(depth, side=side, block=resnet.bottleneck_2015,
                                                          name=f"resnet{depth}_2015"),
                f"resnet{depth}_2015", deep=depth > 50) for depth in (50, 101, 152)),
    *(_imagenet(resnet.caffe, f"resnet{depth}_caffe", depth, deep=depth > 50) for depth in (50, 101, 152)),
    _imagenet(lambda side: resnet.imagenet(18, "none", side, name="plain18"), "plain18"),
    _imagenet(lambda side: resnet.imagenet(34, "none", side, name="plain34"), "plain34", deep=True),
    *(_imagenet(lambda side, option=option: resnet.imagenet(18, option, side, name=f"resnet18_{option}"), "resnet18",
                defines={"shortcut": option}) for option in "AC"),
    *(_imagenet(preact.imagenet, f"preact_resnet{depth}", depth, deep=depth not in (18, 50))
      for depth in (18, 34, 50, 101, 152, 200)),
    *(_imagenet(modern.resnext, f"resnext{depth}_{cardinality}x{group}d", depth, cardinality, group, deep=depth > 50)
      for depth, cardinality, group in ((50, 32, 4), (101, 32, 8), (101, 64, 4))),
    *(_imagenet(modern.wide_bottleneck, f"wide_resnet{depth}_2", depth, deep=depth > 50) for depth in (50, 101)),
    _imagenet(modern.se_resnet, "se_resnet50", 50),
    _imagenet(googlenet.googlenet, "googlenet", side=96),
    *(_imagenet(lambda side, depth=depth: classic.vgg(depth, side, 8, 64), f"vgg{depth}",
                defines={"width": 8, "hidden": 64}, deep=depth > 16) for depth in (16, 19)),
    *(_shipped(classic.prelu_net(kind, 2, 64), f"prelu_net_{kind}", {"width": 2, "hidden": 64}, gradient_batch=2,
               deep=kind != "a") for kind in "abc"),
)

# The sizes of the papers.
FULL = (
    *(_shipped(_named(f"cifar_resnet{depth}_32", resnet.cifar(depth)), "cifar_resnet", {"n": (depth - 2) // 6},
               gradient_batch=2, full=True) for depth in (32, 44, 56, 110)),
    _shipped(resnet.cifar(1202), "cifar_resnet", {"n": 200}, gradient_batch=2, bound=1e-3, full=True),
    _shipped(_named("cifar_plain32", resnet.cifar(32, "none")), "cifar_plain", {"n": 5}, full=True),
    _shipped(preact.cifar(110), "cifar_preact", gradient_batch=2, full=True),
    *(_shipped(preact.ablation(kind, 110), f"cifar_{kind}", gradient_batch=2, full=True)
      for kind in ("bn_after_add", "relu_before_add", "relu_only_preact")),
    _shipped(resnet.cifar_bottleneck(164), "cifar_bottleneck", gradient_batch=2, full=True),
    _shipped(preact.cifar_bottleneck(164), "cifar_preact_bottleneck", gradient_batch=2, full=True),
    _shipped(preact.cifar_bottleneck(1001), "cifar_preact_bottleneck", {"n": 111}, gradient_batch=2, full=True),
    _shipped(_named("nin_full", classic.nin()), "nin", gradient_batch=2, full=True),
    _shipped(_named("dsn_full", classic.dsn()), "dsn", gradient_batch=2, full=True),
    _shipped(_named("maxout_full", gated.maxout()), "maxout", gradient_batch=2, full=True),
    _shipped(_named("fitnet19_full", gated.fitnet()), "fitnet19", gradient_batch=2, full=True),
    *(_shipped(_named(f"highway{depth}_full", gated.highway(depth)), f"highway{depth}", gradient_batch=2, full=True)
      for depth in (19, 32)),
    _imagenet(resnet.imagenet, "resnet18", 18, full=True),
    _imagenet(resnet.imagenet, "resnet50", 50, full=True),
    _imagenet(googlenet.googlenet, "googlenet", full=True),
    _imagenet(classic.vgg, "vgg16", 16, full=True),
)

SHIPPED = CIFAR + IMAGENET + FULL


def without_case():
    """Models that ship and that no case compares."""
    compared = {case.file for case in SHIPPED if not case.full}
    return sorted(path.name for path in MODELS.glob("*.dsl") if path.name not in compared)
