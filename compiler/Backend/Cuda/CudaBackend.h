//===- CudaBackend.h - kernels for CUDA devices as a backend -----------------------------===//
#pragma once

#include "compiler/Backend/Backend.h"

namespace resnetc::cuda {

/// The backend of CUDA devices.
const Backend &backend();

} // namespace resnetc::cuda
