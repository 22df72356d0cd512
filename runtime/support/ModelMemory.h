//===- ModelMemory.h - memory for a model's variables and workspace -----------------===//
#pragma once

#include <resnetc/resnetc.h>

#include <stdlib.h>
#include <sys/mman.h>

namespace resnetc {

/// Memory as states and contexts want it, for `free`; null where there is none. What has more than a few pages of
/// 2 MiB lies in such pages: processors prefetch within a page, and look up fewer addresses. A quarter of a deep
/// layer's time at batch 1.
inline void *allocateModelMemory(size_t bytes) {
  constexpr size_t hugePage = size_t{2} << 20;
  const bool huge = bytes >= 2 * hugePage;
  const size_t alignment = huge ? hugePage : RESNETC_ALIGNMENT;
  if (bytes > SIZE_MAX - alignment)
    return nullptr;
  const size_t whole = (bytes + alignment - 1) / alignment * alignment;
  void *memory = aligned_alloc(alignment, whole);
  if (memory && huge)
    madvise(memory, whole, MADV_HUGEPAGE); // a wish: without it all works as well
  return memory;
}

} // namespace resnetc
