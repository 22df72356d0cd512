"""PyTorch in three forms: eager, eager with channels-last tensors, and compiled by inductor. f32 in all of them."""
import re
import subprocess

import numpy as np
import safetensors.torch
import torch
from torch.nn import functional

import timing
import torch_nets


class Eager:
    form = torch.contiguous_format

    def about(self):
        onednn = re.search(r"MKL-DNN (v[\d.]+)", torch.__config__.show())
        return f"{torch.__version__}, {torch.backends.cpu.get_cpu_capability()}, oneDNN {onednn[1] if onednn else '?'}"

    def compiled(self, function):
        """A form of the function that is faster from its second call on."""
        return function

    def load(self, net, mode, weights, images, labels, out, threads, **_):
        """Makes the network of these weights, and writes its logits or, for training, loss and gradients."""
        torch.set_num_threads(threads)
        torch.manual_seed(1)
        self.net = torch_nets.NETS[net]()
        self.net.load_state_dict(safetensors.torch.load_file(weights), strict=False)
        self.net.to(memory_format=self.form)
        x = torch.from_numpy(np.load(images)).contiguous(memory_format=self.form)
        if mode == "infer":
            self._load_inference(x, out)
        else:
            self._load_training(x, torch.from_numpy(np.load(labels)), out)

    def _load_inference(self, x, out):
        self.net.eval()
        forward = self.compiled(self.net)

        def call():
            with torch.inference_mode():
                return forward(x)
        self.call = call
        np.save(out, call().numpy())

    def _load_training(self, x, labels, out):
        self.net.train()
        loss = self.compiled(lambda x, labels: functional.cross_entropy(self.net(x), labels))
        # A tiny rate keeps random weights from growing into numbers that are slow to compute with.
        optimizer = torch.optim.SGD(self.net.parameters(), 1e-6, 0.9, weight_decay=1e-4, fused=True)

        def gradient():
            optimizer.zero_grad(set_to_none=True)
            value = loss(x, labels)
            value.backward()
            return value

        def call():
            gradient()
            optimizer.step()
        self.call = call
        tensors = {"loss": gradient().detach()}
        tensors.update((name, each.grad.contiguous()) for name, each in self.net.named_parameters())
        safetensors.torch.save_file(tensors, out)

    def block(self, seconds):
        return timing.block_ms(self.call, seconds)


class ChannelsLast(Eager):
    form = torch.channels_last


class Inductor(Eager):
    """Chooses the form of tensors itself. Frozen weights let it fold batch norm and pack weights for inference."""

    def about(self):
        from torch._inductor import config, cpp_builder
        config.freezing = True
        compiler = cpp_builder.get_cpp_compiler()
        version = subprocess.run([compiler, "--version"], capture_output=True, text=True, check=True).stdout
        return f"{super().about()}, {version.splitlines()[0]}"

    def compiled(self, function):
        torch.compiler.reset()
        return torch.compile(function, dynamic=False)
