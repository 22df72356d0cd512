"""Tensors by name, and files of weights."""
import unittest

import models
import numpy as np
import resnetc
from resnetc import Status


class Parameters(unittest.TestCase):
    def setUp(self):
        self.model, self.weights = models.model(), models.weights()

    def test_mapping(self):
        parameters = self.model.parameters
        self.assertEqual(list(parameters), list(self.weights))
        self.assertEqual(len(parameters), len(self.weights))
        for name, value in parameters.items():
            np.testing.assert_array_equal(value, self.weights[name], err_msg=name)
        self.assertIn("fc.bias", parameters)
        self.assertNotIn("fc.bia", parameters)
        with self.assertRaises(KeyError):
            parameters["fc.bia"]
        with self.assertRaises(KeyError):
            parameters["fc.bia"] = np.zeros(1, np.float32)
        with self.assertRaises(TypeError):
            del parameters["fc.bias"]
        self.assertEqual(parameters.info("fc.weight").shape, (5, 16))
        self.assertFalse(parameters.info("bn1.running_mean").trainable)

    def test_setting(self):
        x = models.images(2)
        before = self.model(x)
        self.model.parameters["fc.bias"] = self.weights["fc.bias"].astype(np.float64) + 1
        np.testing.assert_allclose(self.model(x), before + 1, rtol=1e-5, atol=1e-5)
        self.model.parameters.update({"fc.bias": self.weights["fc.bias"]})
        np.testing.assert_array_equal(self.model(x), before)

    def test_wrong_values(self):
        for status, value in ((Status.SHAPE, np.zeros(4, np.float32)), (Status.ARGUMENT, np.zeros(5, np.int64)),
                              (Status.ARGUMENT, [0.0] * 5)):
            with self.assertRaisesRegex(resnetc.Error, "fc.bias") as caught:
                self.model.parameters["fc.bias"] = value
            self.assertIs(caught.exception.status, status)
        np.testing.assert_array_equal(self.model.parameters["fc.bias"], self.weights["fc.bias"])

    def test_state_dict(self):
        other = {name: value + np.float32(0.5) for name, value in self.weights.items()}
        self.model.parameters.load_state_dict({**other, "bn1.num_batches_tracked": np.int64(3)})
        np.testing.assert_array_equal(self.model.parameters["conv1.weight"], other["conv1.weight"])
        short = {name: value for name, value in self.weights.items() if name != "fc.bias"}
        with self.assertRaisesRegex(resnetc.Error, r"missing: fc.bias\n  not of the model: head.bias") as caught:
            self.model.parameters.load_state_dict({**short, "head.bias": np.zeros(5, np.float32)})
        self.assertIs(caught.exception.status, Status.WEIGHTS)
        with self.assertRaisesRegex(resnetc.Error, "fc.weight"):
            self.model.parameters.load_state_dict({**self.weights, "fc.weight": np.zeros((5, 15), np.float32)})
        np.testing.assert_array_equal(self.model.parameters["conv1.weight"], other["conv1.weight"])
        self.model.parameters.load_state_dict({"fc.bias": self.weights["fc.bias"]}, strict=False)
        np.testing.assert_array_equal(self.model.parameters["fc.bias"], self.weights["fc.bias"])

    def test_files(self):
        from safetensors.numpy import load_file, save_file
        path = models.FOLDER / "saved.safetensors"
        self.model.save(path)
        saved = load_file(path)
        self.assertEqual(set(saved), set(self.weights))
        for name, value in saved.items():
            np.testing.assert_array_equal(value, self.weights[name], err_msg=name)
        self.assertEqual([entry.name for entry in models.FOLDER.glob(".saved*")], [])
        theirs = models.FOLDER / "theirs.safetensors"
        save_file({name: value.astype(np.float64) for name, value in self.weights.items()}, theirs)
        fresh = resnetc.load(models.library(), theirs)
        np.testing.assert_array_equal(fresh(models.images(2)), self.model(models.images(2)))

    def test_no_place_for_a_file(self):
        with self.assertRaises(FileNotFoundError) as caught:
            self.model.save(models.FOLDER / "absent" / "w.safetensors")
        self.assertEqual(caught.exception.filename, str(models.FOLDER / "absent" / "w.safetensors"))

    def test_wrong_files(self):
        path = models.FOLDER / "wrong.safetensors"
        path.write_bytes(b"\xff" * 100)
        with self.assertRaisesRegex(resnetc.Error, "wrong.safetensors") as caught:
            self.model.load(path)
        self.assertIs(caught.exception.status, Status.WEIGHTS)
        np.testing.assert_array_equal(self.model.parameters["fc.bias"], self.weights["fc.bias"])
        with self.assertRaises(resnetc.Error) as caught:
            resnetc.load(models.library(), models.FOLDER / "absent.safetensors")
        self.assertIs(caught.exception.status, Status.FILE)


if __name__ == "__main__":
    unittest.main()
