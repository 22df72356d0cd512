//===- Report.cpp - a training as one HTML page -----------------------------------===//
//
// See Report.h. The charts are made in Chart.cpp.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Report.h"

#include "runtime/train/Chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace resnetc::train {

namespace {

constexpr const char *style = R"(
:root { --ink: #1b2430; --soft: #5b6675; --paper: #fff; --line: #dfe4ea; --c0: #1f6fd1; --c1: #d1481f; --cell: 31, 111, 209; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e7ebf0; --soft: #9aa5b4; --paper: #12161c; --line: #2c3440; --c0: #6aa9f5; --c1: #f58a63; --cell: 106, 169, 245; }
}
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 1180px; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; } small, .soft { color: var(--soft); }
.tiles { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1rem 0; } .tile { border: 1px solid var(--line); border-radius: 8px; padding: .6rem 1rem; }
.tile b { display: block; font-size: 1.35rem; } .charts { display: flex; flex-wrap: wrap; gap: 1rem; }
figure { margin: 0; flex: 1 1 480px; } figcaption { font-weight: 600; } svg { width: 100%; height: auto; }
svg text { font-size: 12px; fill: var(--soft); } .grid { stroke: var(--line); } polyline { fill: none; stroke-width: 2; }
polyline.c0 { stroke: var(--c0); } polyline.c1 { stroke: var(--c1); } circle { fill-opacity: 0; } circle:hover { fill-opacity: 1; }
circle.c0 { fill: var(--c0); } circle.c1 { fill: var(--c1); } .key { display: inline-block; width: .8em; height: .8em; border-radius: 2px; margin: 0 .3em 0 .6em; }
.key.c0 { background: var(--c0); } .key.c1 { background: var(--c1); } table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
td, th { padding: .25rem .6rem; border: 1px solid var(--line); text-align: right; font-weight: normal; } .config td { text-align: left; border-width: 0 0 1px; }
.scroll { overflow-x: auto; }
)";

std::string tile(const std::string &value, const std::string &label) {
  return fmt::format(R"(<div class="tile"><b>{}</b><span class="soft">{}</span></div>)",
                     escapeHtml(value), escapeHtml(label));
}

std::string tiles(const ReportContent &c) {
  double seconds = 0;
  const EpochRecord *best = nullptr;
  for (const EpochRecord &epoch : c.epochs) {
    seconds += epoch.seconds;
    if (!best || epoch.testTop1 > best->testTop1)
      best = &epoch;
  }
  std::string html = R"(<div class="tiles">)";
  html += tile(fmt::format("{:.2f} %", 100 * c.metrics.top1()), "test accuracy, last epoch");
  if (best)
    html += tile(fmt::format("{:.2f} %", 100 * best->testTop1),
                 fmt::format("best test accuracy, epoch {}", best->epoch));
  html += tile(fmt::format("{:.4f}", c.metrics.loss()), "test loss");
  html += tile(fmt::format("{:.1f} s", seconds), fmt::format("{} epochs", c.epochs.size()));
  if (!c.epochs.empty())
    html +=
        tile(fmt::format("{:.0f}", c.epochs.back().imagesPerSecond), "training images per second");
  return html + "</div>\n";
}

std::vector<double> column(const std::vector<EpochRecord> &epochs,
                           const std::function<double(const EpochRecord &)> &value) {
  std::vector<double> result;
  for (const EpochRecord &epoch : epochs)
    result.push_back(value(epoch));
  return result;
}

std::string charts(const std::vector<EpochRecord> &epochs) {
  auto of = [&](auto member) {
    return column(epochs, [member](const EpochRecord &epoch) { return epoch.*member; });
  };
  Chart loss{"Loss",
             {{"training", of(&EpochRecord::trainLoss)}, {"test", of(&EpochRecord::testLoss)}},
             true,
             false};
  Chart error{"Error",
              {{"training", of(&EpochRecord::trainError)},
               {"test", column(epochs, [](const EpochRecord &e) { return 1 - e.testTop1; })}},
              false,
              true};
  Chart rate{"Learning rate", {{"rate", of(&EpochRecord::lr)}}, true, false};
  Chart speed{
      "Training images per second", {{"speed", of(&EpochRecord::imagesPerSecond)}}, false, false};
  return "<div class=\"charts\">\n" + chartHtml(loss) + chartHtml(error) + chartHtml(rate) +
         chartHtml(speed) + "</div>\n";
}

std::string confusion(const Metrics &metrics, const std::vector<std::string> &names) {
  constexpr int64_t maxClasses = 40;
  if (metrics.classes > maxClasses)
    return fmt::format("<p class=\"soft\">{} classes: too many to show.</p>\n", metrics.classes);
  auto name = [&](int64_t k) {
    return static_cast<size_t>(k) < names.size() ? escapeHtml(names[static_cast<size_t>(k)])
                                                 : std::to_string(k);
  };
  std::string html = "<div class=\"scroll\"><table><tr><th>true \\ predicted</th>";
  for (int64_t k = 0; k < metrics.classes; ++k)
    html += fmt::format("<th>{}</th>", name(k));
  html += "<th>right</th></tr>\n";
  for (int64_t k = 0; k < metrics.classes; ++k) {
    const int64_t *row = metrics.confusion.data() + k * metrics.classes;
    int64_t total = 0;
    for (int64_t j = 0; j < metrics.classes; ++j)
      total += row[j];
    html += fmt::format("<tr><th>{}</th>", name(k));
    for (int64_t j = 0; j < metrics.classes; ++j) {
      double share = total ? static_cast<double>(row[j]) / static_cast<double>(total) : 0;
      html += fmt::format(R"x(<td style="background:rgba(var(--cell),{:.2f})">{}</td>)x",
                          0.7 * share, row[j] ? std::to_string(row[j]) : "");
    }
    html += fmt::format("<td>{}</td></tr>\n",
                        total ? fmt::format("{:.1f} %", 100.0 * static_cast<double>(row[k]) /
                                                            static_cast<double>(total))
                              : "");
  }
  return html + "</table></div>\n";
}

std::string configuration(const ReportContent &c) {
  std::string html = "<table class=\"config\">\n";
  auto row = [&](const std::string &key, const std::string &value) {
    html += fmt::format("<tr><td class=\"soft\">{}</td><td>{}</td></tr>\n", escapeHtml(key),
                        escapeHtml(value));
  };
  row("model", fmt::format("{}: {} parameters, {} multiply-adds per image", c.model, c.parameters,
                           c.multiplyAdds));
  row("library", c.library);
  row("instruction set, threads", fmt::format("{}, {}", c.isa, c.threads));
  row("training images", fmt::format("{} from {}", c.trainImages, c.recipe.data));
  row("test images", fmt::format("{} from {}", c.testImages, c.testName));
  row("recipe", recipeText(c.recipe));
  return html + "</table>\n";
}

} // namespace

std::string reportHtml(const ReportContent &c) {
  return fmt::format("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                     "<title>{0} - training report</title><style>{1}</style></head><body>\n"
                     "<h1>{0}</h1><p class=\"soft\">trained by resnetc-run</p>\n",
                     escapeHtml(c.model), style) +
         tiles(c) + charts(c.epochs) +
         fmt::format("<h2>Confusion matrix <small>{} test images, last epoch</small></h2>\n",
                     c.metrics.images) +
         confusion(c.metrics, c.classNames) + "<h2>Configuration</h2>\n" + configuration(c) +
         "</body></html>\n";
}

} // namespace resnetc::train
