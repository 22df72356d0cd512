"""Runs `resnetc` and `resnetc-run` through their outer contract only: command lines, files, exit status."""
import dataclasses
import os
import pathlib
import subprocess

import numpy as np
import safetensors.numpy


class Failure(Exception):
    """A program did not do what the contract says; the text goes into the report."""


@dataclasses.dataclass
class Driver:
    """The programs of one folder, with everything they write kept below `work`."""

    programs: pathlib.Path
    work: pathlib.Path
    limit: float = 300  # seconds for one command

    def run(self, program, *arguments, **environment):
        """Standard output of a command that has to succeed."""
        command = [str(self.programs / program), *map(str, arguments)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=self.limit, errors="replace",
                                  env={**os.environ, **environment})
        except subprocess.TimeoutExpired:
            raise Failure(f"{program}: no answer after {self.limit} s") from None
        except OSError as error:
            raise Failure(f"{program}: {error.strerror}") from None
        if done.returncode:
            tail = " | ".join(done.stderr.strip().splitlines()[-6:]) or "no message"
            raise Failure(f"{program} ended with status {done.returncode}: {tail}")
        return done.stdout

    def compile(self, source, name, *flags, **environment):
        """Compiles a .dsl file to a library below the work folder."""
        library = self.work / f"{name}.so"
        self.run("resnetc", source, "-o", library, *flags, **environment)
        return library

    def predict(self, library, weights, x, threads=2):
        """Logits of a batch, as the file that resnetc-run wrote."""
        images, out = self.work / "x.npy", self.work / f"y{threads}.npy"
        out.unlink(missing_ok=True)
        np.save(images, x)
        self.run("resnetc-run", "predict", library, "--weights", weights, "--input", images, "--output", out,
                 "--threads", threads)
        return out

    def gradients(self, library, weights, x, labels, threads=2):
        """Loss and gradients of a batch, as the file that resnetc-run wrote."""
        images, classes, out = self.work / "x.npy", self.work / "labels.npy", self.work / f"g{threads}.safetensors"
        out.unlink(missing_ok=True)
        np.save(images, x)
        np.save(classes, labels)
        self.run("resnetc-run", "grad", library, "--weights", weights, "--input", images, "--labels", classes,
                 "--output", out, "--threads", threads)
        return out

    def save_weights(self, name, weights):
        path = self.work / f"{name}.safetensors"
        safetensors.numpy.save_file(weights, path)
        return path
