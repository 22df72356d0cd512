"""Residual networks from text to native code: compile them, run them, train them.

    import numpy, resnetc
    model = resnetc.load(resnetc.compile("resnet18.dsl"), "resnet18.safetensors")
    logits = model(numpy.zeros((1, 3, 224, 224), numpy.float32))      # float32 [1, 1000]

`compile` makes libraries, with the compiler as a program of its own; `load` opens them.
"""

from ._compile import compile
from ._errors import CompileError, Diagnostic, Error, Status, WrongType, WrongValue
from ._info import Binding, Info
from ._model import Gradients, Launch, Loss, Model, load
from ._parameters import Tensor, Tensors
from ._programs import shipped_models

__all__ = ["Binding", "CompileError", "Diagnostic", "Error", "Gradients", "Info", "Launch", "Loss", "Model", "Status",
           "Tensor", "Tensors", "WrongType", "WrongValue", "compile", "load", "shipped_models"]
