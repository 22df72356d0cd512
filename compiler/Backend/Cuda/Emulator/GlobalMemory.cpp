//===- GlobalMemory.cpp - the buffers that kernels may touch ---------------------------===//
#include "compiler/Backend/Cuda/Emulator/GlobalMemory.h"

#include <iterator>

namespace resnetc::cuda::emulator {

void GlobalMemory::add(std::string name, const void *start, int64_t bytes) {
  all[reinterpret_cast<uintptr_t>(start)] = {std::move(name), bytes};
}

bool GlobalMemory::remove(const void *start) {
  lastStart = 1, lastEnd = 0;
  return all.erase(reinterpret_cast<uintptr_t>(start)) != 0;
}

bool GlobalMemory::find(uintptr_t at, int64_t bytes) const {
  auto after = all.upper_bound(at);
  if (after == all.begin())
    return false;
  auto buffer = std::prev(after);
  if (at + bytes > buffer->first + buffer->second.bytes)
    return false;
  lastStart = buffer->first;
  lastEnd = buffer->first + buffer->second.bytes;
  return true;
}

std::string GlobalMemory::placeOf(const void *address) const {
  auto at = reinterpret_cast<uintptr_t>(address);
  auto relative = [&](const std::pair<const uintptr_t, Buffer> &buffer) {
    auto offset = static_cast<int64_t>(at - buffer.first);
    return buffer.second.name + (offset < 0 ? " - " : " + ") + std::to_string(std::abs(offset)) +
           " of " + std::to_string(buffer.second.bytes) + " bytes";
  };
  auto after = all.upper_bound(at);
  // The nearer of the buffer behind which it lies and the one before which it does.
  if (after != all.begin()) {
    auto before = std::prev(after);
    auto end = before->first + before->second.bytes;
    if (after == all.end() || at < end || at - end <= after->first - at)
      return relative(*before);
  }
  return after == all.end() ? "no buffer" : relative(*after);
}

} // namespace resnetc::cuda::emulator
