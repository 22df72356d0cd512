"""The models that ship, as their texts declare them, and random weights for what a file asks to be fed."""
import dataclasses
import re

import numpy as np

# What a model's parameter is set to, so that the largest networks stay small enough for a test.
REDUCED = {"classes": 10, "size": 64}


@dataclasses.dataclass(frozen=True)
class Model:
    """One model of one file."""

    path: object
    name: str
    parameters: tuple

    def flags(self, *defines):
        """The command line's flags for this model, reduced where its parameters allow it."""
        reduced = [f"{key}={value}" for key, value in REDUCED.items() if key in self.parameters]
        return [f"--model={self.name}"] + [word for define in (*reduced, *defines) for word in ("-D", define)]


def shipped(folder):
    """Every model of every file of a folder."""
    found = []
    for path in sorted(folder.glob("*.dsl")):
        for name, parameters in re.findall(r"^model\s+(\w+)\s*\(([^)]*)\)", path.read_text(), re.MULTILINE):
            found.append(Model(path, name, tuple(re.findall(r"(\w+)\s*=", parameters))))
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
