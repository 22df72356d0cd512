//===- Passes.h - passes that choose number formats --------------------------===//
//
// Declarations generated from Passes.td, where each pass and its rewrites are described. The order
// in which they run is in compiler/Pipeline.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Dialect/RN/RNDialect.h"
#include "compiler/Precision/FormatOption.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"

namespace resnetc::rn {

#define GEN_PASS_DECL
#include "compiler/Precision/Passes.h.inc"

/// Registers every pass of Passes.td by its command-line name.
#define GEN_PASS_REGISTRATION
#include "compiler/Precision/Passes.h.inc"

} // namespace resnetc::rn
