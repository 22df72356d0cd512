"""Inference: values against onnxruntime and jax, layouts, DLPack, misuse."""
import gc
import json
import pathlib
import unittest

import models
import numpy as np
import resnetc
from resnetc import Status


class Exporter:
    """Nothing but DLPack: another library's array."""

    def __init__(self, array, device=None):
        self.array, self.device, self.exports = array, device, 0

    def __dlpack__(self, **options):
        self.exports += 1
        return self.array.__dlpack__(**options)

    def __dlpack_device__(self):
        return self.device or self.array.__dlpack_device__()


class Inference(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.model = models.model()

    def refused(self, status, words, call, *arguments, **options):
        with self.assertRaisesRegex(resnetc.Error, words) as caught:
            call(*arguments, **options)
        self.assertIs(caught.exception.status, status)

    def test_jax(self):
        x = models.images(4)
        np.testing.assert_allclose(self.model(x), models.network(models.weights(), x, "running"), rtol=1e-4, atol=1e-4)

    def test_onnxruntime(self):
        import onnxruntime
        path = models.FOLDER / "small.onnx"
        resnetc.compile(models.TEXT, output=path, weights=models.weights(), options=["--emit=onnx"])
        peer = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
        x = models.images(3)
        wanted, = peer.run(None, {peer.get_inputs()[0].name: x})
        np.testing.assert_allclose(self.model(x), wanted, rtol=1e-4, atol=1e-4)

    def test_groups(self):
        """A batch whose maps do not fit the caches goes in groups: each image gets what it gets alone."""
        report = models.FOLDER / "groups.json"
        library = resnetc.compile(models.TEXT.replace("3, 8, 8", "3, 32, 32"), output=models.FOLDER / "groups.so",
                                  march="x86-64-v3", cores=2, batch=64, options=[f"--report={report}"])
        infer = next(f for f in json.loads(report.read_text())["functions"] if f["name"] == "infer")
        group = infer["images_at_once"]
        self.assertEqual(infer["batch"], group)
        self.assertLess(group, 64)
        with resnetc.load(library, models.weights()) as model:
            x = np.random.default_rng(1).standard_normal((4 * group + 3, 3, 32, 32)).astype(np.float32)
            alone = np.concatenate([model(image[None]) for image in x])
            self.assertGreater(np.ptp(alone, axis=0).min(), 0)
            np.testing.assert_array_equal(model(x), alone)

    def test_info(self):
        info = self.model.info
        self.assertEqual((info.name, info.mode, info.input_shape, info.output_shape, info.device),
                         ("small", "train", models.SHAPE, (models.CLASSES,), "cpu"))
        trainable = [self.model.parameters[name].size for name in self.model.parameters
                     if self.model.parameters.info(name).trainable]
        self.assertEqual(info.parameters, sum(trainable))
        self.assertRegex(info.compiler, "resnetc .*LLVM")
        self.assertIn("small", repr(self.model))

    def test_devices(self):
        x = models.images(2)
        path = resnetc.compile(models.TEXT, target=["x86", "cuda"], accuracy="strict", weights=models.weights(),
                               options=["--cuda-arch=sm_80"], output=models.FOLDER / "both.so")
        both = resnetc.load(path, device="cpu")
        self.assertEqual((both.info.device, both.info.devices), ("cpu", ("cpu", "cuda")))
        np.testing.assert_array_equal(both(x), resnetc.load(path)(x))
        self.refused(Status.ARGUMENT, "not compiled for cuda", resnetc.load, models.library(), device="cuda")
        self.refused(Status.ARGUMENT, "not compiled for cuda", resnetc.load, models.library(), device=1)
        self.refused(Status.ARGUMENT, 'expects "cpu"', resnetc.load, models.library(), device="gpu")
        self.assertEqual(resnetc.load(models.library()).info.devices, ("cpu",))

    def test_bindings(self):
        bindings = self.model.bindings("infer")
        self.assertEqual(list(bindings), ["input", "output"])
        self.assertEqual((bindings["input"].shape, bindings["input"].batched, bindings["input"].dtype),
                         (models.SHAPE, True, "float32"))
        self.assertTrue(bindings["output"].is_output)
        self.assertEqual(self.model.bindings("grad")["labels"].dtype, "int64")
        self.refused(Status.ARGUMENT, "expects one of", self.model.bindings, "sing")

    def test_layouts(self):
        """Every layout of the same numbers gives the same bits."""
        x = models.images(4)
        wanted = self.model(x)
        unaligned = np.frombuffer(b"\0" + x.tobytes(), np.uint8)[1:].view(np.float32).reshape(x.shape)
        self.assertFalse(unaligned.flags.aligned)
        odd = np.zeros(x.shape, [("skip", "u1"), ("value", "f4")])["value"]
        odd[...] = x
        wide = np.zeros((8, 3, 8, 16), np.float32)[::2, ::-1, :, ::2]
        wide[...] = x
        channels_last = np.ascontiguousarray(x.transpose(0, 2, 3, 1)).transpose(0, 3, 1, 2)
        for name, array in (("unaligned", unaligned), ("odd", odd), ("strided", wide), ("channels last", channels_last),
                            ("Fortran", np.asfortranarray(x)), ("subclass", x.view(np.memmap)), ("DLPack", Exporter(x))):
            with self.subTest(name):
                np.testing.assert_array_equal(self.model.infer(array), wanted)

    def test_out(self):
        x = models.images(2)
        out = np.full((2, models.CLASSES), np.nan, np.float32)
        self.assertIs(self.model(x, out=out), out)
        np.testing.assert_array_equal(out, self.model(x))
        memory = np.full_like(out, np.nan)
        exporter = Exporter(memory)
        self.assertIs(self.model(x, out=exporter), exporter)
        np.testing.assert_array_equal(memory, out)
        frozen = out.copy()
        frozen.flags.writeable = False
        for name, status, array, words in (
                ("shape", Status.SHAPE, np.empty((3, models.CLASSES), np.float32), r"shape \[3, 5\], expects \[2, 5\]"),
                ("type", Status.ARGUMENT, np.empty((2, models.CLASSES)), "float64"),
                ("strides", Status.ARGUMENT, np.empty((models.CLASSES, 2), np.float32).T, "dense"),
                ("read only", Status.ARGUMENT, frozen, "written"),
                ("overlap", Status.ARGUMENT, x.ravel()[:10].reshape(2, 5), "overlaps")):
            with self.subTest(name):
                self.refused(status, words, self.model, x, out=array)

    def test_wrong_images(self):
        x = models.images(2)
        for name, status, array, words in (
                ("list", Status.ARGUMENT, x.tolist(), "list"),
                ("type", Status.ARGUMENT, x.astype(np.float64), "float64, expects float32"),
                ("endian", Status.ARGUMENT, x.astype(">f4"), "expects float32"),
                ("rank", Status.SHAPE, x[0], r"\[3, 8, 8\], expects \[batch, 3, 8, 8\]"),
                ("extent", Status.SHAPE, x[:, :, :7], r"expects \[batch, 3, 8, 8\]"),
                ("empty", Status.SHAPE, x[:0], "the batch is 0, expects 1 or more"),
                ("device", Status.ARGUMENT, Exporter(x, (2, 0)), r"device 0 of type 2 .*\.cpu\(\)")):
            with self.subTest(name):
                self.refused(status, words, self.model.infer, array)

    def test_closed(self):
        with models.model() as model:
            parameters = model.parameters
        model.close()
        x = models.images(1)
        for call in (lambda: model(x), lambda: model.grad(x, models.labels(1)), lambda: parameters["fc.bias"],
                     lambda: model.train_step(x, models.labels(1), lr=0.1), model.bindings, lambda: model.load("w"),
                     lambda: parameters.__setitem__("fc.bias", np.zeros(models.CLASSES, np.float32))):
            self.refused(Status.ARGUMENT, "closed", call)
        gc.collect()

    def test_wrong_files(self):
        junk = models.FOLDER / "junk.so"
        junk.write_text("no library")
        self.refused(Status.FILE, "junk.so", resnetc.load, junk)
        self.refused(Status.FILE, "absent.so", resnetc.load, models.FOLDER / "absent.so")
        self.refused(Status.ARGUMENT, "threads", resnetc.load, models.library(), threads=0)

    def test_no_weights(self):
        self.refused(Status.WEIGHTS, "", resnetc.load(models.library()), models.images(1))

    def test_inference_alone(self):
        model = models.model("infer")
        np.testing.assert_allclose(model(models.images(2)), self.model(models.images(2)), rtol=1e-5, atol=1e-5)
        self.assertEqual(len(model.momenta), 0)
        self.refused(Status.MODE, "", model.grad, models.images(2), models.labels(2))

    def test_typed(self):
        self.assertTrue((pathlib.Path(resnetc.__file__).parent / "py.typed").exists())


if __name__ == "__main__":
    unittest.main()
