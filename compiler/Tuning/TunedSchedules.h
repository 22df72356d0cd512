//===- TunedSchedules.h - schedules by measurement, else by the backends' tables ---------------===//
#pragma once

#include "compiler/Tuning/Database.h"
#include "compiler/Tuning/Question.h"

#include "llvm/ADT/StringMap.h"

namespace resnetc {

/// What is known of tuned kernels: by what was measured here, else by what ships with resnetc; where
/// nothing is, the backend's own tables decide. A measured row of other kernels than this backend's, by
/// their version, is stale: it decides nothing. A shipped one decides as long as what it was compared
/// with is still the table's choice.
class TunedSchedules : public ScheduleSource {
public:
  /// Where a row comes from; reports begin with the word.
  enum class Origin {
    Database, ///< "db"
    Measured, ///< "measured": in this run, for this library alone
  };

  explicit TunedSchedules(std::vector<TuningRow> rows = {}, llvm::ArrayRef<TuningRow> shipped = {});

  void add(TuningRow row, Origin origin = Origin::Database);

  /// The measured answer to a question; null where there is none, or a stale one.
  const TuningRow *find(const Question &question) const;
  /// Whether there is a stale one.
  bool isStale(const Question &question) const;
  /// What ships with resnetc for it, whether it is measured or not; null where nothing does. `usual`
  /// is the table's choice.
  const TuningRow *findShipped(const Question &question, const kernels::KernelChoice &usual) const;

  std::optional<kernels::WinogradForm> winograd(const kernels::KernelSpec &conv,
                                                const Target &target, int64_t batch,
                                                kernels::FilterTransform filter) const override;
  /// With the reason "db: 0.81 of the table's time"; of a convolution that would have another form
  /// by the table, with "; form by db: 0.54 of the table's time" behind it.
  std::optional<kernels::KernelChoice> schedule(const kernels::KernelSpec &spec,
                                                const Target &target, int64_t batch) const override;

private:
  /// A row, and the word for where it comes from.
  struct Known {
    TuningRow row;
    llvm::StringRef origin;
  };
  static std::string reasonOf(const Known &known);
  const Known *rowOf(const Question &question) const;
  const Known *decisive(const Question &question, const kernels::KernelChoice &usual) const;
  std::string formReasonOf(const kernels::KernelSpec &kernel, const Target &target,
                           int64_t batch) const;

  llvm::StringMap<Known> measured, shipped;
};

} // namespace resnetc
