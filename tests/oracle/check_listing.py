"""The parameters that `resnetc --print-models` counts, against descriptions of the same networks at their full size."""
import nets
from nets import classic, gated, googlenet, modern, preact, resnet


def _described(model, n=0):
    """The network of a row; `n` is its number of blocks where it has such a parameter."""
    family, _, rest = model.rpartition("_")
    depth = int("".join(c for c in model.split("_")[0] if c.isdigit()) or 0)
    if model.startswith("preact_resnet"):
        return preact.imagenet(int(model.removeprefix("preact_resnet")))
    if model.startswith("wide_resnet") and rest == "2":
        return modern.wide_bottleneck(int(family.removeprefix("wide_resnet")))
    if model.startswith("prelu_net"):
        return classic.prelu_net(rest)
    if model.startswith("resnext") and rest.endswith("d"):
        return modern.resnext(depth, *map(int, rest.removesuffix("d").split("x")))
    if model in ("cifar_bn_after_add", "cifar_relu_before_add", "cifar_relu_only_preact"):
        return preact.ablation(model.removeprefix("cifar_"), 6 * n + 2)
    if rest == "caffe":
        return resnet.caffe(depth)
    if rest == "2015" or model in ("resnet18", "resnet34", "resnet50", "resnet101", "resnet152"):
        return resnet.imagenet(depth)  # where the stride is does not change the count
    return {
        "cifar_bottleneck": lambda: resnet.cifar_bottleneck(9 * n + 2),
        "cifar_plain": lambda: resnet.cifar(6 * n + 2, "none"),
        "cifar_preact": lambda: preact.cifar(6 * n + 2),
        "cifar_preact_bottleneck": lambda: preact.cifar_bottleneck(9 * n + 2),
        "cifar_resnet": lambda: resnet.cifar(6 * n + 2),
        "dsn": classic.dsn,
        "fitnet19": gated.fitnet,
        "googlenet": googlenet.googlenet,
        "highway19": lambda: gated.highway(19),
        "highway32": lambda: gated.highway(32),
        "maxout": gated.maxout,
        "nin": classic.nin,
        "plain18": lambda: resnet.imagenet(18, "none"),
        "plain34": lambda: resnet.imagenet(34, "none"),
        "resnet_digits": resnet.digits,
        "resnext29": modern.resnext29,
        "se_resnet50": lambda: modern.se_resnet(50),
        "vgg16": lambda: classic.vgg(16),
        "vgg19": lambda: classic.vgg(19),
        "wide_resnet": lambda: preact.wide(6 * n + 4, 10),
        "wide_resnet_dropout": lambda: preact.wide(6 * n + 4, 10, dropout=0.3),
    }[model]()


def check(driver, record):
    table, *_ = driver.run("resnetc", "--print-models").split("\n\n")  # notes follow
    header, *rows = table.strip().splitlines()
    if "parameters" not in header:
        raise ValueError(f"--print-models: no column `parameters` in '{header}'")
    units, wrong = {"k": 1e3, "M": 1e6, "G": 1e9}, []
    for row in rows:
        model, _, _, number, unit, *rest = row.split()
        defines = dict(word.split("=") for word in rest if "=" in word)
        try:
            count = nets.parameter_count(_described(model, int(defines.get("n", 0))))
        except KeyError:
            wrong.append(f"{model} has no description")
            continue
        told = float(number) * units[unit]
        if abs(told - count) > 0.006 * count:  # three digits are shown
            wrong.append(f"{model} {' '.join(rest)}: {number} {unit}, the paper's network {count}")
    record.require(f"parameters of {len(rows)} models as listed", rows and not wrong, "; ".join(wrong))
