//===- TileOrder.cpp - tiles in an order in which those that need a position are neighbours --------===//
//
// See TileOrder.h.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/winograd/TileOrder.h"

using namespace Halide;

namespace resnetc::x86 {

TileOrder::TileOrder(const kernels::Geometry &g, const kernels::WinogradTiles &tiles)
    : across(tiles.across), down(tiles.down), count(tiles.count),
      cutRows(g.oh % tiles.m != 0 && down > 1), cutColumns(g.ow % tiles.m != 0 && across > 1),
      right(cutColumns ? down - (cutRows ? 1 : 0) : 0) {}

Expr TileOrder::row(const Expr &t) const {
  if (!cutColumns)
    return t / across;
  Expr others = (max(t, right) - right) / (across - 1), row = select(t < right, t, others);
  return cutRows ? select(t == count - 1, down - 1, row) : row;
}

Expr TileOrder::column(const Expr &t) const {
  if (!cutColumns)
    return t % across;
  Expr last = cutRows ? t < right || t == count - 1 : t < right;
  return select(last, across - 1, (max(t, right) - right) % (across - 1));
}

Expr TileOrder::number(const Expr &row, const Expr &column) const {
  if (!cutColumns)
    return row * across + column;
  Expr last = cutRows ? select(row == down - 1, count - 1, row) : row;
  return select(column == across - 1, last, right + row * (across - 1) + column);
}

TileRange TileOrder::at(bool lastRow, bool lastColumn) const {
  bool leavesRow = lastRow && cutRows, leavesColumn = lastColumn && cutColumns;
  int first = leavesColumn ? right : 0, end = count;
  if (leavesRow)
    end -= across;
  else if (leavesColumn && cutRows)
    end -= 1; // the corner
  return {first, end - first};
}

} // namespace resnetc::x86
