//===- DeviceModel.h - the hand-written model on a device of the fake driver --------===//
#pragma once

#include "tests/unit/runtime/FakeModel.h"

#include "runtime/device/cuda/Kernel.h"

namespace fake {

/// The kernels of the model below, for tests that change their images.
extern rn_cuda_kernel inferKernel, gradKernel, updateKernel, prepareKernel;

/// The fake model with the same arithmetic in kernels of the fake driver, for `isa`: each function
/// launches one kernel, and reads a constant.
rn_model deviceModel(const char *isa, int64_t architecture);

/// One model for the processor and for a device whose kernels store tensors in blocks twice as large, at
/// other places. Its kernels are those of installWideKernels.
rn_model bothModel(bool deviceFirst);

/// Gives the fake driver the kernels.
void installKernels();
void installWideKernels();

/// Forgets what the kernels have loaded, as a new process would.
void forgetKernels();

} // namespace fake
