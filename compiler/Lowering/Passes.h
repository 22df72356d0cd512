//===- Passes.h - passes from layouts to the plan of memory -------------------===//
//
// Declarations generated from Passes.td, where each pass and its rewrites are described. The order
// in which they run is in compiler/Pipeline.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Dialect/RN/RNDialect.h"
#include "compiler/Lowering/ChoosePasses.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"

namespace resnetc::rn {

#define GEN_PASS_DECL
#include "compiler/Lowering/Passes.h.inc"

/// Registers every pass of Passes.td by its command-line name.
#define GEN_PASS_REGISTRATION
#include "compiler/Lowering/Passes.h.inc"

} // namespace resnetc::rn
