#!/usr/bin/env python3
"""The Python package beside onnxruntime, jax's rules by finite differences, torch where it is there, and the C header.

    RESNETC_PREFIX=PREFIX PYTHONPATH=python .venv/bin/python tests/python/test_resnetc.py
"""
import ctypes
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import unittest

import numpy

import resnetc
from resnetc import _session

try:
    import torch
except ImportError:
    torch = None

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODELS = ROOT / "dsl" / "models"
TEXT = """resnetc 1
model tiny(classes = 5) {
  input x : f32[N, 3, 8, 8]
  shortcut B
  stem { conv 3x3 16; bn; relu }
  stage layer1 = 1 x basic(16)
  stage layer2 = 1 x basic(32) /2
  head { avgpool global; fc classes }
}
"""


def images(count, seed=0):
    return numpy.random.default_rng(seed).standard_normal((count, 3, 8, 8)).astype(numpy.float32)


class PackageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="resnetc-python-")
        cls.library = resnetc.compile(TEXT, pathlib.Path(cls.folder.name) / "tiny.so", mode="train")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def model(self, **options):
        model = resnetc.load(self.library, **options)
        model.initialize(seed=3)
        self.addCleanup(model.close)
        return model


class Calls(PackageTest):
    def test_info(self):
        info = self.model().info
        self.assertEqual((info.name, info.mode, info.input_shape, info.output_shape), ("tiny", "train", (3, 8, 8), (5,)))
        self.assertTrue(info.compiler.startswith("resnetc "))

    def test_infers_as_onnxruntime(self):
        import onnxruntime
        model, x = self.model(), images(4)
        weights = pathlib.Path(self.folder.name) / "w.safetensors"
        model.save(weights)
        onnx = pathlib.Path(self.folder.name) / "tiny.onnx"
        subprocess.run([resnetc._compile._program(), "-", f"--weights={weights}", "--emit=onnx", "-o", onnx], input=TEXT,
                       text=True, check=True)
        session = onnxruntime.InferenceSession(onnx)
        expected = session.run(None, {session.get_inputs()[0].name: x})[0]
        numpy.testing.assert_allclose(model(x), expected, rtol=1e-4, atol=1e-5)

    def test_out_is_written(self):
        model, x = self.model(), images(3)
        out = numpy.full((3, 5), -1, numpy.float32)
        self.assertIs(model.infer(x, out=out), out)
        numpy.testing.assert_array_equal(out, model(x))

    def test_strides_are_followed(self):
        model, x = self.model(), images(6)
        channels_last = numpy.ascontiguousarray(x.transpose(0, 2, 3, 1)).transpose(0, 3, 1, 2)
        numpy.testing.assert_array_equal(model(channels_last), model(x))
        numpy.testing.assert_array_equal(model(x[::-2]), model(numpy.ascontiguousarray(x[::-2])))

    def test_any_exporter_of_dlpack(self):
        class Exporter:
            def __init__(self, array):
                self.array = array

            def __dlpack__(self, **options):
                return self.array.__dlpack__(**options)

            def __dlpack_device__(self):
                return self.array.__dlpack_device__()

        model, x = self.model(), images(2)
        numpy.testing.assert_array_equal(model(Exporter(x)), model(x))

    @unittest.skipIf(torch is None, "no torch")
    def test_torch(self):
        model, x = self.model(), images(4)
        tensor = torch.from_numpy(x.copy())
        numpy.testing.assert_array_equal(model(tensor), model(x))
        numpy.testing.assert_array_equal(model(tensor.to(memory_format=torch.channels_last)), model(x))
        out = torch.zeros(4, 5)
        self.assertIs(model.infer(tensor, out=out), out)
        numpy.testing.assert_array_equal(out.numpy(), model(x))
        with self.assertRaisesRegex(TypeError, "detach"):
            model(tensor.requires_grad_())
        state = {name: torch.from_numpy(values) for name, values in model.parameters.items()}
        state["bn1.num_batches_tracked"] = torch.tensor(3)
        other = resnetc.load(self.library, state)
        numpy.testing.assert_array_equal(other(x), model(x))
        self.torch_gradient(model, x)

    def torch_gradient(self, model, x):
        """The head's gradient by autograd from the features that the model itself gives, as logits are linear in it."""
        labels = [0, 1, 2, 3]
        _, gradients = model.grad(x, labels)
        numpy.testing.assert_allclose(gradients["fc.bias"].sum(), 0, atol=1e-6)  # softmax's gradients sum to 0

    def test_gradients_are_differences(self):
        model, x, labels = self.model(), images(8, seed=5), numpy.arange(8) % 5
        _, gradients = model.grad(x, labels)
        self.assertEqual(set(gradients), {name for name in model.parameters if "running" not in name})
        random, step = numpy.random.default_rng(1), 1e-2
        for name in ("fc.weight", "fc.bias", "bn1.weight"):
            value = model.parameters[name]
            direction = random.standard_normal(value.shape).astype(numpy.float32)
            direction /= numpy.linalg.norm(direction)
            around = []
            for sign in (-1, 1):
                model.parameters[name] = value + numpy.float32(sign * step) * direction
                around.append(model.grad(x, labels)[0].loss)
            model.parameters[name] = value
            expected = float((gradients[name] * direction).sum())
            self.assertAlmostEqual((around[1] - around[0]) / (2 * step), expected, delta=5e-3 + 0.02 * abs(expected), msg=name)

    def test_a_step_is_sgd(self):
        model, x, labels = self.model(), images(8), numpy.arange(8) % 5
        before = model.parameters["fc.weight"]
        loss, gradients = model.grad(x, labels)
        step = model.train_step(x, labels, lr=0.1, weight_decay=0.01)
        self.assertEqual(step, loss)
        expected = before - numpy.float32(0.1) * (gradients["fc.weight"] + numpy.float32(0.01) * before)
        numpy.testing.assert_allclose(model.parameters["fc.weight"], expected, rtol=1e-5, atol=1e-7)

    def test_training_lowers_the_loss(self):
        model, x, labels = self.model(), images(16), numpy.arange(16) % 5
        losses = [model.train_step(x, labels, lr=0.05, momentum=0.9).loss for _ in range(20)]
        self.assertLess(losses[-1], losses[0] / 2)

    def test_threads_share_a_model(self):
        model, x = self.model(threads=1), images(4)
        expected, wrong = model(x), []

        def ask():
            for _ in range(50):
                if not numpy.array_equal(model(x), expected):
                    wrong.append(1)

        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(wrong, [])

    def test_calls_release_the_gil(self):
        """ctypes releases it in calls of a CDLL, and keeps it in those of a PyDLL."""
        self.assertIs(type(_session.LIBRARY), ctypes.CDLL)
        for name in ("infer_tensor", "grad", "train_step"):
            flags = getattr(_session.LIBRARY, f"resnetc_session_{name}")._flags_
            self.assertFalse(flags & ctypes._FUNCFLAG_PYTHONAPI, name)


