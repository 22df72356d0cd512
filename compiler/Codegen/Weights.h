//===- Weights.h - weights that are to be embedded in a library ------------------===//
#pragma once

#include "compiler/Codegen/StateLayout.h"

#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace resnetc {

/// What there is to say of weights that fit, one line each with the file's name first.
struct WeightRemarks {
  std::string note;    ///< of tensors that are taken in another shape; may be empty
  std::string warning; ///< of values that no trained model has; may be empty
};

/// Checks that a safetensors file fits the model of that name: every named variable but the momenta
/// is there with its shape, but for dimensions of one, and in a floating-point type, and nothing
/// else but momenta and batch counts. The file is embedded as it is: half precision stays half the
/// size, and the library converts it to f32 when it loads its state. The InputError lists the
/// problems, each on its line, under the file's name, in the words of the tools and of the C
/// interface; of a long list the first. `lines`, where given, takes all of them.
llvm::Expected<WeightRemarks> checkWeights(const StateLayout &state, llvm::StringRef model,
                                           llvm::StringRef file, llvm::StringRef fileName,
                                           std::vector<std::string> *lines = nullptr);

} // namespace resnetc
