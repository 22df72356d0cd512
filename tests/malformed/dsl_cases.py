"""Malformed texts of the language: one broken constraint each, written by hand, and seeded mutations."""
import random
import re

BASE = """resnetc 1

block unit(c, stride = 1) {
  branch { conv 3x3 c /stride; bn; relu; conv 3x3 c; bn }
  shortcut
  join add; relu
}

model tiny(classes = 10) {
  input x : f32[N, 1, 8, 8] normalize mean (0.5) std (0.25)
  shortcut A
  bn       eps 1e-5 momentum 0.1
  names    torchvision
  stem     { conv 3x3 4; bn; relu }
  stage layer1 = 1 x unit(4)
  stage layer2 = 1 x unit(8) /2
  head     { avgpool global; fc classes }
}

train fast for tiny {
  data     digits   eval digits
  augment  shift 1
  loss     softmax_cross_entropy   init he_normal fan_out
  sgd      lr 0.1 momentum 0.9 weight_decay 1e-4
  lr       /10 at 50%, 75%
  batch    16   epochs 2   seed 1
}
"""

# Constraint of dsl/grammar.md, what is wrong, and the replacement in BASE that makes it so.
HAND_WRITTEN = (
    (1, "too large", "resnetc 1\n", "resnetc 1\n" + "#" + "x" * (1 << 20) + "\n"),
    (2, "NUL byte", "eps 1e-5", "eps \0 1e-5"),
    (2, "byte that is not UTF-8", "names    torchvision", b"names    torch\xffvision"),
    (2, "cut UTF-8 sequence", "# no", b"\xe2\x82", ),
    (2, "byte order mark", "resnetc 1\n", "\ufeffresnetc 1\n"),
    (2, "character of no token", "unit(8) /2", "unit(8) @2"),
    (2, "letter outside ASCII", "join add; relu", "join add; relü"),
    (3, "open quote", "data     digits ", 'data     folder "no end\n'),
    (4, "integer too large", "conv 3x3 4;", "conv 3x3 99999999999999999999;"),
    (4, "number beyond double", "eps 1e-5", "eps 1e-99999"),
    (4, "number grown into a name", "1 x unit(4)", "1 x unit(4a)"),
    (4, "name too long", "model tiny(", "model " + "t" * 65 + "("),
    (5, "no version", "resnetc 1\n", "\n"),
    (5, "version of the future", "resnetc 1\n", "resnetc 2\n"),
    (5, "version that is no number", "resnetc 1\n", "resnetc one\n"),
    (6, "two statements side by side", "bn; relu }\n  stage layer1", "bn relu }\n  stage layer1"),
    (6, "stride as a word", "conv 3x3 4;", "conv 3x3 4 stride 2;"),
    (7, "option with a sign", "conv 3x3 4;", "conv 3x3 4 pad=1;"),
    (7, "no closing brace", "  batch    16   epochs 2   seed 1\n}\n", "  batch    16   epochs 2   seed 1\n"),
    (7, "no parenthesis", "unit(8) /2", "unit(8 /2"),
    (7, "nothing but a brace", BASE[10:], "}\n"),
    (7, "kernel without a number", "conv 3x3 4;", "conv;"),
    (8, "reserved word as a name", "stage layer1", "stage stem"),
    (8, "reserved word as a model", "model tiny(", "model relu("),
    (9, "deep parentheses", "unit(8)", "unit(" + "(" * 5000 + "8" + ")" * 5000 + ")"),
    (9, "endless sum", "unit(8)", "unit(8" + " + 0" * 20000 + ")"),
    (9, "endless minus", "unit(8)", "unit(" + "-" * 20000 + "8)"),
    (10, "stride given twice", "conv 3x3 4;", "conv 3x3 4 /1 /1;"),
    (10, "eps given twice", "bn       eps 1e-5", "bn       eps 1e-5 eps 1e-4"),
    (11, "parameter twice", "block unit(c, stride = 1)", "block unit(c, c = 1, stride = 1)"),
    (12, "unknown block", "1 x unit(4)", "1 x unti(4)"),
    (12, "unknown layer", "conv 3x3 4; bn; relu }", "conv 3x3 4; bn; rleu }"),
    (12, "layer of another system", "conv 3x3 4; bn; relu }", "conv 3x3 4; bn; gelu }"),
    (12, "call of another system's layer", "conv 3x3 4; bn; relu }", "conv2d(1, 4); bn; relu }"),
    (12, "unknown line of a model", "  names    torchvision", "  nmaes    torchvision"),
    (12, "unknown clause of train", "  batch    16 ", "  bacth    16 "),
    (12, "activation of another system", "conv 3x3 4; bn; relu }", "conv 3x3 4; bn; lrelu }"),
    (7, "layer written as a call", "conv 3x3 4; bn; relu }", "conv(4, 3x3); bn; relu }"),
    (7, "layer of another system with its kernel", "conv 3x3 4; bn; relu }", "conv2d(4, 3x3); bn; relu }"),
    (7, "layer with an empty list", "conv 3x3 4; bn; relu }", "conv 3x3 4; bn; relu() }"),
    (6, "misspelt option", "conv 3x3 4;", "conv 3x3 4 padd 1;"),
    (13, "too many arguments", "unit(8) /2", "unit(8, 1, 3)"),
    (13, "argument that no parameter takes", "unit(8) /2", "unit(8, width = 3)"),
    (13, "argument missing", "unit(8) /2", "unit() /2"),
    (13, "stride given by name and by sign", "unit(8) /2", "unit(8, stride = 2) /2"),
    (14, "two models of one name", "train fast", "model tiny {\n  input x : f32[N, 1, 8, 8]\n  head { fc 10 }\n}\n\ntrain fast"),
    (15, "unknown parameter", "fc classes", "fc clases"),
    (16, "block inside itself", "branch { conv 3x3 c /stride;", "branch { unit(c); conv 3x3 c /stride;"),
    (18, "parameter without a value", "tiny(classes = 10)", "tiny(classes)"),
    (19, "branch in a branch", "branch { conv 3x3 c /stride;", "branch { branch { bn }; conv 3x3 c /stride;"),
    (19, "join of nothing", "  branch { conv 3x3 c /stride; bn; relu; conv 3x3 c; bn }\n  shortcut\n", ""),
    (19, "shortcut beside nothing", "  branch { conv 3x3 c /stride; bn; relu; conv 3x3 c; bn }\n", ""),
    (20, "unknown join", "join add", "join multiply"),
    (21, "empty stem", "stem     { conv 3x3 4; bn; relu }", "stem     { }"),
    (22, "no input", "  input x : f32[N, 1, 8, 8] normalize mean (0.5) std (0.25)\n", ""),
    (22, "two heads", "fc classes }\n", "fc classes }\n  head     { fc classes }\n"),
    (23, "two stages of one name", "stage layer2", "stage layer1"),
    (24, "no repeats", "1 x unit(4)", "0 x unit(4)"),
    (24, "too many repeats", "1 x unit(4)", "2000000000 x unit(4)"),
    (25, "stride of a block without one", "unit(8) /2", "fixed(8) /2"),
    (26, "no channels", "conv 3x3 4;", "conv 3x3 0;"),
    (26, "negative channels", "conv 3x3 4;", "conv 3x3 (0 - 4);"),
    (27, "kernel of nothing", "conv 3x3 4;", "conv 0x3 4;"),
    (28, "stride of nothing", "unit(8) /2", "unit(8) /0"),
    (29, "negative padding", "conv 3x3 4;", "conv 3x3 4 pad (0 - 1);"),
    (30, "unknown type", "f32[N", "f16[N"),
    (30, "fixed batch", "f32[N", "f32[32"),
    (30, "input of no rows", "1, 8, 8]", "1, 0, 8]"),
    (31, "two means for one channel", "mean (0.5)", "mean (0.5, 0.5)"),
    (31, "deviation of zero", "std (0.25)", "std (0.0)"),
    (32, "negative eps", "eps 1e-5", "eps -1e-5"),
    (32, "momentum above one", "momentum 0.1\n", "momentum 1.5\n"),
    (33, "unknown names", "names    torchvision", "names    timm"),
    (34, "unknown option", "shortcut A", "shortcut D"),
    (35, "kernel larger than the map", "conv 3x3 4;", "conv 11x11 4 pad 0;"),
    (36, "branches of two shapes", "  shortcut\n  join", "  branch { conv 1x1 (c + 1) /stride }\n  join"),
    (37, "shortcut that cannot reach", "branch { conv 3x3 c /stride;", "branch { conv 3x3 c /stride pad 0;"),
    (38, "weights beyond 32 bits", "fc classes", "fc 60000; fc 60000"),
    (39, "too many layers", "1 x unit(4)", "10000 x crowd(4)"),
    (40, "division with a remainder", "unit(8) /2", "unit((9 / 2)) /2"),
    (40, "division by zero", "unit(8) /2", "unit((8 / 0)) /2"),
    (40, "product beyond 32 bits", "unit(8) /2", "unit(2000000000 * 2000000000) /2"),
    (41, "no model", BASE[BASE.index("model tiny"):], ""),
    (42, "recipe of an unknown model", "for tiny", "for tinny"),
    (43, "recipe without a batch", "batch    16   epochs", "epochs"),
    (43, "two losses", "loss     softmax_cross_entropy", "loss softmax_cross_entropy loss softmax_cross_entropy"),
    (44, "unknown data", "data     digits", "data     digist"),
    (44, "data without a folder", "data     digits", "data     folder"),
    (45, "unknown loss", "softmax_cross_entropy", "softmax_crossentropy"),
    (45, "unknown initialisation", "he_normal fan_out", "xavier fan_out"),
    (46, "rate of zero", "lr 0.1", "lr 0"),
    (46, "negative weight decay", "weight_decay 1e-4", "weight_decay -1e-4"),
    (47, "points out of order", "50%, 75%", "75%, 50%"),
    (47, "percents and epochs", "50%, 75%", "50%, 1"),
    (48, "warm-up longer than the training", "  batch    16", "  warmup   5 epochs\n  batch    16"),
    (49, "shift by nothing", "shift 1", "shift 0"),
    (50, "data of another shape", "f32[N, 1, 8, 8]", "f32[N, 1, 9, 9]"),
    (51, "batch of nothing", "batch    16", "batch    0"),
    (51, "negative epochs", "epochs 2", "epochs -2"),
    (52, "loss of a map", "head     { avgpool global; fc classes }", "head     { conv 1x1 classes }"),
    (8, "reserved word as a parameter", "tiny(classes = 10)", "tiny(classes = 10, groups = 2)"),
    (15, "crop of no parameter", "shift 1", "crop size"),
    (19, "bare projection before a concatenation", "shortcut\n  join add", "shortcut conv\n  join concat"),
    (22, "auxiliary head before the stem", "  stem ", "  aux early { fc classes }\n  stem "),
    (23, "auxiliary head named as a stage", "  head ", "  aux layer1 { fc classes }\n  head "),
    (24, "repeats below nothing", "1 x unit(4)", "1 x unit(4) then (0 - 1) x unit(4)"),
    (53, "dropout of everything", "fc classes", "dropout 1; fc classes"),
    (54, "normalisation over an even window", "fc classes", "lrn 4; fc classes"),
    (54, "normalisation by a negative power", "fc classes", "lrn 5 beta -1; fc classes"),
    (55, "groups that do not divide", "conv 3x3 4;", "conv 3x3 4; conv 3x3 4 groups 3;"),
    (56, "average rounded up", "avgpool global", "avgpool 3x3 /2 ceil"),
    (57, "concatenation of two sizes", "shortcut\n  join add", "branch { maxpool 3x3 /4 }\n  join concat"),
    (58, "gate without a value", "shortcut\n  join add", "branch { relu }\n  branch { relu }\n  join gated"),
    (58, "gate of another shape", "shortcut\n  join add", "branch { conv 3x3 (c + 1) /stride }\n  join gated"),
    (59, "bias without bounds", "conv 3x3 4;", "conv 3x3 4 bias 1e9;"),
    (60, "auxiliary loss of no weight", "  head ", "  aux early weight 0 { fc classes }\n  head "),
    (61, "auxiliary head of other classes", "  head ", "  aux early { avgpool global; fc (classes + 1) }\n  head "),
    (62, "layer without a name in caffe", "torchvision\n  stem     { conv 3x3 4;", "caffe\n  stem     { conv 3x3 4; conv 3x3 4;"),
)

