"""Residual networks in PyTorch, written from the paper, for side-by-side timing and training.

Names are torchvision's, so that weights can be exchanged with resnetc.
"""
import torch
from torch import nn
from torch.nn import functional

CIFAR = {"mean": [0.4914, 0.4822, 0.4465], "std": [0.2470, 0.2435, 0.2616]}
IMAGENET = {"mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225]}


class Subsample(nn.Module):
    """Option A: every second pixel, and zero channels after the old ones; no parameters."""

    def __init__(self, stride, extra):
        super().__init__()
        self.stride, self.extra = stride, extra

    def forward(self, x):
        return functional.pad(x[:, :, ::self.stride, ::self.stride], (0, 0, 0, 0, 0, self.extra))


def shortcut(channels, out, stride, option):
    """What stands beside a block's branch: identity, or option A or B where shapes differ."""
    if stride == 1 and channels == out:
        return nn.Identity()
    if option == "A":
        return Subsample(stride, out - channels)
    return nn.Sequential(nn.Conv2d(channels, out, 1, stride, bias=False), nn.BatchNorm2d(out))


class Basic(nn.Module):
    """Two 3x3 convolutions beside a shortcut."""
    expansion = 1

    def __init__(self, channels, width, stride, option):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, width, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.downsample = shortcut(channels, width, stride, option)

    def forward(self, x):
        y = self.bn2(self.conv2(functional.relu(self.bn1(self.conv1(x)))))
        return functional.relu(y + self.downsample(x))


class Bottleneck(nn.Module):
    """1x1, 3x3 with the stride, 1x1 to four times the width."""
    expansion = 4

    def __init__(self, channels, width, stride, option):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, 4 * width, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(4 * width)
        self.downsample = shortcut(channels, 4 * width, stride, option)

    def forward(self, x):
        y = functional.relu(self.bn1(self.conv1(x)))
        y = self.bn3(self.conv3(functional.relu(self.bn2(self.conv2(y)))))
        return functional.relu(y + self.downsample(x))


class ResNet(nn.Module):
    """Stages of blocks, each of the later ones with half the size and twice the width. Pixels come before `normalize`."""

    def __init__(self, stem, block, counts, option, classes, mean, std):
        super().__init__()
        channels = width = stem.out_channels
        self.conv1, self.bn1 = stem, nn.BatchNorm2d(width)
        self.maxpool = nn.MaxPool2d(3, 2, 1) if stem.stride == (2, 2) else nn.Identity()
        self.stages = [f"layer{i + 1}" for i in range(len(counts))]
        for i, count in enumerate(counts):
            blocks = []
            for j in range(count):
                blocks.append(block(channels, width << i, 2 if i > 0 and j == 0 else 1, option))
                channels = block.expansion * (width << i)
            setattr(self, self.stages[i], nn.Sequential(*blocks))
        self.fc = nn.Linear(channels, classes)
        for name, value in (("mean", mean), ("std", std)):
            self.register_buffer(name, torch.tensor(value).view(1, -1, 1, 1), persistent=False)
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_in", nonlinearity="relu")

    def forward(self, x):
        x = self.maxpool(functional.relu(self.bn1(self.conv1((x - self.mean) / self.std))))
        for stage in self.stages:
            x = getattr(self, stage)(x)
        return self.fc(x.mean((2, 3)))


def cifar(depth, channels=3, classes=10, mean=CIFAR["mean"], std=CIFAR["std"]):
    """Section 4.2: 6n + 2 layers, shortcuts of option A."""
    stem = nn.Conv2d(channels, 16, 3, 1, 1, bias=False)
    return ResNet(stem, Basic, [(depth - 2) // 6] * 3, "A", classes, mean, std)


def imagenet(depth):
    """Table 1, as torchvision has it: the bottleneck's stride in its 3x3, shortcuts of option B."""
    counts = {18: [2, 2, 2, 2], 34: [3, 4, 6, 3], 50: [3, 4, 6, 3], 101: [3, 4, 23, 3], 152: [3, 8, 36, 3]}[depth]
    return ResNet(nn.Conv2d(3, 64, 7, 2, 3, bias=False), Basic if depth < 50 else Bottleneck, counts, "B", 1000,
                  **IMAGENET)


NETS = {"cifar_resnet20": lambda: cifar(20), "resnet18": lambda: imagenet(18), "resnet34": lambda: imagenet(34),
        "resnet50": lambda: imagenet(50), "resnet101": lambda: imagenet(101), "resnet152": lambda: imagenet(152)}
