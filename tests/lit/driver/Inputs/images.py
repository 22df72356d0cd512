"""images.py COUNT X.npy Y.npy: images of shape 1x8x8 that differ, with labels."""
import struct
import sys


def save(path, kind, shape, data):
    header = str({"descr": kind, "fortran_order": False, "shape": shape}).encode().ljust(117) + b"\n"
    with open(path, "wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + data)


if __name__ == "__main__":
    count = int(sys.argv[1])
    pixels = [i * i % 97 / 7 for i in range(64 * count)]
    save(sys.argv[2], "<f4", (count, 1, 8, 8), struct.pack(f"<{len(pixels)}f", *pixels))
    save(sys.argv[3], "<i8", (count,), struct.pack(f"<{count}q", *(i % 10 for i in range(count))))
