//===- WinogradPhases.h - convolutions in strides by Winograd's algorithm --------------===//
//
// A convolution in strides is the sum over its phases: rows and columns of the map that lie a stride
// apart, with the taps of the filter that meet them. Each phase is a convolution at stride 1 of at most
// `taps` x `taps` taps, so that all of them together are one of stride * stride times the channels,
// which Winograd's algorithm computes in tiles of m x m outputs at n x n positions. n is the same for
// filters of all sizes: the points of the transforms, and with them that of the input, are.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Kernels/Geometry.h"

namespace resnetc::kernels {

/// Positions along a side of a tile: 0, two pairs of points and infinity.
constexpr int phasePositions = 6;

/// Rows of taps in a phase of a filter of so many rows.
constexpr int64_t phaseTaps(int64_t rows, int64_t stride) { return (rows + stride - 1) / stride; }

/// Outputs along a side of a tile, with so many taps.
constexpr int64_t phaseTile(int64_t taps) { return phasePositions + 1 - taps; }

/// The tiles of an output map; those at its right and lower border may reach beyond it.
struct WinogradPhases {
  int stride, taps;
  int m, n;         ///< side of a tile of outputs; of its positions
  int channels;     ///< of all phases: phase (row, column) major
  int across, down; ///< tiles of a row, of a column
  int period;       ///< columns of the map from a tile to the next
  /// Phases, of rows and of columns, that have all taps. Those behind them have one less, so that their
  /// filter is zero at the last position, infinity: it is not read there.
  int wholeDown, wholeAcross;

  explicit WinogradPhases(const Geometry &g)
      : stride(g.sh), taps(static_cast<int>(phaseTaps(g.kh, g.sh))),
        m(static_cast<int>(phaseTile(taps))), n(phasePositions), channels(stride * stride * g.c),
        across((g.ow + m - 1) / m), down((g.oh + m - 1) / m), period(m * stride),
        wholeDown(g.kh - (taps - 1) * stride), wholeAcross(g.kw - (taps - 1) * stride) {}
};

/// True for what the phases compute: a caller's map, all of whose channels lie together, under a
/// filter whose phases are as high as wide, with 2 to n - 1 taps a side.
inline bool phasesApply(const Geometry &g) {
  const int64_t taps = g.sh > 1 ? phaseTaps(g.kh, g.sh) : 0;
  return g.nchwInput && g.groups <= 1 && g.sh == g.sw && taps >= 2 && taps < phasePositions &&
         taps == phaseTaps(g.kw, g.sw);
}

} // namespace resnetc::kernels
