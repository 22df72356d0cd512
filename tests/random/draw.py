"""Draws a model from a seed: every word of the language that computes, on odd sizes and widths.

Sizes come from short lists, so that networks share kernels and the compiler's cache serves the later ones. What is drawn
is tried on a description at once, and drawn again where it cannot stand.
"""
import random

import arrays
from statements import (BENT, BN, GLOBAL, RELU, SCALES, SIGMOID, Aux, Block, Call, Conv, Ends, Fork, Linear, Model, Plain,
                        Pool, Stage, Unfit, Walk, build)

TRIES = 40  # of a statement
WIDTHS = ("1", "2", "3", "4", "5", "8", "15", "16", "17", "33")
SIZES = (1, 2, 3, 5, 7, 9, 13)
KERNELS = ("3x3", "3x3", "3x3", "1x1", "1x1", "5x5", "2x2", "1x3", "3x1", "4x3", "3")
ODD = ("1x1", "1x1", "3x3", "3x3", "3x3", "5x5", "3x1", "1x5")  # those whose padding keeps the size of the map
STRIDES = ("", "", "", "2", "2", "3", "2x1", "1x2")


def model(seed, index):
    """Number `index` of the networks of `seed`."""
    rng = random.Random(f"{seed}/{index}")
    while True:
        try:
            return Drawing(rng, f"random_{seed}_{index}").model
        except Unfit:
            continue


def missing(seed, count):
    """Operations that none of the first networks has."""
    return sorted({*arrays.OPERATIONS} - {node.op for index in range(count) for node in model(seed, index).net().nodes})


