//===- GlobalRaces.h - which thread has written what of global memory ----------------------===//
//
// Within a launch nothing orders what threads do with global memory but the barriers of a block. A place
// that a thread has written is that thread's alone; threads of its block may read or write it behind the
// next barrier.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/DenseMap.h"

#include <array>
#include <cstdint>
#include <string>

namespace resnetc::cuda::emulator {

/// A thread of a launch, between two barriers of its block.
struct Place {
  int32_t block = 0; ///< in the order of the grid, from 0 on
  int32_t thread = 0;
  int32_t barriers = 0; ///< that the block has passed

  bool operator==(const Place &) const = default;
  /// Whether what happened at `before` is over for this thread.
  bool isBehind(const Place &before) const {
    return block == before.block && (thread == before.thread || barriers > before.barriers);
  }
};

/// Of one launch.
class GlobalRaces {
public:
  /// Notes a write; throws a Finding where another thread has written a byte of it and nothing orders the two.
  void write(const void *address, int64_t bytes, const Place &writer);
  /// The same for a read, which leaves nothing.
  void read(const void *address, int64_t bytes, const Place &reader) const;

private:
  /// No store is of fewer bytes, or across such.
  static constexpr uintptr_t unit = 2, unitsOfLine = 8;
  struct Line {
    std::array<Place, unitsOfLine> writers;
    uint8_t written = 0; ///< a bit for each unit
  };

  llvm::DenseMap<uintptr_t, Line> lines;
};

} // namespace resnetc::cuda::emulator
