//===- Chart.h - line charts as inline SVG ----------------------------------------===//
//
// Just what the report needs: curves over epochs with axes, a legend and a tooltip per point.
// Colours come from the page's style sheet (classes c0, c1, ...), so charts follow its light and
// dark themes.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <string>
#include <vector>

namespace resnetc::train {

struct Curve {
  std::string name;
  std::vector<double> values; ///< one per epoch, from epoch 1
};

struct Chart {
  std::string title;
  std::vector<Curve> curves;
  bool logarithmic = false; ///< used only when every value is positive
  bool percent = false;     ///< values are fractions
};

/// One <figure> with its <svg>. No curve, or one without values, is drawn as an empty frame.
std::string chartHtml(const Chart &chart);

/// Text made safe between tags and in attributes.
std::string escapeHtml(const std::string &text);

/// About `count` round numbers that cover [low, high].
std::vector<double> niceTicks(double low, double high, int count);

} // namespace resnetc::train
