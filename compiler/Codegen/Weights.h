//===- Weights.h - weights that are to be embedded in a library ------------------===//
#pragma once

#include "compiler/Codegen/StatePlan.h"

#include "llvm/Support/Error.h"

namespace resnetc {

/// Checks that a safetensors file fits a model: every named variable but the momenta is there in
/// f32 and with its shape, and nothing else but momenta and `*.num_batches_tracked`. The InputError
/// lists all problems at once, each on its line, under the file's name.
llvm::Error checkWeights(const StatePlan &state, llvm::StringRef file, llvm::StringRef fileName);

} // namespace resnetc
