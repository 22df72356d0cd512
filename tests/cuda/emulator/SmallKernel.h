//===- SmallKernel.h - kernels of a few instructions on the emulator ---------------------===//
#pragma once

#include "compiler/Backend/Cuda/Emulator/Emulator.h"
#include "compiler/Backend/Cuda/Instructions.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"

#include <string>
#include <vector>

namespace resnetc::cuda::test {

/// What a launch ended with.
struct Outcome {
  std::string found; ///< empty where the emulator found nothing
  emulator::Counts counts;
};

/// Device memory of f32, "in" and "out".
struct Floats {
  std::vector<float> in = std::vector<float>(256), out = std::vector<float>(256);
};

/// A tensor map, opaque.
struct alignas(64) MapBytes {
  char bytes[128];
};

/// Runs one block of that many threads, whose function `body` writes; argument(0) is `in` and
/// argument(1) is `out`, and it has these tensor maps.
Outcome run(int threads, Floats &memory, llvm::function_ref<void()> body,
            int64_t sharedBytes = 4096, llvm::ArrayRef<MapBytes> maps = {});

/// The same of a kernel "k" (i32, ptr addrspace(1) in, ptr addrspace(1) out) as LLVM's text.
Outcome runText(int threads, Floats &memory, const std::string &text);

} // namespace resnetc::cuda::test
