"""What a library's profile says against what --report said of it when it was compiled."""
import json
import sys

report, infer, train, trace = (json.load(open(path)) for path in sys.argv[1:5])
functions = {function["name"]: function for function in report["functions"]}
batch = infer["batch"]

convolutions = ["conv1"] + [f"layer{s}.{b}.conv{c}" for s in (1, 2, 3) for b in range(3) for c in (1, 2)]
batch_norms = [name.replace("conv", "bn") for name in convolutions]


def at(amount, n):
    return amount["fixed"] + amount["per_image"] * n


def facts(launch, n):
    return (launch["layer"], launch["kernel"], launch["algorithm"], launch["schedule"], at(launch["flops"], n),
            at(launch["bytes_read"], n), at(launch["bytes_written"], n))


def measured(launch):
    return tuple(launch[key] for key in ("layer", "kernel", "algorithm", "schedule", "flops", "bytes_read",
                                         "bytes_written"))


def check(condition, what):
    if not condition:
        sys.exit(what)


for profile, parts in ((infer, ["infer"]), (train, ["grad", "update"])):
    said = [facts(launch, 1 if name == "update" else batch) for name in parts for launch in functions[name]["launches"]]
    found = [measured(launch) for launch in profile["profile"]["launches"]]
    check(said == found, f"{parts}: the report and the profile differ: {set(said) ^ set(found)}")

layers = {launch["layer"] for launch in infer["profile"]["launches"]}
check(set(convolutions + ["fc"]) <= layers, f"infer lacks {set(convolutions) - layers}")
layers = {launch["layer"] for launch in train["profile"]["launches"]}
check(set(convolutions + batch_norms + ["fc"]) <= layers, f"train lacks {set(convolutions + batch_norms) - layers}")

# A convolution of 3 x 3 from 1 to 16 channels on 8 x 8 pixels; the network by the sum of its layers.
conv1 = infer["profile"]["launches"][0]
check((conv1["layer"], conv1["flops"]) == ("conv1", 2 * 9 * 16 * 64 * batch), conv1)
total = sum(launch["flops"] for launch in infer["profile"]["launches"])
check(total == 2 * report["multiply_adds"] * batch, f"{total} FLOPs of launches")
check(abs(infer["gflops"] - total / infer["median_ms"] / 1e6) < 1e-6 * infer["gflops"], "gflops count operations")

# The least of an inference: image in, logits out, and all that follows from the weights.
function = functions["infer"]
check(function["least_bytes"]["per_image"] == 4 * (64 + 10), function["least_bytes"])
for function in functions.values():
    for launch in function["launches"]:
        for way in ("read", "written"):
            check(at(launch[f"least_bytes_{way}"], 1) <= at(launch[f"bytes_{way}"], 1), launch)
    for total, part in (("bytes", "bytes"), ("least_bytes", "least_bytes")):
        summed = sum(at(launch[f"{part}_{way}"], 7) for launch in function["launches"] for way in ("read", "written"))
        check(summed == at(function[total], 7), f"{function['name']}: {total}")
# What the backward pass needs of the forward pass is written and read: more than once the convolutions' inputs.
kept = sum(16 * 64 * 7 + 32 * 16 * 6 + 64 * 4 * 6 for _ in range(2)) * 4
check(functions["grad"]["least_bytes"]["per_image"] >= kept, functions["grad"]["least_bytes"])
steps = {step["step"]: step for step in report["steps"]}
check(steps["train"]["least_bytes"] < steps["train"]["bytes"], steps)
check(steps["train"]["bytes"] == at(functions["grad"]["bytes"], 1) + at(functions["update"]["bytes"], 1), steps)

slices = [event for event in trace["traceEvents"] if event.get("cat") == "launch"]
check(len(slices) == 5 * len(train["profile"]["launches"]), f"{len(slices)} launches in the trace")
starts = [event["ts"] for event in slices]
check(starts == sorted(starts), "launches of the trace are out of order")

covered = max(infer["profile"]["covered"], train["profile"]["covered"])
check(covered >= 0.95, f"launches are {covered:.1%} of a call")
print(f"{len(infer['profile']['launches'])} and {len(train['profile']['launches'])} launches agree")
