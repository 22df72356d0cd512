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

/// Gives the fake driver the kernels.
void installKernels();

/// Forgets what the kernels have loaded, as a new process would.
void forgetKernels();

} // namespace fake
