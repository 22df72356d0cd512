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
    yield from broken_text(header, data, first, second)
    yield from wrong_names(header, data, first, second)
    yield from wrong_types(tensors)
    yield from wrong_layouts(tensors)
    yield from other_formats(whole)


def broken_text(header, data, first, second):
    """Headers that are no JSON, or other JSON than the format's."""
    text = json.dumps(header).encode()
    name = json.dumps(first).encode()
    entry = json.dumps(header[first]).encode()

    def replaced(old, new, count=1):
        assert old in text, old
        return pack(text.replace(old, new, count), data)

    yield "json-trailing-comma", pack(text[:-1] + b",}", data)
    yield "json-leading-comma", pack(b"{," + text[1:], data)
    yield "json-no-comma", replaced(b"}, ", b"} ")
    yield "json-no-colon", replaced(b'": ', b'" ')
    yield "json-two-colons", replaced(b'": ', b'":: ')
    yield "json-single-quotes", pack(text.replace(b'"', b"'"), data)
    yield "json-bare-key", replaced(name, first.encode())
    yield "json-comment", pack(b"/* weights */" + text, data)
    yield "json-byte-order-mark", pack(b"\xef\xbb\xbf" + text, data)
    yield "json-utf-16", pack(text.decode().encode("utf-16"), data)
    yield "json-two-objects", pack(text + text, data)
    yield "json-nul-after", pack(text + b"\0" * 8, data)
    yield "json-text-after", pack(text + b" weights", data)
    yield "json-overlong-utf8", replaced(name, b'"\xc0\xaf' + name[1:])
    yield "json-utf8-surrogate", replaced(name, b'"\xed\xa0\x80' + name[1:])
    yield "json-utf8-cut", replaced(name, b'"\xe2\x82"')
    for what, escape in (("unknown", b"\\q"), ("short-u", b"\\u12"), ("bad-u", b"\\u12g4"), ("lone-high", b"\\ud83d"),
                         ("lone-low", b"\\ude00"), ("two-highs", b"\\ud83d\\ud83d"), ("at-end", b"\\")):
        yield f"json-escape-{what}", replaced(name, name[:-1] + escape + b'"')
    yield "json-newline-in-string", replaced(name, name[:-1] + b"\n" + b'"')
    yield "json-string-without-end", pack(text[:text.rindex(b'"')], data)
    for what, number in (("plus", b"+0"), ("zeros", b"00"), ("hexadecimal", b"0x0"), ("exponent", b"0e0"), ("minus-zero", b"-0"),
                         ("point", b"0.0"), ("true", b"true"), ("infinity", b"Infinity"), ("digits", b"9" * 5000)):
        yield f"json-number-{what}", replaced(b'"data_offsets": [0,', b'"data_offsets": [' + number + b",")
    yield "json-nested-entry", replaced(entry, b'{"tensor": ' + entry + b"}")
    yield "json-extra-key", replaced(entry, entry[:-1] + b', "device": "cpu"}')
    yield "json-key-twice", replaced(entry, entry[:-1] + b', "dtype": "F32"}')
    yield "json-empty-entry", replaced(entry, b"{}")
    yield "json-deep-in-entry", replaced(entry, b'{"dtype": ' + b"[" * 100000 + b"]" * 100000 + b"}")
    yield "json-deep-in-metadata", pack(b'{"__metadata__": ' + b'{"a":' * 50000 + b"1" + b"}" * 50000 + b"," + text[1:], data)
    for what, value in (("number", b'{"epoch": 3}'), ("null", b"null"), ("text", b'"pt"'), ("list", b'{"a": ["b"]}'), ("object", b'{"a": {}}')):
        yield f"metadata-{what}", pack(b'{"__metadata__": ' + value + b", " + text[1:], data)
    yield "metadata-twice", pack(b'{"__metadata__": {}, "__metadata__": {}, ' + text[1:], data)
    yield "name-twice", pack(b"{" + name + b": " + entry + b", " + text[1:], data)
    yield "name-twice-escaped", pack(b'{"\\u%04x' % ord(first[0]) + name[2:] + b": " + entry + b", " + text[1:], data)


def wrong_names(header, data, first, second):
    """Whole files whose names are not the model's."""
    def renamed(change):
        return pack({change(name): entry for name, entry in header.items()}, data)

    yield "names-data-parallel", renamed(lambda name: "module." + name)
    yield "names-checkpoint", renamed(lambda name: "state_dict." + name)
    yield "names-upper-case", renamed(str.upper)
    yield "names-caffe", renamed(lambda name: name.replace("layer", "res").replace("conv", "branch"))
    yield "names-slashes", renamed(lambda name: name.replace(".", "/"))
    yield "names-swapped", pack({{first: second, second: first}.get(name, name): entry
                                 for name, entry in header.items()}, data)
    for what, name in (("empty", ""), ("blank", " "), ("nul", "a\0b"), ("newline", "a\nb"), ("terminal", "\x1b[31mred\x1b[0m"),
                       ("long", "x" * 512), ("longer", "x" * 513), ("megabyte", "y" * (1 << 20)), ("unicode", "\U0001f600" * 100)):
        yield f"name-{what}", renamed(lambda each, name=name: name if each == first else each)
    many = {f"extra{i}.weight": {"dtype": "F32", "shape": [0], "data_offsets": [len(data)] * 2} for i in range(20000)}
    yield "names-20000-too-many", pack({**header, **many}, data)
    yield "momentum-of-nothing", pack({**header, "momentum.nothing": {
        "dtype": "F32", "shape": [1], "data_offsets": [len(data), len(data) + 4]}}, data + bytes(4))


