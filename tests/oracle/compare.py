"""Differences between resnetc's numbers and an oracle's, and the record of each comparison."""
import json
import sys

import numpy as np

BOUND = 1e-4


def of_logits(ours, oracle):
    """Largest difference, relative to the largest logit."""
    if ours.shape != oracle.shape:
        raise ValueError(f"logits: expects shape {oracle.shape}, got {ours.shape}")
    return float(np.abs(ours.astype(np.float64) - oracle).max() / np.abs(oracle).max())


def of_tensors(ours, oracle):
    """Relative difference by norm of every tensor, worst first: [(difference, name)].

    A shift that a later batch norm takes out again has gradient zero; the oracle then holds rounding noise of
    double precision, and the difference is taken relative to the gradient as a whole."""
    if missing := sorted(oracle.keys() - ours.keys()):
        raise ValueError(f"no gradient of {', '.join(missing[:4])} ({len(missing)} missing)")
    if extra := sorted(ours.keys() - oracle.keys()):
        raise ValueError(f"unexpected tensors {', '.join(extra[:4])} ({len(extra)} in all)")
    rows = []
    whole = np.sqrt(sum(np.linalg.norm(want) ** 2 for want in oracle.values()))
    for name, want in oracle.items():
        if ours[name].shape != want.shape:
            raise ValueError(f"{name}: expects shape {want.shape}, got {ours[name].shape}")
        norm = np.linalg.norm(want)
        vanishes = norm <= 1e-12 * whole
        difference = np.linalg.norm(ours[name].astype(np.float64) - want) / (whole if vanishes else norm)
        rows.append((float(difference) if np.isfinite(difference) else float("inf"), name))
    return sorted(rows, reverse=True)


class Record:
    """Prints one line per comparison, unless it is `quiet`, and keeps them for the file that test.sh counts."""

    def __init__(self, quiet=False):
        self.rows, self.quiet = [], quiet

    def add(self, name, status, why=""):
        self.rows.append({"name": name, "status": status, "why": why})
        if not self.quiet:
            print(f"{status.upper():8}{name}{'  ' + why if why else ''}", flush=True)

    def difference(self, name, value, note="", bound=BOUND):
        """Passed when the difference is within the bound."""
        within = value <= bound
        text = f"relative difference {value:.1e}{', ' + note if note else ''}"
        self.add(name, "passed" if within else "failed", text if within else f"{text}, bound {bound:.0e}")

    def require(self, name, holds, why):
        self.add(name, "passed" if holds else "failed", "" if holds else why)

    def finish(self, path):
        """Writes the records, prints the counts, and gives the exit status."""
        if path:
            with open(path, "w", encoding="utf-8") as out:
                out.writelines(json.dumps(row) + "\n" for row in self.rows)
        counts = [sum(row["status"] == status for row in self.rows) for status in ("passed", "failed", "skipped")]
        print("{} passed, {} failed, {} skipped".format(*counts))
        sys.stdout.flush()
        return 1 if counts[1] or not counts[0] else 0
