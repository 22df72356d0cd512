//===- Trace.cpp - calls as trace events -----------------------------------------------===//
//
// The JSON form of Chrome's Trace Event Format: complete events ("X") with microseconds. Launches follow
// one another on the thread that calls, whatever threads a launch uses inside, so there is one track.
//
//===----------------------------------------------------------------------===//
#include "tools/resnetc-run/Profile.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace resnetc::run {

namespace {

using Json = nlohmann::ordered_json;

constexpr int process = 1, track = 1;

class TraceWriter {
public:
  explicit TraceWriter(int64_t origin) : origin(origin) {}

  Json events = Json::array();

  void name(const char *what, const std::string &name) {
    events.push_back({{"name", what},
                      {"ph", "M"},
                      {"pid", process},
                      {"tid", track},
                      {"args", {{"name", name}}}});
  }

  void slice(const std::string &name, const std::string &category, Span span, Json arguments) {
    auto microseconds = [](int64_t ns) { return static_cast<double>(ns) / 1e3; };
    events.push_back({{"name", name},
                      {"cat", category},
                      {"ph", "X"},
                      {"ts", microseconds(span.start - origin)},
                      {"dur", microseconds(span.length())},
                      {"pid", process},
                      {"tid", track},
                      {"args", std::move(arguments)}});
  }

private:
  int64_t origin;
};

/// Of all groups together.
Json argumentsOf(const ProfileRow &row) {
  return {{"kernel", row.facts.kernel},        {"algorithm", row.facts.algorithm},
          {"schedule", row.facts.schedule},    {"flops", row.facts.flops},
          {"bytes_read", row.facts.bytesRead}, {"bytes_written", row.facts.bytesWritten}};
}

/// The launches of one function, for one group of images after the other.
void writeFunction(TraceWriter &writer, const Profile &profile, const CallSpans &call, size_t first,
                   size_t end) {
  for (size_t group = 0; group < call.launches[first].groups.size(); ++group) {
    auto span = [&](size_t i) { return call.launches[i].groups[group]; };
    writer.slice(profile.rows[first].facts.function, "function",
                 {span(first).start, span(end - 1).end}, Json::object());
    for (size_t i = first; i < end; ++i)
      writer.slice(profile.rows[i].facts.layer, "launch", span(i), argumentsOf(profile.rows[i]));
  }
}

void writeCall(TraceWriter &writer, const Profile &profile, const CallSpans &call) {
  writer.slice(fmt::format("{}, batch {}", profile.mode, profile.batch), "call", call.whole,
               Json::object());
  for (size_t i = 0; i < profile.rows.size();) {
    const std::string &function = profile.rows[i].facts.function;
    size_t end = i;
    while (end < profile.rows.size() && profile.rows[end].facts.function == function)
      ++end;
    writeFunction(writer, profile, call, i, end);
    i = end;
  }
}

} // namespace

std::string traceJson(const Profile &profile, size_t calls) {
  const size_t first = profile.calls.size() - std::min(calls, profile.calls.size());
  TraceWriter writer(profile.calls.empty() ? 0 : profile.calls[first].whole.start);
  writer.name("process_name", fmt::format("{}, {}", profile.model, profile.isa));
  writer.name("thread_name", fmt::format("launches, on {} threads", profile.threads));
  for (size_t i = first; i < profile.calls.size(); ++i)
    writeCall(writer, profile, profile.calls[i]);
  return Json({{"displayTimeUnit", "ms"}, {"traceEvents", std::move(writer.events)}}).dump() + "\n";
}

} // namespace resnetc::run
