//===- Measures.h - what the parts of a network are and cost ------------------------===//
#pragma once

#include "dsl/Analysis.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace resnetc::lsp {

/// What one use of a statement has become.
struct Measure {
  unsigned use = 0;         ///< in the Expansion
  dsl::Shape in, out;       ///< without elements when not known
  int64_t parameters = 0;   ///< learned
  int64_t multiplyAdds = 0; ///< of one image
  std::string what;         ///< of a shortcut: "identity", "projection", ...
  std::string name;         ///< of a layer that learns: of its tensors; else where it stands
};

/// Measures of the uses that are `wanted`, those inside of one that is left out, in the order of the
/// network.
std::vector<Measure> measure(const dsl::Analysis::Model &model,
                             llvm::function_ref<bool(const dsl::Use &)> wanted);

} // namespace resnetc::lsp
