//===- Variant.h - one way to compute a class of kernels on CUDA --------------------------===//
//
// A family's variants.inc lists its variants; Kernels.cpp finds those of a class, and nothing else
// knows which there are.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/Cuda/KernelBuilder.h"

#include <functional>

namespace resnetc::cuda {

using Params = std::map<std::string, int64_t>;

/// What a variant may look at when it proposes parameters.
struct ScheduleQuery {
  const KernelSpec &spec;
  const CudaTarget &target;
  int64_t batchHint;
};

/// One way to compute a class. `candidates` lists parameters, best guess first, and is empty where
/// the variant does not fit the shape.
struct Variant {
  std::string kernelClass;
  std::string name;
  std::function<std::vector<Params>(const ScheduleQuery &)> candidates;
  std::function<void(KernelBuilder &)> build;
};

/// A line of variants.inc.
#define KERNEL_VARIANT(CLASS, NAME, CANDIDATES, BUILD) {CLASS, NAME, CANDIDATES, BUILD},

/// The variants of a class.
const std::vector<Variant> &variantsOf(const std::string &kernelClass);

/// Candidates of a variant that has no parameters.
std::vector<Params> noParams(const ScheduleQuery &query);

} // namespace resnetc::cuda
