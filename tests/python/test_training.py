"""Gradients against jax, steps against the same rule in numpy."""
import unittest

import models
import numpy as np
import resnetc
from resnetc import Status


def jax_gradients(parameters, x, labels):
    import jax
    from jax import numpy as jnp

    def loss(parameters):
        scores = models.network(parameters, x, "batch")
        return -jnp.take_along_axis(jax.nn.log_softmax(scores), labels[:, None], 1).mean()

    return jax.value_and_grad(loss)({name: jnp.asarray(value) for name, value in parameters.items()})


class Training(unittest.TestCase):
    def setUp(self):
        self.model, self.weights = models.model(), models.weights()
        self.x, self.labels = models.images(6), models.labels(6)

    def test_gradients(self):
        got = self.model.grad(self.x, self.labels)
        loss, wanted = jax_gradients(self.weights, self.x, self.labels)
        self.assertAlmostEqual(got.loss, float(loss), places=4)
        self.assertEqual(set(got.gradients), {name for name in self.weights if ".running_" not in name})
        for name, value in got.gradients.items():
            scale = np.abs(wanted[name]).max()
            np.testing.assert_allclose(value, wanted[name], rtol=0, atol=1e-3 * scale, err_msg=name)
        right = (models.network(self.weights, self.x, "batch").argmax(1) == self.labels).sum()
        self.assertEqual(got.correct, right)

    def test_steps(self):
        """Two steps with momentum, weight decay and Nesterov's rule, by jax's gradients."""
        lr, momentum, decay = 0.05, 0.9, 1e-3
        expected = {name: value.copy() for name, value in self.weights.items()}
        velocity = {}
        for _ in range(2):
            loss, gradients = jax_gradients(expected, self.x, self.labels)
            got = self.model.train_step(self.x, self.labels, lr=lr, momentum=momentum, weight_decay=decay, nesterov=True)
            self.assertAlmostEqual(got.loss, float(loss), places=3)
            for name in [name for name in expected if ".running_" not in name]:
                g = np.asarray(gradients[name]) + decay * expected[name]
                v = velocity[name] = momentum * velocity.get(name, 0) + g
                expected[name] = expected[name] - lr * (g + momentum * v)
        for name in velocity:
            np.testing.assert_allclose(self.model.parameters[name], expected[name], rtol=1e-3, atol=1e-3, err_msg=name)
            np.testing.assert_allclose(self.model.momenta[f"momentum.{name}"], velocity[name], rtol=0,
                                       atol=1e-2 * np.abs(velocity[name]).max(), err_msg=name)
        self.assertTrue((self.model.parameters["bn1.running_mean"] != self.weights["bn1.running_mean"]).any())

    def test_layouts(self):
        wanted = self.model.grad(self.x, self.labels)
        got = self.model.grad(np.asfortranarray(self.x), self.labels.tolist())
        self.assertEqual((got.loss, got.correct), (wanted.loss, wanted.correct))
        np.testing.assert_array_equal(got.gradients["conv1.weight"], wanted.gradients["conv1.weight"])

    def test_initialize(self):
        model = resnetc.load(models.library())
        model.initialize(seed=4)
        weight = model.parameters["layer2.0.conv2.weight"]  # 3 x 3 x 16 inputs
        self.assertAlmostEqual(float(weight.std()), (2 / 144) ** 0.5, delta=0.01)
        np.testing.assert_array_equal(model.parameters["bn1.running_var"], np.ones(8, np.float32))
        np.testing.assert_array_equal(model.parameters["bn1.bias"], np.zeros(8, np.float32))
        before = model.parameters["conv1.weight"]
        losses = [model.train_step(self.x, self.labels, lr=0.05, momentum=0.9).loss for _ in range(30)]
        self.assertLess(losses[-1], losses[0] / 4)
        model.initialize(seed=4)
        np.testing.assert_array_equal(model.parameters["conv1.weight"], before)
        self.assertFalse(model.momenta["momentum.conv1.weight"].any())

    def test_misuse(self):
        for status, labels in ((Status.LABEL, np.full(6, 5)), (Status.LABEL, np.full(6, -1)), (Status.SHAPE, self.labels[:5]),
                               (Status.ARGUMENT, self.labels.astype(np.float32)), (Status.ARGUMENT, {0: 1})):
            with self.assertRaises(resnetc.Error) as caught:
                self.model.grad(self.x, labels)
            self.assertIs(caught.exception.status, status)
        with self.assertRaises(resnetc.Error) as caught:
            self.model.train_step(self.x, self.labels, lr=float("nan"))
        self.assertIs(caught.exception.status, Status.ARGUMENT)
        np.testing.assert_array_equal(self.model.parameters["conv1.weight"], self.weights["conv1.weight"])


if __name__ == "__main__":
    unittest.main()
