//===- Summary.cpp - what a tuning has come to -------------------------------------------------===//
//
// The kernels of a call are those of the forms that were chosen; what another form would have taken
// is known from the questions about forms.
//
//===----------------------------------------------------------------------===//
#include "compiler/Tuning/Summary.h"

#include <set>

namespace resnetc {

namespace {

/// Sums over the questions of one summary.
class Summing {
public:
  explicit Summing(TuningSummary summary) : summary(std::move(summary)) {}

  void add(const Answer &answer) {
    double uses = 0;
    for (const Use &use : answer.question.uses)
      if (use.training == summary.training && (use.batch == summary.batch || use.batch == 0))
        uses += static_cast<double>(use.count);
    if (uses == 0)
      return;
    count(answer);
    const bool form = answer.question.filter.has_value();
    if (answer.measured() && form)
      usual += uses * (answer.row.defaultSeconds - answer.row.seconds);
    if (form) // its kernels are counted for themselves
      return;
    double cost = answer.cost * uses;
    expected += cost;
    if (!answer.measured())
      return;
    measured += cost;
    usual += uses * answer.row.defaultSeconds;
    tuned += uses * answer.row.seconds;
  }

  TuningSummary take() {
    if (expected > 0)
      summary.measured = measured / expected;
    if (tuned > 0 && usual > 0)
      summary.ratio = summary.measured * tuned / usual + 1 - summary.measured;
    if (summary.ordered) {
      summary.tablePlace = tablePlaces / static_cast<double>(summary.ordered);
      summary.orderPlace = orderPlaces / static_cast<double>(summary.ordered);
    }
    return summary;
  }

private:
  void count(const Answer &answer) {
    summary.kernels += answer.state != Answer::State::Single;
    summary.known += answer.state == Answer::State::Known;
    summary.tuned += answer.state == Answer::State::Tuned;
    summary.improved += answer.measured() && answer.row.ratio < 1;
    summary.stale += answer.stale;
    summary.others += static_cast<int64_t>(answer.others);
    summary.pruned += static_cast<int64_t>(answer.pruned);
    if (answer.orderPlace == 0)
      return;
    ++summary.ordered;
    tablePlaces += static_cast<double>(answer.tablePlace);
    orderPlaces += static_cast<double>(answer.orderPlace);
  }

  TuningSummary summary;
  double tablePlaces = 0, orderPlaces = 0;
  double usual = 0, tuned = 0;       ///< seconds of a call, of what was measured
  double expected = 0, measured = 0; ///< expected cost of a call
};

} // namespace

std::vector<TuningSummary> summarize(llvm::ArrayRef<Answer> answers) {
  std::set<std::pair<bool, int64_t>> calls;
  for (const Answer &answer : answers)
    for (const Use &use : answer.question.uses)
      if (use.batch)
        calls.insert({use.training, use.batch});
  std::vector<TuningSummary> summaries;
  for (auto [training, batch] : calls) {
    Summing sums(TuningSummary{answers.front().question.target, training, batch});
    for (const Answer &answer : answers)
      sums.add(answer);
    summaries.push_back(sums.take());
  }
  return summaries;
}

} // namespace resnetc
