//===- Tiles.h - register tiles of the convolution family -----------------------------===//
//
// A register tile is tx columns x ty rows x tc channel blocks of sums. Its table is data of the
// target; choosing from it is shared by the forward kernel and the gradient by the input.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Kernels/Kernel.h"

namespace resnetc::kernels {

struct RegisterTile {
  int tx, ty, tc;
  double share; ///< of peak, alone and with data in cache; see README.md
};

/// What a tile must fit.
struct TileProblem {
  int columns, rows; ///< the map that the tile walks over
  int rowGroup;      ///< rows that are finished together: a multiple of ty
  int blocks;        ///< blocks of output channels
  bool exactColumns; ///< the row must be a whole number of tiles
};

/// The table of the target.
const std::vector<RegisterTile> &registerTiles(const Target &target);

/// Tiles that fit, the most promising first; never empty.
std::vector<RegisterTile> fittingTiles(const Target &target, const TileProblem &problem);

} // namespace resnetc::kernels
