"""Malformed files of weights, made from the tensors that a compiled model asks for."""
import json
import struct

import numpy as np

MAX = 2**64 - 1


def valid(tensors):
    """Header (a dictionary) and data of a correct file. `tensors`: [(name, shape)]; values are 0.5."""
    header, data = {}, b""
    for name, shape in tensors:
        piece = np.full(shape, 0.5, np.float32).tobytes()
        header[name] = {"dtype": "F32", "shape": list(shape), "data_offsets": [len(data), len(data) + len(piece)]}
        data += piece
    return header, data


def pack(header, data, length=None):
    """The bytes of a file; `header` may be any text, and `length` may lie about it."""
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(text) if length is None else length) + text + data


def cases(tensors):
    """(name, bytes)."""
    header, data = valid(tensors)
    first, second = tensors[0][0], tensors[1][0]
    whole = pack(header, data)
    text = json.dumps(header).encode()

    def edited(name, **fields):
        return pack({**header, name: {**header[name], **fields}}, data)

    yield "empty-file", b""
    yield "one-byte", b"\x08"
    yield "seven-bytes", whole[:7]
    yield "length-only", whole[:8]
    yield "text-file", b"these are not the weights you are looking for\n" * 40
    yield "elf-file", b"\x7fELF" + bytes(4096)
    for name, length in (("zero", 0), ("one", 1), ("short", len(text) - 5), ("long", len(text) + 5),
                         ("past-the-end", len(whole) + 100), ("2-to-the-31", 2**31), ("2-to-the-32", 2**32),
                         ("2-to-the-62", 2**62), ("2-to-the-63", 2**63), ("largest", MAX), ("wraps-with-8", MAX - 7)):
        yield f"header-length-{name}", pack(text, data, length)
    for share in (10, 40, 70, 99):
        yield f"cut-at-{share}-percent", whole[:len(whole) * share // 100]
    yield "one-byte-missing", whole[:-1]
    yield "one-byte-too-many", whole + b"\0"
    yield "megabyte-too-many", whole + bytes(1 << 20)
    for name, broken in (("no-brace", text[1:]), ("no-end", text[:-1]), ("comma", text.replace(b"}", b"},", 1) + b","),
                         ("list", b"[]"), ("number", b"42"), ("null", b"null"), ("string", b'"weights"'),
                         ("empty", b""), ("spaces", b" " * 64), ("nul", text.replace(b'"', b"\0", 1)),
                         ("not-utf8", text.replace(first.encode(), b"\xff\xfe" + first.encode()[2:], 1)),
                         ("nested", b'{"a":' * 100000 + b"1" + b"}" * 100000), ("deep-list", b"[" * 200000)):
        yield f"json-{name}", pack(broken, data)
    yield "empty-header", pack({}, b"")
    yield "key-missing", pack({k: v for k, v in header.items() if k != second}, data)
    yield "last-key-missing", pack({k: v for k, v in header.items() if k != tensors[-1][0]},
                                   data[:header[tensors[-1][0]]["data_offsets"][0]])
    yield "key-too-many", pack({**header, "surprise.weight": {
        "dtype": "F32", "shape": [1], "data_offsets": [len(data), len(data) + 4]}}, data + bytes(4))
    yield "key-misspelt", pack({(k if k != second else k + "s"): v for k, v in header.items()}, data)
    for name, dtype in (("F64", "F64"), ("F16", "F16"), ("I32", "I32"), ("unknown", "F33"), ("lower-case", "f32"),
                        ("empty", ""), ("number", 32), ("null", None), ("list", ["F32"])):
        yield f"dtype-{name}", edited(first, dtype=dtype)
    shape = header[first]["shape"]
    for name, wrong in (("transposed", shape[::-1] if shape != shape[::-1] else [shape[0] * 2, *shape[1:]]),
                        ("flat", [int(np.prod(shape))]), ("empty", []), ("zero", [0, *shape[1:]]),
                        ("negative", [-shape[0], *shape[1:]]), ("fraction", [shape[0] + 0.5, *shape[1:]]),
                        ("huge", [2**62, *shape[1:]]), ("product-wraps", [2**32, 2**32]), ("string", "16"),
                        ("null", None), ("strings", [str(n) for n in shape]), ("many", [1] * 100000)):
        yield f"shape-{name}", edited(first, shape=wrong)
    begin, end = header[first]["data_offsets"]
    following = header[second]["data_offsets"]
    for name, offsets in (("overlap", following), ("reversed", [end, begin] if end else [1, 0]), ("negative", [-4, end - 4]),
                          ("past-the-end", [len(data), len(data) + end - begin]), ("one", [begin]),
                          ("three", [begin, end, end]), ("none", []), ("strings", [str(begin), str(end)]),
                          ("fractions", [begin + 0.5, end + 0.5]), ("null", None), ("largest", [MAX - (end - begin), MAX]),
                          ("wraps", [MAX - 3, end - begin - 4]), ("short", [begin, end - 4]), ("unaligned", [begin + 1, end + 1])):
        yield f"offsets-{name}", edited(first, data_offsets=offsets)
    yield "offsets-nan", pack(json.dumps(header).replace(f"[{begin}, {end}]", "[NaN, NaN]", 1).encode(), data)
    yield "offsets-1e999", pack(json.dumps(header).replace(f"[{begin}, {end}]", "[0, 1e999]", 1).encode(), data)
    gap = {k: {**v, "data_offsets": [v["data_offsets"][0] + 8, v["data_offsets"][1] + 8]} for k, v in header.items()}
    yield "hole-before-the-data", pack(gap, bytes(8) + data)
    for field in ("dtype", "shape", "data_offsets"):
        yield f"no-{field}", pack({**header, first: {k: v for k, v in header[first].items() if k != field}}, data)
    yield "entry-is-a-list", pack({**header, first: [1, 2]}, data)
    yield "entry-is-null", pack({**header, first: None}, data)
    yield "metadata-is-a-list", pack({"__metadata__": [1], **header}, data)
