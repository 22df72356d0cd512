"""Whole trainings on the digits in PyTorch, with the recipe of dsl/models/resnet_digits.dsl."""
import time

import numpy as np
import torch
from torch.nn import functional

import torch_nets


def shifted(images):
    """Each image padded by one pixel and cut at its own random place."""
    count, _, height, width = images.shape
    padded = functional.pad(images, (1, 1, 1, 1))
    down, across = torch.randint(0, 3, (2, count))
    rows = (down.view(-1, 1) + torch.arange(height)).view(count, 1, height, 1)
    columns = (across.view(-1, 1) + torch.arange(width)).view(count, 1, 1, width)
    return padded[torch.arange(count).view(-1, 1, 1, 1), 0, rows, columns]


class Digits:
    def about(self):
        return torch.__version__

    def train(self, data, seed, threads, epochs=30, batch=64):
        """Seconds of the training, and accuracy on the test images."""
        torch.set_num_threads(threads)
        torch.manual_seed(seed)
        arrays = np.load(data)
        x, labels = torch.tensor(arrays["train_x"]), torch.tensor(arrays["train_y"])
        net = torch_nets.cifar(20, 1, mean=[4.884], std=[6.017])
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
