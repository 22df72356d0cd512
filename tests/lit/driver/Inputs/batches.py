"""Two libraries of one network predict the same logits, whatever the size of the batch.

    batches.py LIBRARY OTHER
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import safetensors.numpy


def weights(library):
    """Random tensors for a library, by name."""
    told = json.loads(subprocess.run(["resnetc-run", "info", library, "--json"], check=True, capture_output=True).stdout)
    draw = np.random.default_rng(7)
    return {tensor["name"]: draw.uniform(0.1, 0.3, tensor["shape"]).astype(np.float32) * draw.choice([-1, 1])
            if not tensor["name"].endswith("running_var") else np.ones(tensor["shape"], np.float32)
            for tensor in told["tensors"]}


def main():
    libraries = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        safetensors.numpy.save_file(weights(libraries[0]), work / "w.safetensors")
        for batch in (1, 4, 5, 32, 100):
            np.save(work / "x.npy", np.random.default_rng(batch).normal(size=(batch, 1, 8, 8)).astype(np.float32))
            logits = []
            for library in libraries:
                subprocess.run(["resnetc-run", "predict", library, "--weights", work / "w.safetensors", "--input",
                                work / "x.npy", "--output", work / "y.npy", "--batch", str(batch)], check=True,
                               stdout=subprocess.DEVNULL)
                logits.append(np.load(work / "y.npy"))
            same = np.allclose(logits[0], logits[1], rtol=1e-4, atol=1e-4 * np.abs(logits[0]).max())
            print(f"batch {batch}: {'the same' if same else 'not the same'}")


if __name__ == "__main__":
    main()
