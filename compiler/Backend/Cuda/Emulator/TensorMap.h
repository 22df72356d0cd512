//===- TensorMap.h - what cp.async.bulk.tensor copies ------------------------------------===//
//
// A tensor map as the emulator keeps it in the 128 bytes that are opaque to everyone else, and the walk through
// the elements of a box. Rules: CUDA Driver API, "Tensor Map Object Management"; PTX ISA 5.5 (tensors: tiled and
// im2col mode, swizzling).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/STLFunctionalExtras.h"

#include <cstdint>
#include <string>

namespace resnetc::cuda::emulator {

/// What cuTensorMapEncodeTiled or, with corners, cuTensorMapEncodeIm2col is called with; numbers of the driver.
struct TensorMapArguments {
  void *map;
  int type;
  uint32_t rank;
  const void *address;
  const uint64_t *sizes;    ///< elements of each dimension, the innermost first
  const uint64_t *strides;  ///< bytes, of all dimensions but the innermost
  const uint32_t *box;      ///< tiled
  const int *lower, *upper; ///< im2col, of all dimensions but the first and the last; else null
  uint32_t channels, pixels;
  const uint32_t *steps;
  int interleave, swizzle, promotion, fill;
};

struct TensorMap {
  static constexpr int maxRank = 5;
  uint64_t magic;
  const char *address;
  uint64_t strides[maxRank - 1];
  uint32_t sizes[maxRank];
  uint16_t box[maxRank]; ///< of im2col: channels and pixels
  int16_t lower[maxRank - 2], upper[maxRank - 2];
  uint8_t steps[maxRank];
  uint8_t rank, elementBytes, swizzle, isIm2col; ///< swizzle: 0, 32, 64 or 128 bytes

  /// Writes the map; what is wrong with the arguments, or nothing.
  static std::string encode(const TensorMapArguments &arguments);
  /// The map at an address; throws a Finding where there is none.
  static TensorMap at(const void *address);

  int64_t rowBytes() const { return int64_t{box[0]} * elementBytes; }
  /// Of a whole box, zeros for what lies outside of the tensor included.
  int64_t boxBytes() const;
  /// Where a byte of the box lies that begins at `to`.
  char *place(char *to, int64_t byte) const;

  /// Calls `row` for each row of a box, in the order in which they lie in shared memory, with its first byte and
  /// how many bytes of zeros stand before and behind it; null where all of it is zeros.
  using Row = llvm::function_ref<void(const char *from, int64_t before, int64_t behind)>;
  void forEachRow(const int32_t *coordinates, const uint16_t *offsets, Row row) const;

private:
  void forEachOfBox(const int32_t *coordinates, Row row) const;
  void forEachOfColumn(const int32_t *coordinates, const uint16_t *offsets, Row row) const;
  void giveRow(const int64_t *position, Row row) const;
};

/// The driver's two functions that make tensor maps, for whoever calls them by name. They give 1,
/// CUDA_ERROR_INVALID_VALUE, and leave in `problem` why.
struct TensorMapFunctions {
  static thread_local std::string problem;
  static int cuTensorMapEncodeTiled(void *map, int type, uint32_t rank, void *address,
                                    const uint64_t *sizes, const uint64_t *strides,
                                    const uint32_t *box, const uint32_t *steps, int interleave,
                                    int swizzle, int promotion, int fill);
  static int cuTensorMapEncodeIm2col(void *map, int type, uint32_t rank, void *address,
                                     const uint64_t *sizes, const uint64_t *strides,
                                     const int *lower, const int *upper, uint32_t channels,
                                     uint32_t pixels, const uint32_t *steps, int interleave,
                                     int swizzle, int promotion, int fill);
};

} // namespace resnetc::cuda::emulator
