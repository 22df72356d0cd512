//===- Passes.h - passes that evaluate, for tests ------------------------------===//
//
// Declarations generated from Passes.td.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"

namespace resnetc::rn {

#define GEN_PASS_DECL
#include "compiler/Reference/Passes.h.inc"

/// Registers every pass of Passes.td by its command-line name.
#define GEN_PASS_REGISTRATION
#include "compiler/Reference/Passes.h.inc"

} // namespace resnetc::rn
