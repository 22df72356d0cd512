//===- WinogradSides.h - what the side of Winograd's layouts says ---------------------===//
//
// Both layouts carry the positions along a side of a tile: m + 2 for tiles of m x m outputs at stride
// 1, 2 m + 1 at stride 2. As m is even, an even side is of stride 1 and an odd one of stride 2.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstdint>

namespace resnetc::rn {

/// Positions along the side of a tile of `tile` x `tile` outputs.
inline int64_t winogradSide(int64_t tile, int64_t stride) { return stride * (tile - 1) + 3; }

/// Of the convolution.
inline int64_t winogradStride(int64_t side) { return side % 2 == 0 ? 1 : 2; }

/// Outputs along the side of a tile.
inline int64_t winogradTile(int64_t side) { return (side - 3) / winogradStride(side) + 1; }

/// Positions along the side of the transformed filter: at stride 2 several of a tile share one.
inline int64_t winogradFilterSide(int64_t side) { return winogradTile(side) + 2; }

} // namespace resnetc::rn
