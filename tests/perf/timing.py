"""Interleaved timing: on a shared machine only the ratio of neighbours in time means anything."""
import json
import os
import pathlib
import statistics
import subprocess
import time


class Failed(SystemExit):
    """A program could not do what it was asked; left alone, this ends the script with the reason."""


class PeerFailed(Failed):
    """That of a peer."""


def interleave(runs, rounds):
    """Runs all in turns, each round beginning with the next one; of each run the list of what it returned."""
    results = [[] for _ in runs]
    for index in range(rounds):
        for step in range(len(runs)):
            which = (index + step) % len(runs)
            results[which].append(runs[which]())
    return results


def spread(values):
    """`median (min .. max)`."""
    return f"{statistics.median(values):.3g} ({min(values):.3g} .. {max(values):.3g})"


def report(what, ours, theirs, peer, unit="ms"):
    """Prints both times and the ratio of each round; gives the median ratio, below 1 where resnetc is faster."""
    ratios = [a / b for a, b in zip(ours, theirs)]
    print(f"{what}\n   resnetc {spread(ours)} {unit}\n   {peer} {spread(theirs)} {unit}")
    print(f"   time of resnetc / time of {peer}: {spread(ratios)} over {len(ratios)} rounds", flush=True)
    return statistics.median(ratios)


def block_ms(call, seconds):
    """Median time of the calls that fit into a block, at least one. Calls before them, which do not count and take a
    fifth as long, fill caches, wake threads, and give these time to come to cores of their own."""
    def timed():
        start = time.perf_counter()
        call()
        return (time.perf_counter() - start) * 1e3
    warm, times = [timed()], []
    while sum(warm) < seconds * 200:
        warm.append(timed())
    while not times or sum(times) < seconds * 1e3:
        times.append(timed())
    return statistics.median(times)


def run_json(command):
    """The one JSON object that a program of resnetc prints."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode:
        raise Failed(f"{command[0]} ended with status {done.returncode}: {done.stderr.strip()}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def run(command):
    """Runs a program of resnetc that has to succeed; its output is dropped."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode:
        raise Failed(f"{command[0]} ended with status {done.returncode}: {done.stderr.strip()}")


class Peer:
    """A process of peer.py: stays loaded, says first what it is, then answers one JSON line per line it is sent."""

    def __init__(self, python, kind):
        program = pathlib.Path(__file__).resolve().with_name("peer.py")
        # OpenMP's threads stay on cores of their own: two that spin on one wait for each other, half a second a call.
        self.process = subprocess.Popen([str(python), str(program), kind], text=True, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, env={**os.environ, "OMP_PROC_BIND": "true"})
        try:
            self.about = self._answer()
        except PeerFailed:
            self.close()
            raise

    def ask(self, do, **request):
        try:
            self.process.stdin.write(json.dumps({"do": do, **request}) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass  # the missing answer says so
        return self._answer()

    def _answer(self):
        line = self.process.stdout.readline()
        if not line:
            raise PeerFailed(f"its process ended with status {self.process.wait()}")
        answer = json.loads(line)
        if "failed" in answer:
            raise PeerFailed(answer["failed"])
        return answer["result"]

    def close(self):
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass
        self.process.wait(30)
