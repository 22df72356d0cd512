"""Broken JPEG, PNG and WebP files: (name, bytes). Each is refused by its format's rules, whatever the pixels are."""
import io
import pathlib
import struct
import sys
import zlib

import numpy as np
from PIL import Image

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "images"))

import pictures  # noqa: E402
from pictures import SIGNATURE, chunk, header  # noqa: E402

PHOTO = HERE.parent / "images" / "photos" / "flower.jpg"
SCAN = 0xDA


def segments(data):
    """(marker, offset, length with marker) of the segments up to the first scan's entropy-coded data."""
    at = 2
    while True:
        marker, length = data[at + 1], struct.unpack(">H", data[at + 2:at + 4])[0]
        yield marker, at, length + 2
        if marker == SCAN:
            return
        at += length + 2


def at_segment(data, marker, offset, value):
    """The file with the bytes at `offset` of the first segment of this kind replaced."""
    start = next(at for each, at, _ in segments(data) if each == marker) + offset
    return data[:start] + value + data[start + len(value):]


def without(data, marker):
    for each, at, length in reversed([each for each in segments(data)]):
        if each == marker:
            data = data[:at] + data[at + length:]
    return data


def jpegs():
    piece = Image.open(PHOTO).convert("RGB").crop((200, 150, 280, 210))
    plain, progressive = pictures.saved(piece), pictures.saved(piece, progressive=True)
    grey = pictures.saved(piece.convert("L"))
    scan = next(at for marker, at, _ in segments(plain) if marker == SCAN)
    for count in (2, 3, 4, 10, 20, 21, 100, 160, 170, 300, scan, scan + 5, scan + 14, scan + 20, len(plain) // 2, len(plain) - 40,
                  len(plain) - 2, len(plain) - 1):
        yield f"jpeg-cut-at-{count}", plain[:count]
    for share in (0.3, 0.6, 0.9, 0.99):
        yield f"jpeg-progressive-cut-at-{share}", progressive[:int(len(progressive) * share)]
    yield "jpeg-ends-after-half-the-data", plain[:scan + 300] + b"\xff\xd9"
    yield "jpeg-progressive-ends-early", progressive[:len(progressive) // 2] + b"\xff\xd9"
    # The frame header: precision, height, width, number of components, then id, sampling, table of each.
    for name, offset, value in (("no-height", 5, b"\0\0"), ("no-width", 7, b"\0\0"), ("size-65535", 5, b"\xff\xff\xff\xff"),
                                ("size-65500-of-few-bytes", 5, b"\xff\xdc\xff\xdc"), ("size-16000-of-few-bytes", 5, b"\x3e\x80\x3e\x80"),
                                ("no-components", 9, b"\0"), ("two-components", 9, b"\2"), ("five-components", 9, b"\5"),
                                ("eleven-components", 9, b"\x0b"), ("12-bits", 4, b"\x0c"), ("1-bit", 4, b"\1"),
                                ("sampling-0", 11, b"\0"), ("sampling-5x5", 11, b"\x55"), ("quantisation-table-9", 12, b"\x09"),
                                ("quantisation-table-missing", 12, b"\3"), ("component-twice", 13, b"\1"),
                                ("length-0", 2, b"\0\0"), ("length-2", 2, b"\0\2"), ("length-too-long", 2, b"\xff\xff")):
        yield f"jpeg-frame-{name}", at_segment(plain, 0xC0, offset, value)
    for kind, name in ((0xC3, "lossless"), (0xC5, "differential"), (0xCB, "lossless-arithmetic"), (0xC2, "progressive"),
                       (0xC8, "reserved")):
        yield f"jpeg-frame-says-{name}", at_segment(plain, 0xC0, 1, bytes([kind]))
    for marker, name in ((0xC0, "frame"), (0xDB, "quantisation-tables"), (SCAN, "scan-header")):
        yield f"jpeg-without-{name}", without(plain, marker)
    yield "jpeg-two-frames", plain[:scan] + plain[2:]
    yield "jpeg-start-twice", plain[:2] + plain
    for name, offset, value in (("length-0", 2, b"\0\0"), ("table-9", 4, b"\x09"), ("too-many-codes", 5, b"\xff" * 16),
                                ("oversubscribed", 5, b"\3"), ("no-codes", 5, b"\0" * 16)):
        yield f"jpeg-huffman-{name}", at_segment(plain, 0xC4, offset, value)
    for name, offset, value in (("length-0", 2, b"\0\0"), ("table-15", 4, b"\x0f")):
        yield f"jpeg-quantisation-{name}", at_segment(plain, 0xDB, offset, value)
    for name, offset, value in (("no-components", 4, b"\0"), ("five-components", 4, b"\5"), ("unknown-component", 5, b"\x77"),
                                ("missing-table", 6, b"\x33"), ("length-3", 2, b"\0\3")):
        yield f"jpeg-scan-{name}", at_segment(plain, SCAN, offset, value)
    yield "jpeg-scan-of-zeros", plain[:scan + 14] + bytes(200) + b"\xff\xd9"
    yield "jpeg-scan-of-ones", plain[:scan + 14] + b"\xff\0" * 400 + b"\xff\xd9"
    yield "jpeg-restart-out-of-order", plain[:scan + 300] + b"\xff\xd5" + plain[scan + 300:]
    yield "jpeg-scan-of-markers", plain[:scan + 14] + b"\xff\xd0\xff\xd1" * 100 + b"\xff\xd9"
    start = next(at for marker, at, _ in segments(progressive) if marker == SCAN)
    yield "jpeg-progressive-bad-spectrum", progressive[:start + 11] + b"\x3f\x01" + progressive[start + 13:]
    # A scan of a grey progressive file, repeated: small, and slow to decode for who lets it.
    again = pictures.saved(piece.convert("L"), progressive=True)
    begin = next(at for marker, at, _ in segments(again) if marker == SCAN)
    after = again.index(b"\xff\xc4", begin)
    refine = again.rindex(b"\xff\xda")
    yield "jpeg-1000-scans", again[:-2] + again[refine:-2] * 1000 + b"\xff\xd9"
    yield "jpeg-first-scan-1000-times", again[:after] + again[begin:after] * 1000 + again[after:]
    yield "jpeg-grey-cut", grey[:-30]
    yield "jpeg-second-half-is-text", plain[:len(plain) // 2] + b"\xff\xfe\x00\x10 this is text " * 40


def image(data, colour=2, depth=8, size=(7, 5), **more):
    """A PNG of one IDAT chunk with the given compressed data."""
    return SIGNATURE + header(*size, depth, colour, **more) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def pngs():
    whole, samples = pictures.png(2, 8, False, 7, 5)
    raw = pictures.image_data(samples, 8, 2, False)
    stream = zlib.compress(raw)
    good = image(stream)
    end = chunk(b"IEND", b"")
    for count in (8, 9, 12, 16, 20, 29, 32, 33, 37, 41, 45, 60, len(good) - 13, len(good) - 12, len(good) - 5, len(good) - 1):
        yield f"png-cut-at-{count}", good[:count]
    for offset, name in ((9, "length"), (13, "name"), (17, "width"), (30, "crc"), (34, "data-length"), (38, "data-name"), (50, "data"),
                         (len(good) - 14, "data-crc"), (len(good) - 2, "end-crc")):
        yield f"png-flipped-{name}", good[:offset] + bytes([good[offset] ^ 0x10]) + good[offset + 1:]
    for name, size in (("no-width", (0, 5)), ("no-height", (7, 0)), ("width-2-to-the-31", (2**31, 5)), ("huge", (2**31 - 1, 2**31 - 1)),
                       ("large", (2**20, 2**20)), ("2-to-the-28-and-more", (2**14 + 1, 2**14)), ("16000-of-few-bytes", (16000, 16000)),
                       ("one-row-too-many", (7, 6)), ("too-wide", (8, 5)), ("two-rows-too-few", (7, 3))):
        yield f"png-size-{name}", image(stream, size=size)
    for colour, depth in ((0, 3), (0, 0), (0, 32), (1, 8), (2, 4), (3, 16), (4, 4), (5, 8), (6, 2), (7, 8), (255, 8)):
        yield f"png-colour-{colour}-depth-{depth}", image(stream, colour, depth)
    yield "png-interlacing-2", image(stream, interlaced=2)
    yield "png-interlacing-wrongly-said", image(stream, interlaced=1)
    yield "png-compression-1", image(stream, compression=1)
    yield "png-filtering-1", image(stream, filtering=1)
    for name, data in (("empty", b""), ("one-byte", b"\x78"), ("not-zlib", b"this is not zlib at all" * 4), ("cut", stream[:-20]),
                       ("checksum", stream[:-1] + bytes([stream[-1] ^ 1])), ("middle-zeroed", stream[:20] + bytes(20) + stream[40:]),
                       ("dictionary", b"\x78\xbb\0\0\0\0" + stream[2:]), ("window-too-large", b"\x88\x1c" + stream[2:]),
                       ("filter-5", zlib.compress(b"\5" + raw[1:])), ("filter-200", zlib.compress(b"\xc8" + raw[1:])),
                       ("a-row-short", zlib.compress(raw[:-22])), ("a-byte-short", zlib.compress(raw[:-1])),
                       ("a-row-long", zlib.compress(raw + bytes(22))), ("bomb", zlib.compress(bytes(50_000_000)))):
        yield f"png-data-{name}", image(data)
    head, data = header(7, 5, 8, 2), chunk(b"IDAT", stream)
    palette = chunk(b"PLTE", bytes(range(12)))
    indexed = header(7, 5, 8, 3)
    indices = chunk(b"IDAT", zlib.compress(b"".join(b"\0" + bytes([0, 1, 2, 3, 2, 1, 0]) for _ in range(5))))
    beyond = chunk(b"IDAT", zlib.compress(b"".join(b"\0" + bytes([0, 1, 2, 3, 200, 1, 0]) for _ in range(5))))
    text = chunk(b"tEXt", b"a\0b")
    for name, parts in (
            ("no-header", [data, end]), ("header-late", [data, head, end]), ("header-twice", [head, head, data, end]), ("no-data", [head, end]),
            ("text-before-header", [text, head, data, end]), ("no-end", [head, data]), ("end-not-empty", [head, data, chunk(b"IEND", b"x")]),
            ("data-after-end", [head, end, data]), ("data-interrupted", [head, chunk(b"IDAT", stream[:30]), text, chunk(b"IDAT", stream[30:]), end]),
            ("unknown-critical", [head, chunk(b"ABCD", b"x"), data, end]), ("name-not-letters", [head, chunk(b"\1\2\3\4", b"x"), data, end]),
            ("no-palette", [indexed, indices, end]), ("palette-after-data", [indexed, indices, palette, end]),
            ("palette-twice", [indexed, palette, palette, indices, end]), ("palette-of-no-colours", [indexed, chunk(b"PLTE", b""), indices, end]),
            ("palette-of-13-bytes", [indexed, chunk(b"PLTE", bytes(13)), indices, end]),
            ("palette-of-257-colours", [indexed, chunk(b"PLTE", bytes(771)), indices, end]), ("index-beyond-palette", [indexed, palette, beyond, end]),
            ("palette-of-grey", [header(7, 5, 8, 0), palette, chunk(b"IDAT", zlib.compress(bytes(40))), end]),
            ("header-of-12-bytes", [chunk(b"IHDR", bytes(12)), data, end]), ("header-of-14-bytes", [chunk(b"IHDR", bytes(14)), data, end]),
            ("length-2-to-the-31", [head, struct.pack(">I", 2**31) + b"IDAT" + stream]), ("length-beyond-file", [head, struct.pack(">I", 5000) + data[4:]]),
            ("ancillary-crc", [head, chunk(b"tEXt", b"a\0b", crc=1), data, end])):
        yield f"png-{name}", SIGNATURE + b"".join(parts)
    yield "png-signature-only", SIGNATURE
    yield "png-signature-twice", SIGNATURE + good
    yield "png-of-text-line-ends", good.replace(b"\r\n", b"\n", 1)
    for colour, depth in ((0, 1), (3, 4), (6, 16)):
        file, _ = pictures.png(colour, depth, True, 40, 30)
        yield f"png-interlaced-{colour}-cut", file[:len(file) * 2 // 3]


def webps():
    """Lossy, lossless and moving files cut, with chunks and headers that lie; the format has no checksums."""
    piece = Image.open(PHOTO).convert("RGB").crop((200, 150, 280, 210))
    lossy, lossless = pictures.saved(piece, "webp", quality=60), pictures.saved(piece, "webp", lossless=True)
    alpha = piece.copy()
    alpha.putalpha(piece.convert("L"))
    moving = pictures.saved(piece, "webp", save_all=True, append_images=[piece.rotate(90), piece], duration=50)
    kinds = {"lossy": lossy, "lossless": lossless, "alpha": pictures.saved(alpha, "webp", quality=60), "moving": moving}
    for kind, data in kinds.items():
        for count in (12, 13, 16, 19, 20, 21, 25, 29, 30, 40, 60, len(data) // 2, len(data) - 40, len(data) - 2):
            yield f"webp-{kind}-cut-at-{count}", data[:count]
            # The same with the sizes of the file and of its last chunk set to what is there.
            if kind in ("lossy", "lossless") and 25 < count < len(data) - 10:
                sized = data[:4] + struct.pack("<I", count - 8) + data[8:16] + struct.pack("<I", count - 20) + data[20:count]
                yield f"webp-{kind}-ends-at-{count}", sized
    for name, size in (("0", 0), ("3", 3), ("11", 11), ("beyond", len(lossy) * 2), ("largest", 0xFFFFFFFF)):
        yield f"webp-riff-size-{name}", lossy[:4] + struct.pack("<I", size) + lossy[8:]
        yield f"webp-chunk-size-{name}", lossy[:16] + struct.pack("<I", size) + lossy[20:]
    yield "webp-no-chunks", b"RIFF" + struct.pack("<I", 4) + b"WEBP"
    yield "webp-unknown-chunk-alone", b"RIFF" + struct.pack("<I", 16) + b"WEBPABCD" + struct.pack("<I", 4) + b"data"
    yield "webp-and-text", b"RIFF" + struct.pack("<I", 1000) + b"WEBP" + b"this is a text" * 80
    yield "webp-zeros", b"RIFF" + struct.pack("<I", 2000) + b"WEBP" + bytes(2000)
    yield "webp-lossy-named-lossless", lossy.replace(b"VP8 ", b"VP8L", 1)
    yield "webp-lossless-named-lossy", lossless.replace(b"VP8L", b"VP8 ", 1)
    yield "webp-lossy-without-mark", lossy.replace(b"\x9d\x01\x2a", b"\x9d\x01\x2b", 1)
    at = lossy.index(b"\x9d\x01\x2a") + 3
    yield "webp-lossy-no-width", lossy[:at] + b"\0\0" + lossy[at + 2:]
    yield "webp-lossy-16383-of-few-bytes", lossy[:at] + b"\xff\x3f\xff\x3f" + lossy[at + 4:]
    yield "webp-lossy-not-a-key-frame", lossy[:20] + bytes([lossy[20] | 1]) + lossy[21:]
    yield "webp-lossless-version", lossless[:24] + bytes([lossless[24] | 0xE0]) + lossless[25:]
    yield "webp-lossless-of-zeros", lossless[:25] + bytes(len(lossless) - 25)
    yield "webp-lossless-16383-of-few-bytes", lossless[:21] + b"\xff\xff\xff" + lossless[24:]
    canvas = moving.index(b"VP8X") + 12
    yield "webp-canvas-of-a-terabyte", moving[:canvas] + b"\xff" * 6 + moving[canvas + 6:]
    yield "webp-canvas-smaller-than-frame", moving[:canvas] + bytes(6) + moving[canvas + 6:]
    frame = moving.index(b"ANMF") + 8
    yield "webp-frame-outside-canvas", moving[:frame] + b"\xff" * 6 + moving[frame + 6:]
    yield "webp-moving-without-frames", b"RIFF" + struct.pack("<I", frame - 16) + moving[8:frame - 8]


def others():
    """Files that are no image of the three kinds."""
    yield "empty", b""
    yield "one-byte", b"\xff"
    yield "text", b"this is a text, not an image\n" * 20
    yield "zeros", bytes(4096)
    yield "ones", b"\xff" * 4096
    yield "noise", np.random.default_rng(1).bytes(4096)
    yield "elf", b"\x7fELF" + bytes(200)
    yield "numpy", b"\x93NUMPY\x01\0"
    pixels = Image.fromarray(np.zeros((8, 8, 3), np.uint8))
    for kind in ("gif", "bmp", "tiff", "ppm", "jpeg2000"):
        out = io.BytesIO()
        pixels.save(out, kind)
        yield kind, out.getvalue()
    yield "jpeg-mark-and-text", b"\xff\xd8\xff" + b"this is a text" * 20
    yield "jpeg-mark-and-zeros", b"\xff\xd8\xff" + bytes(2000)
    yield "jpeg-mark-and-fill", b"\xff\xd8" + b"\xff" * 100_000
    yield "png-mark-and-noise", SIGNATURE + np.random.default_rng(2).bytes(2000)


def cases():
    yield from jpegs()
    yield from pngs()
    yield from webps()
    yield from others()
