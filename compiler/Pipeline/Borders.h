//===- Borders.h - what must hold between two phases ------------------------------===//
#pragma once

#include "compiler/Pipeline/Pipeline.h"

namespace resnetc {

/// Checks that `module` is what `phase` promises to the next one. A violation is a bug of a pass:
/// it is reported as a diagnostic on the offending op that names the phase.
mlir::LogicalResult checkBorder(Phase phase, mlir::ModuleOp module, const PipelineOptions &options);

} // namespace resnetc
