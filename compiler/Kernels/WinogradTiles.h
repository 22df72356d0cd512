//===- WinogradTiles.h - the tiles of Winograd's convolution --------------------------===//
//
// The output map is cut into tiles of m x m, numbered row by row; a tile and its two rows and
// columns of margin become n x n positions, n = m + 2, and at each position a matrix product over
// channels is left.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Kernels/Geometry.h"

namespace resnetc::kernels {

/// The tiles of an output map; those at its right and lower border may reach beyond it.
struct WinogradTiles {
  int m, n;         ///< side of a tile of outputs; of its positions
  int across, down; ///< tiles of a row, of a column
  int count;        ///< tiles of a map

  WinogradTiles(const Geometry &g, int m)
      : m(m), n(m + 2), across((g.ow + m - 1) / m), down((g.oh + m - 1) / m), count(across * down) {
  }
};

} // namespace resnetc::kernels
