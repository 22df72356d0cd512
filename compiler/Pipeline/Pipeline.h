//===- Pipeline.h - the order of the passes -----------------------------------===//
#pragma once

#include "compiler/Backend/ScheduleSource.h"
#include "compiler/Pipeline/Phase.h"
#include "compiler/Support/NumberFormat.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/PassManager.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace resnetc {

/// What the passes need to know besides the module.
struct PipelineOptions {
  bool training = false;
  /// Up to the fused phase, all that the module is for; then the one of the module's own.
  std::vector<const Target *> targets;
  std::vector<int64_t> batches = {1};      ///< that algorithms and schedules are chosen for
  NumberFormat format = NumberFormat::F32; ///< of maps and multiplications
  const ScheduleSource *schedules = &backendTables(); ///< where choices come from
  bool fast = true; ///< of --accuracy: Winograd's algorithm and faster formats may be used
  /// Of training in fp16: the loss's scale where that does not follow from the steps.
  std::optional<double> constantLossScale = std::nullopt;
  bool recompute = false; ///< of training: less is kept for the backward pass, and computed twice
};

/// Adds the passes that lead from the phase before to `phase`; phases that are no work of passes
/// add none.
void addPhasePasses(mlir::OpPassManager &passes, Phase phase, const PipelineOptions &options);

/// Called when a phase of MLIR is done, with the seconds that it took.
using PhaseObserver = std::function<void(Phase, mlir::ModuleOp, double seconds)>;

/// Runs the phases after `from` up to `to`; after each the module is verified and its border checked.
/// Fails after a diagnostic.
mlir::LogicalResult runPhases(mlir::ModuleOp module, Phase from, Phase to,
                              const PipelineOptions &options, const PhaseObserver &observer);

} // namespace resnetc
