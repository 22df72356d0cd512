#!/usr/bin/env python3
"""Makes manual pages and completions of the programs that are given, from what they say with --help.

    packaging/manuals/generate.py --version 0.1.0 --out FOLDER PROGRAM...

FOLDER gets man1/PROGRAM.1, the same compressed, bash/PROGRAM and zsh/_PROGRAM. What --help does not say, exit statuses, variables and
examples, stands in PROGRAM.man beside this script.
"""
import argparse
import gzip
import os
import pathlib

import bash
import help_text
import roff
import zsh

HERE = pathlib.Path(__file__).resolve().parent


def write(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--version", required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("programs", nargs="+")
    options = parser.parse_args()
    names = [os.path.basename(path) for path in options.programs]
    for path in options.programs:
        program = help_text.read_program(path)
        more = HERE / f"{program.name}.man"
        others = [name for name in names if name != program.name]
        page = roff.page(program, options.version, more.read_text() if more.exists() else "", others)
        write(options.out / "man1" / f"{program.name}.1", page)
        (options.out / "man1" / f"{program.name}.1.gz").write_bytes(gzip.compress(page.encode(), 9, mtime=0))
        write(options.out / "bash" / program.name, bash.script(program))
        write(options.out / "zsh" / f"_{program.name}", zsh.script(program))


if __name__ == "__main__":
    main()
