//===- StateLayout.h - where every variable lies in the state -----------------===//
//
// A model's state is one block of memory with all its variables. The plan phase has placed them
// (rn-plan-state); this is what the descriptor, the host functions and the check of weights read.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Dialect/RN/RNOps.h"

#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/StringMap.h"

#include <string>
#include <vector>

namespace resnetc {

/// One variable with its place.
struct PlacedVariable {
  std::string name;
  rn::Role role;
  mlir::RankedTensorType type;
  llvm::SmallVector<int64_t> shape; ///< as users know it: a linear weight is [K, C*H*W]
  bool trainable = false;
  bool isSlot = false; ///< the optimiser's own: files may do without it
  int64_t offset = 0;  ///< bytes from the start of the state, a multiple of 64; 0 before the plan
  int64_t gradientOffset = -1; ///< bytes into the arena of @grad; -1 when it has none
  double initial = 0;          ///< each element before training, where it is not drawn at random

  /// True for what has no name outside.
  bool isDerived() const { return role == rn::Role::Derived; }
};

/// The variables in the order of the module: as defined, slots after them, derived ones last.
struct StateLayout {
  std::vector<PlacedVariable> variables;
  llvm::StringMap<size_t> index; ///< by name
  int64_t bytes = 0;             ///< 0 before the plan
  /// Beginnings of names that files have for training alone, blank separated: "aux1. aux2.".
  std::string ignoredPrefixes;

  int64_t offsetOf(llvm::StringRef name) const { return variables[index.lookup(name)].offset; }
};

/// Reads the variables of a module of any phase.
StateLayout readState(mlir::ModuleOp module);

} // namespace resnetc
