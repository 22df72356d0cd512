//===- ValueKind.h - what the values of a module are ----------------------------------===//
#pragma once

#include "compiler/Dialect/RN/RNOps.h"

#include "mlir/IR/BuiltinOps.h"

#include "llvm/ADT/StringMap.h"

namespace resnetc::rn {

/// What the values of a module are, as it says itself: results by the definitions of their ops,
/// variables by their roles and derived ones by what is written to them, arguments of functions by
/// what they are to the caller (`rn.binding`) or to a variable (`rn.gradient_of`,
/// `rn.observation_of`). Variables are looked up once, when it is made.
class ValueKinds {
public:
  explicit ValueKinds(mlir::ModuleOp module);

  /// `Any` for what the module says nothing of: an argument without such an attribute, and what is
  /// read from a derived variable that nobody writes.
  ValueKind of(mlir::Value value) const;
  ValueKind of(VariableOp variable) const { return of(variable.getSymName()); }

private:
  ValueKind of(llvm::StringRef variable) const { return variables.lookup(variable); }

  llvm::StringMap<ValueKind> variables;
};

/// True for the map that the caller gives to a function.
bool isCallersMap(mlir::Value value);

} // namespace resnetc::rn
