//===- BatchNorm.h - the parts of batch normalisation on CUDA -------------------------------===//
#pragma once

#include "compiler/Backend/Cuda/Variant.h"

namespace resnetc::cuda {

void buildBnStats(KernelBuilder &k);
void buildGradStats(KernelBuilder &k);
void buildBnGradApply(KernelBuilder &k);

/// Of both kernels that turn partial sums into coefficients.
std::vector<Params> finalizeCandidates(const ScheduleQuery &query);
void buildBnFinalize(KernelBuilder &k);
void buildBnGradFinalize(KernelBuilder &k);

/// The eps of a spec in single precision, as the kernels add it.
double epsOf(const KernelSpec &spec);

} // namespace resnetc::cuda
