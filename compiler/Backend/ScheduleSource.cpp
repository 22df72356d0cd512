//===- ScheduleSource.cpp - where algorithms and schedules come from -----------------===//
#include "compiler/Backend/ScheduleSource.h"

namespace resnetc {

namespace {

class BackendTables : public ScheduleSource {
  std::optional<kernels::WinogradForm> winograd(const kernels::KernelSpec &conv,
                                                const Target &target, int64_t batch,
                                                kernels::FilterTransform filter) const override {
    return target.backend->chooseWinograd(conv, target, batch, filter);
  }

  std::optional<kernels::KernelChoice>
  schedule(const kernels::KernelSpec &spec, const Target &target, int64_t batch) const override {
    std::vector<kernels::KernelChoice> choices = target.backend->schedules(spec, target, batch);
    if (choices.empty())
      return std::nullopt;
    return std::move(choices.front());
  }
};

} // namespace

const ScheduleSource &backendTables() {
  static const BackendTables tables;
  return tables;
}

} // namespace resnetc
