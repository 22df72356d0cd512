//===- WinogradPhaseSides.h - what the side of a filter in phases says -----------------===//
//
// A filter for a convolution in strides of 2 or more is cut into its phases, each transformed to 6 x 6
// positions (compiler/Kernels/WinogradPhases.h). The layout's side is then what a tile of outputs sees
// of the map: 6 positions of each of the phases, 12 for strides of 2.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstdint>

namespace resnetc::rn {

/// Positions along the side of each phase.
inline constexpr int64_t phasePositions = 6;

/// The side of the layout for a stride.
inline int64_t phaseSide(int64_t stride) { return phasePositions * stride; }

/// True for the side of a filter in phases, which is not that of one at stride 1.
inline bool isPhaseSide(int64_t side) {
  return side > phasePositions && side % phasePositions == 0;
}

/// The stride that such a side is for.
inline int64_t phaseStride(int64_t side) { return side / phasePositions; }

} // namespace resnetc::rn
