//===- Requests.cpp - schedules that ask for the next task's maps -----------------------===//
#include "compiler/Backend/X86/conv/Requests.h"

#include "compiler/Backend/X86/Schedules.h"

namespace resnetc::x86 {

static constexpr const char *ahead = "ahead";

/// Such schedules that are offered.
constexpr size_t offered = 3;

/// A schedule that asks. A task's maps and those of the next leave half of the L2 cache to weights.
static Params asking(const ScheduleQuery &query, const TaskMaps &maps, Params params) {
  const int64_t limit = query.target.l2Bytes / 4;
  const int64_t least = params.count("ty") ? params.at("ty") : 1; // of a register tile
  int64_t tiles = params.at("rows") / least;
  while (maps.mayTakeFewer && tiles > 1 && tiles * least * maps.unit * maps.bytesOfRow > limit)
    tiles = largestDivisor(tiles, tiles - 1);
  params["rows"] = tiles * least;
  params[ahead] = 1;
  return params;
}

/// Whether a schedule that asks should be better: maps that no cache near holds, in tasks whose maps
/// do not drive each other out of it.
static bool pays(const ScheduleQuery &query, const TaskMaps &maps, const Params &params) {
  const int64_t call = query.batchHint * maps.rows * maps.bytesOfRow;
  const int64_t task = params.at("rows") * maps.unit * maps.bytesOfRow;
  return call > query.target.l2Bytes && task <= 2 * query.target.l2Bytes;
}

std::vector<Params> withRequests(const ScheduleQuery &query, const TaskMaps &maps,
                                 const std::vector<Params> &schedules,
                                 const std::function<bool(const Params &)> &canAsk) {
  std::vector<Params> all = schedules, more;
  for (const Params &params : schedules)
    if (more.size() < offered && canAsk(params))
      more.push_back(asking(query, maps, params));
  const bool first = !more.empty() && pays(query, maps, more.front());
  all.insert(first ? all.begin() : all.end(), more.begin(), more.end());
  return all;
}

bool asksAhead(const KernelBuilder &builder) { return builder.choice.params.count(ahead) != 0; }

} // namespace resnetc::x86
