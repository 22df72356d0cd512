//===- Elementwise.h - elementwise kernels on CUDA ----------------------------------------------------===//
#pragma once

#include "compiler/Backend/Cuda/Variant.h"

namespace resnetc::cuda {

void buildSubsamplePad(KernelBuilder &kernel);
void buildSubsamplePadGrad(KernelBuilder &kernel);

} // namespace resnetc::cuda
