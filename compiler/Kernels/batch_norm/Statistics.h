//===- Statistics.h - batch normalisation: the streaming part ----------------------===//
//
// The kernels that pass over maps: sums of values, sums of gradients, and the gradient's affine
// map.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Kernels/KernelBuilder.h"

namespace resnetc::kernels {

std::vector<Operand> bnStatsOperands(const KernelSpec &spec, const Target &target);
void buildBnStats(KernelBuilder &builder);

std::vector<Operand> gradStatsOperands(const KernelSpec &spec, const Target &target);
void buildGradStats(KernelBuilder &builder);

std::vector<Operand> bnGradApplyOperands(const KernelSpec &spec, const Target &target);
void buildBnGradApply(KernelBuilder &builder);

} // namespace resnetc::kernels
