//===- Gather.cpp - which pixels a convolution multiplies -------------------------------------===//
#include "compiler/Backend/Cuda/conv/Gather.h"

namespace resnetc::cuda {

Axis forwardAxis(int kernel, int stride, int padding, int source, int out) {
  return {stride, 1, 1, 1, out, source, out, -padding, 0, kernel, 0};
}

Axis backwardAxis(const Number &phase, int kernel, int stride, int padding, int source, int out) {
  const int grid = (out + stride - 1) / stride;
  Number first = (phase + padding) % stride;
  Number taps = (Number(kernel) - first + (stride - 1)) / stride;
  return {1,     -1,   stride, stride, grid, source, out, (phase + padding - first) / stride,
          first, taps, phase};
}

GridPixel::GridPixel(const Gather &gather, const Number &index)
    : exists(isWithin(index, count() * gather.pixels())), image(index / gather.pixels()),
      row(index % gather.pixels() / gather.x.gridExtent),
      column(index % gather.pixels() % gather.x.gridExtent) {}

Number GridPixel::sourceRow(const Gather &gather) const {
  constexpr int farOutside = -(1 << 20);
  return choose(exists, row * gather.y.scale + gather.y.base, farOutside);
}

ImageElement::ImageElement(const kernels::Geometry &g, const Gather &gather, const GridPixel &pixel,
                           const Number &place)
    : index(0), exists(0) {
  Number channel = place % g.c, tap = place / g.c;
  Number row = pixel.sourceRow(gather) + tap / g.kw;
  Number column = pixel.sourceColumn(gather) + tap % g.kw;
  index = ((pixel.image * g.c + channel) * g.h + row) * g.w + column;
  exists = isWithin(place, g.c * g.kh * g.kw) & isWithin(row, g.h) & isWithin(column, g.w);
}

Number GridPixel::sourceColumn(const Gather &gather) const {
  return column * gather.x.scale + gather.x.base;
}

} // namespace resnetc::cuda
