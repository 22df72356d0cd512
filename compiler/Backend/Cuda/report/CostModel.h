//===- CostModel.h - how long a kernel should take --------------------------------------------===//
//
// A roofline (Williams, Waterman, Patterson, 2009) of four roofs, from the kernel's contract and its
// launches alone: nothing is measured, and what is read twice from memory is not seen.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/Cuda/KernelBuilder.h"
#include "compiler/Backend/KernelReport.h"

namespace resnetc::cuda {

/// Facts of a device. Rates are a second's, without sparsity.
struct GpuFacts {
  const char *name;
  int64_t architecture;
  int64_t multiprocessors;
  double tf32, half, f32; ///< FLOP: of tensor cores, and of fused multiply-adds
  double tensorShare;     ///< of the tensor cores' rate that mma.sync reaches
  double memory, cache;   ///< bytes from memory, and from the L2 cache
  double latency;         ///< of memory, in seconds
  int64_t sharedBytes;    ///< of a multiprocessor
};

/// The devices that run machine code of a target.
std::vector<GpuFacts> devicesOf(const CudaTarget &target);

/// Blocks of one function that a multiprocessor holds.
int64_t residentBlocks(const GpuFacts &device, const FunctionResources &function);

/// One launch of a kernel for n; `functions` in the order of its steps.
Prediction predict(const GpuFacts &device, const KernelBuilder &kernel,
                   const std::vector<FunctionResources> &functions, int64_t n);

} // namespace resnetc::cuda
