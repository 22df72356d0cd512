//===- Passes.h - passes of code generation ----------------------------------===//
#pragma once

#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"

namespace resnetc {

#define GEN_PASS_DECL
#include "compiler/Codegen/Passes.h.inc"

/// Registers every pass of compiler/Codegen/Passes.td by its command-line name.
#define GEN_PASS_REGISTRATION
#include "compiler/Codegen/Passes.h.inc"

} // namespace resnetc
