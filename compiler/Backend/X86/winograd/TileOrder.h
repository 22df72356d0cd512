//===- TileOrder.h - tiles in an order in which those that need a position are neighbours ----------===//
//
// Where tiles reach beyond the map, its last row and column of them lack their last outputs, and these
// alone need the last position of a dimension (of the polynomials that the algorithm multiplies, the
// highest power). So at such a position all tiles but the last row's, or the last column's, are multiplied:
// 3 x 4 of 4 x 4 for a 7 x 7 map in tiles of 2 x 2, and 3 x 3 at the last position of both.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Kernels/WinogradTiles.h"

#include <Halide.h>

namespace resnetc::x86 {

/// Neighbouring numbers.
struct TileRange {
  int first, count;
};

/// Tiles numbered so: where the last column is cut, all of that column but what the last row cuts, too;
/// then the other columns row by row; then, where both are cut, the corner.
class TileOrder {
public:
  TileOrder(const kernels::Geometry &g, const kernels::WinogradTiles &tiles);

  /// Of tile number t, which may lie beyond the last one: then beyond the map.
  Halide::Expr row(const Halide::Expr &t) const;
  Halide::Expr column(const Halide::Expr &t) const;
  /// The number of the tile at a row and column.
  Halide::Expr number(const Halide::Expr &row, const Halide::Expr &column) const;

  bool cutsRows() const { return cutRows; }       ///< the last row of tiles reaches beyond the map
  bool cutsColumns() const { return cutColumns; } ///< the last column does
  /// The tiles that are multiplied at a position: the last one of its column, of its row, or not.
  TileRange at(bool lastRow, bool lastColumn) const;

private:
  int across, down, count;
  bool cutRows, cutColumns;
  int right; ///< tiles of the last column that come first
};

} // namespace resnetc::x86
