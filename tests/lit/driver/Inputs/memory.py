"""memory.py COMMAND...: runs the command with -D n=50, 100 and 200 and says how its memory grows.

Twice the layers from 100 to 200 take twice the memory of those from 50 to 100 where memory is linear in the depth, and
four times as much where it is quadratic. Memory is address space: what is resident depends on the files that the
system happens to have in its cache.
"""
import re
import subprocess
import sys
import time


def peak(n):
    """The largest size of the address space, in KiB, as long as it can be read: the last phase is the largest."""
    process = subprocess.Popen([*sys.argv[1:], "-D", f"n={n}"])
    largest = 0
    while process.poll() is None:
        with open(f"/proc/{process.pid}/status", encoding="ascii", errors="replace") as file:
            if found := re.search(r"VmPeak:\s*(\d+) kB", file.read()):
                largest = max(largest, int(found[1]))
        time.sleep(0.002)
    assert process.returncode == 0, f"n={n} ended with {process.returncode}"
    return largest


peaks = [peak(n) for n in (50, 100, 200)]
assert peaks[0] < peaks[1] < peaks[2], peaks
growth = (peaks[2] - peaks[1]) / (peaks[1] - peaks[0])
print("memory is linear" if growth < 2.5 else "memory is not linear", f"in the depth: {peaks} KiB, growth {growth:.2f}")
