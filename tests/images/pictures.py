"""Image files of every kind: PNGs of all colour types, depths and interlacings, JPEGs and WebPs as Pillow can write them.

Pillow writes few kinds of PNG, so they are put together here (PNG specification, third edition, W3C 2025).
"""
import io
import struct
import zlib

import numpy as np
from PIL import Image

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
KINDS = [(0, 1), (0, 2), (0, 4), (0, 8), (0, 16), (2, 8), (2, 16), (3, 1), (3, 2), (3, 4), (3, 8), (4, 8), (4, 16), (6, 8), (6, 16)]
ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]  # x, y, step x, step y


def chunk(kind, data, crc=None):
    check = zlib.crc32(kind + data) if crc is None else crc
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)


def header(width, height, depth, colour, interlaced=0, compression=0, filtering=0):
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, compression, filtering, interlaced))


def packed(samples, depth):
    """Rows of bytes from samples [rows, columns * channels]."""
    if depth == 16:
        return samples.astype(">u2").view(np.uint8).reshape(len(samples), -1)
    if depth == 8:
        return samples.astype(np.uint8)
    bits = (samples[..., None] >> np.arange(depth - 1, -1, -1)) & 1
    return np.packbits(bits.reshape(len(samples), -1).astype(np.uint8), axis=1)


def paeth(a, b, c):
    """The predictor of filter 4: of left, above and above left, the one nearest to left + above - above left."""
    a, b, c = (each.astype(int) for each in (a, b, c))
    p = a + b - c
    pa, pb, pc = abs(p - a), abs(p - b), abs(p - c)
    return np.where((pa <= pb) & (pa <= pc), a, np.where(pb <= pc, b, c))


