//===- Verify.cpp - whether a database's answers still hold ---------------------------------===//
//
// See Verify.h. A row meets the table's choice as in the end of a search: in turns, by ratios.
//
//===----------------------------------------------------------------------===//
#include "compiler/Tuning/Verify.h"

#include "compiler/Tuning/Merge.h"

#include "llvm/ADT/STLExtras.h"

#include <random>

namespace resnetc {

using State = Verdict::State;

/// Up to `sample` of the rows whose answer is not the table's, in their order.
static std::vector<TuningRow> pick(llvm::ArrayRef<TuningRow> rows, size_t sample, uint32_t seed) {
  std::vector<size_t> places;
  for (size_t i = 0; i < rows.size(); ++i)
    if (rows[i].choice.key() != rows[i].defaultChoice)
      places.push_back(i);
  std::mt19937 random(seed);
  // Not std::shuffle, which libraries implement in different ways.
  for (size_t i = places.size(); i > 1; --i)
    std::swap(places[i - 1], places[random() % i]);
  places.resize(std::min(places.size(), sample));
  llvm::sort(places);
  std::vector<TuningRow> picked;
  for (size_t place : places)
    picked.push_back(rows[place]);
  return picked;
}

/// The table's way and the row's; less where one of them does not exist any more.
static std::vector<Way> waysOfRow(const TuningRow &row, const Target &target) {
  std::optional<Question> question = parseQuestion(row.kernel, target, row.batch);
  if (!question)
    return {};
  std::vector<Way> all = waysOf(*question, backendTables()), ways;
  for (size_t i = 0; i < all.size(); ++i)
    if (i == 0 || all[i].choice.key() == row.choice.key())
      ways.push_back(std::move(all[i]));
  return ways;
}

static State stateOf(const Finding &found) {
  if (found.best != 0)
    return State::Holds;
  return found.lastRatio - 1 > found.spread ? State::Gone : State::Unclear;
}

namespace {

/// The measurers of the targets that were asked for.
class Verifier {
public:
  Verifier(const MeasurerFactory &make, llvm::function_ref<void(llvm::Error)> failed)
      : make(make), failed(failed) {}

  /// `share`: the part of the seconds that are left which this row may use.
  Verdict verify(const TuningRow &row, double &seconds, double share) {
    Verdict verdict{row};
    const Target *target = findTarget(row.target);
    if (!target || !isOfTodaysKernels(row)) {
      verdict.state = State::Stale;
      return verdict;
    }
    const std::vector<Way> ways = waysOfRow(row, *target);
    if (ways.size() < 2) {
      verdict.state = State::Stale;
      return verdict;
    }
    if (Measurer *measurer = seconds > 0 ? measurerOf(*target) : nullptr)
      measure(ways, *measurer, seconds, share, verdict);
    return verdict;
  }

private:
  Measurer *measurerOf(const Target &target) {
    std::unique_ptr<Measurer> &measurer = measurers[&target];
    if (!measurer)
      measurer = make(target);
    return measurer.get();
  }

  void measure(const std::vector<Way> &ways, Measurer &measurer, double &seconds, double share,
               Verdict &verdict) {
    const double start = measurer.now();
    auto found = searchFastest(ways, measurer, {start + share * seconds, start + seconds}, failed);
    seconds -= measurer.now() - start;
    if (!found)
      return failed(found.takeError());
    if (!*found)
      return;
    verdict.state = stateOf(**found);
    verdict.ratio = (*found)->lastRatio;
    verdict.spread = (*found)->spread;
  }

  const MeasurerFactory &make;
  llvm::function_ref<void(llvm::Error)> failed;
  std::map<const Target *, std::unique_ptr<Measurer>> measurers;
};

} // namespace

std::vector<Verdict> verifyRows(llvm::ArrayRef<TuningRow> rows, size_t sample, uint32_t seed,
                                const MeasurerFactory &makeMeasurer, double seconds,
                                llvm::function_ref<void(llvm::Error)> failed) {
  const std::vector<TuningRow> picked = pick(rows, sample, seed);
  Verifier verifier(makeMeasurer, failed);
  std::vector<Verdict> verdicts;
  for (size_t i = 0; i < picked.size(); ++i)
    verdicts.push_back(
        verifier.verify(picked[i], seconds, 1 / static_cast<double>(picked.size() - i)));
  return verdicts;
}

} // namespace resnetc
