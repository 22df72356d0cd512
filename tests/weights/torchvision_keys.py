"""The state dictionaries of torchvision's ResNets, written down from their structure: names and shapes.

He et al. 2015, table 1, with torchvision's names: a stem conv1, bn1; layer1 to layer4 of blocks; fc. A basic block is
conv1 bn1 conv2 bn2, a bottleneck conv1 bn1 conv2 bn2 conv3 bn3; the first block of a stage has downsample.0 (1x1
convolution) and downsample.1 (batch norm) where its shape changes. Every batch norm counts its batches.
"""
BLOCKS = {
    "resnet18": ("basic", (2, 2, 2, 2)),
    "resnet34": ("basic", (3, 4, 6, 3)),
    "resnet50": ("bottleneck", (3, 4, 6, 3)),
    "resnet101": ("bottleneck", (3, 4, 23, 3)),
    "resnet152": ("bottleneck", (3, 8, 36, 3)),
}
# Trainable parameters as torchvision's documentation gives them: a check of this file itself.
PARAMETERS = {"resnet18": 11689512, "resnet34": 21797672, "resnet50": 25557032, "resnet101": 44549160,
              "resnet152": 60192808}


def batch_norm(name, channels):
    for part in ("weight", "bias", "running_mean", "running_var"):
        yield f"{name}.{part}", (channels,)
    yield f"{name}.num_batches_tracked", ()


def state_dict(model, classes=1000):
    """{name: shape} in torchvision's order."""
    kind, depths = BLOCKS[model]
    keys = {"conv1.weight": (64, 3, 7, 7), **dict(batch_norm("bn1", 64))}
    before = 64
    for stage, (depth, width) in enumerate(zip(depths, (64, 128, 256, 512)), 1):
        after = width * (4 if kind == "bottleneck" else 1)
        for block in range(depth):
            prefix = f"layer{stage}.{block}."
            if kind == "basic":
                convolutions = ((before, width, 3), (width, width, 3))
            else:
                convolutions = ((before, width, 1), (width, width, 3), (width, after, 1))
            for number, (inputs, outputs, size) in enumerate(convolutions, 1):
                keys[f"{prefix}conv{number}.weight"] = (outputs, inputs, size, size)
                keys.update(batch_norm(f"{prefix}bn{number}", outputs))
            if block == 0 and (before != after or stage > 1):
                keys[f"{prefix}downsample.0.weight"] = (after, before, 1, 1)
                keys.update(batch_norm(f"{prefix}downsample.1", after))
            before = after
    keys.update({"fc.weight": (classes, before), "fc.bias": (classes,)})
    return keys


def parameters(keys):
    """The number of trainable scalars."""
    total = 0
    for name, shape in keys.items():
        if not name.endswith(("running_mean", "running_var", "num_batches_tracked")):
            size = 1
            for extent in shape:
                size *= extent
            total += size
    return total
