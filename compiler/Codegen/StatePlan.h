//===- StatePlan.h - where every variable lies in the state ------------------===//
//
// A model's state is one block of memory with all its variables. Offsets follow from the variables
// alone, so the host functions and the descriptor come to the same ones separately.
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
struct PlannedVariable {
  std::string name;
  rn::Role role;
  mlir::RankedTensorType type;
  llvm::SmallVector<int64_t>
      shape;      ///< as users know it: a linear weight is [K, C*H*W] whatever its type
  int64_t offset; ///< bytes from the start of the state, a multiple of 64
  int64_t gradientOffset = -1; ///< bytes into the fixed part of @grad's arena; -1 when it has none
  double initial = 0;          ///< each element before training, where it is not drawn at random

  /// True for what a file of weights must have.
  bool isStored() const { return role != rn::Role::Momentum && role != rn::Role::Derived; }
};

/// The variables in the order of the descriptor: as defined, momenta after them, derived ones last.
struct StatePlan {
  std::vector<PlannedVariable> variables;
  llvm::StringMap<size_t> index; ///< by name
  int64_t bytes = 0;
  /// Beginnings of names that files have for training alone, blank separated: "aux1. aux2.".
  std::string passedOver;

  int64_t offsetOf(llvm::StringRef name) const { return variables[index.lookup(name)].offset; }
};

/// Places the variables of a module: trainable ones first, then running statistics, momenta,
/// derived.
StatePlan planState(mlir::ModuleOp module);

} // namespace resnetc
