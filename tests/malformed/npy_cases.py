"""Malformed .npy files: for images (float32 NCHW), and for labels (int64)."""
import io
import struct

import numpy as np

MAGIC = b"\x93NUMPY"


def saved(array):
    out = io.BytesIO()
    np.save(out, array)
    return out.getvalue()


def pack(header, data, version=(1, 0), length=None):
    """A file with any text as its header; `length` may lie about it."""
    text = header if isinstance(header, bytes) else header.encode()
    size = len(text) if length is None else length
    return MAGIC + bytes(version) + struct.pack("<H" if version[0] == 1 else "<I", size) + text + data


def header(descr="<f4", order="False", shape="(2, 1, 8, 8)"):
    return f"{{'descr': '{descr}', 'fortran_order': {order}, 'shape': {shape}, }}\n"


def images(shape):
    """(name, bytes) of files that are no images of this shape (channels, height, width)."""
    channels, rows, columns = shape
    array = np.full((2, *shape), 0.5, np.float32)
    data, whole = array.tobytes(), saved(array)
    right = f"(2, {channels}, {rows}, {columns})"
    yield "empty-file", b""
    yield "three-bytes", whole[:3]
    yield "magic-only", MAGIC
    yield "magic-and-version", whole[:8]
    yield "wrong-magic", b"\x94NUMPY" + whole[6:]
    yield "zip-file", b"PK\x03\x04" + whole
    yield "text-file", b"0.5,0.5,0.5\n" * 100
    for version in ((0, 0), (4, 0), (255, 255)):
        yield f"version-{version[0]}-{version[1]}", whole[:6] + bytes(version) + whole[8:]
    for name, length in (("zero", 0), ("short", 20), ("long", 65535)):
        yield f"header-length-{name}", pack(header(shape=right), data, length=length)
    yield "header-length-2-to-the-32", pack(header(shape=right), data, (2, 0), 2**32 - 1)
    for name, text in (("empty", ""), ("no-brace", "'descr': '<f4'"), ("open", header(shape=right)[:-3]), ("binary", b"\xff" * 60),
                       ("code", "__import__('os').system('true')\n"), ("list", "[1, 2, 3]\n"),
                       ("no-descr", f"{{'fortran_order': False, 'shape': {right}, }}\n"),
                       ("no-order", f"{{'descr': '<f4', 'shape': {right}, }}\n"),
                       ("no-shape", "{'descr': '<f4', 'fortran_order': False, }\n"),
                       ("nested", "(" * 60000), ("nul", header(shape=right).replace("'", "\0", 2))):
        yield f"header-{name}", pack(text, data)
    yield "fortran-order", pack(header(order="True", shape=right), data)
    yield "order-is-a-number", pack(header(order="7", shape=right), data)
    for dtype in ("float64", "float16", "int32", "uint8", "complex64", "bool"):
        yield f"dtype-{dtype}", saved(array.astype(dtype))
    yield "dtype-big-endian", saved(array.astype(">f4"))
    yield "dtype-object", pack(header("|O", shape=right), data)
    yield "dtype-string", pack(header("<U4", shape=right), data * 4)
    yield "dtype-nonsense", pack(header("spam", shape=right), data)
    for name, wrong in (("scalar", "()"), ("flat", f"({array.size},)"), ("three", f"({channels}, {rows}, {columns})"),
                        ("five", f"(1, 2, {channels}, {rows}, {columns})"), ("channels-last", f"(2, {rows}, {columns}, {channels + 1})"),
                        ("one-channel-too-many", f"(2, {channels + 1}, {rows}, {columns})"),
                        ("one-row-too-few", f"(2, {channels}, {rows - 1}, {columns})"),
                        ("no-images", f"(0, {channels}, {rows}, {columns})"),
                        ("negative", f"(-2, {channels}, {rows}, {columns})"),
                        ("huge-batch", f"(4611686018427387904, {channels}, {rows}, {columns})"),
                        ("large-batch", f"(1000000000, {channels}, {rows}, {columns})"),
                        ("product-wraps", f"(2, {2**62}, {rows}, {columns})"),
                        ("digits", f"({'9' * 400}, 1, 8, 8)"), ("fraction", f"(2.5, {channels}, {rows}, {columns})"),
                        ("string", "'2'"), ("none", "None"), ("many", "(" + "1, " * 20000 + ")")):
        yield f"shape-{name}", pack(header(shape=wrong), data)
    for share in (50, 99):
        yield f"cut-at-{share}-percent", whole[:len(whole) * share // 100]
    yield "one-byte-missing", whole[:-1]


def labels(count, classes):
    """(name, bytes) of files that are no labels for `count` images of `classes` classes."""
    array = np.zeros(count, np.int64)
    yield "labels-empty-file", b""
    yield "labels-float", saved(array.astype(np.float32))
    yield "labels-int32", saved(array.astype(np.int32))
    yield "labels-too-few", saved(array[1:])
    yield "labels-too-many", saved(np.zeros(count + 1, np.int64))
    yield "labels-two-dimensions", saved(array.reshape(count, 1))
    yield "labels-negative", saved(array - 1)
    yield "labels-class-too-large", saved(array + classes)
    yield "labels-largest", saved(array + np.iinfo(np.int64).max)
    yield "labels-cut", saved(array)[:-1]
