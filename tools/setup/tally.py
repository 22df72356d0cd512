#!/usr/bin/env python3
"""Counts the results of every suite of tests and prints `N passed, N failed, N skipped` as the last line.

Reads the folder that test.sh filled: ctest's JUnit file, and one .jsonl per Python suite with an object
{"name", "status": "passed" | "failed" | "skipped", "why"} per test. A ctest entry that is itself a runner
(lit, GoogleTest) counts as the tests it ran, as its own summary states them.
Exit status 1 where a test failed or none ran.
"""
import json
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

LIT_PASSED = ("Passed", "Passed With Retry", "Expectedly Failed")
LIT_FAILED = ("Failed", "Timed Out", "Unresolved", "Unexpectedly Passed")
LIT_SKIPPED = ("Unsupported", "Skipped", "Excluded")


class Tally:
    """Counts, and a line for each test that did not pass."""

    def __init__(self):
        self.passed = self.failed = self.skipped = 0
        self.lines = []

    def add(self, name, status, why="", count=1):
        if status == "passed":
            self.passed += count
            return
        if status == "skipped":
            self.skipped += count
        else:
            status = "failed"
            self.failed += count
        times = f" ({count} tests)" if count > 1 else ""
        self.lines.append(f"   {status}: {name}{times}{': ' + why if why else ''}")


def read_lit_summary(output):
    """Counts per result code of lit's summary (`  Passed     : 12 (100.00%)`), or None."""
    if "Total Discovered Tests:" not in output:
        return None
    counts = {}
    for code, count in re.findall(r"^\s*([A-Z][A-Za-z ]+?)\s*:\s*(\d+) \(", output, re.M):
        counts[code] = counts.get(code, 0) + int(count)
    return counts


def add_lit(tally, name, counts, output, entry_failed):
    reasons = dict(re.findall(r"^(FAIL|TIMEOUT|UNRESOLVED|XPASS|UNSUPPORTED|SKIPPED): (\S+ :: \S+)", output, re.M))
    tally.add(name, "passed", count=sum(counts.get(code, 0) for code in LIT_PASSED))
    failed = sum(counts.get(code, 0) for code in LIT_FAILED)
    skipped = sum(counts.get(code, 0) for code in LIT_SKIPPED)
    if failed or entry_failed:
        tally.add(name, "failed", ", ".join(sorted(reasons.values())[:8]), max(failed, 1))
    if skipped:
        tally.add(name, "skipped", "lit: a feature that the test requires is missing", skipped)


def add_google_test(tally, name, output, entry_failed):
    """True when the output is that of a GoogleTest program that ran to its end."""
    passed = re.search(r"^\[  PASSED  \] (\d+) tests?\.", output, re.M)
    if not passed:
        return False
    failed = set(re.findall(r"^\[  FAILED  \] (\S+)(?: \(|,|$)", output, re.M))
    skipped = set(re.findall(r"^\[  SKIPPED \] (\S+)(?: \(|$)", output, re.M))
    tally.add(name, "passed", count=int(passed.group(1)))
    for test in sorted(failed):
        tally.add(name if name == test else f"{name} {test}", "failed")
    for test in sorted(skipped):
        reason = re.search(r"^\[ RUN      \] " + re.escape(test) + r"\n(?:.*: Skipped\n)?(.*)", output, re.M)
        tally.add(name if name == test else f"{name} {test}", "skipped", reason.group(1).strip() if reason else "")
    if entry_failed and not failed:
        tally.add(name, "failed", "the program ended with an error after its tests")
    return True


def add_junit(tally, path):
    for case in ElementTree.parse(path).getroot().iter("testcase"):
        name, state = case.get("name"), case.get("status")
        output = case.findtext("system-out") or ""
        last = (output.strip().splitlines() or [""])[-1][:200]
        failed = state == "fail" or "Unable to find executable" in output
        lit = read_lit_summary(output)
        if lit is not None:
            add_lit(tally, name, lit, output, failed)
        elif add_google_test(tally, name, output, failed):
            pass
        elif failed or state not in ("run", "notrun", "disabled"):
            tally.add(name, "failed", last or state)
        elif state != "run":
            tally.add(name, "skipped", last or state)
        else:
            tally.add(name, "passed")


def add_json_lines(tally, path):
    for line in path.read_text().splitlines():
        record = json.loads(line)
        tally.add(f"{path.stem} {record['name']}", record["status"], record.get("why", ""))


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: tally.py RESULTS-FOLDER")
    tally = Tally()
    for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
        before = (tally.passed, tally.failed, tally.skipped)
        (add_junit if path.suffix == ".xml" else add_json_lines)(tally, path)
        after = (tally.passed, tally.failed, tally.skipped)
        counts = [b - a for a, b in zip(before, after)]
        print(f"   {path.stem}: {counts[0]} passed, {counts[1]} failed, {counts[2]} skipped")
    print("\n".join(tally.lines))
    print(f"{tally.passed} passed, {tally.failed} failed, {tally.skipped} skipped")
    sys.exit(1 if tally.failed or not tally.passed else 0)


if __name__ == "__main__":
    main()
