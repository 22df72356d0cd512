//===- Boxes.cpp - a convolution's factors as boxes of tensors ------------------------------===//
//
// Limits: CUDA Driver API, cuTensorMapEncodeIm2col; PTX ISA 5.5.4 (im2col mode). A block of channels is one
// coordinate of a dimension whose bounding box is a single element, and is chosen by the offset that moves the box.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/conv/Boxes.h"

#include "compiler/Backend/Cuda/conv/Gather.h"
#include "runtime/device/cuda/Kernel.h"

#include <algorithm>

namespace resnetc::cuda {

constexpr int lanes = KernelBuilder::lanes;
constexpr int64_t rowBytes = lanes * 2;
/// Corners of tensors of four and of five dimensions reach from -c to c - 1.
constexpr int cornerOfFour = 128, cornerOfFive = 16;
/// Of a map of five dimensions, whose upper corner is one less than the blocks away.
constexpr int blocksOfFive = 16;

/// The last pixel that a tap 0 meets, as its distance from the end of the map.
static int upperCorner(const BoxAxis &axis) {
  return axis.first + (axis.grid - 1) * axis.step + 1 - axis.source;
}

static bool fits(const BoxAxis &axis) {
  constexpr int mostSteps = 8, mostTaps = 2 * cornerOfFive;
  auto isCorner = [](int at) { return at >= -cornerOfFive && at < cornerOfFive; };
  return isCorner(axis.first) && isCorner(upperCorner(axis)) && axis.step <= mostSteps &&
         axis.taps <= mostTaps;
}

std::optional<PixelBoxes> PixelBoxes::of(const BoxAxis &y, const BoxAxis &x, int blocks) {
  auto isPlain = [](const BoxAxis &axis) {
    return axis.first == 0 && axis.step == 1 && axis.taps == 1 && axis.grid == axis.source;
  };
  if (isPlain(y) && isPlain(x) && blocks <= cornerOfFour)
    return PixelBoxes(y, x, blocks, /*flat=*/true);
  const int maps = static_cast<int>(kernels::ceilDiv(blocks, blocksOfFive));
  if (!fits(y) || !fits(x) || maps >= RN_CUDA_MAX_MAPS) // one is the filter's
    return std::nullopt;
  return PixelBoxes(y, x, blocks, /*flat=*/false);
}

int PixelBoxes::blocksOfMap() const { return flat ? blocks : blocksOfFive; }

int PixelBoxes::countMaps() const {
  return static_cast<int>(kernels::ceilDiv(blocks, blocksOfMap()));
}

std::optional<PixelBoxes> forwardBoxes(const Geometry &g) {
  return PixelBoxes::of({g.h, g.oh, -g.pt, g.sh, g.kh}, {g.w, g.ow, -g.pl, g.sw, g.kw},
                        static_cast<int>(kernels::ceilDiv(g.c, lanes)));
}

std::optional<PixelBoxes> outputBoxes(const Geometry &g) {
  return PixelBoxes::of({g.oh, g.oh, 0, 1, 1}, {g.ow, g.ow, 0, 1, 1},
                        static_cast<int>(kernels::ceilDiv(g.k, lanes)));
}

std::vector<TensorMap> PixelBoxes::maps(const std::string &operand, int pixels) const {
  const int64_t plane = int64_t{y.source} * x.source * rowBytes, image = plane * blocks;
  std::vector<TensorMap> all;
  for (int first = 0; first < blocks; first += blocksOfMap()) {
    const int own = std::min(blocksOfMap(), blocks - first);
    TensorMap map;
    map.operand = operand;
    map.im2col = true;
    map.offset = first * plane;
    map.box = {lanes, pixels};
    if (flat) {
      map.sizes = {lanes, int64_t{y.source} * x.source, own, 1};
      map.strides = {rowBytes, plane, image};
      map.steps = {1, 1, 1, 1};
      map.lower = {0, 0};
      map.upper = {0, 1 - own};
    } else {
      map.sizes = {lanes, x.source, y.source, own, 1};
      map.strides = {rowBytes, x.source * rowBytes, plane, image};
      map.steps = {1, x.step, y.step, 1, 1};
      map.lower = {x.first, y.first, 0};
      map.upper = {upperCorner(x), upperCorner(y), 1 - own};
    }
    map.perImage = static_cast<int>(map.sizes.size()) - 1;
    all.push_back(std::move(map));
  }
  return all;
}

PixelBoxes::Place PixelBoxes::placeOf(const Number &pixel) const {
  const int pixels = y.grid * x.grid;
  Number image = pixel / pixels, within = pixel % pixels;
  if (flat)
    return {image, 0, within};
  return {image, within / x.grid * y.step + y.first, within % x.grid * x.step + x.first};
}

Box PixelBoxes::box(const Place &place, const Number &tapRow, const Number &tapColumn,
                    const Number &block, int firstMap) const {
  if (flat)
    return {firstMap, {0, place.column, 0, place.image}, {0, block}};
  return {block / blocksOfFive + firstMap,
          {0, place.column, place.row, 0, place.image},
          {tapColumn, tapRow, block % blocksOfFive}};
}

TensorMap filterMap(const std::string &operand, int outBlocks, int inBlocks, int taps, int inBox,
                    int outBox) {
  constexpr int64_t blockBytes = lanes * rowBytes;
  TensorMap map;
  map.operand = operand;
  map.sizes = {lanes, lanes, taps, inBlocks, outBlocks};
  map.strides = {rowBytes, blockBytes, taps * blockBytes, inBlocks * taps * blockBytes};
  map.box = {lanes, lanes, 1, inBox, outBox};
  map.steps = {1, 1, 1, 1, 1};
  return map;
}

Box filterBox(const Number &map, const Number &outBlock, const Number &inBlock, const Number &tap) {
  return {map, {0, 0, tap, inBlock, outBlock}, {}};
}

} // namespace resnetc::cuda
