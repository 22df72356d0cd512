//===- Geometry.h - sizes of windows, and result types of layers ----------------===//
//
// One place for the arithmetic of windows: the importer, the verifiers, the passes and the
// evaluator use the same few functions, so they cannot disagree about an output size.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/ArrayRef.h"

#include <cstdint>
#include <optional>

namespace resnetc::rn {

/// A convolution's or a pool's sizes (in elements): input c, h, w; output k, oh, ow; window kh, kw;
/// strides down and across; zero padding top, left, bottom, right. A pool has k == c.
struct Geometry {
  int64_t c, h, w;
  int64_t k, kh, kw;
  int64_t sh, sw;
  int64_t pt, pl, pb, pr;
  int64_t oh, ow;
  int64_t groups; ///< of a convolution: output channel i reads the inputs of group i * groups / k

  /// True for a 1x1 window without padding, whatever the strides.
  bool isPointwise() const { return kh == 1 && kw == 1 && !(pt | pl | pb | pr); }
};

/// Number of windows along one side, (size + before + after - window) / stride + 1; 0 if none fits
/// or a number is out of range.
int64_t windowCount(int64_t size, int64_t before, int64_t after, int64_t window, int64_t stride);

/// ceil(size / stride): the positions that every stride-th step from 0 visits.
inline int64_t strideCount(int64_t size, int64_t stride) { return (size + stride - 1) / stride; }

/// The product, or nothing if it leaves 64 bits.
std::optional<int64_t> checkedProduct(llvm::ArrayRef<int64_t> sizes);

/// True for two positive strides within range.
bool areStrides(llvm::ArrayRef<int64_t> strides);
/// True for four non-negative pads within range.
bool arePads(llvm::ArrayRef<int64_t> pads);

/// Sizes of the convolution of an [N, C, H, W] input with a [K, C / groups, KH, KW] filter; nothing
/// if strides or pads are malformed, groups does not divide K, the channels disagree, or no window
/// fits.
std::optional<Geometry> getConvGeometry(mlir::RankedTensorType input, mlir::RankedTensorType filter,
                                        llvm::ArrayRef<int64_t> strides,
                                        llvm::ArrayRef<int64_t> pads, int64_t groups);

/// Sizes of a pool over an [N, C, H, W] input; nothing if window, strides or pads are malformed, a
/// pad is not smaller than its window, or no window fits.
std::optional<Geometry> getPoolGeometry(mlir::RankedTensorType input,
                                        llvm::ArrayRef<int64_t> window,
                                        llvm::ArrayRef<int64_t> strides,
                                        llvm::ArrayRef<int64_t> pads);

/// Geometry of any op with getInput(), getFilter(), getStrides(), getPads() and getGroups() that
/// the verifier passed.
template <typename ConvLike> Geometry geometryOfConv(ConvLike op) {
  return *getConvGeometry(op.getInput().getType(), op.getFilter().getType(), op.getStrides(),
                          op.getPads(), op.getGroups());
}

/// f32 [?, numbers, C]: so many per image and channel.
mlir::RankedTensorType sumsType(mlir::RankedTensorType activation, int64_t numbers);

/// Result types in the plain layout; null where the operands do not fit.
mlir::RankedTensorType inferConvType(mlir::RankedTensorType input, mlir::RankedTensorType filter,
                                     llvm::ArrayRef<int64_t> strides, llvm::ArrayRef<int64_t> pads,
                                     int64_t groups);
mlir::RankedTensorType inferPoolType(mlir::RankedTensorType input, llvm::ArrayRef<int64_t> window,
                                     llvm::ArrayRef<int64_t> strides, llvm::ArrayRef<int64_t> pads);
mlir::RankedTensorType inferLinearType(mlir::RankedTensorType input, mlir::RankedTensorType weight);
/// Shortcut option A to `channels` channels.
mlir::RankedTensorType inferSubsamplePadType(mlir::RankedTensorType input, int64_t channels,
                                             llvm::ArrayRef<int64_t> strides);

} // namespace resnetc::rn
