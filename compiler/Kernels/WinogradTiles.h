//===- WinogradTiles.h - the tiles of Winograd's convolution --------------------------===//
//
// The output map is cut into tiles of m x m, numbered row by row; what a tile sees of the input are
// n x n positions, and at each position a matrix product over channels is left.
//
// At stride 1 every position has a filter of its own, n = m + 2. At stride 2 an input at an even place
// of a tile meets the outer taps alone, and those are a filter of two taps at stride 1: m + 1 positions.
// One at an odd place meets the middle tap alone: m more positions, which share one filter. So
// n = 2 m + 1, and the filter has m + 2 positions, too.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Kernels/Geometry.h"

namespace resnetc::kernels {

/// Positions along a side of a transformed 3 x 3 filter.
inline int winogradFilterSide(int m) { return m + 2; }

/// The tiles of an output map; those at its right and lower border may reach beyond it.
struct WinogradTiles {
  int m, n;   ///< side of a tile of outputs; of its positions, and of what it sees of the input
  int stride; ///< 1 or 2
  int step;   ///< from a tile of the input to the next
  int across, down; ///< tiles of a row, of a column
  int count;        ///< tiles of a map

  /// Of a convolution of this geometry.
  WinogradTiles(const Geometry &g, int m) : WinogradTiles(g, m, g.sh) {}
  /// Of a map that is the output of a convolution of this stride, if g is that map's.
  WinogradTiles(const Geometry &g, int m, int stride)
      : m(m), n(stride * (m - 1) + 3), stride(stride), step(stride * m), across((g.ow + m - 1) / m),
        down((g.oh + m - 1) / m), count(across * down) {}

  int filterSide() const { return winogradFilterSide(m); }
  /// Positions of a transformed filter.
  int filterPositions() const { return filterSide() * filterSide(); }
};

} // namespace resnetc::kernels
