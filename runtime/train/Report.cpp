//===- Report.cpp - a training as one HTML page -----------------------------------===//
//
// See Report.h. The charts are made in Chart.cpp.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Report.h"

#include "runtime/train/Chart.h"
#include "runtime/train/Page.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace resnetc::train {

namespace {

std::string tiles(const ReportContent &c) {
  double seconds = 0;
  const EpochRecord *best = nullptr;
  for (const EpochRecord &epoch : c.epochs) {
    seconds += epoch.seconds;
    if (!best || epoch.testTop1 > best->testTop1)
      best = &epoch;
  }
  std::string html = R"(<div class="tiles">)";
  html += tileHtml(fmt::format("{:.2f} %", 100 * c.metrics.top1()), "test accuracy, last epoch");
  if (best)
    html += tileHtml(fmt::format("{:.2f} %", 100 * best->testTop1),
                     fmt::format("best test accuracy, epoch {}", best->epoch));
  html += tileHtml(fmt::format("{:.4f}", c.metrics.loss()), "test loss");
  html += tileHtml(fmt::format("{:.1f} s", seconds), fmt::format("{} epochs", c.epochs.size()));
  if (!c.epochs.empty())
    html += tileHtml(fmt::format("{:.0f}", c.epochs.back().imagesPerSecond),
                     "training images per second");
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
  return pageHtml(
      c.model, "training report", "trained by resnetc-run",
      tiles(c) + charts(c.epochs) +
          fmt::format("<h2>Confusion matrix <small>{} test images, last epoch</small></h2>\n",
                      c.metrics.images) +
          confusion(c.metrics, c.classNames) + "<h2>Configuration</h2>\n" + configuration(c));
}

} // namespace resnetc::train
