//===- FormatTypes.h - number formats as element types ------------------------------===//
#pragma once

#include "compiler/Support/NumberFormat.h"

#include "mlir/IR/BuiltinTypes.h"

#include <optional>

namespace resnetc::rn {

/// The type of numbers in a format.
mlir::FloatType floatTypeOf(NumberFormat format, mlir::MLIRContext *context);

/// The format of numbers of a type; nothing for a type that is none's.
std::optional<NumberFormat> formatOf(mlir::Type type);

} // namespace resnetc::rn
