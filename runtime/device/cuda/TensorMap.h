//===- TensorMap.h - a launch's tensor maps, for the driver ---------------------------------===//
#pragma once

#include "runtime/device/cuda/Kernel.h"

#include <cstdint>

/// What copies of boxes read, opaque to everyone but driver and device.
struct alignas(64) CUtensorMap {
  uint64_t opaque[16];
};

/// Parameters of the driver's two functions that make them.
#define RN_CUDA_TILED_PARAMETERS                                                                   \
  (CUtensorMap * map, int type, uint32_t rank, void *address, const uint64_t *sizes,               \
   const uint64_t *strides, const uint32_t *box, const uint32_t *steps, int interleave,            \
   int swizzle, int promotion, int fill)
#define RN_CUDA_IM2COL_PARAMETERS                                                                  \
  (CUtensorMap * map, int type, uint32_t rank, void *address, const uint64_t *sizes,               \
   const uint64_t *strides, const int *lower, const int *upper, uint32_t channels,                 \
   uint32_t pixels, const uint32_t *steps, int interleave, int swizzle, int promotion, int fill)

/// Makes the map of an argument at `address` for n images by `driver`'s cuTensorMapEncodeTiled or
/// cuTensorMapEncodeIm2col, and gives what that gives. Needs neither context nor stream, so that it may stand in a capture:
/// a launch keeps a copy.
template <typename Functions>
int rnEncodeTensorMap(const Functions &driver, const rn_cuda_map &map, uint64_t address, int32_t n,
                      CUtensorMap *made) {
  constexpr int interleaved = 0, promotion = 2 /* to 128 bytes in L2 */, zeros = 0;
  uint64_t sizes[5], strides[4];
  uint32_t box[5], steps[5];
  for (int32_t i = 0; i < map.rank; ++i) {
    sizes[i] =
        static_cast<uint64_t>(map.sizes[i]) * (i == map.perImage ? static_cast<uint64_t>(n) : 1);
    box[i] = static_cast<uint32_t>(map.box[i]);
    steps[i] = static_cast<uint32_t>(map.steps[i]);
    if (i > 0)
      strides[i - 1] = static_cast<uint64_t>(map.strides[i - 1]);
  }
  auto *start = reinterpret_cast<void *>(address + static_cast<uint64_t>(map.offset));
  const auto rank = static_cast<uint32_t>(map.rank);
  if (map.im2col)
    return driver.cuTensorMapEncodeIm2col(made, map.type, rank, start, sizes, strides, map.lower,
                                          map.upper, box[0], box[1], steps, interleaved,
                                          map.swizzle, promotion, zeros);
  return driver.cuTensorMapEncodeTiled(made, map.type, rank, start, sizes, strides, box, steps,
                                       interleaved, map.swizzle, promotion, zeros);
}
