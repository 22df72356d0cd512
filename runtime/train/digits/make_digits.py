#!/usr/bin/env python3
"""Writes the shipped digit files from scikit-learn's wheel.

The 1797 handwritten digits of the UCI set lie in the wheel as one CSV: 64 pixels (0..16), then the
class. They become IDX files, the format of MNIST, which the training runtime reads: the first 1437
rows are the training set, the last 360 the test set, in the order of the source.

    pip download --no-deps scikit-learn
    python3 runtime/train/digits/make_digits.py scikit_learn-*.whl runtime/train/digits
"""
import argparse
import gzip
import pathlib
import struct
import sys
import zipfile

MEMBER = "sklearn/datasets/data/digits.csv.gz"
TRAIN_COUNT, TEST_COUNT, SIDE = 1437, 360, 8
UNSIGNED_BYTE = 8  # the IDX type code of one byte per element


def read_rows(wheel):
    """The rows of the CSV in the wheel as tuples of 65 integers, checked for count and range."""
    with zipfile.ZipFile(wheel) as archive:
        text = gzip.decompress(archive.read(MEMBER)).decode("ascii")
    rows = [tuple(int(field) for field in line.split(",")) for line in text.splitlines()]
    if len(rows) != TRAIN_COUNT + TEST_COUNT:
        sys.exit(f"{wheel}: expects {TRAIN_COUNT + TEST_COUNT} digits, got {len(rows)}")
    for number, row in enumerate(rows, 1):
        if len(row) != SIDE * SIDE + 1 or not all(0 <= pixel <= 16 for pixel in row[:-1]):
            sys.exit(f"{wheel}: row {number} is not 64 pixels of 0..16 and a class")
        if not 0 <= row[-1] <= 9:
            sys.exit(f"{wheel}: row {number} has class {row[-1]}, expects 0..9")
    return rows


def write_idx(path, shape, values):
    """One IDX file of unsigned bytes: magic, big-endian extents, then the bytes in row order."""
    header = struct.pack(f">BBBB{len(shape)}I", 0, 0, UNSIGNED_BYTE, len(shape), *shape)
    path.write_bytes(header + bytes(values))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("wheel", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path, nargs="?", default=pathlib.Path(__file__).parent)
    args = parser.parse_args()
    rows = read_rows(args.wheel)
    for name, part in (("train", rows[:TRAIN_COUNT]), ("test", rows[TRAIN_COUNT:])):
        pixels = [pixel for row in part for pixel in row[:-1]]
        write_idx(args.out / f"{name}-images.idx3-ubyte", (len(part), SIDE, SIDE), pixels)
        write_idx(args.out / f"{name}-labels.idx1-ubyte", (len(part),), [row[-1] for row in part])


if __name__ == "__main__":
    main()
