//===- Requests.h - schedules that ask for the next task's maps -------------------------===//
//
// Which schedules of convolutions do so, and when that is the default; MapPrefetch.h says how.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/X86/Variant.h"

#include <functional>

namespace resnetc::x86 {

/// The maps of a layer whose tasks take rows of an image.
struct TaskMaps {
  int64_t rows;       ///< of the output
  int64_t bytesOfRow; ///< that are read and written for a row of the output, all channels
  int64_t unit;       ///< rows of the output that the schedule's `rows` counts as one
  bool mayTakeFewer;  ///< a task would not have to read its weights too often with fewer rows
};

/// The schedules, and the first of those that `canAsk` once more, asking for the next task's maps
/// (`ahead`): before the others where a call's maps are more than a core's cache holds. Such a task
/// takes fewer rows, where it may, as those of the next lie beside its own.
std::vector<Params> withRequests(const ScheduleQuery &query, const TaskMaps &maps,
                                 const std::vector<Params> &schedules,
                                 const std::function<bool(const Params &)> &canAsk);

/// Whether the schedule that is built asks.
bool asksAhead(const KernelBuilder &builder);

} // namespace resnetc::x86
