"""Torch's tensors, where torch is installed."""
import unittest

import models
import numpy as np
import resnetc

try:
    import torch
except ImportError:
    torch = None


@unittest.skipUnless(torch, "no torch in this Python")
class Torch(unittest.TestCase):
    def setUp(self):
        self.model = models.model()
        self.x = models.images(4)
        self.wanted = self.model(self.x)

    def test_tensors(self):
        x = torch.from_numpy(self.x)
        np.testing.assert_array_equal(self.model(x), self.wanted)
        np.testing.assert_array_equal(self.model(x.contiguous(memory_format=torch.channels_last)), self.wanted)
        out = torch.empty(4, models.CLASSES)
        self.assertIs(self.model(x, out=out), out)
        np.testing.assert_array_equal(out.numpy(), self.wanted)

    def test_refused(self):
        x = torch.from_numpy(self.x)
        with self.assertRaisesRegex(resnetc.Error, "x: .*grad"):
            self.model(x.clone().requires_grad_())
        for wrong in (x.half(), x.double(), x.bfloat16(), x.to("meta")):
            with self.assertRaisesRegex(resnetc.Error, "^x: "):
                self.model(wrong)

    def network(self):
        nn = torch.nn

        class Block(nn.Module):
            def __init__(self, old, new, stride):
                super().__init__()
                self.conv1, self.bn1 = nn.Conv2d(old, new, 3, stride, 1, bias=False), nn.BatchNorm2d(new)
                self.conv2, self.bn2 = nn.Conv2d(new, new, 3, 1, 1, bias=False), nn.BatchNorm2d(new)
                self.downsample = nn.Sequential() if old == new else nn.Sequential(
                    nn.Conv2d(old, new, 1, stride, bias=False), nn.BatchNorm2d(new))

            def forward(self, x):
                y = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
                return torch.relu(y + self.downsample(x))

        class Network(nn.Module):
            def __init__(self):
                super().__init__()
                self.conv1, self.bn1 = nn.Conv2d(3, 8, 3, 1, 1, bias=False), nn.BatchNorm2d(8)
                self.layer1, self.layer2 = nn.Sequential(Block(8, 8, 1)), nn.Sequential(Block(8, 16, 2))
                self.fc = nn.Linear(16, models.CLASSES)

            def forward(self, x):
                x = self.layer2(self.layer1(torch.relu(self.bn1(self.conv1(x)))))
                return self.fc(x.mean((2, 3)))

        torch.manual_seed(1)
        return Network()

    def test_state_dict(self):
        """A module's state goes in under its own names; the answers and a step of training are torch's."""
        network = self.network()
        self.model.parameters.load_state_dict(network.state_dict())
        x, labels = torch.from_numpy(self.x), torch.from_numpy(models.labels(4))
        with torch.no_grad():
            np.testing.assert_allclose(self.model(x), network.eval()(x).numpy(), rtol=1e-4, atol=1e-4)
        optimiser = torch.optim.SGD(network.parameters(), lr=0.1, momentum=0.9, weight_decay=1e-4)
        loss = torch.nn.functional.cross_entropy(network.train()(x), labels)
        loss.backward()
        gradients = self.model.grad(x, labels).gradients
        for name, parameter in network.named_parameters():
            scale = parameter.grad.abs().max().item()
            np.testing.assert_allclose(gradients[name], parameter.grad.numpy(), rtol=0, atol=1e-3 * scale, err_msg=name)
        optimiser.step()
        got = self.model.train_step(x, labels, lr=0.1, momentum=0.9, weight_decay=1e-4)
        self.assertAlmostEqual(got.loss, loss.item(), places=4)
        for name, value in network.state_dict().items():
            if not name.endswith("num_batches_tracked"):
                np.testing.assert_allclose(self.model.parameters[name], value.numpy(), rtol=1e-3, atol=1e-3, err_msg=name)

    def test_bfloat16_weights(self):
        state = {name: torch.from_numpy(value).bfloat16() for name, value in models.weights().items()}
        self.model.parameters.load_state_dict(state)
        np.testing.assert_array_equal(self.model.parameters["fc.weight"], state["fc.weight"].float().numpy())


if __name__ == "__main__":
    unittest.main()
