"""Interleaved timing: on a shared machine only the ratio of neighbours in time means anything."""
import json
import statistics
import subprocess
import sys


def interleave(ours, theirs, rounds):
    """Runs both alternately, the first one changing each round; lists of what they return."""
    results = ([], [])
    for index in range(rounds):
        for which in ((0, 1), (1, 0))[index % 2]:
            results[which].append((ours, theirs)[which]())
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


def run_json(command):
    """The one JSON object that a program of resnetc prints."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{command[0]} ended with status {done.returncode}: {done.stderr.strip()}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def run(command):
    """Runs a program of resnetc that has to succeed; its output is dropped."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{command[0]} ended with status {done.returncode}: {done.stderr.strip()}")


class Peer:
    """A Python program of this folder that stays loaded and answers one JSON line per line it is sent."""

    def __init__(self, python, script, *arguments):
        self.process = subprocess.Popen([str(python), str(script), *map(str, arguments)], text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, request):
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            sys.exit("the peer ended early")
        return json.loads(answer)

    def close(self):
        self.process.stdin.close()
        self.process.wait(30)
