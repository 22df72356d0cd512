//===- Linear.h - the gradients of the fully connected layer on CUDA ---------------------------===//
#pragma once

#include "compiler/Backend/Cuda/Variant.h"

namespace resnetc::cuda {

std::vector<Params> linearGradInputCandidates(const ScheduleQuery &query);
void buildLinearGradInput(KernelBuilder &k);

std::vector<Params> linearGradWeightCandidates(const ScheduleQuery &query);
void buildLinearGradWeight(KernelBuilder &k);

} // namespace resnetc::cuda
