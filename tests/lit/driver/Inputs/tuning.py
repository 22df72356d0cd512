"""tuning.py - what tests of tuning do with files.

  tuning.py other DB            every row gets another choice than the one it has
  tuning.py sql DB STATEMENT    runs a statement and prints what it gives
  tuning.py close A.npy B.npy   fails unless the two hold the same numbers within 1e-4 of the largest
  tuning.py cut DB COMMAND...   runs a tuning, ends it by SIGTERM when the database has its first row, and ends as it does
"""
import array
import sqlite3
import subprocess
import sys
import time

OTHERS = {"direct": "winograd m=2 transformed=0", "winograd": "direct"}


def other(path):
    """Forms are swapped; of schedules the default is kept, as only the backend knows the others."""
    with sqlite3.connect(path) as database:
        for kernel, choice in database.execute("SELECT kernel, choice FROM schedule").fetchall():
            swapped = OTHERS.get(choice.split()[0])
            if kernel.startswith("winograd ") and swapped:
                database.execute("UPDATE schedule SET choice = ? WHERE kernel = ?", (swapped, kernel))


def sql(path, statement):
    with sqlite3.connect(path) as database:
        for row in database.execute(statement):
            print(*row)


def numbers(path):
    with open(path, "rb") as file:
        data = file.read()
    start = 10 + int.from_bytes(data[8:10], "little")
    return array.array("f", data[start:])


def close(first, second):
    a, b = numbers(first), numbers(second)
    largest = max(map(abs, a))
    if len(a) != len(b) or not largest or any(not abs(x - y) <= 1e-4 * largest for x, y in zip(a, b)):
        sys.exit(f"{list(a)} and {list(b)} differ")


def has_rows(path):
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
            return database.execute("SELECT count(*) FROM schedule").fetchone()[0] > 0
    except sqlite3.Error:  # it is not there yet, or being made
        return False


def cut(path, *command):
    with subprocess.Popen(command) as tuning:
        while tuning.poll() is None and not has_rows(path):
            time.sleep(0.1)
        tuning.terminate()
    sys.exit(128 - tuning.returncode if tuning.returncode < 0 else tuning.returncode)


{"other": other, "sql": sql, "close": close, "cut": cut}[sys.argv[1]](*sys.argv[2:])
