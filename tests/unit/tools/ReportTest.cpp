//===- ReportTest.cpp - tests of runtime/train/Chart.cpp, Report.cpp and ProgressBar.cpp ---===//
//
// Charts stay inside their frame whatever the values, text is escaped, and the page is well-formed.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Report.h"
#include "runtime/train/Chart.h"
#include "runtime/train/ProgressBar.h"

#include <gtest/gtest.h>

#include <regex>

using namespace resnetc::train;

namespace {

/// Every coordinate of circles lies inside the 560 x 280 frame.
void expectInside(const std::string &html) {
  std::regex circle(R"rx(cx="([^"]*)" cy="([^"]*)")rx");
  for (std::sregex_iterator i(html.begin(), html.end(), circle), end; i != end; ++i) {
    double x = std::stod((*i)[1]), y = std::stod((*i)[2]);
    EXPECT_TRUE(x >= 0 && x <= 560 && y >= 0 && y <= 280) << (*i)[0];
  }
}

/// Opening and closing tags match.
void expectWellFormed(const std::string &html) {
  std::vector<std::string> open;
  std::regex tag(R"(<(/?)([a-z0-9]+)[^>]*?(/?)>)");
  for (std::sregex_iterator i(html.begin(), html.end(), tag), end; i != end; ++i) {
    std::string name = (*i)[2];
    if ((*i)[3] == "/" || name == "meta")
      continue;
    if ((*i)[1] != "/") {
      open.push_back(name);
      continue;
    }
    ASSERT_FALSE(open.empty()) << name;
    ASSERT_EQ(open.back(), name);
    open.pop_back();
  }
  EXPECT_TRUE(open.empty());
}

} // namespace

TEST(Chart, holdsAnyValues) {
  for (const std::vector<double> &values :
       {std::vector<double>{}, {1}, {0, 0, 0}, {1e-9, 1e9}, {-5, 3}, {0.5, 0.25, 0.125}, {7, 7}})
    for (bool logarithmic : {false, true}) {
      std::string html = chartHtml({"t", {{"a", values}, {"b", values}}, logarithmic, false});
      expectInside(html);
      expectWellFormed(html);
      EXPECT_EQ(html.find("nan"), std::string::npos) << html;
      EXPECT_EQ(html.find("inf"), std::string::npos);
    }
}

TEST(Chart, choosesRoundTicks) {
  EXPECT_EQ(niceTicks(0, 1, 5), (std::vector<double>{0, 0.2, 0.4, 0.6000000000000001, 0.8, 1}));
  EXPECT_EQ(niceTicks(0, 97, 5), (std::vector<double>{0, 20, 40, 60, 80, 100}));
  EXPECT_GE(niceTicks(3, 3, 5).size(), 2u);
}

TEST(Report, isWellFormedAndEscaped) {
  Metrics metrics(3);
  const float logits[3] = {1, 2, 3};
  metrics.add(logits, 2);
  metrics.add(logits, 0);
  EpochRecord epoch;
  epoch.epoch = 1;
  epoch.lr = 0.1;
  epoch.trainLoss = 1.5;
  epoch.testLoss = 1.2;
  epoch.testTop1 = 0.5;
  Recipe recipe;
  recipe.data = "npy:<a>&\"b\"";
  ReportContent content{
      "net",   "/tmp/<net>.so",         "avx2", 10, 20, 2, 100, 50, "test", recipe, {epoch},
      metrics, {"cat", "dog", "<bird>"}};
  std::string html = reportHtml(content);
  expectWellFormed(html);
  EXPECT_NE(html.find("&lt;bird&gt;"), std::string::npos);
  EXPECT_EQ(html.find("<bird>"), std::string::npos);
  EXPECT_NE(html.find("50.00 %"), std::string::npos);
  content.epochs.clear();
  expectWellFormed(reportHtml(content));
}

TEST(ProgressLine, looksLikeTqdm) {
  EXPECT_EQ(progressLine("epoch 1/2", 47, 391, 10.2, "loss=1.2"),
            "epoch 1/2  12%|█▏        | 47/391 [00:10<01:14, 4.61it/s, loss=1.2]");
  EXPECT_EQ(progressLine("x", 0, 10, 0, ""), "x   0%|          | 0/10 [00:00<?, 0it/s]");
  EXPECT_EQ(progressLine("x", 10, 10, 4000, ""),
            "x 100%|██████████| 10/10 [1:06:40<00:00, 0.0025it/s]");
  EXPECT_EQ(progressLine("x", 5, 0, 1, "").substr(0, 6), "x 100%");
}
