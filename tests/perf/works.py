"""What is timed: networks that ship, inference or training steps of one batch."""
import dataclasses
import fnmatch
import pathlib

import timing

MODELS = pathlib.Path(__file__).resolve().parents[2] / "dsl" / "models"
FILES = {"cifar_resnet20": "cifar_resnet.dsl"}  # of the other networks a file has the network's name


@dataclasses.dataclass(frozen=True)
class Work:
    mode: str
    net: str
    batch: int

    @property
    def name(self):
        return f"{self.mode}:{self.net}:{self.batch}"

    @property
    def source(self):
        return MODELS / FILES.get(self.net, f"{self.net}.dsl")

    def flags(self, threads):
        """How it is compiled: for this batch, and for as many cores as there will be threads."""
        return [f"--mode={self.mode}", f"--batch={self.batch}", f"--cores={threads}"]

    def bench(self, programs, library, threads, calls):
        """One block of calls, as `resnetc-run bench` reports it."""
        return timing.run_json([programs / "resnetc-run", "bench", library, "--mode", self.mode, "--batch", self.batch,
                                "--threads", threads, "--iters", calls, "--json"])

    def calls(self, programs, library, threads, seconds):
        """How many calls make a block of so many seconds, at least one."""
        return max(1, round(seconds * 1e3 / self.bench(programs, library, threads, 1)["median_ms"]))


IMAGENET = ("resnet18", "resnet34", "resnet50", "resnet101", "resnet152")
WORKS = [Work("infer", "cifar_resnet20", 1), Work("infer", "cifar_resnet20", 128),
         *(Work("infer", net, batch) for net in IMAGENET for batch in (1, 16)),
         Work("train", "cifar_resnet20", 128), Work("train", "resnet18", 16), Work("train", "resnet50", 16)]


def matching(patterns):
    """The works whose name matches one of the patterns, in the order of the table."""
    return [work for work in WORKS if any(fnmatch.fnmatchcase(work.name, pattern) for pattern in patterns)]
