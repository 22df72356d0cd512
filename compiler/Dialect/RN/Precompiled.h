//===- Precompiled.h - headers that every compiler library includes ----------===//
//
// Precompiled once with the dialect; the other compiler libraries reuse the result, because the
// MLIR headers take most of the time of compiling one of our files.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Dialect/RN/RNOps.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Pass/Pass.h"