EXTRA_BLOCKS = """
block fixed(c) {
  conv 3x3 c; bn; relu
}

block crowd(c) {
  relu; relu; relu; relu; relu; relu; relu; relu; relu; relu; relu; relu
}
"""


def hand_written():
    """(name, constraint, bytes) of every text above."""
    base = BASE.replace("\nmodel tiny", EXTRA_BLOCKS + "\nmodel tiny")
    for constraint, title, old, new in HAND_WRITTEN:
        if constraint == 41:
            text = "resnetc 1\n" + EXTRA_BLOCKS
        elif old == BASE[10:]:
            text = "resnetc 1\n" + new
        elif old == "# no":
            text = base.encode() + new
        else:
            text = base.encode() if isinstance(new, bytes) else base
            old = old.encode() if isinstance(new, bytes) else old
            assert old in text, title
            text = text.replace(old, new, 1)
        name = f"C{constraint}-{re.sub('[^a-z0-9]+', '-', title.lower())}"
        yield name, constraint, text if isinstance(text, bytes) else text.encode()


TOKEN = re.compile(r'\s+|#[^\n]*|"[^"\n]*"|\d+x\d+|[0-9.]+e?[-+]?[0-9]*|[A-Za-z_]+\w*|\.\.|.', re.S)
STRANGE = ("0", "-1", "99999999999", "1e999", "0x0", "1x1x1", "..", "{", "}", "(", ")", "[", ";", ",", "=", "/", "/0", "*",
           '"', '""', "\0", "\ufeff", "é", "conv", "branch", "shortcut", "join", "stage", "model", "input", "f64", "%",
           "2147483648", "nan", "inf", "-", "#", "\r", "\t", "x")


