//===- Fusions.h - which neighbours each op took in, and which stayed alone ---------===//
#pragma once

#include "mlir/IR/BuiltinOps.h"

#include <string>
#include <vector>

namespace resnetc {

/// One op of a module after the fused phase.
struct Fusion {
  std::string function;           ///< "infer"
  std::string op;                 ///< "rn.conv"
  std::string place;              ///< layer and place in the user's text
  std::vector<std::string> taken; ///< what was fused into it
  std::string declined;           ///< why it is a pass over memory of its own; empty for others
  std::string machine = {};       ///< "x86" or "cuda" in a library for both; else empty
};

/// Every op that took something in, and every op that is left as a pass of its own.
std::vector<Fusion> listFusions(mlir::ModuleOp module);

} // namespace resnetc
