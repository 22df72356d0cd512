//===- Sectors.h - what an access of a warp costs in global memory ---------------------------===//
#pragma once

#include "llvm/ADT/SmallVector.h"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace resnetc::cuda::emulator {

/// The sectors of 32 bytes, the least that a device moves, which the threads of a warp touch in one
/// instruction.
class Sectors {
public:
  void touch(const void *address, int64_t bytes) {
    auto first = reinterpret_cast<uintptr_t>(address);
    for (uintptr_t at = first; at < first + static_cast<uintptr_t>(bytes);) {
      const uintptr_t from = at % size,
                      count = std::min<uintptr_t>(size - from,
                                                  first + static_cast<uintptr_t>(bytes) - at);
      maskOf(at / size) |= static_cast<uint32_t>(((uint64_t{1} << count) - 1) << from);
      at += count;
    }
  }
  int64_t touched() const { return static_cast<int64_t>(all.size()); }
  /// The fewest that could hold the bytes.
  int64_t ideal() const {
    int64_t bytes = 0;
    for (const Sector &sector : all)
      bytes += std::popcount(sector.bytes);
    return (bytes + size - 1) / size;
  }

private:
  static constexpr int64_t size = 32;
  struct Sector {
    uintptr_t number;
    uint32_t bytes; ///< a bit for each that was touched
  };
  uint32_t &maskOf(uintptr_t number) {
    for (auto sector = all.rbegin(); sector != all.rend(); ++sector) // neighbours follow each other
      if (sector->number == number)
        return sector->bytes;
    return all.emplace_back(Sector{number, 0}).bytes;
  }

  llvm::SmallVector<Sector, 32> all;
};

} // namespace resnetc::cuda::emulator
