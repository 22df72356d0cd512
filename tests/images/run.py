#!/usr/bin/env python3
"""Compares what resnetc-run makes of image files with Pillow, bit for bit; see README.md of this folder.

    .venv/bin/python tests/images/run.py --bin build/bin [--only TEXT] [--results FILE]

Ends with `N passed, N failed, N skipped`; status 1 where a comparison failed or none ran.
"""
import argparse
import io
import json
import pathlib
import sys
import tempfile

import numpy as np
from PIL import Image, ImageOps

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "oracle")]

import compare  # noqa: E402
import pictures  # noqa: E402
from driver import Driver, Failure  # noqa: E402

PHOTOS = [HERE / "photos" / name for name in ("china.jpg", "flower.jpg")]
CLASSES = 12


class Bench:
    """The programs, libraries of the small model for any input shape, and its weights."""

    def __init__(self, driver):
        self.driver, self.libraries = driver, {}
        rng = np.random.default_rng(5)
        self.weights = {
            c: driver.save_weights(f"weights{c}", {
                "conv1.weight": rng.normal(0, 0.3, (8, c, 5, 5)).astype(np.float32),
                "bn1.weight": rng.uniform(0.5, 1.5, 8).astype(np.float32), "bn1.bias": rng.normal(0, 1, 8).astype(np.float32),
                "bn1.running_mean": rng.normal(0, 0.1, 8).astype(np.float32),
                "bn1.running_var": rng.uniform(0.5, 1.5, 8).astype(np.float32),
                "fc.weight": rng.normal(0, 2, (CLASSES, 8)).astype(np.float32), "fc.bias": rng.normal(0, 1, CLASSES).astype(np.float32)})
            for c in (1, 3)}

    def library(self, height, width, channels=3):
        key = (height, width, channels)
        if key not in self.libraries:
            self.libraries[key] = self.driver.compile(
                HERE / "model.dsl", f"tiny-{height}-{width}-{channels}", "-D", f"height={height}", "-D", f"width={width}",
                "-D", f"channels={channels}", "-march=x86-64-v3")
        return self.libraries[key]

    def predict(self, shape, files, *options):
        """Standard output, what the model was given, and its outputs."""
        x, y = self.driver.work / "x.npy", self.driver.work / "y.npy"
        out = self.driver.run("resnetc-run", "predict", self.library(*shape), *files, "--weights", self.weights[(*shape, 3)[2]],
                              "--save-input", x, "--output", y, *options)
        return out, np.load(x), np.load(y)

    def logits(self, shape, x):
        return np.load(self.driver.predict(self.library(*shape), self.weights[(*shape, 3)[2]], x))


def resized(image, side):
    """torchvision's Resize(side) on a Pillow image."""
    w, h = image.size
    short, long = min(w, h), max(w, h)
    if short == side:
        return image
    longer = int(side * long / short)
    return image.resize((side, longer) if w <= h else (longer, side), Image.BILINEAR)


def centre(image, height, width):
    """torchvision's CenterCrop((height, width))."""
    w, h = image.size
    top, left = int(round((h - height) / 2.0)), int(round((w - width) / 2.0))
    return image.crop((left, top, left + width, top + height))


def floats(image, mirrored=False, white=1.0):
    """torchvision's ToTensor: channels first, divided by 255."""
    array = np.asarray(image)
    array = array[None] if array.ndim == 2 else array.transpose(2, 0, 1)
    array = array[:, :, ::-1] if mirrored else array
    return array.astype(np.float32) * np.float32(white) / np.float32(255)


def same(record, name, got, wanted):
    if got.shape != wanted.shape:
        record.add(name, "failed", f"shape {got.shape}, expected {wanted.shape}")
        return
    wrong = got != wanted
    why = "" if not wrong.any() else (f"{wrong.sum()} of {wrong.size} values differ, by at most {abs(got - wanted).max() * 255:.1f} "
                                      f"levels, first at {tuple(int(i) for i in np.argwhere(wrong)[0])}")
    record.require(name, not wrong.any(), why)


