"""Models of bytes: against onnxruntime, and against their twins that take the same numbers in float32."""
import unittest

import models
import numpy as np
import resnetc
from resnetc import Status

NORMALIZE = "normalize mean (0.485, 0.456, 0.406) std (0.229, 0.224, 0.225)"
# How the input is declared, its height, width and channels, and the layers: odd sizes, and first layers that read bytes
# themselves (convolutions in one group) or numbers that a kernel of its own makes of them.
NETWORKS = {
    "stem": (f"u8[N, 31, 45, 3] {NORMALIZE}", "conv 7x7 20 /2; bn; relu; maxpool 3x3 /2"),
    "bare": ("u8[N, 9, 7, 3]", "conv 3x3 5 bias"),
    "grey": ("u8[N, 8, 8, 1] scale 0.0625", "conv 3x3 16; bn; relu"),
    "four": ("u8[N, 5, 19, 4] scale 1 normalize mean (120, 121, 122, 123) std (60, 61, 62, 63)", "conv 2x3 33 /2; relu"),
    "groups": (f"u8[N, 12, 11, 3] {NORMALIZE}", "conv 3x3 6 groups 3; relu"),
    "pool": (f"u8[N, 12, 11, 3] {NORMALIZE}", "maxpool 3x3 /2; conv 3x3 8; relu"),
    "norm first": ("u8[N, 13, 10, 3]", "bn; relu; conv 3x3 8"),
    "two readers": (f"u8[N, 10, 10, 3] {NORMALIZE}", "branch { conv 3x3 8 }; branch { maxpool 3x3; conv 1x1 8 }; join add"),
}


def text(name, head="avgpool global; fc 5"):
    declared, layers = NETWORKS[name]
    return f"resnetc 1\nmodel bytes {{\n  input x : {declared}\n  stem {{ {layers} }}\n  head {{ {head} }}\n}}\n"


def scale_of(name):
    words = NETWORKS[name][0].split()
    return float(words[words.index("scale") + 1]) if "scale" in words else 1 / 255


def parameters_of(model, seed=3):
    draw, result = np.random.default_rng(seed), {}
    for name in model.parameters:
        shape = model.parameters.info(name).shape
        values = draw.standard_normal(shape) * ((2 / np.prod(shape[1:])) ** 0.5 if len(shape) > 1 else 0.1)
        if name.endswith(("running_var", "bn1.weight")):
            values = np.abs(values) + 1
        result[name] = values.astype(np.float32)
    return result


class Bytes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.loaded = {}

    def model(self, name, mode="train", **options):
        key = name, mode, str(options)
        if key not in self.loaded:
            library = resnetc.compile(text(name), mode=mode, accuracy="strict", **options)
            model = resnetc.load(library)
            model.load(parameters_of(model))
            self.loaded[key] = model
        return self.loaded[key]

    def images(self, name, batch=3):
        shape = self.model(name).info.input_shape
        return np.random.default_rng(5).integers(0, 256, (batch, *shape), np.uint8)

    def numbers(self, name, x):
        """What the twin in float32 is given for the same image."""
        return np.ascontiguousarray((x * scale_of(name)).astype(np.float32).transpose(0, 3, 1, 2))

    def refused(self, status, words, call, *arguments, **options):
        with self.assertRaisesRegex(resnetc.Error, words) as caught:
            call(*arguments, **options)
        self.assertIs(caught.exception.status, status)

    def test_onnxruntime(self):
        import onnxruntime
        for name in NETWORKS:
            with self.subTest(name):
                path = models.FOLDER / "bytes.onnx"
                model = self.model(name, "infer")
                resnetc.compile(text(name), output=path, weights=parameters_of(model), options=["--emit=onnx"])
                peer = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
                given, = peer.get_inputs()
                self.assertEqual(given.type, "tensor(uint8)")
                x = self.images(name)
                wanted, = peer.run(None, {given.name: x})
                np.testing.assert_allclose(model(x), wanted, rtol=1e-4, atol=1e-4)

    def test_gradients(self):
        labels = np.array([0, 4, 2])
        for name in NETWORKS:
            with self.subTest(name):
                model, twin = self.model(name), self.model(name, defines={"input": "f32"})
                x = self.images(name)
                got, wanted = model.grad(x, labels), twin.grad(self.numbers(name, x), labels)
                self.assertAlmostEqual(got.loss, wanted.loss, delta=1e-4 * wanted.loss)
                for key, gradient in wanted.gradients.items():
                    np.testing.assert_allclose(got.gradients[key], gradient, rtol=1e-3, atol=1e-4 * np.abs(gradient).max() + 1e-6,
                                               err_msg=key)

    def test_training(self):
        model = resnetc.load(resnetc.compile(text("stem"), mode="train"))
        model.initialize(seed=2)
        x, labels = self.images("stem", 5), np.arange(5)
        losses = [model.train_step(x, labels, lr=0.02, momentum=0.9).loss for _ in range(25)]
        self.assertLess(losses[-1], 0.5 * losses[0])

    def test_from_outside(self):
        """-D input=u8 of a text in f32 is the text in u8."""
        floats = text("stem").replace("u8[N, 31, 45, 3]", "f32[N, 3, 31, 45]")
        model = resnetc.load(resnetc.compile(floats, defines={"input": "u8"}, accuracy="strict"))
        self.assertEqual((model.info.input_shape, model.info.input_dtype), ((31, 45, 3), "uint8"))
        model.load(parameters_of(model))
        x = self.images("stem")
        np.testing.assert_array_equal(model(x), self.model("stem", "infer")(x))

    def test_layouts(self):
        model, x = self.model("stem"), self.images("stem", 4)
        wanted = model(x)
        wide = np.zeros((8, 31, 90, 3), np.uint8)[::2, :, ::2, ::-1]
        wide[...] = x
        planes = np.ascontiguousarray(x.transpose(0, 3, 1, 2)).transpose(0, 2, 3, 1)
        for name, array in (("strided", wide), ("planes", planes), ("Fortran", np.asfortranarray(x)),
                            ("unaligned", np.frombuffer(b"\0" + x.tobytes(), np.uint8)[1:].reshape(x.shape))):
            with self.subTest(name):
                np.testing.assert_array_equal(model(array), wanted)

    def test_bindings(self):
        binding = self.model("stem").bindings("grad")["input"]
        self.assertEqual((binding.dtype, binding.shape, binding.batched), ("uint8", (31, 45, 3), True))

    def test_misuse(self):
        model, x = self.model("stem"), self.images("stem")
        self.refused(Status.ARGUMENT, "elements of float32, expects uint8", model, x.astype(np.float32))
        self.refused(Status.SHAPE, r"expects \[batch, 31, 45, 3\]", model, np.ascontiguousarray(x.transpose(0, 3, 1, 2)))
        self.refused(Status.ARGUMENT, "elements of int8", model.grad, x.view(np.int8), [0, 1, 2])


if __name__ == "__main__":
    unittest.main()
