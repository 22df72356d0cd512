//===- BufferLayout.cpp - how many bytes a tensor takes in its layout -------===//
//
// Sizes are computed with saturation: a network too large for any machine is told so by the memory
// plan's user, and must not wrap around to a small buffer on the way there.
//
//===----------------------------------------------------------------------===//
#include "compiler/Layout/BufferLayout.h"

#include "compiler/Dialect/RN/RNDialect.h"
#include "compiler/Dialect/RN/WinogradPhaseSides.h"
#include "compiler/Dialect/RN/WinogradSides.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

#include <algorithm>

namespace resnetc {

namespace {

/// A product that stops at the limit.
class Product {
public:
  void times(int64_t factor) {
    int64_t product;
    if (llvm::MulOverflow(value, factor, product) || product > bufferBytesLimit)
      product = bufferBytesLimit;
    value = product;
  }

  /// Multiplies by `count` rounded up to a multiple of `block`.
  void timesPadded(int64_t count, int64_t block) {
    times(llvm::divideCeil(count, block));
    times(block);
  }

  int64_t get() const { return value; }

private:
  int64_t value = 1;
};

int64_t elementBytes(mlir::Type element) {
  return std::max<int64_t>(1, element.getIntOrFloatBitWidth() / 8);
}

} // namespace

int64_t alignBytes(int64_t bytes) {
  return llvm::alignTo(bytes, static_cast<uint64_t>(bufferAlignment));
}

/// True for what grows with the batch.
static bool isBatched(mlir::RankedTensorType type) {
  return type.getRank() > 0 && type.isDynamicDim(0);
}

int64_t storedElements(mlir::RankedTensorType type) {
  llvm::ArrayRef<int64_t> dims = type.getShape().drop_front(isBatched(type) ? 1 : 0);
  mlir::Attribute encoding = type.getEncoding();
  Product elements;
  if (auto packed = llvm::dyn_cast_if_present<rn::PackedAttr>(encoding)) {
    llvm::ArrayRef<int64_t> logical = packed.getDims();
    elements.timesPadded(logical[0], packed.getK());
    elements.timesPadded(logical[1], packed.getC());
    elements.times(logical[2]);
    elements.times(logical[3]);
  } else if (auto phases = llvm::dyn_cast_if_present<rn::WinogradAttr>(encoding);
             phases && rn::isPhaseSide(phases.getSide())) {
    elements.timesPadded(dims[0], phases.getBlock());
    elements.times(dims[1]);
    elements.times(phases.getSide()); // the positions of all phases
    elements.times(phases.getSide());
  } else if (auto winograd = llvm::dyn_cast_if_present<rn::WinogradAttr>(encoding)) {
    elements.timesPadded(dims[0], winograd.getBlock());
    elements.timesPadded(dims[1], winograd.getBlock());
    elements.times(rn::winogradFilterSide(winograd.getSide()));
    elements.times(rn::winogradFilterSide(winograd.getSide()));
  } else if (auto tiles = llvm::dyn_cast_if_present<rn::WinogradTilesAttr>(encoding)) {
    elements.timesPadded(dims[0], tiles.getBlock());
    elements.times(tiles.getSide());
    elements.times(tiles.getSide());
    elements.times(tiles.getDown());
    elements.times(tiles.getAcross());
  } else if (auto partials = llvm::dyn_cast_if_present<rn::PartialsAttr>(encoding)) {
    elements.times(dims.front());
    elements.times(partials.getCount());
    elements.timesPadded(dims.back(), partials.getBlock());
  } else {
    int64_t block = 1;
    if (auto blocked = llvm::dyn_cast_if_present<rn::BlockedAttr>(encoding))
      block = blocked.getBlock();
    // The channels come first in what is left of an activation, and alone in a vector.
    for (auto [i, dim] : llvm::enumerate(dims))
      elements.timesPadded(dim, i == 0 ? block : 1);
  }
  return elements.get();
}

BufferBytes bufferBytes(mlir::RankedTensorType type) {
  Product bytes;
  bytes.times(storedElements(type));
  bytes.times(elementBytes(type.getElementType()));
  int64_t aligned = alignBytes(bytes.get());
  return isBatched(type) ? BufferBytes{0, aligned} : BufferBytes{aligned, 0};
}

BlockedShape blockedShape(mlir::RankedTensorType type) {
  BlockedShape shape;
  mlir::Attribute encoding = type.getEncoding();
  if (auto packed = llvm::dyn_cast_if_present<rn::PackedAttr>(encoding)) {
    std::copy_n(packed.getDims().begin(), 4, shape.dims.begin());
    shape.blockK = packed.getK();
    shape.blockC = packed.getC();
    if (packed.getGroups() > 1) {
      shape.groupK = packed.getDims()[0] / packed.getGroups();
      shape.groupC = type.getDimSize(1);
    }
    return shape;
  }
  std::copy_n(type.getShape().begin(), std::min<int64_t>(type.getRank(), 4), shape.dims.begin());
  if (auto blocked = llvm::dyn_cast_if_present<rn::BlockedAttr>(encoding))
    shape.blockK = blocked.getBlock();
  return shape;
}

} // namespace resnetc
