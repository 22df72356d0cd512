//===- RNOps.h - all ops of the rn dialect ------------------------------===//
//
// The generated classes, with the shape rules that builders need beside them (Geometry.h).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Dialect/RN/Geometry.h"
#include "compiler/Dialect/RN/RNDialect.h"

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "compiler/Dialect/RN/ValueKinds.h.inc"

#define GET_OP_CLASSES
#include "compiler/Dialect/RN/RNOps.h.inc"
