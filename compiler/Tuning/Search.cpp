//===- Search.cpp - the fastest of several ways, on a noisy machine ------------------------===//
//
// See Search.h.
//
//===----------------------------------------------------------------------===//
#include "compiler/Tuning/Search.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace resnetc {

namespace {

/// Of its time a search spends up to so much on compiling, and up to so much before the last
/// comparison begins.
constexpr double loadingShare = 0.6, halvingShare = 0.85;

/// Turns of the first round; each has twice as many as the one before.
constexpr int firstTurns = 3;

/// Turns of the last comparison.
constexpr int fewestTurns = 9, mostTurns = 31;

/// A gain below it is none, however steady: another default is not worth its row.
constexpr double leastGain = 0.01;

/// The value below which the part `share` of all lies.
double quantile(std::vector<double> values, double share) {
  if (values.empty())
    return std::numeric_limits<double>::infinity();
  auto at = values.begin() +
            static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1) + 0.5);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

/// A way in the running, with what was measured of it in this round.
struct Contender {
  size_t way;
  std::unique_ptr<Timed> timed;
  std::vector<double> ratios, seconds;

  double median() const { return quantile(ratios, 0.5); }
  void forget() {
    ratios.clear();
    seconds.clear();
  }
};

class Search {
public:
  Search(llvm::ArrayRef<Way> ways, Measurer &measurer, SearchTime time,
         llvm::function_ref<void(llvm::Error)> failed)
      : ways(ways), measurer(measurer), time(time), failed(failed), start(measurer.now()) {}

  llvm::Expected<std::optional<Finding>> run() {
    if (over(time.share))
      return std::nullopt;
    auto loaded = measurer.load(ways.front());
    if (!loaded)
      return loaded.takeError();
    usual = std::move(*loaded);
    loadOthers();
    halve();
    if (contenders.empty() || !compareFinally())
      return std::nullopt;
    return finding();
  }

private:
  bool over(double moment) const { return measurer.stopped() || measurer.now() >= moment; }

  double at(double share) const { return start + share * (time.share - start); }

  /// One in any case, while there is time at all: the default alone says nothing.
  void loadOthers() {
    for (size_t way = 1; way < ways.size(); ++way) {
      if (over(contenders.empty() ? time.end : at(loadingShare)))
        return;
      auto loaded = measurer.load(ways[way]);
      if (loaded)
        contenders.push_back({way, std::move(*loaded), {}, {}});
      else
        failed(loaded.takeError());
    }
  }

  /// Every contender between two runs of the default.
  void turn() {
    double before = usual->seconds();
    for (Contender &contender : contenders) {
      double seconds = contender.timed->seconds(), after = usual->seconds();
      contender.seconds.push_back(seconds);
      contender.ratios.push_back(2 * seconds / (before + after));
      usualSeconds.push_back(after);
      before = after;
    }
  }

  void halve() {
    for (int turns = firstTurns; contenders.size() > 1; turns *= 2) {
      for (Contender &contender : contenders)
        contender.forget();
      // The first turn is never left out: without it there is no order.
      for (int i = 0; i < turns && (i == 0 || !over(at(halvingShare))); ++i)
        turn();
      note();
      std::stable_sort(contenders.begin(), contenders.end(),
                       [](auto &a, auto &b) { return a.median() < b.median(); });
      contenders.resize(over(at(halvingShare)) ? 1 : (contenders.size() + 1) / 2);
    }
  }

  /// False where time is over before the comparison says anything.
  bool compareFinally() {
    contenders.front().forget();
    usualSeconds.clear();
    for (int i = 0; i < mostTurns && !over(i < fewestTurns ? time.end : time.share); ++i)
      turn();
    note();
    return contenders.front().ratios.size() >= fewestTurns;
  }

  void note() {
    for (const Contender &contender : contenders)
      tried[contender.way] = contender.median();
  }

  Finding finding() const {
    Finding found = verdict();
    for (auto [way, ratio] : tried)
      if (std::isfinite(ratio))
        found.tried.push_back({way, ratio});
    return found;
  }

  Finding verdict() const {
    const Contender &winner = contenders.front();
    double ratio = winner.median();
    double spread = quantile(winner.ratios, 0.75) - quantile(winner.ratios, 0.25);
    auto count = static_cast<int64_t>(winner.ratios.size());
    double usualMedian = quantile(usualSeconds, 0.5);
    if (1 - ratio <= std::max(spread, leastGain))
      return {0, usualMedian, usualMedian, 1, spread, count, ratio, {}};
    return {winner.way, quantile(winner.seconds, 0.5), usualMedian, ratio, spread, count, ratio,
            {}};
  }

  llvm::ArrayRef<Way> ways;
  Measurer &measurer;
  SearchTime time;
  llvm::function_ref<void(llvm::Error)> failed;
  double start;
  std::unique_ptr<Timed> usual;
  std::vector<Contender> contenders;
  std::vector<double> usualSeconds;
  std::map<size_t, double> tried; ///< last ratio of each way
};

} // namespace

llvm::Expected<std::optional<Finding>> searchFastest(llvm::ArrayRef<Way> ways, Measurer &measurer,
                                                     SearchTime time,
                                                     llvm::function_ref<void(llvm::Error)> failed) {
  return Search(ways, measurer, time, failed).run();
}

} // namespace resnetc
