"""pixels.py BYTES.npy FLOATS.npy LABELS.npy: two images of shape 8x8x1 as bytes, and as floats beyond what these stand for."""
import struct
import sys

from images import save

pixels = [i % 17 for i in range(128)]
save(sys.argv[1], "|u1", (2, 8, 8, 1), bytes(pixels))
save(sys.argv[2], "<f4", (2, 1, 8, 8), struct.pack("<128f", *(20 * pixel for pixel in pixels)))
save(sys.argv[3], "<i8", (2,), struct.pack("<2q", 0, 1))
