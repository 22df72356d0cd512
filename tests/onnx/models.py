"""The models that ship, as their texts declare them, and random weights for what a file asks to be fed."""
import dataclasses
import re

import numpy as np

# The most that a model's parameters are left at, where its logits are computed: deep as it is, but narrow.
REDUCED = {"classes": 10, "size": 96, "width": 8, "hidden": 32, "n": 2, "k": 2}


@dataclasses.dataclass(frozen=True)
class Model:
    """One model of one file; `parameters` are its own with their default values."""

    path: object
    name: str
    parameters: dict

    def flags(self, *defines):
        """The command line's flags for this model."""
        return [f"--model={self.name}"] + [word for define in defines for word in ("-D", define)]

    def reduced(self):
        """The flags of a small sister."""
        return self.flags(*(f"{key}={min(value, REDUCED[key])}" for key, value in self.parameters.items() if key in REDUCED))


def shipped(folder):
    """Every model of every file of a folder."""
    found = []
    for path in sorted(folder.glob("*.dsl")):
        for name, parameters in re.findall(r"^model\s+(\w+)\s*\(([^)]*)\)", path.read_text(), re.MULTILINE):
            defaults = {key: int(value) for key, value in re.findall(r"(\w+)\s*=\s*(\d+)", parameters)}
            found.append(Model(path, name, defaults))
    return found


def random_weights(inputs, seed):
    """A value for every tensor {name: shape}: f32, neither drowning nor exploding the signal, and with batch norms
    whose statistics are not those of a fresh network."""
    rng = np.random.default_rng(seed)
    weights = {}
    for name, shape in inputs.items():
        if len(shape) in (2, 4):
            value = rng.normal(0, np.sqrt(2 / np.prod(shape[1:])), shape)
        elif name.endswith("running_var"):
            value = rng.uniform(0.5, 2, shape)
        elif name.endswith("weight"):
            value = rng.uniform(0.4, 0.9, shape)
        else:
            value = rng.normal(0, 0.2, shape)
        weights[name] = value.astype(np.float32)
    return weights
