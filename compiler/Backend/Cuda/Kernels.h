//===- Kernels.h - the kernels of CUDA --------------------------------------------------===//
#pragma once

#include "compiler/Backend/Cuda/Targets.h"
#include "compiler/Backend/KernelReport.h"
#include "compiler/Kernels/Kernel.h"

#include "llvm/Support/Error.h"

namespace resnetc::cuda {

/// Every schedule worth trying, the default first; none where there is no such kernel.
std::vector<kernels::KernelChoice> candidateSchedules(const kernels::KernelSpec &spec,
                                                      const CudaTarget &target, int64_t batchHint);

/// What a kernel is made of.
struct CompiledParts {
  std::string bytes;
  int64_t scratchBytes; ///< of device memory
};

/// Compiles one kernel to host object code that holds its images, or to PTX text. Safe to call from
/// several threads. Throws a std::exception when the schedule is illegal for the spec: a bug, never
/// a user's mistake.
llvm::Expected<CompiledParts> compileKernel(const kernels::KernelSpec &spec,
                                            const kernels::KernelChoice &choice,
                                            const CudaTarget &target, const std::string &symbol,
                                            kernels::KernelOutput output);

/// What its functions take of a device, by the machine code in `object` where there is some, and how
/// long a launch for n should take on each device of the target.
KernelReport reportKernel(const kernels::KernelSpec &spec, const kernels::KernelChoice &choice,
                          const CudaTarget &target, const std::string &symbol,
                          llvm::StringRef object, int64_t n);

} // namespace resnetc::cuda
