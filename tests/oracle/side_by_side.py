"""Groups of comparisons in processes beside each other; what each printed stands together, in the order of the groups."""
import concurrent.futures
import contextlib
import io
import multiprocessing
import os

import compare

# A process computes on one core: the others have theirs.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"}


def _captured(function, *arguments):
    text, record = io.StringIO(), compare.Record()
    with contextlib.redirect_stdout(text):
        function(record, *arguments)
    return text.getvalue(), record.rows


def run(record, jobs, function, groups):
    """Calls `function(record, *arguments)` for each (name, arguments) in `groups`, `jobs` at a time. `function` and
    arguments have to be such that another process can be given them; one that dies is a failure of its name."""
    if jobs == 1:
        for _, arguments in groups:
            function(record, *arguments)
        return
    os.environ.update({name: os.environ.get(name, value) for name, value in ONE_THREAD.items()})
    # Not forked: the libraries compared with have threads that a fork would lose.
    with concurrent.futures.ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn")) as pool:
        running = [(name, pool.submit(_captured, function, *arguments)) for name, arguments in groups]
        for name, future in running:
            try:
                text, rows = future.result()
            except concurrent.futures.process.BrokenProcessPool:
                record.add(name, "failed", "its process, or one beside it, died")
                continue
            print(text, end="", flush=True)
            record.rows += rows
