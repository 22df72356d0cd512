//===- NetworkTuning.h - the kernels of a network, tuned ----------------------------------------===//
#pragma once

#include "compiler/Pipeline/Pipeline.h"
#include "compiler/Tuning/Summary.h"

#include <functional>

namespace resnetc {

/// How to tune.
struct TuningOptions {
  double seconds = 0;                 ///< to spend, at most a little more
  bool exhaustive = false;            ///< to measure what the cost model thinks little of, too
  std::function<bool()> stopped = {}; ///< whether to end before; may be empty
};

/// Why kernels for one of the targets cannot be measured on this machine, as an InputError; success
/// where all can.
llvm::Error checkMeasurable(llvm::ArrayRef<const Target *> targets);

/// What a compilation knows of tuned kernels, and how it gets to know more.
class NetworkTuning {
public:
  /// Progress and warnings go to `errs`. `shipped` has to outlive it.
  NetworkTuning(llvm::ArrayRef<TuningRow> shipped, llvm::raw_ostream &errs)
      : shipped(shipped), errs(errs), known({}, shipped) {}

  /// Takes what the database at `path` says; of an empty path, nothing. `writes`: what is found out
  /// is kept there, and the file made where there is none. Fails as TuningDatabase::open.
  llvm::Error open(const std::string &path, bool writes);

  /// The tuned schedules, those that ship, and the tables for the rest.
  const ScheduleSource &schedules() const { return known; }

  /// Tunes what is not known of a module's kernels, for each target of `pipeline`, which can be
  /// measured; all have the same time. The module is in the fused phase, and stays as it is.
  llvm::Expected<std::vector<TuningSummary>> tune(mlir::ModuleOp fused, PipelineOptions pipeline,
                                                  TuningOptions options);

private:
  llvm::ArrayRef<TuningRow> shipped;
  llvm::raw_ostream &errs;
  std::optional<TuningDatabase> database; ///< where one is named
  TunedSchedules known;
};

} // namespace resnetc