def filtered(rows, pixel_bytes):
    """The rows with filters 0 to 4 in turn, each row after its filter's number."""
    out, above = b"", np.zeros(rows.shape[1], np.uint8)
    for number, row in enumerate(rows):
        left, corner = np.zeros_like(row), np.zeros_like(row)
        left[pixel_bytes:], corner[pixel_bytes:] = row[:-pixel_bytes], above[:-pixel_bytes]
        predicted = [0, left, above, (left.astype(int) + above) // 2, paeth(left, above, corner)][number % 5]
        out += bytes([number % 5]) + ((row.astype(int) - predicted) & 255).astype(np.uint8).tobytes()
        above = row
    return out


def image_data(samples, depth, colour, interlaced):
    """The uncompressed stream of samples [height, width, channels]."""
    pixel_bytes = max(1, CHANNELS[colour] * depth // 8)
    passes = [samples[y::dy, x::dx] for x, y, dx, dy in ADAM7] if interlaced else [samples]
    return b"".join(filtered(packed(part.reshape(part.shape[0], -1), depth), pixel_bytes) for part in passes if part.size)


def png(colour, depth, interlaced, width, height, seed=1, transparent=False):
    """The file and its samples."""
    rng = np.random.default_rng(seed)
    samples = rng.integers(0, 1 << depth, (height, width, CHANNELS[colour]), dtype=np.uint16)
    parts = [header(width, height, depth, colour, int(interlaced)), chunk(b"gAMA", struct.pack(">I", 45455))]
    if colour == 3:
        parts.append(chunk(b"PLTE", rng.integers(0, 256, 3 << depth, dtype=np.uint8).tobytes()))
    if transparent and colour in (0, 2, 3):
        count = {0: 2, 2: 6, 3: 1 << depth}[colour]
        parts.append(chunk(b"tRNS", bytes(count) if colour != 3 else bytes(range(count))))
    parts.append(chunk(b"tEXt", b"Comment\0a test image"))
    stream = zlib.compress(image_data(samples, depth, colour, interlaced))
    parts += [chunk(b"IDAT", stream[:50]), chunk(b"IDAT", stream[50:]), chunk(b"IEND", b"")]
    return SIGNATURE + b"".join(parts), samples


def pngs(width, height):
    """(name, file, samples where Pillow is not the reference) of every kind."""
    for colour, depth in KINDS:
        for interlaced in (False, True):
            name = f"png-colour{colour}-depth{depth}" + ("-interlaced" if interlaced else "")
            data, samples = png(colour, depth, interlaced, width, height)
            # Pillow makes 16-bit grey above 255 white; the upper byte is what is wanted.
            yield name, data, np.repeat(samples >> 8, 3, axis=2).astype(np.uint8) if (colour, depth) == (0, 16) else None
    for colour, depth in ((0, 4), (0, 8), (2, 8), (3, 4), (3, 8)):
        yield f"png-colour{colour}-depth{depth}-transparent", png(colour, depth, False, width, height, transparent=True)[0], None


def jpegs(photo, width, height):
    """(name, file) of every kind that Pillow writes, from a piece of a photograph."""
    piece = photo.crop((200, 150, 200 + width, 150 + height))
    exif = Image.Exif()
    exif[0x112] = 6  # turned by 90 degrees; nobody looks
    kinds = {
        "444": dict(subsampling=0), "422": dict(subsampling=1), "420": dict(subsampling=2), "optimised": dict(optimize=True),
        "progressive": dict(progressive=True), "progressive-444": dict(progressive=True, subsampling=0),
        "quality-5": dict(quality=5), "quality-100": dict(quality=100), "restarts": dict(restart_marker_blocks=3),
        "orientation": dict(exif=exif), "rgb": dict(keep_rgb=True), "comment": dict(comment=b"a comment"),
    }
    for name, options in kinds.items():
        yield f"jpeg-{name}", saved(piece, **options)
    yield "jpeg-grey", saved(piece.convert("L"))
    yield "jpeg-grey-progressive", saved(piece.convert("L"), progressive=True)
    yield "jpeg-cmyk", saved(piece.convert("CMYK"))
    yield "jpeg-cmyk-noise", saved(Image.fromarray(np.random.default_rng(3).integers(0, 256, (height, width, 4), np.uint8), "CMYK"),
                                   quality=90)


def webps(photo, width, height):
    """(name, file) of every kind that Pillow writes, from a piece of a photograph; moving pictures among them."""
    piece = photo.crop((200, 150, 200 + width, 150 + height))
    rng = np.random.default_rng(4)
    alpha = piece.copy()
    alpha.putalpha(Image.fromarray(rng.integers(0, 256, (height, width), np.uint8)))
    clear = piece.copy()
    clear.putalpha(Image.fromarray(np.where(rng.integers(0, 2, (height, width)), 255, 0).astype(np.uint8)))
    noise = Image.fromarray(rng.integers(0, 256, (height, width, 3), np.uint8))
    exif = Image.Exif()
    exif[0x112] = 6
    kinds = {
        "quality-5": (piece, dict(quality=5)), "quality-75": (piece, dict(quality=75)), "quality-100": (piece, dict(quality=100)),
        "noise": (noise, dict(quality=80)), "slow": (piece, dict(method=6, quality=50)), "fast": (piece, dict(method=0, quality=50)),
        "lossless": (piece, dict(lossless=True)), "lossless-noise": (noise, dict(lossless=True)),
        "lossless-palette": (piece.quantize(16).convert("RGB"), dict(lossless=True)), "grey": (piece.convert("L"), dict(quality=75)),
        "alpha": (alpha, dict(quality=75)), "alpha-coarse": (alpha, dict(quality=75, alpha_quality=10)),
        "alpha-lossless": (alpha, dict(lossless=True)), "clear": (clear, dict(quality=75)),
        "clear-exact": (clear, dict(lossless=True, exact=True)), "clear-lossless": (clear, dict(lossless=True)),
        "orientation": (piece, dict(exif=exif)), "profile": (piece, dict(icc_profile=b"p" * 131, xmp=b"<x/>", quality=60)),
        "moving": (piece, dict(save_all=True, append_images=[noise, piece], duration=100)),
        "moving-alpha": (alpha, dict(save_all=True, append_images=[clear], lossless=True, background=(9, 9, 9, 9))),
    }
    for name, (image, options) in kinds.items():
        yield f"webp-{name}", saved(image, "webp", **options)


def small_frame(width, height):
    """A moving WebP whose first frame covers a part of it, put together by hand: Pillow's writer fills the canvas."""
    def part(kind, data):
        return kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)

    def three(*values):
        return b"".join(struct.pack("<I", value)[:3] for value in values)

    noise = Image.fromarray(np.random.default_rng(6).integers(0, 256, (10, 12, 3), np.uint8))
    picture = saved(noise, "webp", lossless=True)[12:]
    frame = part(b"ANMF", three(4 // 2, 6 // 2, 12 - 1, 10 - 1, 100) + b"\0" + picture)
    chunks = part(b"VP8X", b"\x02\0\0\0" + three(width - 1, height - 1)) + part(b"ANIM", b"\x50\x60\x70\xff\0\0") + frame
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + chunks


def oriented(photo):
    """(name, file) with each orientation, and numbers that are none, in all three formats."""
    piece = photo.crop((200, 150, 261, 195))
    for orientation in (*range(1, 9), 0, 9, 300):
        exif = Image.Exif()
        exif[0x110] = "a camera's name, longer than four bytes"
        exif[0x112] = orientation
        for kind in ("jpeg", "png", "webp"):
            yield f"{kind}-{orientation}", saved(piece, kind, exif=exif)
        little = b"II*\0\x08\0\0\0" + struct.pack("<HHHIII", 1, 0x112, 3, 1, orientation, 0)
        for kind in ("jpeg", "webp"):
            yield f"{kind}-little-endian-{orientation}", saved(piece, kind, exif=b"Exif\0\0" + little)
    for kind in ("jpeg", "png", "webp"):
        yield f"{kind}-none", saved(piece, kind)


def saved(image, kind="jpeg", **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()
