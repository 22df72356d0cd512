//===- CallersMap.h - what reads the caller's map as it is ----------------------------===//
#pragma once

#include "compiler/Backend/Target.h"

#include "mlir/IR/Operation.h"

namespace resnetc::rn {

/// True for the input of a convolution, or of its gradient by the filter, that it can read as the caller
/// has it. One in groups does not: its groups would start in the middle of a block.
bool canReadCallersMap(mlir::Operation *op, mlir::Value input, const Target &target);

} // namespace resnetc::rn
