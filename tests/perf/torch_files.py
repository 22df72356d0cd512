"""Tensors in .npy and .safetensors files by PyTorch alone, for machines that have neither numpy nor safetensors."""
import ast
import ctypes
import json
import pathlib
import struct

import torch

NPY = {torch.float32: "<f4", torch.int64: "<i8"}
SAFETENSORS = {"F32": torch.float32, "I64": torch.int64}


def bytes_of(tensor):
    tensor = tensor.detach().cpu().contiguous()
    return ctypes.string_at(tensor.data_ptr(), tensor.numel() * tensor.element_size()) if tensor.numel() else b""


def tensor_of(data, dtype, shape):
    return torch.frombuffer(bytearray(data), dtype=dtype).reshape(shape) if data else torch.empty(shape, dtype=dtype)


def save_npy(path, tensor):
    """The numpy format, version 1.0."""
    header = str({"descr": NPY[tensor.dtype], "fortran_order": False, "shape": tuple(tensor.shape)})
    header += " " * (-(len(header) + 11) % 64) + "\n"
    pathlib.Path(path).write_bytes(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode() + bytes_of(tensor))


def load_npy(path):
    content = pathlib.Path(path).read_bytes()
    (length,) = struct.unpack("<H", content[8:10])
    header = ast.literal_eval(content[10:10 + length].decode())
    dtype = next(dtype for dtype, name in NPY.items() if name == header["descr"])
    return tensor_of(content[10 + length:], dtype, header["shape"])


def save_safetensors(path, tensors):
    names, offset, header = {dtype: name for name, dtype in SAFETENSORS.items()}, 0, {}
    for name, tensor in tensors.items():
        size = tensor.numel() * tensor.element_size()
        header[name] = {"dtype": names[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [offset, offset + size]}
        offset += size
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for tensor in tensors.values():
            file.write(bytes_of(tensor))


def load_safetensors(path):
    content = pathlib.Path(path).read_bytes()
    (length,) = struct.unpack("<Q", content[:8])
    data, tensors = content[8 + length:], {}
    for name, entry in json.loads(content[8:8 + length]).items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            tensors[name] = tensor_of(data[begin:end], SAFETENSORS[entry["dtype"]], entry["shape"])
    return tensors
