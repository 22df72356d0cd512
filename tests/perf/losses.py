#!/usr/bin/env python3
"""Losses of a training beside those of --accuracy=strict and of PyTorch, from the same weights, on the same batches.

    PYTHON tests/perf/losses.py --bin build/bin [--nets cifar_resnet20 resnet18] [--steps 200]

PYTHON has PyTorch (requirements.txt). Trainings whose sums are only rounded otherwise part after some steps, as each step
enlarges a difference. So the yardstick is how far PyTorch parts from itself at the most: with channels-last tensors, whose sums
have another order, and from first weights that differ in their last bit. Status 1 where resnetc parts from PyTorch by more
than --bound times that.
"""
import argparse
import dataclasses
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import safetensors.torch
import torch
from torch.nn import functional

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import cuda_library  # noqa: E402
import torch_nets  # noqa: E402

MODELS = pathlib.Path(__file__).resolve().parents[2] / "dsl" / "models"
WINDOW = 20  # steps whose losses are averaged, as a batch's loss is noisy


@dataclasses.dataclass(frozen=True)
class Recipe:
    model: str
    size: int
    batch: int
    classes: int
    lr: float
    defines: tuple = ()


RECIPES = {"cifar_resnet20": Recipe("cifar_resnet.dsl", 32, 128, 10, 0.1),
           "resnet18": Recipe("resnet18.dsl", 64, 16, 1000, 0.005, ("-D", "size=64"))}


def batches(recipe, steps):
    """Images of ten kinds, each a smooth pattern of its own, moved, in noise that hides most of it: they are learnt, but
    not at once."""
    random = np.random.default_rng(1)
    coarse = torch.from_numpy(random.standard_normal((10, 3, 6, 6)).astype(np.float32))
    patterns = functional.interpolate(coarse, size=2 * (recipe.size,), mode="bilinear").numpy()
    for _ in range(steps):
        labels = random.integers(0, 10, recipe.batch)
        moves = random.integers(-4, 5, (recipe.batch, 2))
        images = np.stack([np.roll(patterns[label], tuple(move), (1, 2)) for label, move in zip(labels, moves)])
        images = 0.5 + 0.08 * images + 0.25 * random.standard_normal(images.shape)
        yield np.ascontiguousarray(images, np.float32), labels.astype(np.int64)


def jittered(state, seed):
    """The weights, each moved up or down by about its last bit."""
    generator = torch.Generator().manual_seed(seed)
    return {name: value * (1 + (torch.randint(0, 2, value.shape, generator=generator) * 2 - 1) * 2.0**-23)
            for name, value in state.items()}


def torch_losses(recipe, net, weights, steps, form=torch.contiguous_format, jitter=0):
    model = torch_nets.NETS[net]()
    state = safetensors.torch.load_file(weights)
    model.load_state_dict(jittered(state, jitter) if jitter else state, strict=False)
    model.train().to(memory_format=form)
    optimizer = torch.optim.SGD(model.parameters(), recipe.lr, 0.9, weight_decay=1e-4)
    losses = []
    for images, labels in batches(recipe, steps):
        optimizer.zero_grad(set_to_none=True)
        loss = functional.cross_entropy(model(torch.from_numpy(images).contiguous(memory_format=form)),
                                        torch.from_numpy(labels))
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return np.array(losses)


def our_losses(recipe, programs, folder, weights, steps, accuracy):
    library = folder / f"{accuracy}.so"
    subprocess.run([programs / "resnetc", MODELS / recipe.model, *recipe.defines, "--mode=train",
                    f"--batch={recipe.batch}", f"--accuracy={accuracy}", "-o", library], check=True)
    session = cuda_library.Library(library, weights, cuda_library.TRAIN, recipe.batch, device_pointers=False)
    losses, result = [], np.empty(2, np.float32)
    for images, labels in batches(recipe, steps):
        session.train_step(images.ctypes.data, labels.ctypes.data, result.ctypes.data, recipe.lr)
        losses.append(result[0])
    session.close()
    return np.array(losses)


def smooth(losses):
    """Means of windows that follow each other."""
    return losses[:len(losses) // WINDOW * WINDOW].reshape(-1, WINDOW).mean(1)


def compare(net, programs, steps, bound):
    recipe = RECIPES[net]
    torch.manual_seed(1)
    with tempfile.TemporaryDirectory(prefix="resnetc-losses-") as folder:
        folder = pathlib.Path(folder)
        weights = folder / "initial.safetensors"
        state = torch_nets.NETS[net]().state_dict()
        safetensors.torch.save_file({name: value.contiguous() for name, value in state.items()
                                     if not name.endswith("num_batches_tracked")}, weights)
        sides = {"PyTorch": torch_losses(recipe, net, weights, steps),
                 "PyTorch channels-last": torch_losses(recipe, net, weights, steps, torch.channels_last),
                 **{f"PyTorch, last bits, {seed}": torch_losses(recipe, net, weights, steps, jitter=seed) for seed in (1, 2)},
                 "resnetc strict": our_losses(recipe, programs, folder, weights, steps, "strict"),
                 "resnetc": our_losses(recipe, programs, folder, weights, steps, "fast")}
    first = sides["PyTorch"]
    print(f"{net}, {recipe.size} x {recipe.size}, batch {recipe.batch}: mean loss of {WINDOW} steps each, up to step")
    print(f"{'':24}" + "".join(f"{(i + 1) * WINDOW:8}" for i in range(steps // WINDOW)) + "   mean difference")
    differences = {}
    for name, losses in sides.items():
        differences[name] = np.abs(smooth(losses) - smooth(first)).mean()
        print(f"{name:24}" + "".join(f"{loss:8.4f}" for loss in smooth(losses)) + f"   {differences[name]:.5f}", flush=True)
    noise = max(value for name, value in differences.items() if name.startswith("PyTorch"))
    worst = max(value for name, value in differences.items() if name.startswith("resnetc"))
    print(f"resnetc parts from PyTorch {worst / noise:.2f} times as far as PyTorch from itself\n", flush=True)
    return worst <= bound * noise


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--nets", nargs="+", choices=RECIPES, default=list(RECIPES))
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--bound", type=float, default=2)
    arguments = parser.parse_args()
    if arguments.steps < WINDOW:
        parser.error(f"--steps must be at least {WINDOW}")
    followed = [compare(net, arguments.bin, arguments.steps, arguments.bound) for net in arguments.nets]
    return int(not all(followed))


if __name__ == "__main__":
    sys.exit(main())