def check_decoding(bench, record):
    """Every kind of file, whole: the model's input is as large as the image."""
    height, width = 45, 61
    photo = Image.open(PHOTOS[0]).convert("RGB")
    others = [*pictures.jpegs(photo, width, height), *pictures.webps(photo, width, height),
              ("webp-small-frame", pictures.small_frame(width, height))]
    kinds = list(pictures.pngs(width, height)) + [(*pair, None) for pair in others]
    files = []
    for name, data, _ in kinds:
        files.append(bench.driver.work / f"{name}.dat")  # the name says nothing about the format
        files[-1].write_bytes(data)
    shorter = ["--resize", min(height, width)]
    _, x, _ = bench.predict((height, width), files, *shorter)
    for (name, data, known), got in zip(kinds, x):
        wanted = Image.open(io.BytesIO(data)).convert("RGB") if known is None else known
        same(record, f"decode {name}", got, floats(wanted))
    _, x, _ = bench.predict((height, width, 1), files, *shorter, "--pixels", "0..255")
    for (name, data, known), got in zip(kinds, x):
        if known is None:
            image = Image.open(io.BytesIO(data)).convert("RGB").convert("L")
            same(record, f"grey {name}", got, floats(image, white=255))


def check_orientation(bench, record):
    """--exif turns pictures as Pillow's exif_transpose does; without it they stay as they are stored."""
    photo = Image.open(PHOTOS[0]).convert("RGB")
    files = []
    for name, data in pictures.oriented(photo):
        files.append(bench.driver.work / f"oriented-{name}.dat")
        files[-1].write_bytes(data)
    for options in (["--exif"], []):
        _, x, _ = bench.predict((40, 40), files, "--resize", 45, *options)
        for path, got in zip(files, x):
            image = Image.open(path)
            wanted = ImageOps.exif_transpose(image) if options else image
            same(record, f"{' '.join(options) or 'no --exif'} {path.stem}", got, floats(centre(wanted.convert("RGB"), 40, 40)))


def check_small_pngs(bench, record):
    """Interlaced images so small that some passes are empty."""
    for width, height in ((1, 1), (2, 3), (5, 4), (9, 1)):
        for colour, depth in ((0, 1), (3, 2), (2, 8)):
            data, _ = pictures.png(colour, depth, True, width, height)
            path = bench.driver.work / "small.png"
            path.write_bytes(data)
            _, x, _ = bench.predict((32, 32), [path], "--resize", 40)
            wanted = centre(resized(Image.open(path).convert("RGB"), 40), 32, 32)
            same(record, f"small png {width}x{height} colour {colour} depth {depth}", x[0], floats(wanted))


def check_resizing(bench, record):
    """Both photographs, upright and lying, at sizes smaller and larger than they are."""
    work = bench.driver.work
    files = list(PHOTOS)
    for path in PHOTOS:
        files.append(work / f"upright-{path.stem}.png")
        Image.open(path).convert("RGB").rotate(90, expand=True).save(files[-1])
    for (height, width), side in [((224, 224), None), ((64, 64), None), ((64, 64), 64), ((64, 64), 65), ((64, 64), 67),
                                  ((64, 64), 100), ((64, 64), 214), ((64, 64), 426), ((64, 64), 427), ((64, 64), 428),
                                  ((64, 64), 601), ((48, 90), None), ((33, 32), 100)]:
        _, x, _ = bench.predict((height, width), files, *(["--resize", side] if side else []))
        for path, got in zip(files, x):
            wanted = centre(resized(Image.open(path).convert("RGB"), side or round(max(height, width) * 256 / 224)), height, width)
            same(record, f"resize {path.stem} to {side or 'default'}, crop {height}x{width}", got, floats(wanted))


