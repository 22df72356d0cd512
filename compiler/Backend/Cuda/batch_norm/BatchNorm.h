//===- BatchNorm.h - the parts of batch normalisation on CUDA -------------------------------===//
#pragma once

#include "compiler/Backend/Cuda/Variant.h"

namespace resnetc::cuda {

void buildBnStats(KernelBuilder &k);
void buildGradStats(KernelBuilder &k);
void buildBnGradApply(KernelBuilder &k);

void buildBnFinalize(KernelBuilder &k);
void buildBnGradFinalize(KernelBuilder &k);

/// The eps of a spec in single precision, as the kernels add it.
double epsOf(const KernelSpec &spec);

} // namespace resnetc::cuda
