//===- TaskBlocks.h - which weights a task takes of a gradient by the filter -----------===//
//
// A task takes some blocks of input channels by some of output channels. It reads the input of the
// former and the gradient of the latter, so the more it takes, the less often maps are read, and the
// fewer tasks there are.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstdint>
#include <vector>

namespace resnetc::x86 {

/// Blocks of channels in and out that a task takes.
struct TaskBlocks {
  int64_t cb, kb;
  int64_t tasks; ///< that all weights need
  double reads;  ///< elements of maps that all tasks read together
};

/// What is cut into tasks.
struct BlockProblem {
  int64_t blocksOfC, blocksOfK;       ///< blocks of channels of all weights
  int64_t pairBytes, sumsLimit;       ///< of the sums of one pair of blocks, and of a task at most
  double inputElements, gradElements; ///< of one block of the maps
};

/// All ways to cut that leave no rest and keep the limit; one pair of blocks is always among them.
std::vector<TaskBlocks> taskBlocks(const BlockProblem &problem);

} // namespace resnetc::x86
