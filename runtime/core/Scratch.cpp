//===- Scratch.cpp - what kernels keep beside their stack --------------------------===//
//
// A stack of blocks in the lane's memory, each with a header. Halide may free a block a little
// before one that was begun later; such a block goes when those above it have gone.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/Abi.h"
#include "runtime/core/Threads.h"

namespace {

struct BlockHeader {
  int64_t below; ///< where the block under it begins, or -1
  int64_t freed; ///< 1 once its kernel is done with it
};
static_assert(sizeof(BlockHeader) <= RN_SCRATCH_ALIGNMENT);

BlockHeader *headerAt(const rn_lane *lane, int64_t offset) {
  return reinterpret_cast<BlockHeader *>(lane->scratch + offset);
}

} // namespace

extern "C" {

rn_lane rn_make_lane(rn_threads *threads, char *scratch, int64_t scratchBytes) {
  return {threads, scratch, scratchBytes, 0, -1, false};
}

void *halide_malloc(void *userContext, size_t bytes) {
  auto *lane = static_cast<rn_lane *>(userContext);
  if (!lane || bytes > static_cast<size_t>(lane->scratchBytes))
    return nullptr;
  const int64_t block = RN_SCRATCH_BLOCK(static_cast<int64_t>(bytes));
  if (block > lane->scratchBytes - lane->used)
    return nullptr;
  *headerAt(lane, lane->used) = {lane->top, 0};
  lane->top = lane->used;
  lane->used += block;
  return lane->scratch + lane->top + RN_SCRATCH_ALIGNMENT;
}

void halide_free(void *userContext, void *block) {
  auto *lane = static_cast<rn_lane *>(userContext);
  if (!lane || !block)
    return;
  auto *header = reinterpret_cast<BlockHeader *>(static_cast<char *>(block) - RN_SCRATCH_ALIGNMENT);
  header->freed = 1;
  while (lane->top >= 0 && headerAt(lane, lane->top)->freed) {
    lane->used = lane->top;
    lane->top = headerAt(lane, lane->top)->below;
  }
}

int halide_error_out_of_memory(void *userContext) {
  constexpr int outOfMemory = -11; // as Halide numbers it
  halide_error(userContext, "a kernel asked for more scratch memory than it was compiled for");
  return outOfMemory;
}

} // extern "C"
