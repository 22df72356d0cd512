//===- ProfilePage.cpp - a profile as a page with a roofline plot ---------------------===//
//
// The plot: arithmetic intensity (FLOPs a byte) against GFLOP/s, both logarithmic, under the roof that
// bandwidth and peak make. A launch is a dot whose area is its time.
//
//===----------------------------------------------------------------------===//
#include "tools/resnetc-run/Profile.h"

#include "runtime/train/Chart.h"
#include "runtime/train/Page.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace resnetc::run {

namespace {

using train::escapeHtml;

constexpr double width = 900, height = 420, left = 62, right = 16, top = 14, bottom = 44;

/// A logarithmic axis over whole decades, from pixel to pixel.
class Axis {
public:
  Axis(double low, double high, double from, double to)
      : low(std::floor(std::log10(low))), high(std::ceil(std::log10(high))), from(from), to(to) {
    if (this->high <= this->low)
      this->high = this->low + 1;
  }
  double at(double value) const {
    return from + (std::log10(value) - low) / (high - low) * (to - from);
  }
  double first() const { return std::pow(10, low); }
  double last() const { return std::pow(10, high); }

private:
  double low, high, from, to;
};

/// What has a place in the plot: launches that multiply.
std::vector<const ProfileRow *> plotted(const Profile &profile) {
  std::vector<const ProfileRow *> rows;
  for (const ProfileRow &row : profile.rows)
    if (row.facts.flops > 0 && row.facts.bytes() > 0 && row.gflops > 0)
      rows.push_back(&row);
  return rows;
}

double intensity(const ProfileRow &row) { return row.facts.flops / row.facts.bytes(); }

std::string grid(const Axis &x, const Axis &y) {
  std::string svg;
  for (double value = x.first(); value <= x.last() * 1.01; value *= 10)
    svg += fmt::format(R"(<line class="grid" x1="{0:.1f}" x2="{0:.1f}" y1="{1}" y2="{2}"/>)"
                       R"(<text x="{0:.1f}" y="{3}" text-anchor="middle">{4:g}</text>)",
                       x.at(value), top, height - bottom, height - bottom + 18, value);
  for (double value = y.first(); value <= y.last() * 1.01; value *= 10)
    svg += fmt::format(R"(<line class="grid" x1="{0}" x2="{1}" y1="{2:.1f}" y2="{2:.1f}"/>)"
                       R"(<text x="{3}" y="{4:.1f}" text-anchor="end">{5:g}</text>)",
                       left, width - right, y.at(value), left - 6, y.at(value) + 4, value);
  return svg + fmt::format(R"(<text x="{}" y="{}" text-anchor="end">FLOPs a byte</text>)"
                           R"(<text x="{}" y="{}">GFLOP/s</text>)",
                           width - right, height - 4, left + 4, top + 10);
}

std::string roof(const Machine &machine, const Axis &x, const Axis &y) {
  const double ridge = machine.peakGflops / machine.bandwidthGbs;
  const double start = std::max(x.first(), y.first() / machine.bandwidthGbs);
  return fmt::format(
      R"(<polyline class="roof" points="{:.1f},{:.1f} {:.1f},{:.1f} {:.1f},{:.1f}"/>)", x.at(start),
      y.at(start * machine.bandwidthGbs), x.at(ridge), y.at(machine.peakGflops), x.at(x.last()),
      y.at(machine.peakGflops));
}

std::string dot(const ProfileRow &row, const Axis &x, const Axis &y) {
  constexpr double least = 2.5, scale = 40;
  return fmt::format(
      R"(<circle class="dot {}" cx="{:.1f}" cy="{:.1f}" r="{:.1f}"><title>{}</title></circle>)",
      row.bound, x.at(intensity(row)), y.at(row.gflops), least + scale * std::sqrt(row.share) / 2,
      escapeHtml(fmt::format("{} {}: {:.4f} ms, {:.1f} GFLOP/s, {:.2f} FLOPs a byte, "
                             "{}",
                             row.facts.function, row.facts.layer, row.ms, row.gflops,
                             intensity(row), row.facts.algorithm)));
}

std::string plot(const Profile &profile) {
  const std::vector<const ProfileRow *> rows = plotted(profile);
  const Machine &machine = profile.machine;
  if (rows.empty() || machine.peakGflops <= 0 || machine.bandwidthGbs <= 0)
    return "<p class=\"soft\">No roofline: nothing that multiplies, or a device, whose limits are "
           "not "
           "measured.</p>\n";
  const double ridge = machine.peakGflops / machine.bandwidthGbs;
  double lowX = ridge / 2, highX = ridge * 2, lowY = machine.peakGflops / 10,
         highY = machine.peakGflops * 1.05;
  for (const ProfileRow *row : rows) {
    lowX = std::min(lowX, intensity(*row));
    highX = std::max(highX, intensity(*row));
    lowY = std::min(lowY, row->gflops);
    highY = std::max(highY, row->gflops);
  }
  const Axis x(lowX, highX, left, width - right), y(lowY, highY, height - bottom, top);
  std::string svg = grid(x, y) + roof(machine, x, y);
  for (const ProfileRow *row : rows)
    svg += dot(*row, x, y);
  return fmt::format(
      "<figure><figcaption>Roofline <small><span class=\"key c0\"></span>bound by "
      "arithmetic <span class=\"key c1\"></span>bound by memory; a dot's area is its "
      "time</small></figcaption><svg viewBox=\"0 0 {} {}\" role=\"img\" "
      "aria-label=\"roofline\">{}</svg></figure>\n",
      width, height, svg);
}

std::string tableRow(const ProfileRow &row) {
  const LaunchFacts &facts = row.facts;
  auto text = [](const std::string &value) {
    return "<td class=\"text\">" + escapeHtml(value) + "</td>";
  };
  auto known = [](bool is, const std::string &value) {
    return "<td>" + (is ? value : std::string()) + "</td>";
  };
  return "<tr>" + text(facts.function) + text(facts.layer) +
         known(true, fmt::format("{:.4f}", row.ms)) +
         known(true, fmt::format("{:.1f} %", 100 * row.share)) +
         known(facts.flops > 0, fmt::format("{:.3f}", facts.flops / 1e6)) +
         known(true, fmt::format("{:.3f}", facts.bytesRead / 1e6)) +
         known(true, fmt::format("{:.3f}", facts.bytesWritten / 1e6)) +
         known(facts.flops > 0, fmt::format("{:.1f}", row.gflops)) +
         known(true, fmt::format("{:.1f}", row.gbs)) +
         known(!row.bound.empty(), fmt::format("{:.0f} %", 100 * row.roofline)) + text(row.bound) +
         text(facts.algorithm) + text(facts.kernel) + text(facts.schedule) + "</tr>\n";
}

std::string tiles(const Profile &profile) {
  using train::tileHtml;
  std::string html = R"(<div class="tiles">)";
  html += tileHtml(fmt::format("{:.3f} ms", profile.plainMs), "a call when nobody watches, median");
  html += tileHtml(fmt::format("{:.3f} ms", profile.callMs), "a call that is profiled, median");
  html += tileHtml(fmt::format("{:.1f} %", 100 * profile.covered), "of that are in the table");
  if (profile.machine.bandwidthGbs > 0) {
    html += tileHtml(fmt::format("{:.1f} GFLOP/s", profile.machine.peakGflops), "peak, measured");
    html += tileHtml(fmt::format("{:.1f} GB/s", profile.machine.bandwidthGbs),
                     "memory's bandwidth, measured");
  }
  return html + "</div>\n";
}

} // namespace

std::string profilePage(const Profile &profile) {
  std::string table =
      "<h2>Launches <small>in the order of execution</small></h2>\n<div class=\"scroll\"><table "
      "class=\"rows\"><tr><th>function</th><th>layer</th><th>ms</th><th>share</th><th>MFLOP</th>"
      "<th>MB read</th><th>MB written</th><th>GFLOP/s</th><th>GB/s</th><th>of the roof</th>"
      "<th>bound by</th><th>algorithm</th><th>kernel</th><th>schedule</th></tr>\n";
  for (const ProfileRow &row : profile.rows)
    table += tableRow(row);
  return train::pageHtml(profile.model, "profile",
                         fmt::format("{}, batch {}, {}, {} thread{}; profiled by resnetc-run",
                                     profile.mode, profile.batch, profile.isa, profile.threads,
                                     profile.threads == 1 ? "" : "s"),
                         tiles(profile) + plot(profile) + table + "</table></div>\n");
}

} // namespace resnetc::run
