//===- Sizes.h - networks that no machine can hold ----------------------------------------------===//
#pragma once

#include "compiler/Pipeline/Report.h"

namespace resnetc {

/// Refuses a module after the plan phase whose buffers or arenas (of `functions`) are too large, as
/// the user's mistake in `fileName`: it is told here rather than by a kernel.
llvm::Error checkSizes(mlir::ModuleOp planned, llvm::StringRef fileName,
                       llvm::ArrayRef<ReportedFunction> functions);

} // namespace resnetc
