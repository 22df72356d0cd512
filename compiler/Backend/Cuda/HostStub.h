//===- HostStub.h - the object code of a kernel on the host's side --------------------------===//
#pragma once

#include "compiler/Backend/Cuda/KernelBuilder.h"

namespace resnetc::cuda {

/// Object code of the host with the images, their description as runtime/device/cuda/Kernel.h has
/// it, and `i32 symbol(ptr userContext, i32 n, ptr arg0, ...)`, which calls rn_cuda_launch.
llvm::Expected<std::string> buildHostStub(const std::string &symbol, const KernelBuilder &kernel,
                                          const std::vector<Image> &images);

} // namespace resnetc::cuda