def check_pixels(bench, record):
    for order in ("rgb", "bgr"):
        for white in (1, 255, 16):
            _, x, _ = bench.predict((64, 64), PHOTOS[:1], "--order", order, "--pixels", f"0..{white}")
            wanted = floats(centre(resized(Image.open(PHOTOS[0]).convert("RGB"), 73), 64, 64), white=white)
            same(record, f"pixels 0..{white} {order}", x[0], wanted[::-1] if order == "bgr" else wanted)


def softmax(logits):
    e = np.exp(logits.astype(np.float64) - logits.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def ten(image, size):
    w, h = image.size
    corners = [image.crop((x, y, x + size, y + size)) for y in (0, h - size) for x in (0, w - size)]
    five = corners + [centre(image, size, size)]
    return np.stack([floats(each, mirrored) for mirrored in (False, True) for each in five])


def sweep(image, size):
    """Windows along the longer side, at most half a window apart."""
    w, h = image.size
    room = max(w, h) - size
    steps = -(-room // (size // 2))
    begins = [int(i * room / steps + 0.5) for i in range(steps + 1)] if steps else [0]
    boxes = [(b, 0, b + size, size) if w > h else (0, b, size, b + size) for b in begins]
    return np.stack([floats(image.crop(box), mirrored) for mirrored in (False, True) for box in boxes])


def check_views(bench, record):
    """Ten crops, dense windows and several scales: the views, and the averages of their scores."""
    photos = [Image.open(path).convert("RGB") for path in PHOTOS]
    shape = (64, 64)
    for batch in (1, 7, 64):
        _, x, y = bench.predict(shape, PHOTOS, "--crops", "10", "--batch", batch)
        wanted = np.concatenate([ten(resized(photo, 73), 64) for photo in photos])
        same(record, f"ten crops, batch {batch}", x, wanted)
        scores = softmax(bench.logits(shape, wanted)).reshape(2, 10, CLASSES).mean(axis=1)
        record.difference(f"ten crops' scores, batch {batch}", abs(np.exp(y) - scores).max())

    def dense_scores(photo, size):
        views = sweep(resized(photo, size), size)
        groups = bench.logits((size, size), views).astype(np.float64).reshape(2, -1, CLASSES).mean(axis=1)
        return softmax(groups).mean(axis=0)

    for batch in (1, 3, 64):
        _, x, y = bench.predict(shape, PHOTOS, "--crops", "dense", "--batch", batch)
        same(record, f"dense windows, batch {batch}", x, np.concatenate([sweep(resized(photo, 64), 64) for photo in photos]))
        record.difference(f"dense scores, batch {batch}",
                          abs(np.exp(y) - np.stack([dense_scores(photo, 64) for photo in photos])).max())
    sizes = (64, 96, 150)
    _, _, y = bench.predict(shape, PHOTOS, "--crops", "dense", *(word for size in sizes[1:] for word in ("--also", bench.library(size, size))))
    wanted = np.stack([np.mean([dense_scores(photo, size) for size in sizes], axis=0) for photo in photos])
    record.difference("dense scores of three scales", abs(np.exp(y) - wanted).max())


def check_answers(bench, record):
    """What is printed: text, JSON and names."""
    names = [f"class number {k}" for k in range(CLASSES)]
    listing = bench.driver.work / "names.txt"
    listing.write_text("\n".join(names) + "\n")
    out, x, y = bench.predict((64, 64), PHOTOS, "--top", 5, "--classes", listing, "--json")
    record.require("one view's outputs are the logits", np.array_equal(y, bench.logits((64, 64), x)), "they differ")
    answer = json.loads(out)
    record.require("json is one line", out.count("\n") == 1, out[:200])
    for path, logits, image in zip(PHOTOS, y, answer["images"]):
        scores = softmax(logits)
        order = np.argsort(-scores, kind="stable")[:5]
        record.require(f"top 5 of {path.stem}", image["image"] == str(path) and
                       [entry["class"] for entry in image["top"]] == list(order) and
                       [entry["name"] for entry in image["top"]] == [names[k] for k in order] and
                       np.allclose([entry["probability"] for entry in image["top"]], scores[order], rtol=1e-6), str(image))
    text, _, _ = bench.predict((64, 64), PHOTOS, "--top", 3, "--classes", listing)
    lines = text.splitlines()
    best = answer["images"][1]["top"][0]
    record.require("text", len(lines) == 8 and lines[4] == str(PHOTOS[1]) and best["name"] in lines[5] and
                   f"{100 * best['probability']:.2f} %" in lines[5], text)


def check_folder(bench, record):
    """`--data folder:`: evaluation against Pillow, and a training that repeats itself."""
    work, photos = bench.driver.work, [Image.open(path).convert("RGB") for path in PHOTOS]
    folder, rng, images, labels = work / "pictures", np.random.default_rng(7), [], []
    for k in range(CLASSES):
        (folder / f"class{k:02}").mkdir(parents=True)
        for i in range(k % 5):  # class 0, 5 and 10 are empty
            photo = photos[int(rng.integers(2))]
            x, y, w, h = (int(v) for v in (rng.integers(300), rng.integers(200), rng.integers(70, 300), rng.integers(70, 200)))
            path = folder / f"class{k:02}" / f"{i}.{('png', 'jpg', 'JPEG', 'webp')[i]}"
            photo.crop((x, y, x + w, y + h)).save(path)
            images.append(floats(centre(resized(Image.open(path).convert("RGB"), 73), 64, 64)))
            labels.append(k)
    logits = bench.logits((64, 64), np.stack(images)).astype(np.float64)
    answer = json.loads(bench.driver.run("resnetc-run", "eval", bench.library(64, 64), "--weights", bench.weights[3], "--data",
                                         f"folder:{folder}", "--batch", 5, "--json"))
    loss = -np.log(softmax(logits)[np.arange(len(labels)), labels]).mean()
    record.difference("folder: loss of an evaluation", abs(answer["loss"] - loss) / loss)
    right = (logits.argmax(axis=1) == labels).mean()
    record.require("folder: accuracy of an evaluation", answer["images"] == len(labels) and abs(answer["top1"] - right) < 1e-9, str(answer))
    library = bench.driver.compile(HERE / "training.dsl", "tiny-train", "--mode=train", "-march=x86-64-v3")
    logs = []
    for threads in (1, 2):
        out = work / f"run{threads}"
        bench.driver.run("resnetc-run", "train", library, "--data", f"folder:{folder}", "--out", out, "--threads", threads, "--quiet")
        logs.append([{key: value for key, value in json.loads(line).items() if key not in ("seconds", "images_per_second")}
                     for line in (out / "log.jsonl").read_text().splitlines()])
    record.require("folder: training repeats itself", len(logs[0]) == 3 and logs[0] == logs[1], str(logs))
    same_files = [(work / f"run{threads}" / "best.safetensors").read_bytes() for threads in (1, 2)]
    record.require("folder: the same weights with any threads", same_files[0] == same_files[1], "they differ")
    record.require("folder: the loss falls", logs[0][2]["train_loss"] < logs[0][0]["train_loss"], str(logs[0]))


CHECKS = [check_decoding, check_orientation, check_small_pngs, check_resizing, check_pixels, check_views, check_answers, check_folder]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", type=pathlib.Path, required=True, help="folder with resnetc and resnetc-run")
    parser.add_argument("--only", default="", help="checks whose name contains this text")
    parser.add_argument("--results", type=pathlib.Path, help="file for one JSON object per comparison")
    arguments = parser.parse_args()
    record = compare.Record()
    with tempfile.TemporaryDirectory(prefix="resnetc-images-") as folder:
        bench = Bench(Driver(arguments.bin.resolve(), pathlib.Path(folder)))
        for check in CHECKS:
            if arguments.only not in check.__name__:
                continue
            try:
                check(bench, record)
            except (Failure, ValueError, OSError) as error:
                record.add(check.__name__, "failed", str(error))
    return record.finish(arguments.results)


if __name__ == "__main__":
    sys.exit(main())