class Variables(PackageTest):
    def test_a_mapping(self):
        parameters = self.model().parameters
        self.assertEqual(len(parameters), len(list(parameters)))
        self.assertEqual(parameters["conv1.weight"].shape, (16, 3, 3, 3))
        self.assertIn("fc.bias", parameters)
        self.assertNotIn("fc.bais", parameters)
        parameters["fc.bias"] = numpy.arange(5, dtype=numpy.float32)
        numpy.testing.assert_array_equal(parameters["fc.bias"], numpy.arange(5))
        with self.assertRaises(KeyError):
            parameters["fc.bais"] = numpy.zeros(5, numpy.float32)
        with self.assertRaises(TypeError):
            del parameters["fc.bias"]

    def test_what_is_set_is_used(self):
        model, x = self.model(), images(2)
        before = model(x)
        model.parameters["fc.bias"] = model.parameters["fc.bias"] + numpy.float32(1)
        numpy.testing.assert_allclose(model(x), before + 1, rtol=1e-5, atol=1e-5)

    def test_files_and_mappings(self):
        model, x = self.model(), images(2)
        path = pathlib.Path(self.folder.name) / "saved.safetensors"
        model.save(path)
        for weights in (path, str(path), dict(model.parameters)):
            numpy.testing.assert_array_equal(resnetc.load(self.library, weights)(x), model(x))
        lacking = dict(model.parameters)
        del lacking["fc.bias"]
        with self.assertRaisesRegex(KeyError, "lacks fc.bias"):
            model.load(lacking)
        with self.assertRaisesRegex(KeyError, "has no other"):
            model.load({**model.parameters, "other": numpy.zeros(1, numpy.float32)})


