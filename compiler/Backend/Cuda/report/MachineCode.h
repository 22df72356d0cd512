//===- MachineCode.h - what ptxas wrote down of a kernel ------------------------------------===//
#pragma once

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>

namespace resnetc::cuda {

/// Of one function, for a thread.
struct Assembled {
  int64_t registers = 0;
  int64_t localBytes = 0; ///< stack frame: kernels have no arrays of their own, so what was spilled
};

/// The functions of the first cubin in an object file, by name; none where it holds no cubin.
llvm::StringMap<Assembled> readMachineCode(llvm::StringRef object);

} // namespace resnetc::cuda