class Drawing:
    """One model; `x` is the value that has been reached, of a description that only serves to try."""

    def __init__(self, rng, name):
        self.rng = rng
        shape = (rng.choice((1, 1, 2, 3, 3, 3, 4, 5, 15, 17)), rng.choice(SIZES), rng.choice(SIZES))
        self.model = Model(name, shape, rng.choice((2, 3, 5, 10)), rng.randint(1, 5), option=rng.choice("AABBBC") if
                           rng.random() < 0.9 else "none", eps=rng.choice(("1e-5", "1e-5", "1e-3")),
                           momentum=rng.choice(("0.1", "0.1", "0.3", "1")), nesterov=rng.random() < 0.3)
        if rng.random() < 0.25:
            self.model.mean = tuple(round(rng.uniform(0.2, 0.7), 3) for _ in range(shape[0]))
            self.model.std = tuple(round(rng.uniform(0.2, 0.4), 3) for _ in range(shape[0]))
        self.walk = Walk(self.model)
        self.x = self.walk.description.images
        if rng.random() < 0.85:
            self.part(lambda: Ends("stem", self.body(self.walk.ends, self.x, rng.choice((1, 1, 2)))[0]))
        self.aux()
        for number in range(rng.choice((0, 1, 1, 1, 2))):
            self.part(lambda: self.stage(f"layer{number + 1}"))
            self.aux()
        self.part(lambda: Ends("head", self.head(self.walk.ends, self.x)))
        self.enough(self.model.net())

    def enough(self, net):
        """Mostly a batch of five where a batch norm would see fewer than four values: with two it passes hardly any
        gradient, with one none, and training is refused."""
        fewest = min((node.shape[1] * node.shape[2] for node in net.nodes if node.op == "bn"), default=4)
        if self.model.batch * fewest < 4 and self.rng.random() < 0.8:
            self.model.batch = 5

    def part(self, drawn):
        """Adds a part, drawn until it fits where it stands."""
        for _ in range(TRIES):
            try:
                blocks = list(self.model.blocks)
                part = drawn()
                self.x = part.build(self.walk, self.x)
                self.model.parts.append(part)
                return
            except Unfit:
                self.model.blocks = blocks
        raise Unfit

    def aux(self):
        if self.rng.random() < 0.12:
            number = sum(isinstance(part, Aux) for part in self.model.parts) + 1
            name, weight = f"beside{number}", self.rng.choice(("", "0.3", "2"))
            self.part(lambda: Aux(name, weight, self.head(self.walk.scope(name), self.x)))

    # Bodies: lists of statements with the value that they reach.

    def tried(self, draw, scope, x):
        """A short list of statements that can stand after `x`, and the value after them."""
        for _ in range(TRIES):
            statements = draw(x)
            try:
                return statements, build(statements, scope, x)
            except Unfit:
                continue
        raise Unfit

    def body(self, scope, x, runs, inside=False):
        """Some layers, and forks; `inside` a block, where numbers may be its parameters."""
        body, strided = [], not inside
        for _ in range(runs):
            if self.rng.random() < 0.35 and x.index < 25:
                more, x = self.tried(lambda x: self.fork(x, inside, strided), scope, x)
                strided = True
            else:
                more, x = self.tried(lambda x: self.run(x, inside), scope, x)
            body += more
        return body, x

    def head(self, scope, x):
        rng, body = self.rng, []
        if rng.random() < 0.3:
            body, x = self.body(scope, x, 1)
        if rng.random() < 0.15:
            return body + [Conv("classes", rng.choice(("1x1", "3x3"))), GLOBAL]
        if rng.random() < 0.6:
            body = body + [GLOBAL]
        if rng.random() < 0.2:
            body = body + [self.dropout()]
        for _ in range(rng.choice((0, 0, 0, 1, 2))):
            body = body + [Linear(rng.choice(WIDTHS[3:]), rng.random() < 0.7), *self.activation(0.2)]
        if rng.random() < 0.1:
            piece = Linear("classes")
            return body + [Fork([[piece], [piece]], rng.choice(("max", "add")))]
        return body + [Linear("classes", rng.random() < 0.8)]

    def stage(self, name):
        repeats = [(self.rng.choice((1, 1, 2)), self.call(self.x))]
        if self.rng.random() < 0.25:
            repeats.append((self.rng.choice((0, 1, 2)), self.call(self.x)))
        return Stage(name, repeats)

    def call(self, x):
        """Of a new block, or of one that is there."""
        out, stride = self.rng.choice(WIDTHS), self.rng.choice(STRIDES[:6])
        if self.model.blocks and self.rng.random() < 0.3:
            return Call(self.rng.choice(self.model.blocks), out, stride)
        block = Block(f"block{len(self.model.blocks) + 1}", [])
        scope = Call(block, out, stride).inside(self.walk.scope("scratch"))
        block.body, _ = self.body(scope, x, self.rng.choice((1, 1, 2)), inside=True)
        self.model.blocks.append(block)
        return Call(block, out, stride)

    # Runs of layers.

    def run(self, x, inside):
        """Layers in an order that networks have, or in any."""
        rng = self.rng
        kind = rng.choice(("conv", "conv", "conv", "before", "pool", "any", "any"))
        if kind == "conv":
            return [self.conv(x, inside), *self.activation(0.75)]
        if kind == "before":
            return [*self.activation(0.9), self.conv(x, inside)]
        if kind == "pool":
            return [self.pool()]
        return [self.anything(x, inside) for _ in range(rng.choice((1, 2)))]

    def anything(self, x, inside):
        rng = self.rng
        return rng.choice((lambda: BN, lambda: RELU, *[lambda: rng.choice(BENT)] * 2, lambda: rng.choice(SCALES), self.dropout,
                           self.lrn, self.pool, lambda: self.conv(x, inside), lambda: self.grouped(x),
                           lambda: Linear(self.width(inside))))()

    def activation(self, normed):
        """Batch norm with the probability `normed`, and something bent."""
        rng = self.rng
        norm = [BN] if rng.random() < normed else []
        return norm + rng.choice(([RELU], [RELU], [RELU], [rng.choice(BENT)], [rng.choice(BENT)], []))

    def width(self, inside):
        return self.rng.choice(("c", "c", "c", "2 * c")) if inside and self.rng.random() < 0.8 else self.rng.choice(WIDTHS)

    def conv(self, x, inside):
        rng = self.rng
        if rng.random() < 0.15:
            return self.grouped(x)
        pad = rng.choice(("", "", "", "", "0", "1", "2", "0x1", "2x1"))
        return Conv(self.width(inside), rng.choice(KERNELS), rng.choice(STRIDES), pad, bias=self.bias())

    def bias(self):
        return self.rng.choice(("", "", "", "bias", "bias", "bias -2", "nobias"))

    def grouped(self, x):
        """As many groups as divide the channels, up to one for each."""
        rng, channels = self.rng, x.shape[0]
        groups = rng.choice([g for g in range(1, channels + 1) if channels % g == 0][-3:])
        return Conv(str(groups * rng.choice((1, 1, 2, 3))), rng.choice(ODD), rng.choice(STRIDES), groups=str(groups),
                    bias=self.bias())

    def pool(self):
        rng = self.rng
        if rng.random() < 0.1:
            return GLOBAL
        most = rng.random() < 0.5
        kernel, stride, pad = rng.choice(("2x2", "3x3", "3x3", "3x2", "1x2", "4x4", "5", "1x1")), rng.choice(STRIDES), \
            rng.choice(("", "", "0", "1", "1x0", "2"))
        return Pool("maxpool" if most else "avgpool", kernel, stride, pad, most and rng.random() < 0.4)

    def dropout(self):
        rate = self.rng.choice(("0", "0.2", "0.5", "0.8"))
        return Plain(f"dropout {rate}", "dropout", (float(rate),))

    def lrn(self):
        rng = self.rng
        size, alpha = rng.choice((1, 3, 5, 5, 9)), rng.choice(("0.0001", "0.1", "1"))
        beta, k = rng.choice(("0.75", "0.5", "1")), rng.choice(("1", "2", "0.5"))
        return Plain(f"lrn {size} alpha {alpha} beta {beta} k {k}", "lrn", (size, float(alpha), float(beta), float(k)))

    # Forks.

    def fork(self, x, inside, strided):
        """One fork, and an activation behind it; `strided` when the block's stride has been used."""
        rng = self.rng
        join = rng.choice(("add", "add", "add", "concat", "concat", "max", "gated"))
        stride = "stride" if inside and not strided else rng.choice(("", "", "", "2"))
        if join == "gated":
            fork = self.gated(x, inside)
        elif join == "concat":
            fork = self.concat(x, inside, stride)
        else:
            fork = self.same(x, inside, stride, join)
        return [fork, *self.activation(0.2)] if rng.random() < 0.6 else [fork]

    def same(self, x, inside, stride, join):
        """Branches of one shape, now and then two that are alike, and often a shortcut."""
        rng = self.rng
        out = self.width(inside)
        paths = [self.shaped(out, stride) for _ in range(rng.choice((1, 1, 1, 2, 2, 3)))]
        if rng.random() < 0.15:
            paths.append(list(paths[0]))
        if len(paths) == 1 or rng.random() < 0.5:
            paths.insert(rng.randint(0, len(paths)), rng.choice(("shortcut", "shortcut", "shortcut conv")))
        if rng.random() < 0.15:  # keeps the shape as it is
            pools = Pool("maxpool", "3x3"), Pool("avgpool", "3x3", pad="1")
            paths.append([rng.choice((RELU, BN, SIGMOID, *pools, self.dropout()))])
        return Fork(paths, join)

    def concat(self, x, inside, stride):
        rng = self.rng
        with_shortcut = rng.random() < 0.4
        paths = [self.shaped(self.width(inside), "" if with_shortcut else stride) for _ in range(rng.choice((1, 2, 2, 3)))]
        if rng.random() < 0.3:
            paths.append([Pool("maxpool", "3x3", "" if with_shortcut else stride)])
        if with_shortcut or len(paths) == 1:
            paths.insert(rng.randint(0, len(paths)), "shortcut")
        return Fork(paths, "concat")

    def gated(self, x, inside):
        """A gate per element or per channel; on the input, on a branch, or between both."""
        rng = self.rng
        kind = rng.choice(("scale", "two", "highway"))
        out = self.width(inside) if kind == "two" else str(x.shape[0])
        if rng.random() < 0.5:
            gate = [GLOBAL, *([Linear("3"), RELU] if rng.random() < 0.5 else []), Linear(out), SIGMOID]
        else:
            gate = self.shaped(out, "")[:1] + [SIGMOID]
        paths = [gate] if kind == "scale" else [self.shaped(out, ""), gate]
        if kind != "two":
            paths.insert(rng.randint(0, len(paths)), "shortcut")
        return Fork(paths, "gated")

    def nested(self, out, stride):
        """A block in a branch, where there is one."""
        blocks = self.model.blocks
        return [Call(self.rng.choice(blocks), out, stride)] if blocks else [Conv(out, "1x1", stride)]

    def shaped(self, out, stride):
        """A branch of `out` channels on maps that only the stride makes smaller; its first layer is a convolution."""
        rng = self.rng
        last = [Conv(out, rng.choice(ODD), stride, bias=self.bias()), *self.activation(0.6)]
        kind = rng.choice(("one", "one", "two", "before", "pool", "nested"))
        if kind == "nested":
            return self.nested(out, stride)
        if kind == "two":
            last[0].stride = ""
            return [Conv(rng.choice(WIDTHS), rng.choice(ODD), stride, bias=self.bias()), *self.activation(0.7), *last]
        if kind == "before":
            return [last[0], *self.activation(0.9), Conv(out, rng.choice(ODD))]
        if kind == "pool":
            return [last[0], Pool("maxpool", "3x3"), *last[1:]]
        return last
