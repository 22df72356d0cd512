//===- Boxes.h - a convolution's factors as boxes of tensors --------------------------------===//
//
// With 16 channels of bf16, a block of a map is rows of 32 bytes, which wgmma reads as they are, swizzled. In im2col
// mode a copy takes the pixels of a tile one after the other, from image to image, and zeros for the padding; its
// offsets are a tap of the filter and a block of channels. Filters are plain boxes.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/Cuda/Instructions.h"
#include "compiler/Backend/Cuda/KernelBuilder.h"
#include "compiler/Kernels/Geometry.h"

#include <optional>

namespace resnetc::cuda {

/// One dimension of what pixels of a grid see of a map: pixel i and tap j meet first + step * i + j.
struct BoxAxis {
  int source, grid; ///< pixels of the map, and of the grid
  int first, step, taps;
};

/// The pixels of a map of a batch, by blocks of channels.
class PixelBoxes {
public:
  /// Nothing where tensor maps cannot describe it: their corners and offsets are small, and a launch has few maps.
  static std::optional<PixelBoxes> of(const BoxAxis &y, const BoxAxis &x, int blocks);

  int countMaps() const;
  /// Maps of an operand, for copies of `pixels` pixels.
  std::vector<TensorMap> maps(const std::string &operand, int pixels) const;

  /// Where a tile of the grid begins, counted over the whole batch.
  struct Place {
    Number image, row, column;
  };
  Place placeOf(const Number &pixel) const;
  /// Pixels from a place on at a tap, of one block; `firstMap` is the number of the first of these maps in the launch.
  Box box(const Place &place, const Number &tapRow, const Number &tapColumn, const Number &block,
          int firstMap = 0) const;

private:
  PixelBoxes(const BoxAxis &y, const BoxAxis &x, int blocks, bool flat)
      : y(y), x(x), blocks(blocks), flat(flat) {}
  int blocksOfMap() const;

  BoxAxis y, x;
  int blocks;
  bool flat; ///< the grid is the map: rows and columns are one dimension
};

/// The map as the pixels of the output see it, and the output's own pixels.
std::optional<PixelBoxes> forwardBoxes(const Geometry &g);
std::optional<PixelBoxes> outputBoxes(const Geometry &g);

/// A filter [outBlocks][inBlocks][taps][16][16], for copies of `inBox` blocks at one tap for `outBox` blocks out.
TensorMap filterMap(const std::string &operand, int outBlocks, int inBlocks, int taps, int inBox,
                    int outBox);
Box filterBox(const Number &map, const Number &outBlock, const Number &inBlock, const Number &tap);

} // namespace resnetc::cuda
