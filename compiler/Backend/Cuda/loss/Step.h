//===- Step.h - the optimiser's step on CUDA -------------------------------------------------===//
#pragma once

#include "compiler/Backend/Cuda/Variant.h"

namespace resnetc::cuda {

void buildSgd(KernelBuilder &k);
void buildBnRunning(KernelBuilder &k);
void buildZeros(KernelBuilder &k);
void buildFindNonfinite(KernelBuilder &k);
void buildNextLossScale(KernelBuilder &k);

} // namespace resnetc::cuda
