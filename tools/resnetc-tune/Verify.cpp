//===- Verify.cpp - resnetc-tune verify: whether what a database says still holds ------------===//
//
// Measures some rows again, in turns with the compiler's own choice.
//
//===----------------------------------------------------------------------===//
#include "compiler/Tuning/Verify.h"

#include "compiler/Tuning/Measurer.h"
#include "runtime/support/InterruptNotice.h"
#include "tools/resnetc-tune/Rows.h"

#include <fmt/format.h>
#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/Threading.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace resnetc::tuner {

namespace {

using State = Verdict::State;

struct Options {
  std::string database;
  RowFilter filter;
  size_t sample = 10;
  uint32_t seed = 1;
  double seconds = 60;
  bool json = false;
};

/// The weights of a network that is larger than every cache.
constexpr int64_t coldWeights = int64_t{1} << 30;

std::unique_ptr<Measurer> makeMeasurer(const Target &target) {
  const unsigned here = llvm::hardware_concurrency().compute_thread_count();
  if (!target.backend->runsHere(target) || target.cores > here)
    return nullptr;
  return std::make_unique<KernelMeasurer>(
      target, MeasureOptions{static_cast<int>(target.cores), coldWeights,
                             [] { return InterruptNotice::received() != 0; }});
}

const char *nameOf(State state) {
  switch (state) {
  case State::Holds:
    return "holds";
  case State::Unclear:
    return "unclear";
  case State::Gone:
    return "gone";
  case State::Stale:
    return "stale";
  case State::Left:
    return "left";
  }
  return "";
}

bool wasMeasured(const Verdict &verdict) {
  return verdict.state != State::Stale && verdict.state != State::Left;
}

void print(const std::vector<Verdict> &verdicts) {
  fmt::print("{:<7} {:>6} {:>6} {:>6}  choice, kernel\n", "verdict", "then", "now", "spread");
  for (const Verdict &each : verdicts) {
    const std::string now = wasMeasured(each) ? fmt::format("{:.3f}", each.ratio) : "-";
    const std::string spread = wasMeasured(each) ? fmt::format("{:.3f}", each.spread) : "-";
    fmt::print("{:<7} {:>6.3f} {:>6} {:>6}  {} for {}, {}, batch {}\n", nameOf(each.state),
               each.row.ratio, now, spread, each.row.choice.key(), each.row.kernel, each.row.target,
               each.row.batch);
  }
  auto count = [&](State state) {
    return llvm::count_if(verdicts, [&](const Verdict &each) { return each.state == state; });
  };
  fmt::print("{} rows: {} hold, {} unclear, {} gone, {} stale, {} left\n", verdicts.size(),
             count(State::Holds), count(State::Unclear), count(State::Gone), count(State::Stale),
             count(State::Left));
}

void printJson(const std::string &database, const std::vector<Verdict> &verdicts) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Verdict &each : verdicts) {
    nlohmann::ordered_json one = {
        {"kernel", each.row.kernel},     {"target", each.row.target},
        {"batch", each.row.batch},       {"choice", each.row.choice.key()},
        {"verdict", nameOf(each.state)}, {"then", each.row.ratio}};
    if (wasMeasured(each)) {
      one["now"] = each.ratio;
      one["spread"] = each.spread;
    }
    list.push_back(std::move(one));
  }
  nlohmann::ordered_json json = {{"database", database}, {"rows", list}};
  fmt::print("{}\n", json.dump());
}

llvm::Expected<int> verify(const Options &options) {
  auto rows = readRows(options.database, options.filter);
  if (!rows)
    return rows.takeError();
  noteOthers();
  InterruptNotice notice;
  const std::vector<Verdict> verdicts = verifyRows(
      *rows, options.sample, options.seed, makeMeasurer, options.seconds, [](llvm::Error error) {
        fmt::print(stderr, "resnetc-tune: warning: a schedule was left out: {}\n",
                   llvm::StringRef(llvm::toString(std::move(error))).rtrim().str());
      });
  options.json ? printJson(options.database, verdicts) : print(verdicts);
  const int signal = InterruptNotice::received();
  return signal ? 128 + signal : 0;
}

} // namespace

void addVerify(CLI::App &app, Action &action) {
  CLI::App *command = app.add_subcommand(
      "verify", "measure a sample of what beats the compiler's own choice again");
  auto options = std::make_shared<Options>();
  addDatabase(*command, options->database);
  command->add_option("--sample", options->sample, "N: rows to measure; default 10")
      ->check(CLI::Range(size_t{1}, size_t{1} << 20));
  command->add_option("--seed", options->seed, "N: another number picks other rows; default 1");
  command->add_option("--budget", options->seconds, "seconds to measure; default 60")
      ->check(CLI::Range(0.1, 1e6));
  options->filter.addOptions(*command);
  command->add_flag("--json", options->json, "one JSON object on one line");
  command->callback([options, &action] { action = [options] { return verify(*options); }; });
}

} // namespace resnetc::tuner
