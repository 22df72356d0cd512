//===- Profile.cpp - where the time of a model's calls goes ---------------------------===//
//
// See Profile.h.
//
//===----------------------------------------------------------------------===//
#include "tools/resnetc-run/Profile.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace resnetc::run {

double median(std::vector<double> values) {
  if (values.empty())
    return 0;
  std::sort(values.begin(), values.end());
  size_t half = values.size() / 2;
  return values.size() % 2 ? values[half] : (values[half - 1] + values[half]) / 2;
}

int64_t LaunchSpans::length() const {
  return std::accumulate(groups.begin(), groups.end(), int64_t{0},
                         [](int64_t sum, const Span &span) { return sum + span.length(); });
}

static void addFacts(const train::Context &context, const std::string &function, int64_t batch,
                     std::vector<LaunchFacts> &facts) {
  for (const resnetc_launch_info &info : context.launches(function, batch))
    facts.push_back({function, info.layer, info.kernel, info.algorithm, info.schedule,
                     static_cast<double>(info.flops), static_cast<double>(info.bytes_read),
                     static_cast<double>(info.bytes_written)});
}

ProfileRecorder::ProfileRecorder(train::Context &context, bool training, int64_t batch)
    : context(context) {
  addFacts(context, training ? "grad" : "infer", batch, launches);
  updateFrom = static_cast<int64_t>(launches.size());
  if (training)
    addFacts(context, "update", /*batch=*/1, launches);
  context.watch(hear, this);
}

ProfileRecorder::~ProfileRecorder() { context.watch(nullptr, nullptr); }

void ProfileRecorder::begin() { current.launches.assign(launches.size(), {}); }

void ProfileRecorder::end(Span whole) {
  current.whole = whole;
  kept.push_back(current);
}

void ProfileRecorder::hear(void *self, const resnetc_launch_event *event) {
  auto *recorder = static_cast<ProfileRecorder *>(self);
  const std::string_view function = event->function;
  if (function == "prepare")
    return;
  auto index =
      static_cast<size_t>(event->index + (function == "update" ? recorder->updateFrom : 0));
  if (index < recorder->current.launches.size())
    recorder->current.launches[index].groups.push_back({event->start_ns, event->end_ns});
}

/// Sets a row against the roofline: neither arithmetic nor memory goes faster than the machine.
static void judge(ProfileRow &row, const Machine &machine) {
  const double seconds = row.ms / 1e3;
  if (seconds <= 0)
    return;
  row.gflops = row.facts.flops / seconds / 1e9;
  row.gbs = row.facts.bytes() / seconds / 1e9;
  if (machine.peakGflops <= 0 || machine.bandwidthGbs <= 0)
    return;
  const double arithmetic = row.facts.flops / machine.peakGflops / 1e9;
  const double memory = row.facts.bytes() / machine.bandwidthGbs / 1e9;
  row.roofline = std::max(arithmetic, memory) / seconds;
  row.bound = arithmetic > memory ? "arithmetic" : "memory";
}

void summarise(const std::vector<LaunchFacts> &facts, std::vector<CallSpans> calls,
               Profile &profile) {
  constexpr double msPerNs = 1e-6;
  std::vector<double> wholes, parts;
  for (const CallSpans &call : calls) {
    int64_t inside = 0;
    for (const LaunchSpans &launch : call.launches)
      inside += launch.length();
    wholes.push_back(static_cast<double>(call.whole.length()) * msPerNs);
    parts.push_back(static_cast<double>(inside) * msPerNs / wholes.back());
  }
  profile.callMs = median(wholes);
  profile.covered = median(parts);
  profile.sumMs = 0;
  profile.rows.clear();
  for (size_t i = 0; i < facts.size(); ++i) {
    std::vector<double> times;
    for (const CallSpans &call : calls)
      times.push_back(static_cast<double>(call.launches[i].length()) * msPerNs);
    ProfileRow &row = profile.rows.emplace_back();
    row.facts = facts[i];
    row.ms = median(times);
    profile.sumMs += row.ms;
    judge(row, profile.machine);
  }
  for (ProfileRow &row : profile.rows)
    row.share = profile.sumMs > 0 ? row.ms / profile.sumMs : 0;
  profile.calls = std::move(calls);
}

} // namespace resnetc::run
