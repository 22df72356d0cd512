//===- DeviceMemory.h - the device memory of the driver that is the emulator ------------------===//
#pragma once

#include "compiler/Backend/Cuda/Emulator/Emulator.h"
#include "runtime/device/cuda/Driver.h"
#include "tests/cuda/driver/Calls.h"

#include <cstring>
#include <map>
#include <sys/mman.h>

namespace resnetc::driver {

inline constexpr CUresult invalidValue = 1; ///< CUDA_ERROR_INVALID_VALUE

/// Device memory, each block between pages without access.
class DeviceMemory {
public:
  static constexpr size_t capacity = size_t{4} << 30; ///< bytes

  CUresult allocate(CUdeviceptr *address, size_t bytes) {
    constexpr size_t alignment = 256;
    const size_t inside = (bytes + page - 1) / page * page;
    if (bytes == 0)
      return invalidValue;
    if (bytes > capacity - used)
      return CUDA_ERROR_OUT_OF_MEMORY;
    void *mapped = mmap(nullptr, inside + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED)
      return CUDA_ERROR_OUT_OF_MEMORY;
    char *first = static_cast<char *>(mapped) + page;
    mprotect(first, inside, PROT_READ | PROT_WRITE);
    std::memset(first, 0xFF, inside); // NaN
    char *start = first + (inside - bytes) / alignment * alignment;
    *address = reinterpret_cast<CUdeviceptr>(start);
    blocks[*address] = {mapped, inside + 2 * page, bytes};
    ++left.blocks;
    known.add("device memory", start, static_cast<int64_t>(bytes));
    used += bytes;
    return CUDA_SUCCESS;
  }

  CUresult free(CUdeviceptr address) {
    auto block = blocks.find(address);
    if (block == blocks.end())
      return invalidValue;
    known.remove(reinterpret_cast<void *>(address));
    munmap(block->second.mapped, block->second.mappedBytes);
    used -= block->second.bytes;
    blocks.erase(block);
    --left.blocks;
    return CUDA_SUCCESS;
  }

  bool holds(CUdeviceptr address, size_t bytes) const {
    return known.holds(reinterpret_cast<void *>(address), static_cast<int64_t>(bytes));
  }
  size_t bytesInUse() const { return used; }
  const cuda::emulator::GlobalMemory &buffers() const { return known; }

private:
  struct Block {
    void *mapped;
    size_t mappedBytes, bytes;
  };
  static constexpr size_t page = 4096;
  std::map<CUdeviceptr, Block> blocks;
  cuda::emulator::GlobalMemory known;
  size_t used = 0;
};

} // namespace resnetc::driver
