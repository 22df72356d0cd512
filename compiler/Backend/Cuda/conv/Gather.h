//===- Gather.h - which pixels a convolution multiplies ---------------------------------------===//
//
// A convolution and its gradient by the input are one kind of sum: output pixel p gathers source
// pixels over taps of the filter. With stride s the gradient's pixels fall into s phases a
// dimension, each of which sees every s-th tap: none multiplies by the zeros between.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/Cuda/Function.h"
#include "compiler/Kernels/Geometry.h"

namespace resnetc::cuda {

/// One dimension. Grid coordinate i and tap number j (from 0) meet source scale * i + base + sign * j,
/// by filter tap firstTap + tapStride * j, and make output outScale * i + outBase.
struct Axis {
  int scale, sign, tapStride, outScale;
  int gridExtent, sourceExtent, outExtent;
  Number base, firstTap, taps, outBase;
};

/// Of a convolution, over its output map.
Axis forwardAxis(int kernel, int stride, int padding, int source, int out);
/// Of the gradient by the input, over the input's pixels of one phase.
Axis backwardAxis(const Number &phase, int kernel, int stride, int padding, int source, int out);

/// Pixels of the grid of an image, and where in it one is.
struct Gather {
  Axis y, x;
  int pixels() const { return y.gridExtent * x.gridExtent; }
};

/// A pixel of the grid, counted over the whole batch.
struct GridPixel {
  Number exists; ///< below the batch's end
  Number image, row, column;
  GridPixel(const Gather &gather, const Number &index);
  /// The first source row and column, for tap 0; far outside where the pixel does not exist.
  Number sourceRow(const Gather &gather) const;
  Number sourceColumn(const Gather &gather) const;
};

/// What a pixel meets in the caller's map at a place of the filter [KH][KW][C].
struct ImageElement {
  Number index;
  Number exists; ///< the place is one of the filter's, and what it meets is no padding
  ImageElement(const kernels::Geometry &geometry, const Gather &gather, const GridPixel &pixel,
               const Number &place);
};

} // namespace resnetc::cuda
