"""The networks of the papers, described independently of resnetc: one file per family."""
from .data import is_learned, normalised, parameter_count, random_batch, random_weights
from .graph import Net
from .resnet import cifar, digits, imagenet

__all__ = ["Net", "cifar", "digits", "imagenet", "is_learned", "normalised", "parameter_count", "random_batch",
           "random_weights"]