def rebuilt(tensors, change):
    """A file without holes in which change(index, name, dtype, shape, bytes) has its way with each tensor."""
    header, data = {}, b""
    for index, (name, shape) in enumerate(tensors):
        piece = np.full(shape, 0.5, np.float32).tobytes()
        dtype, shape, piece = change(index, name, "F32", list(shape), piece)
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [len(data), len(data) + len(piece)]}
        data += piece
    return header, data


def wrong_types(tensors):
    """Types that no weights have, of the right size; counts that do not count."""
    elements = int(np.prod(tensors[0][1]))
    for dtype, size in (("I64", 8), ("U64", 8), ("U32", 4), ("I16", 2), ("U16", 2), ("I8", 1), ("U8", 1), ("BOOL", 1),
                        ("C64", 8), ("F8_E4M3", 1), ("F8_E5M2", 1)):
        yield f"type-{dtype}", pack(*rebuilt(tensors, lambda index, _, was, shape, piece, dtype=dtype, size=size:
                                             (dtype, shape, bytes(elements * size)) if index == 0 else (was, shape, piece)))
    header, data = valid(tensors)
    mean = next(name for name, _ in tensors if name.endswith(".running_mean"))
    count = mean.replace("running_mean", "num_batches_tracked")
    for what, name, dtype, shape, value in (
            ("half", count, "F32", [], np.float32(0.5).tobytes()), ("nan", count, "F64", [1], np.float64("nan").tobytes()),
            ("huge", count, "U64", [], b"\xff" * 8), ("bool", count, "BOOL", [], b"\1"), ("vector", count, "I64", [2], bytes(16)),
            ("of-nothing", "nothing.num_batches_tracked", "I64", [], bytes(8))):
        yield f"count-{what}", pack({**header, name: {"dtype": dtype, "shape": shape, "data_offsets":
                                                      [len(data), len(data) + len(value)]}}, data + value)


def wrong_layouts(tensors):
    """Shapes of the right number of elements, and data that do not lie side by side."""
    def reshaped(shape):
        return pack(*rebuilt(tensors, lambda index, _, dtype, was, piece: (dtype, shape if index == 0 else was, piece)))

    shape = list(tensors[0][1])
    elements = int(np.prod(shape))
    yield "shape-reversed", reshaped(shape[::-1])
    yield "shape-ones-around-a-row", reshaped([1, elements, 1])
    yield "shape-rank-9", reshaped([*shape, *[1] * (9 - len(shape))])
    yield "shape-as-a-row", reshaped([1, elements])
    for what, extent in (("2-to-the-62", 2**62), ("2-to-the-63", 2**63), ("2-to-the-64", 2**64), ("10-to-the-100", 10**100)):
        yield f"shape-{what}", reshaped([extent])
    header, data = valid(tensors)
    names = list(header)

    def moved(name, begin, end):
        return {**header, name: {**header[name], "data_offsets": [begin, end]}}

    begin, end = header[names[-1]]["data_offsets"]
    yield "hole-in-the-middle", pack(moved(names[-1], begin + 8, end + 8), data + bytes(8))
    yield "hole-at-the-end", pack(header, data + bytes(8))
    yield "overlap-by-four", pack(moved(names[-1], begin - 4, end - 4), data)
    yield "all-at-the-start", pack({name: {**entry, "data_offsets": [0, entry["data_offsets"][1] - entry["data_offsets"][0]]}
                                    for name, entry in header.items()}, data)
    yield "no-data", pack(header, b"")
    yield "half-the-data", pack(header, data[:len(data) // 2])
    yield "twice-the-data", pack(header, data * 2)


def other_formats(whole):
    """Files that people take for weights."""
    yield "torch-zip", b"PK\x03\x04" + bytes(26) + b"archive/data.pkl" + bytes(4000)
    yield "torch-pickle", b"\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19." + bytes(4000)
    yield "hdf5", b"\x89HDF\r\n\x1a\n" + bytes(4000)
    yield "gzip", b"\x1f\x8b\x08" + bytes(4000)
    yield "git-lfs-pointer", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 46827520\n"
    yield "npy", b"\x93NUMPY\x01\0v\0{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }" + b" " * 60 + b"\n" + bytes(12)
    yield "big-endian-length", whole[:8][::-1] + whole[8:]
    yield "without-length", whole[8:]
    yield "behind-a-newline", b"\n" + whole