def mutations(texts, seed):
    """Endless (name, bytes): texts with one to three small accidents. Some are valid still; the runner asks
    the compiler's `--emit=ast` and passes over those."""
    rng = random.Random(seed)
    names = sorted(texts)
    number = 0
    while True:
        number += 1
        source = rng.choice(names)
        tokens = TOKEN.findall(texts[source])
        for _ in range(rng.randint(1, 3)):
            tokens = _accident(rng, tokens)
        data = "".join(tokens).encode()
        if rng.random() < 0.15 and data:
            place = rng.randrange(len(data))
            data = data[:place] + bytes([rng.randrange(256)]) + data[place + 1:]
        yield f"mutation-{number:04d}-{source}", data


def _accident(rng, tokens):
    if not tokens:
        return [rng.choice(STRANGE)]
    place = rng.randrange(len(tokens))
    kind = rng.randrange(7)
    if kind == 0:
        return tokens[:place] + tokens[place + 1:]
    if kind == 1:
        return tokens[:place] + [tokens[place]] + tokens[place:]
    if kind == 2:
        return tokens[:place] + [rng.choice(STRANGE)] + tokens[place + 1:]
    if kind == 3:
        return tokens[:place] + [rng.choice(STRANGE)] + tokens[place:]
    if kind == 4:
        other = rng.randrange(len(tokens))
        swapped = list(tokens)
        swapped[place], swapped[other] = swapped[other], swapped[place]
        return swapped
    if kind == 5:
        return tokens[:place]
    other = rng.randrange(len(tokens))
    low, high = sorted((place, other))
    return tokens[:low] + tokens[high:]
