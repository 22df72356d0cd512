//===- TunedSchedules.h - schedules by measurement, else by the backends' tables ---------------===//
#pragma once

#include "compiler/Tuning/Database.h"
#include "compiler/Tuning/Question.h"

#include "llvm/ADT/StringMap.h"

namespace resnetc {

/// What is known of tuned kernels; where nothing is, the backend's own tables decide. A row of other
/// kernels than this backend's, by their version, is stale: it decides nothing.
class TunedSchedules : public ScheduleSource {
public:
  explicit TunedSchedules(std::vector<TuningRow> rows = {});

  void add(TuningRow row);

  /// The answer to a question; null where there is none, or a stale one.
  const TuningRow *find(const Question &question) const;
  /// Whether there is a stale one.
  bool isStale(const Question &question) const;

  std::optional<kernels::WinogradForm> winograd(const kernels::KernelSpec &conv,
                                                const Target &target, int64_t batch,
                                                kernels::FilterTransform filter) const override;
  /// With the reason "tuned: 0.81 of the default's time".
  std::optional<kernels::KernelChoice> schedule(const kernels::KernelSpec &spec,
                                                const Target &target, int64_t batch) const override;

private:
  const TuningRow *rowOf(const Question &question) const;

  llvm::StringMap<TuningRow> byQuestion;
};

} // namespace resnetc
