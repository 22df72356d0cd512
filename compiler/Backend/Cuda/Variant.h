//===- Variant.h - the variants of CUDA's kernels --------------------------------===//
//
// A family's variants.inc lists its variants, which families.inc brings together.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/Cuda/KernelBuilder.h"
#include "compiler/Backend/Variants.h"

namespace resnetc::cuda {

using ScheduleQuery = ScheduleQueryOf<CudaTarget>;
using Variant = VariantOf<CudaTarget, KernelBuilder>;

/// All of them.
const VariantTable<Variant> &variants();

/// Candidates of a variant that has no parameters.
inline std::vector<Params> noParams(const ScheduleQuery &) { return {{}}; }

} // namespace resnetc::cuda
