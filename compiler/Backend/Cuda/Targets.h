//===- Targets.h - the CUDA targets ----------------------------------------------------===//
//
// An architecture each, and for some of them one that has none: its kernels are kept as LLVM bitcode, which
// the emulator of the tests runs on a processor.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/Target.h"

#include <string_view>

namespace resnetc::cuda {

/// Pixels of a partial of a convolution's statistics. Tiles of a product have one or more.
constexpr int statsPixels = 64;

/// What kernels must know of a CUDA device beside what the graph does.
struct CudaTarget : Target {
  std::string chip;        ///< for LLVM and ptxas: "sm_90a"
  int64_t multiprocessors; ///< of the device that schedules are made for
  bool emulated = false;   ///< images are bitcode
  bool warpgroups = false; ///< has wgmma
};

/// Of these targets; CudaBackend.h.
const Backend &backend();

/// All architectures, the most capable first, then the emulated ones.
const std::vector<CudaTarget> &allTargets();

/// "sm_80", "sm_90" (without wgmma, for later devices, too), "sm_90a", "emulated" (as sm_80), "emulated_90a", or the key of one; null for any other name.
const CudaTarget *findTarget(std::string_view name);

} // namespace resnetc::cuda
