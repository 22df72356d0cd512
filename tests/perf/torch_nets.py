"""Residual networks in PyTorch, written from the paper, for side-by-side timing and training."""
import torch
from torch import nn
from torch.nn import functional


class Block(nn.Module):
    """Two 3x3 convolutions beside a shortcut; option A where shapes differ (no parameters)."""

    def __init__(self, channels, width, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, width, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.stride, self.extra = stride, width - channels

    def forward(self, x):
        y = self.bn2(self.conv2(functional.relu(self.bn1(self.conv1(x)))))
        if self.stride > 1 or self.extra:
            x = functional.pad(x[:, :, ::self.stride, ::self.stride], (0, 0, 0, 0, 0, self.extra))
        return functional.relu(y + x)


class CifarNet(nn.Module):
    """Section 4.2: 6n + 2 layers. Names as in torchvision, so that weights can be exchanged with resnetc."""

    def __init__(self, depth=20, channels=3, classes=10, mean=None, std=None):
        super().__init__()
        count = (depth - 2) // 6
        self.conv1 = nn.Conv2d(channels, 16, 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(16)
        widths = (16, 16, 32, 64)
        for i in (1, 2, 3):
            blocks = [Block(widths[i - 1] if j == 0 else widths[i], widths[i], 2 if i > 1 and j == 0 else 1)
                      for j in range(count)]
            setattr(self, f"layer{i}", nn.Sequential(*blocks))
        self.fc = nn.Linear(64, classes)
        for name, value in (("mean", mean or [0.0] * channels), ("std", std or [1.0] * channels)):
            self.register_buffer(name, torch.tensor(value).view(1, -1, 1, 1), persistent=False)
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_in", nonlinearity="relu")

    def forward(self, x):
        x = functional.relu(self.bn1(self.conv1((x - self.mean) / self.std)))
        x = self.layer3(self.layer2(self.layer1(x)))
        return self.fc(x.mean((2, 3)))