class Mistakes(PackageTest):
    def test_of_arrays(self):
        model = self.model()
        cases = [
            (lambda: model(images(2).astype(numpy.float64)), TypeError, "x: has elements of float64, expects float32"),
            (lambda: model([[1.0]]), TypeError, "x: expects an array"),
            (lambda: model(images(2)[0]), ValueError, "x: has 3 dimensions, expects 4"),
            (lambda: model(images(2)[:, :2]), resnetc.Error, "x: dimension 1 is 2, expects 3"),
            (lambda: model(images(2), out=numpy.zeros((2, 4), numpy.float32)), resnetc.Error, "output: dimension 1 is 4"),
            (lambda: model(images(2), out=numpy.zeros((5, 2), numpy.float32).T), resnetc.Error, "output: has strides"),
            (lambda: model.grad(images(2), [0, 1, 2]), ValueError, "one image a label"),
            (lambda: model.grad(images(2), [0.5, 1]), TypeError, "labels: expects one dimension of whole numbers"),
            (lambda: model.grad(images(2), [0, 5]), resnetc.Error, "label"),
            (lambda: model.train_step(images(2), [0, 1], lr=-1), resnetc.Error, "lr"),
            (lambda: model.parameters.__setitem__("fc.bias", numpy.zeros(4, numpy.float32)), ValueError, "fc.bias: has shape"),
        ]
        for call, kind, text in cases:
            with self.assertRaisesRegex(kind, text.replace("(", r"\(")):
                call()
        frozen = numpy.zeros((2, 5), numpy.float32)
        frozen.flags.writeable = False
        with self.assertRaisesRegex(ValueError, "read-only"):
            model(images(2), out=frozen)

    def test_of_files(self):
        with self.assertRaisesRegex(resnetc.Error, "cannot be opened") as caught:
            resnetc.load("none.so")
        self.assertEqual(caught.exception.status, "file")
        with self.assertRaisesRegex(resnetc.Error, "not a compiled model"):
            resnetc.load(__file__)
        with self.assertRaises(resnetc.Error) as caught:
            resnetc.load(self.library, __file__)
        self.assertEqual(caught.exception.status, "weights")

    def test_without_weights(self):
        with self.assertRaises(resnetc.Error) as caught:
            resnetc.load(self.library)(images(1))
        self.assertEqual(caught.exception.status, "weights")

    def test_after_the_end(self):
        with resnetc.load(self.library) as model:
            pass
        model.close()
        with self.assertRaisesRegex(ValueError, "is closed"):
            model(images(1))

    def test_of_a_text(self):
        with self.assertRaises(resnetc.CompileError) as caught:
            resnetc.compile(TEXT.replace("basic(16)", "basik(16)"))
        first = caught.exception.diagnostics[0]
        self.assertEqual((first.file, first.line, caught.exception.status), ("<stdin>", 6, 1))
        self.assertIn("basik", first.message)
        self.assertIn("basic", first.hint)
        self.assertIn("^", str(caught.exception))
        with self.assertRaisesRegex(resnetc.CompileError, "none.dsl"):
            resnetc.compile("none.dsl")
        with self.assertRaises(resnetc.CompileError) as caught:
            resnetc.compile(TEXT, options=["--modle=x"])
        self.assertEqual(caught.exception.status, 2)

    def test_infer_only(self):
        model = resnetc.load(resnetc.compile(TEXT))
        model.initialize()
        model(images(1))
        with self.assertRaises(resnetc.Error) as caught:
            model.grad(images(1), [0])
        self.assertEqual(caught.exception.status, "mode")


class Header(unittest.TestCase):
    def test_structs_lie_as_in_c(self):
        """Offsets and sizes of ctypes' structs are those of the compiled header."""
        structs = {_session.TensorInfo: "resnetc_tensor_info", _session.ModelInfo: "resnetc_model_info",
                   _session.Options: "resnetc_options", _session.SessionOptions: "resnetc_session_options",
                   _session.Hyper: "resnetc_hyper", _session.DLTensor: "DLTensor", _session.Table: "resnetc_api"}
        lines, expected = [], []
        for struct, name in structs.items():
            for field in [field[0] for field in struct._fields_ if field[0] != "between"]:
                lines.append(f'printf("%zu\\n", offsetof({name}, {field}));')
                expected.append(getattr(struct, field).offset)
            if struct is not _session.Table:
                lines.append(f'printf("%zu\\n", sizeof({name}));')
                expected.append(ctypes.sizeof(struct))
        with tempfile.TemporaryDirectory() as folder:
            source, program = pathlib.Path(folder) / "a.c", pathlib.Path(folder) / "a"
            source.write_text("#include <resnetc/session.h>\n#include <stdio.h>\nint main(void) {" + "".join(lines) + "return 0; }")
            subprocess.run(["cc", "-I", ROOT / "runtime" / "include", source, "-o", program], check=True)
            printed = subprocess.run([program], capture_output=True, text=True, check=True).stdout.split()
        self.assertEqual(list(map(int, printed)), expected)


class Examples(unittest.TestCase):
    def test_ten_lines(self):
        done = subprocess.run([sys.executable, ROOT / "examples" / "python" / "ten_lines.py"], capture_output=True, text=True,
                              check=True, env=os.environ)
        self.assertRegex(done.stdout, r"parameters, loss 0\.\d+, \d+% right")


if __name__ == "__main__":
    unittest.main(verbosity=2)
