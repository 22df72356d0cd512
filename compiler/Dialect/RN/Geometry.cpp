//===- Geometry.cpp - sizes of windows, and result types of layers --------------===//
#include "compiler/Dialect/RN/Geometry.h"
#include "compiler/Dialect/RN/RNDialect.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace resnetc::rn {

static bool inRange(int64_t value, int64_t least) { return value >= least && value <= maxSize; }

int64_t windowCount(int64_t size, int64_t before, int64_t after, int64_t window, int64_t stride) {
  if (!inRange(size, 1) || !inRange(before, 0) || !inRange(after, 0) || !inRange(window, 1) ||
      !inRange(stride, 1))
    return 0;
  int64_t room = size + before + after - window;
  return room < 0 ? 0 : room / stride + 1;
}

std::optional<int64_t> checkedProduct(ArrayRef<int64_t> sizes) {
  int64_t product = 1;
  for (int64_t size : sizes)
    if (llvm::MulOverflow(product, size, product))
      return std::nullopt;
  return product;
}

bool areStrides(ArrayRef<int64_t> strides) {
  return strides.size() == 2 && llvm::all_of(strides, [](int64_t s) { return inRange(s, 1); });
}

bool arePads(ArrayRef<int64_t> pads) {
  return pads.size() == 4 && llvm::all_of(pads, [](int64_t p) { return inRange(p, 0); });
}

/// Fills the window's side of a geometry; false if no window fits.
static bool placeWindows(Geometry &g, ArrayRef<int64_t> strides, ArrayRef<int64_t> pads) {
  g.sh = strides[0], g.sw = strides[1];
  g.pt = pads[0], g.pl = pads[1], g.pb = pads[2], g.pr = pads[3];
  g.oh = windowCount(g.h, g.pt, g.pb, g.kh, g.sh);
  g.ow = windowCount(g.w, g.pl, g.pr, g.kw, g.sw);
  return inRange(g.oh, 1) && inRange(g.ow, 1);
}

std::optional<Geometry> getConvGeometry(RankedTensorType input, RankedTensorType filter,
                                        ArrayRef<int64_t> strides, ArrayRef<int64_t> pads,
                                        int64_t groups) {
  if (!isBatchShape(input, 4) || !isFixedShape(filter, 4) || !areStrides(strides) || !arePads(pads))
    return std::nullopt;
  if (!inRange(groups, 1) || filter.getDimSize(0) % groups != 0 ||
      input.getDimSize(1) != filter.getDimSize(1) * groups)
    return std::nullopt;
  Geometry g{};
  g.c = input.getDimSize(1), g.h = input.getDimSize(2), g.w = input.getDimSize(3);
  g.k = filter.getDimSize(0), g.kh = filter.getDimSize(2), g.kw = filter.getDimSize(3);
  g.groups = groups;
  if (!placeWindows(g, strides, pads))
    return std::nullopt;
  return g;
}

std::optional<Geometry> getPoolGeometry(RankedTensorType input, ArrayRef<int64_t> window,
                                        ArrayRef<int64_t> strides, ArrayRef<int64_t> pads) {
  if (!isBatchShape(input, 4) || !areStrides(window) || !areStrides(strides) || !arePads(pads))
    return std::nullopt;
  // A window that lies wholly in the padding would have no largest value.
  if (pads[0] >= window[0] || pads[2] >= window[0] || pads[1] >= window[1] || pads[3] >= window[1])
    return std::nullopt;
  Geometry g{};
  g.c = g.k = input.getDimSize(1), g.h = input.getDimSize(2), g.w = input.getDimSize(3);
  g.kh = window[0], g.kw = window[1];
  g.groups = 1;
  if (!placeWindows(g, strides, pads))
    return std::nullopt;
  return g;
}

RankedTensorType sumsType(RankedTensorType activation, int64_t numbers) {
  return RankedTensorType::get({ShapedType::kDynamic, numbers, activation.getDimSize(1)},
                               Float32Type::get(activation.getContext()));
}

RankedTensorType inferConvType(RankedTensorType input, RankedTensorType filter,
                               ArrayRef<int64_t> strides, ArrayRef<int64_t> pads, int64_t groups) {
  auto g = getConvGeometry(input, filter, strides, pads, groups);
  if (!g)
    return {};
  return RankedTensorType::get({ShapedType::kDynamic, g->k, g->oh, g->ow}, input.getElementType());
}

RankedTensorType inferPoolType(RankedTensorType input, ArrayRef<int64_t> window,
                               ArrayRef<int64_t> strides, ArrayRef<int64_t> pads) {
  auto g = getPoolGeometry(input, window, strides, pads);
  if (!g)
    return {};
  return RankedTensorType::get({ShapedType::kDynamic, g->k, g->oh, g->ow}, input.getElementType());
}

RankedTensorType inferLinearType(RankedTensorType input, RankedTensorType weight) {
  if (!isBatchShape(input, 4) || !isFixedShape(weight, 2))
    return {};
  auto columns = checkedProduct(input.getShape().drop_front());
  if (!columns || *columns != weight.getDimSize(1))
    return {};
  return RankedTensorType::get({ShapedType::kDynamic, weight.getDimSize(0)},
                               input.getElementType());
}

RankedTensorType inferSubsamplePadType(RankedTensorType input, int64_t channels,
                                       ArrayRef<int64_t> strides) {
  if (!isBatchShape(input, 4) || !areStrides(strides) || channels < input.getDimSize(1))
    return {};
  return RankedTensorType::get({ShapedType::kDynamic, channels,
                                strideCount(input.getDimSize(2), strides[0]),
                                strideCount(input.getDimSize(3), strides[1])},
                               input.getElementType());
}

} // namespace resnetc::rn
