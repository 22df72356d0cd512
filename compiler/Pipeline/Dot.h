//===- Dot.h - the fused graph as a drawing -----------------------------------===//
#pragma once

#include "mlir/IR/BuiltinOps.h"

#include "llvm/Support/raw_ostream.h"

namespace resnetc {

/// Writes the functions of a module after the fused phase as a Graphviz digraph, one cluster each.
/// What follows from variables alone is not drawn.
void printDot(mlir::ModuleOp module, llvm::raw_ostream &os);

} // namespace resnetc
