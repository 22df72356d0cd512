//===- Tiles.h - register tiles of the convolution family -----------------------------===//
//
// A register tile is tx columns x ty rows x tc channel blocks of sums. Its table is data of the
// target; choosing from it is shared by the forward kernel and the gradient by the input.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/X86/Variant.h"

#include <functional>

namespace resnetc::x86 {

struct RegisterTile {
  int tx, ty, tc;
  double share; ///< of peak, alone and with data in cache; see README.md
};

/// What a tile must fit.
struct TileProblem {
  int columns, rows; ///< the map that the tile walks over
  int rowGroup;      ///< rows that are finished together: a multiple of ty
  int blocks;        ///< blocks of output channels
  int together;      ///< of these, as many as see the same inputs: a multiple of tc
  int64_t tasks;     ///< that the batch should be cut into
};

/// The table of the target.
const std::vector<RegisterTile> &registerTiles(const X86Target &target);

/// Schedules of the first few tiles that fit, the most promising first; never empty. `rowsOf` says
/// how many rows a task takes with a tile. Where the batch does not give as many tasks as it
/// should, the output channels are cut as well: `kc` groups of `tc` blocks to a task.
std::vector<Params> tileCandidates(const ScheduleQuery &query, const TileProblem &problem,
                                   const std::function<int64_t(const RegisterTile &)> &rowsOf);

} // namespace resnetc::x86
