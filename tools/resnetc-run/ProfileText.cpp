//===- ProfileText.cpp - a profile as a table and as JSON -----------------------------===//
//
// One line a launch, in the order of execution: a layer that has several stands there several times.
//
//===----------------------------------------------------------------------===//
#include "tools/resnetc-run/Profile.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace resnetc::run {

/// The class of a kernel, the first word of its key.
static std::string classOf(const std::string &kernel) { return kernel.substr(0, kernel.find(' ')); }

static std::string line(const ProfileRow &row, size_t layerWidth) {
  auto number = [](const char *format, double value, bool known) {
    return known ? fmt::format(fmt::runtime(format), value) : std::string("-");
  };
  const LaunchFacts &facts = row.facts;
  std::string algorithm = classOf(facts.kernel);
  if (facts.algorithm != "pass")
    algorithm += ", " + facts.algorithm;
  return fmt::format(
      "{:<7}{:<{}} {:>9.4f} {:>5.1f} % {:>9} {:>9.3f} {:>8} {:>7.1f} {:>6} {:<10} {} "
      "[{}]\n",
      facts.function, facts.layer, layerWidth, row.ms, 100 * row.share,
      number("{:.3f}", facts.flops / 1e6, facts.flops > 0), facts.bytes() / 1e6,
      number("{:.1f}", row.gflops, facts.flops > 0), row.gbs,
      number("{:.0f} %", 100 * row.roofline, !row.bound.empty()),
      row.bound.empty() ? "-" : row.bound, algorithm, facts.schedule);
}

std::string profileText(const Profile &profile) {
  size_t width = 5;
  for (const ProfileRow &row : profile.rows)
    width = std::max(width, row.facts.layer.size());
  std::string text;
  if (!profile.rows.empty())
    text = fmt::format("{:<7}{:<{}} {:>9} {:>7} {:>9} {:>9} {:>8} {:>7} {:>6} {:<10} {}\n", "",
                       "layer", width, "ms", "share", "MFLOP", "MB", "GFLOP/s", "GB/s", "roof",
                       "bound by", "kernel, algorithm [schedule]");
  for (const ProfileRow &row : profile.rows)
    text += line(row, width);
  text += fmt::format("{} launches, medians of {} calls, {:.3f} ms in sum; they are {:.1f} % of a "
                      "call's time, whose median is {:.3f} ms ({:.3f} ms when nobody watches)\n",
                      profile.rows.size(), profile.calls.size(), profile.sumMs,
                      100 * profile.covered, profile.callMs, profile.plainMs);
  if (profile.machine.bandwidthGbs > 0)
    text += fmt::format("roofline: peak {:.1f} GFLOP/s, memory {:.1f} GB/s, both measured; above "
                        "100 %: operands in cache, or fewer multiplications by Winograd\n",
                        profile.machine.peakGflops, profile.machine.bandwidthGbs);
  return text;
}

static nlohmann::ordered_json rowJson(const ProfileRow &row) {
  const LaunchFacts &facts = row.facts;
  nlohmann::ordered_json json = {{"function", facts.function},
                                 {"layer", facts.layer},
                                 {"kernel", facts.kernel},
                                 {"algorithm", facts.algorithm},
                                 {"schedule", facts.schedule},
                                 {"ms", row.ms},
                                 {"share", row.share},
                                 {"flops", facts.flops},
                                 {"bytes_read", facts.bytesRead},
                                 {"bytes_written", facts.bytesWritten},
                                 {"gflops", row.gflops},
                                 {"gbs", row.gbs}};
  json["roofline"] = json["bound"] = nullptr;
  if (!row.bound.empty()) {
    json["roofline"] = row.roofline;
    json["bound"] = row.bound;
  }
  return json;
}

std::string profileJson(const Profile &profile) {
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (const ProfileRow &row : profile.rows)
    rows.push_back(rowJson(row));
  nlohmann::ordered_json bandwidth;
  if (profile.machine.bandwidthGbs > 0)
    bandwidth = profile.machine.bandwidthGbs;
  return nlohmann::ordered_json({{"call_ms", profile.callMs},
                                 {"sum_ms", profile.sumMs},
                                 {"covered", profile.covered},
                                 {"bandwidth_gbs", bandwidth},
                                 {"launches", rows}})
      .dump();
}

} // namespace resnetc::run
