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

/// The answer that stands under a key, or else the one that is asked for.
template <typename Map, typename Ask>
static typename Map::mapped_type remembered(Map &map, typename Map::key_type key, Ask ask) {
  auto known = map.find(key);
  return known != map.end() ? known->second : map.emplace(std::move(key), ask()).first->second;
}

std::optional<kernels::WinogradForm>
RememberedSchedules::winograd(const kernels::KernelSpec &conv, const Target &target, int64_t batch,
                              kernels::FilterTransform filter) const {
  return remembered(forms, {Key(conv.key(), &target, batch), filter},
                    [&] { return source.winograd(conv, target, batch, filter); });
}

std::optional<kernels::KernelChoice> RememberedSchedules::schedule(const kernels::KernelSpec &spec,
                                                                   const Target &target,
                                                                   int64_t batch) const {
  return remembered(choices, Key(spec.key(), &target, batch),
                    [&] { return source.schedule(spec, target, batch); });
}

const ScheduleSource &backendTables() {
  static const BackendTables tables;
  return tables;
}

} // namespace resnetc
