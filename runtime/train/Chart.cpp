//===- Chart.cpp - line charts as inline SVG --------------------------------------===//
//
// See Chart.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace resnetc::train {

namespace {

constexpr double Width = 560, Height = 280, Left = 58, Right = 12, Top = 12, Bottom = 34;

/// The vertical scale: values to pixels, linear or logarithmic.
class Scale {
public:
  explicit Scale(const Chart &chart) {
    double low = INFINITY, high = -INFINITY;
    for (const Curve &curve : chart.curves)
      for (double value : curve.values) {
        low = std::min(low, value);
        high = std::max(high, value);
      }
    if (!(low <= high))
      low = high = 0;
    logarithmic = chart.logarithmic && low > 0 && high / low > 10;
    if (logarithmic) {
      for (double decade = std::floor(std::log10(low)); decade <= std::ceil(std::log10(high));
           ++decade)
        ticks.push_back(std::pow(10, decade));
    } else {
      ticks = niceTicks(chart.percent || low > 0 ? std::min(low, 0.0) : low, high, 5);
    }
  }

  double y(double value) const {
    double low = position(ticks.front()), high = position(ticks.back());
    return Height - Bottom - (position(value) - low) / (high - low) * (Height - Top - Bottom);
  }

  std::vector<double> ticks;

private:
  double position(double value) const { return logarithmic ? std::log10(value) : value; }

  bool logarithmic;
};

double xOf(size_t index, size_t count) {
  double share = count > 1 ? static_cast<double>(index) / static_cast<double>(count - 1) : 0.5;
  return Left + share * (Width - Left - Right);
}

std::string valueText(double value, bool percent) {
  return percent ? fmt::format("{:.4g} %", 100 * value) : fmt::format("{:.4g}", value);
}

std::string axes(const Scale &scale, size_t count, bool percent) {
  std::string svg;
  for (double tick : scale.ticks)
    svg += fmt::format(R"(<line class="grid" x1="{0}" x2="{1}" y1="{2:.1f}" y2="{2:.1f}"/>)"
                       R"(<text x="{3}" y="{4:.1f}" text-anchor="end">{5}</text>)",
                       Left, Width - Right, scale.y(tick), Left - 6, scale.y(tick) + 4,
                       valueText(tick, percent));
  for (double tick : niceTicks(1, static_cast<double>(std::max<size_t>(count, 2)), 8)) {
    if (tick < 1 || tick > static_cast<double>(count) || tick != std::floor(tick))
      continue;
    svg += fmt::format(R"(<text x="{:.1f}" y="{}" text-anchor="middle">{}</text>)",
                       xOf(static_cast<size_t>(tick) - 1, count), Height - Bottom + 18, tick);
  }
  return svg + fmt::format(R"(<text x="{}" y="{}" text-anchor="end">epoch</text>)", Width - Right,
                           Height - 2);
}

std::string curveSvg(const Chart &chart, size_t which, const Scale &scale) {
  const Curve &curve = chart.curves[which];
  std::string points, dots;
  for (size_t i = 0; i < curve.values.size(); ++i) {
    double x = xOf(i, curve.values.size()), y = scale.y(curve.values[i]);
    points += fmt::format("{:.1f},{:.1f} ", x, y);
    dots += fmt::format(
        R"(<circle class="c{}" cx="{:.1f}" cy="{:.1f}" r="3"><title>{}, epoch {}: {}</title></circle>)",
        which, x, y, escapeHtml(curve.name), i + 1, valueText(curve.values[i], chart.percent));
  }
  return fmt::format(R"(<polyline class="c{}" points="{}"/>)", which, points) + dots;
}

} // namespace

std::string escapeHtml(const std::string &text) {
  std::string result;
  for (char c : text) {
    switch (c) {
    case '&':
      result += "&amp;";
      break;
    case '<':
      result += "&lt;";
      break;
    case '>':
      result += "&gt;";
      break;
    case '"':
      result += "&quot;";
      break;
    default:
      result += c;
    }
  }
  return result;
}

std::vector<double> niceTicks(double low, double high, int count) {
  if (!(high > low))
    high = low + 1;
  double raw = (high - low) / std::max(count, 1);
  double decade = std::pow(10, std::floor(std::log10(raw)));
  double step = decade;
  for (double factor : {1.0, 2.0, 5.0, 10.0})
    if (decade * factor >= raw * 0.999) {
      step = decade * factor;
      break;
    }
  std::vector<double> ticks;
  for (double n = std::floor(low / step + 1e-9); n <= std::ceil(high / step - 1e-9); ++n)
    ticks.push_back(n * step);
  if (ticks.size() < 2)
    ticks.push_back(ticks.back() + step);
  return ticks;
}

std::string chartHtml(const Chart &chart) {
  Scale scale(chart);
  size_t count = 0;
  for (const Curve &curve : chart.curves)
    count = std::max(count, curve.values.size());
  std::string legend, body = axes(scale, count, chart.percent);
  for (size_t i = 0; i < chart.curves.size(); ++i) {
    body += curveSvg(chart, i, scale);
    legend +=
        fmt::format(R"(<span class="key c{}"></span>{} )", i, escapeHtml(chart.curves[i].name));
  }
  return fmt::format("<figure><figcaption>{} <small>{}</small></figcaption>"
                     R"(<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg></figure>)"
                     "\n",
                     escapeHtml(chart.title), legend, Width, Height, escapeHtml(chart.title), body);
}

} // namespace resnetc::train
