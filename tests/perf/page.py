"""The page that peers.py writes, from its raw numbers alone."""
import statistics

OURS = "resnetc"
TITLES = {"onnxruntime": "onnxruntime", "openvino": "OpenVINO", "eager": "PyTorch eager",
          "channels_last": "PyTorch channels-last", "inductor": "PyTorch inductor"}
MODES = {"infer": "inference", "train": "training step"}


def number(value):
    """Three digits, more only before the point: 0.198, 28.9, 1235."""
    return f"{value:.3g}" if value < 999.5 else f"{value:.0f}"


def spread(values):
    """`median (least to most)`."""
    return f"{number(statistics.median(values))} ({number(min(values))} to {number(max(values))})"


def ratios(work, peer):
    """Of each round the time of resnetc over the time of the peer."""
    return [ours / theirs for ours, theirs in zip(work["ms"][OURS], work["ms"][peer])]


def title(work):
    net = work["net"].replace("cifar_resnet", "CIFAR ResNet-").replace("resnet", "ResNet-")
    return f"{net}, batch {work['batch']}"


def gflops(work, side):
    """A multiply-add counts as two operations."""
    return 2 * work["multiply_adds"] / statistics.median(work["ms"][side]) / 1e6


def table(head, rows):
    return "".join("| " + " | ".join(row) + " |\n" for row in (head, ["---"] * len(head), *rows))


def ratio_table(works, peers):
    """A row of each work, with the ratio to each peer; where a peer is missing, a dash."""
    rows = [[title(work), *(spread(ratios(work, peer)) if peer in work["ms"] else "-" for peer in peers)]
            for work in works]
    return table([MODES[works[0]["mode"]], *(TITLES[peer] for peer in peers)], rows)


def time_table(works):
    rows = []
    for work in works:
        for side, times in work["ms"].items():
            rate = gflops(work, side)
            rows.append([title(work) if side == OURS else "", TITLES.get(side, side), spread(times), number(rate),
                         f"{rate / work['peak_gflops']:.0%}"])
    return table([MODES[works[0]["mode"]], "side", "ms", "GFLOP/s", "of peak"], rows)


def lines(work):
    """A work as lines of text, for who waits for the page."""
    yield f"{MODES[work['mode']]}, {title(work)}: resnetc {spread(work['ms'][OURS])} ms"
    for peer in list(work["ms"])[1:]:
        yield f"   {TITLES[peer]} {spread(work['ms'][peer])} ms, ratio {spread(ratios(work, peer))}"
    for peer, why in work["missing"].items():
        yield f"   {TITLES[peer]} is left out: {why}"


def missing(results):
    """A line for each peer that was left out, with the works it is missing from, and for each work not run."""
    found = [f"- {TITLES[peer]}: {why}" for peer, why in results["missing"].items()]
    for work in results["works"]:
        found += [f"- {TITLES[peer]}, {MODES[work['mode']]}, {title(work)}: {why}"
                  for peer, why in work["missing"].items()]
    found += [f"- resnetc, `{name}`: {why}" for name, why in results["failed"].items()]
    if results["not_run"]:
        found.append("- not run: " + ", ".join(f"`{name}`" for name in results["not_run"]))
    return found + ["- not compared at all: GPUs, reduced precision, memory (`memory.py` does), the time to compile, inductor's "
                    "`max-autotune`, training by onnxruntime and OpenVINO (neither trains)"]


def agreement(results):
    """What the check before the timing found, as words; nothing where no peer ran."""
    worst = {mode: max([value for work in results["works"] if work["mode"] == mode
                        for value in work["differences"].values()], default=None) for mode in MODES}
    parts = [text.format(worst[mode]) for mode, text in
             (("infer", "logits within {:.0e} of the largest"), ("train", "gradients within {:.0e} by norm"))
             if worst[mode] is not None]
    return f" They agreed: {', '.join(parts)}." if parts else ""


def peaks(results):
    values = [work["peak_gflops"] for work in results["works"]]
    return f"{number(min(values))} to {number(max(values))} GFLOP/s" if values else "not measured"


BUSY = """**Other programs were running.** Times are too long, those of sides whose threads wait for each other most of all: compare nothing but
a run on a quiet machine.
"""

HOW = """Every side has the same network, input size, pixels before normalisation, number of threads, and f32. Each peer is a process
that stays loaded; resnetc is `resnetc-run bench`, started anew for each block. In a round every side runs one block of about
{block_seconds:g} s, after calls that do not count, and the next round begins with the next side; {rounds} rounds. A time is the median of a
block's calls; tables show the median of the blocks, and in brackets the least and the most. A ratio is taken within a round.

- resnetc: a library for this batch and number of threads (`--batch`, `--cores`).
- onnxruntime, OpenVINO: the ONNX file that resnetc writes of the network (`--emit=onnx`), weights inside, with the batch's size fixed; OpenVINO
  with the hint `LATENCY` and f32.
- PyTorch: the network of `tests/perf/torch_nets.py`, inference in `inference_mode`; inductor with frozen weights (`freezing`), so that it folds
  batch norm. Channels-last images are given as such, and threads stay on cores of their own
  (`OMP_PROC_BIND`).
- A training step is forward with batch norm on the batch, cross entropy, backward, and SGD with momentum 0.9 and weight decay 1e-4; PyTorch's
  is `fused`.

Before the timing each side computed the same batch with the same weights.{agreement}
Gradients move where rounding decides whether a ReLU's input is positive; a peer whose results differ by more than that is left out.

GFLOP/s count a multiply-add as two operations, as a direct convolution has them, whatever algorithm ran: with Winograd's the share of peak
can pass 100 %. Peak is that of f32 multiply-adds on registers, measured by `resnetc-run bench` at the end of each of its blocks; a share is of
their median.
"""


def page(results):
    facts = [["machine", results["machine"]], ["instruction set of resnetc's kernels", results["isa"]],
             ["threads", str(results["threads"])],
             ["load average before the run", f"{results['load']:.1f}"], ["peak", peaks(results)], [OURS, results["version"]]]
    facts += [[TITLES[peer], version] for peer, version in results["versions"].items()]
    parts = ["# Speed beside other programs\n", f"Written on {results['date']} by\n\n```\n{results['command']}\n```\n",
             table(["what", "this run"], facts), *([BUSY] if results["load"] > 0.5 else []),
             HOW.format(**results, agreement=agreement(results)),
             "## Time of resnetc over time of the peer\n", "Below 1 resnetc is faster.\n"]
    groups = [[work for work in results["works"] if work["mode"] == mode] for mode in MODES]
    groups = [works for works in groups if works]
    for works in groups:
        parts.append(ratio_table(works, [peer for peer in TITLES if any(peer in work["ms"] for work in works)]))
    parts.append("## Times\n")
    parts += [time_table(works) for works in groups]
    parts += ["## Missing\n", "\n".join(missing(results)) + "\n"]
    return "\n".join(parts)
