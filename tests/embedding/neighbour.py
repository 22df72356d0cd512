"""A library of Halide's own, with its whole runtime: neighbour.a and neighbour.h in the folder that is given."""
import pathlib
import sys

import halide as hl

folder = pathlib.Path(sys.argv[1])
x, y = hl.Var("x"), hl.Var("y")
width = hl.Param(hl.Int(32), "width")
row, out = hl.Func("row"), hl.Func("out")
row[x, y] = hl.cast(hl.Float(32), x + 1)
out[x, y] = row[hl.clamp(x, 0, width - 1), y] + row[hl.clamp(x + 1, 0, width), y]
out.parallel(y)
row.compute_at(out, y).store_in(hl.MemoryType.Heap)
out.compile_to_static_library(str(folder / "neighbour"), [width], "neighbour", hl.Target("x86-64-linux-sse41"))
