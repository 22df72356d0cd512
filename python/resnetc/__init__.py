"""Residual networks, compiled to native libraries, in Python.

    import resnetc
    model = resnetc.load(resnetc.compile("resnet18.dsl", weights="resnet18.safetensors"))
    logits = model(images)                     # float32 [N, 3, 224, 224] -> [N, 1000]

Arrays are numpy's, or of any library that exports DLPack, such as torch. See `compile`, `load` and `Model`.
"""

from ._compile import CompileError, Diagnostic, compile, shipped_models
from ._model import Info, Loss, Model, load
from ._session import Error

__all__ = ["CompileError", "Diagnostic", "Error", "Info", "Loss", "Model", "compile", "load", "shipped_models"]
