"""Answers requests of the comparisons in this folder with PyTorch: training steps, whole trainings.

Started by the comparisons under the Python that has torch; reads one JSON object per line from stdin.
"""
import json
import pathlib
import statistics
import sys
import time

import numpy as np
import torch
from torch.nn import functional

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import torch_nets  # noqa: E402


class StepTimer:
    """One network whose training step (forward, backward, SGD) is timed again and again."""

    def __init__(self, batch):
        torch.manual_seed(1)
        self.net = torch_nets.CifarNet(20, mean=[0.4914, 0.4822, 0.4465], std=[0.2470, 0.2435, 0.2616])
        self.optimizer = torch.optim.SGD(self.net.parameters(), 0.1, 0.9, weight_decay=1e-4)
        self.x, self.labels = torch.rand(batch, 3, 32, 32), torch.randint(0, 10, (batch,))

    def step(self):
        self.optimizer.zero_grad(set_to_none=True)
        functional.cross_entropy(self.net(self.x), self.labels).backward()
        self.optimizer.step()

    def median_ms(self, iterations):
        times = []
        for _ in range(iterations):
            start = time.perf_counter()
            self.step()
            times.append((time.perf_counter() - start) * 1e3)
        return statistics.median(times)


def shifted(images):
    """Each image padded by one pixel and cut at its own random place."""
    count, _, height, width = images.shape
    padded = functional.pad(images, (1, 1, 1, 1))
    down, across = torch.randint(0, 3, (2, count))
    rows = (down.view(-1, 1) + torch.arange(height)).view(count, 1, height, 1)
    columns = (across.view(-1, 1) + torch.arange(width)).view(count, 1, 1, width)
    return padded[torch.arange(count).view(-1, 1, 1, 1), 0, rows, columns]


def train_digits(data, seed, epochs=30, batch=64):
    """The recipe of dsl/models/resnet_digits.dsl; seconds of the training and accuracy on the test images."""
    torch.manual_seed(seed)
    arrays = np.load(data)
    x, labels = torch.tensor(arrays["train_x"]), torch.tensor(arrays["train_y"])
    net = torch_nets.CifarNet(20, 1, mean=[4.884], std=[6.017])
    optimizer = torch.optim.SGD(net.parameters(), 0.1, 0.9, weight_decay=1e-4)
    start = time.perf_counter()
    for epoch in range(epochs):
        optimizer.param_groups[0]["lr"] = 0.1 * 0.1 ** sum(2 * epoch >= epochs * k / 2 for k in (2, 3))
        net.train()
        order = torch.randperm(len(x))
        for first in range(0, len(x), batch):
            chosen = order[first:first + batch]
            optimizer.zero_grad(set_to_none=True)
            functional.cross_entropy(net(shifted(x[chosen])), labels[chosen]).backward()
            optimizer.step()
    seconds = time.perf_counter() - start
    net.eval()
    with torch.no_grad():
        right = net(torch.tensor(arrays["test_x"])).argmax(1) == torch.tensor(arrays["test_y"])
    return {"seconds": seconds, "top1": right.float().mean().item()}


def main():
    timer = None
    for line in sys.stdin:
        request = json.loads(line)
        torch.set_num_threads(request["threads"])
        if request["do"] == "step":
            timer = timer or StepTimer(request["batch"])
            answer = {"median_ms": timer.median_ms(request["iterations"])}
        else:
            answer = train_digits(request["data"], request["seed"])
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
