//===- ScheduleSource.h - where algorithms and schedules come from -------------------===//
#pragma once

#include "compiler/Backend/Backend.h"

#include <map>
#include <tuple>

namespace resnetc {

/// Says how kernels should be computed. A key is the kernel with its formats, the target (backend,
/// instruction set, processor with its caches, cores) and the batch that is expected most.
class ScheduleSource {
public:
  virtual ~ScheduleSource() = default;

  /// The form of Winograd's algorithm for a spec of class "conv" or "conv_grad_weight"; nothing
  /// where it should be computed directly.
  virtual std::optional<kernels::WinogradForm> winograd(const kernels::KernelSpec &conv,
                                                        const Target &target, int64_t batch,
                                                        kernels::FilterTransform filter) const = 0;

  /// The variant and its parameters; nothing where the target has no such kernel.
  virtual std::optional<kernels::KernelChoice>
  schedule(const kernels::KernelSpec &spec, const Target &target, int64_t batch) const = 0;
};

/// What each backend holds for best by its own tables.
const ScheduleSource &backendTables();

/// Another source, asked once for each key: a deep network has a thousand layers of twenty kinds, and
/// choosing among all schedules of a kind takes about a millisecond. For one thread, and for as long as the
/// other's answers stay the same.
class RememberedSchedules : public ScheduleSource {
public:
  explicit RememberedSchedules(const ScheduleSource &source) : source(source) {}

  std::optional<kernels::WinogradForm> winograd(const kernels::KernelSpec &conv,
                                                const Target &target, int64_t batch,
                                                kernels::FilterTransform filter) const override;
  std::optional<kernels::KernelChoice> schedule(const kernels::KernelSpec &spec,
                                                const Target &target, int64_t batch) const override;

private:
  /// A spec's text, the target's object, and the batch.
  using Key = std::tuple<std::string, const Target *, int64_t>;

  const ScheduleSource &source;
  mutable std::map<std::pair<Key, kernels::FilterTransform>, std::optional<kernels::WinogradForm>>
      forms;
  mutable std::map<Key, std::optional<kernels::KernelChoice>> choices;
};

} // namespace resnetc
