//===- ChoosePasses.h - the passes that ask a source of schedules ----------------------===//
#pragma once

#include "compiler/Backend/ScheduleSource.h"

#include "mlir/Pass/Pass.h"

namespace resnetc::rn {

/// Convolutions and their gradients by Winograd's algorithm for a target, where the source says so.
std::unique_ptr<mlir::Pass> createRNUseWinograd(llvm::StringRef target = "",
                                                const ScheduleSource &source = backendTables());

/// Multiplications of f32 in the target's faster format, where the source knows kernels of it.
std::unique_ptr<mlir::Pass> createRNNarrowProducts(const ScheduleSource &source = backendTables());

/// How each op's kernel is computed, by the source.
std::unique_ptr<mlir::Pass> createRNChooseSchedules(const ScheduleSource &source = backendTables());

} // namespace resnetc::rn
