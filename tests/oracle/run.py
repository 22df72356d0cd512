#!/usr/bin/env python3
"""Compares compiled networks with independent implementations; see README.md of this folder.

    .venv/bin/python tests/oracle/run.py --bin build/bin [--only TEXT] [--results FILE]

Ends with `N passed, N failed, N skipped`; status 1 where a comparison failed or none ran.
"""
import argparse
import os
import pathlib
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import cases  # noqa: E402
import check_forward  # noqa: E402
import check_gradient  # noqa: E402
import check_library  # noqa: E402
import check_listing  # noqa: E402
import check_onnx  # noqa: E402
import check_parameters  # noqa: E402
import check_step  # noqa: E402
import compare  # noqa: E402
import self_check  # noqa: E402
import side_by_side  # noqa: E402
from driver import Driver, Failure  # noqa: E402


def has_avx512():
    """Whether `native` is more than x86-64-v3 here."""
    try:
        return "avx512f" in pathlib.Path("/proc/cpuinfo").read_text()
    except OSError:
        return False


def check_case(driver, record, case, full):
    """Forward and gradient of a training library, which holds inference as well; of a thorough case also of one for
    inference alone, and for AVX2 where that is another code path. A deep one's gradient is left to --full."""
    source = case.source(driver.work)
    if case.deep and not full:
        infer = driver.compile(source, f"{case.name}-infer", *case.flags)
        check_parameters.check(driver, record, case, infer, training=False)
        check_forward.check(driver, record, case, infer, "native")
        return
    train = driver.compile(source, f"{case.name}-train", "--mode=train", *case.flags)
    check_parameters.check(driver, record, case, train)
    check_forward.check(driver, record, case, train, "of the training library")
    check_gradient.check(driver, record, case, train, "native")
    if not case.thorough:
        return
    infer = driver.compile(source, f"{case.name}-infer", *case.flags)
    check_forward.check(driver, record, case, infer, "native")
    check_onnx.check(driver, record, case, source, infer)
    if not has_avx512():
        record.add(f"{case.name} for x86-64-v3", "skipped", "this machine's native code is AVX2 already")
        return
    older = driver.compile(source, f"{case.name}-v3", "--mode=train", "-march=x86-64-v3", *case.flags)
    check_forward.check(driver, record, case, older, "x86-64-v3")
    check_gradient.check(driver, record, case, older, "x86-64-v3")


def guarded(record, name, check, *arguments):
    """Runs one group of comparisons; what keeps it from running is a failure with its reason."""
    start, before = time.monotonic(), sum(os.times()[:4])
    try:
        check(*arguments)
    except (Failure, ValueError, OSError, RuntimeError) as error:
        record.add(name, "failed", str(error))
    print(f"        {name}: {time.monotonic() - start:.1f} s, {sum(os.times()[:4]) - before:.1f} s of processors", flush=True)


def case_alone(record, programs, name, full):
    """All comparisons of one case, with a folder of its own."""
    case = next(case for case in cases.SMALL + cases.SHIPPED if case.name == name)
    with tempfile.TemporaryDirectory(prefix="resnetc-oracle-") as folder:
        guarded(record, f"network {name}", check_case, Driver(programs, pathlib.Path(folder)), record, case, full)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", type=pathlib.Path, help="folder with resnetc and resnetc-run")
    parser.add_argument("--only", default="", help="cases whose name contains this text")
    parser.add_argument("--full", action="store_true", help="the real sizes as well: 224x224, 1202 layers")
    parser.add_argument("--self", action="store_true", help="set the oracles against each other, without resnetc")
    parser.add_argument("--results", type=pathlib.Path, help="file for one JSON object per comparison")
    parser.add_argument("-j", type=int, default=len(os.sched_getaffinity(0)), help="networks at a time")
    arguments = parser.parse_args()
    if not arguments.self and not arguments.bin:
        parser.error("expects --bin or --self")
    record = compare.Record()
    chosen = [case for case in cases.SMALL + cases.SHIPPED
              if arguments.only in case.name and (arguments.full or not case.full)]
    without = cases.without_case()
    record.require("every shipped model has a case", not without, ", ".join(without))
    if arguments.self:
        for case in chosen:
            guarded(record, f"oracle {case.name}", self_check.check, record, case)
        return record.finish(arguments.results)
    # A few of them; --self does all.
    for case in () if arguments.only else cases.SMALL[::5]:
        guarded(record, f"oracle {case.name}", self_check.check, record, case)
    programs = arguments.bin.resolve()
    side_by_side.run(record, arguments.j, case_alone,
                     [(case.name, (programs, case.name, arguments.full)) for case in chosen])
    with tempfile.TemporaryDirectory(prefix="resnetc-oracle-") as folder:
        driver = Driver(programs, pathlib.Path(folder))
        if not arguments.only:
            guarded(record, "models as listed", check_listing.check, driver, record)
            guarded(record, "step", check_step.check, driver, record, cases.SMALL[1])
            guarded(record, "library", check_library.check, driver, record, cases.SMALL[1].source(driver.work))
    return record.finish(arguments.results)


if __name__ == "__main__":
    sys.exit(main())
