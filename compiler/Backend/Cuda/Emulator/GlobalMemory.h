//===- GlobalMemory.h - the buffers that kernels may touch -----------------------------===//
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace resnetc::cuda::emulator {

/// Host memory that stands for a device's. Kernels reach what was added, nothing else.
class GlobalMemory {
public:
  /// Buffers do not overlap, and keep their memory until they are removed.
  void add(std::string name, const void *start, int64_t bytes);
  /// False where no buffer starts there.
  bool remove(const void *start);

  /// Whether all of these bytes lie in one buffer.
  bool holds(const void *address, int64_t bytes) const {
    auto at = reinterpret_cast<uintptr_t>(address);
    if (at >= lastStart && at + bytes <= lastEnd)
      return true;
    return find(at, bytes);
  }
  /// In words: "x + 48 of 64 bytes", or how far it lies from the next buffer.
  std::string placeOf(const void *address) const;

private:
  struct Buffer {
    std::string name;
    int64_t bytes;
  };
  bool find(uintptr_t at, int64_t bytes) const;

  std::map<uintptr_t, Buffer> all;              ///< by their start
  mutable uintptr_t lastStart = 1, lastEnd = 0; ///< of the buffer that was found last
};

} // namespace resnetc::cuda::emulator
