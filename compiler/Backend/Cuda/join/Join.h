//===- Join.h - where branches of a block meet, on CUDA ------------------------------------===//
#pragma once

#include "compiler/Backend/Cuda/Variant.h"

namespace resnetc::cuda {

void buildConcat(KernelBuilder &k);
void buildSlice(KernelBuilder &k);

} // namespace resnetc::cuda
