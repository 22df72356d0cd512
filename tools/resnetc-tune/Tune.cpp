//===- Tune.cpp - resnetc-tune MODEL: measures which schedules are fastest ---------------===//
//
// A tuning that a signal ends keeps what it has found, and has the status 128 + signal.
//
//===----------------------------------------------------------------------===//
#include "tools/resnetc-tune/Commands.h"

#include "compiler/Pipeline/Compilation.h"
#include "compiler/Support/Errors.h"
#include "runtime/support/InterruptNotice.h"
#include "tools/TargetOption.h"

#include <fmt/format.h>
#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/Threading.h>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <cstdlib>
#include <memory>

namespace resnetc::tuner {

namespace {

struct Options {
  std::string march = "native", mode = "infer", accuracy = "fast";
  std::vector<int64_t> cores;
  bool json = false;
  std::vector<std::string> definitions;
  CompileRequest request;
};

void addOptions(CLI::App &app, Options &options) {
  constexpr int64_t most = 1 << 20;
  CompileRequest &request = options.request;
  request.timeBudget = 60;
  app.add_option("MODEL", request.input, "the model, a .dsl file");
  app.add_option("--db", request.tuningDatabase,
                 "the database that keeps what is found; made where there is none");
  app.add_option("--budget", request.timeBudget, "seconds to measure; default 60")
      ->check(CLI::Range(0.1, 1e6));
  app.add_option("--batch", request.batches, "N[,N...]: batches to tune for; default 1")
      ->delimiter(',')
      ->check(CLI::Range(int64_t{1}, most));
  app.add_option("--march", options.march,
                 "native, x86-64-v3, x86-64-v4 or a processor; this machine has to have its "
                 "instructions; also -march; default native");
  app.add_option("--mode", options.mode, "infer or train; train includes infer")
      ->check(CLI::IsMember({"infer", "train"}));
  app.add_option("--model", request.load.modelName, "which model of the file");
  app.add_option("-D", options.definitions, "NAME=VALUE: a parameter of the model")
      ->allow_extra_args(false);
  app.add_option(
         "--cores,--threads", options.cores,
         "N[,N...]: cores that calls will run on, each number tuned for itself with as many "
         "threads; default those of this machine")
      ->delimiter(',')
      ->check(CLI::Range(int64_t{1}, most));
  app.add_option("--accuracy", options.accuracy, "strict: no Winograd; fast or strict")
      ->check(CLI::IsMember({"fast", "strict"}));
  app.add_flag("--exhaustive", request.exhaustive,
               "measure every schedule, also those of which the cost model expects nothing");
  app.add_flag("--json", options.json, "one JSON object on one line");
}

llvm::Error usageError(std::string text) { return llvm::make_error<UsageError>(std::move(text)); }

/// The targets of all numbers of cores, each once.
llvm::Error readAllTargets(Options &options) {
  if (options.cores.empty())
    options.cores = {llvm::hardware_concurrency().compute_thread_count()};
  for (int64_t cores : options.cores) {
    auto targets = readTargets(options.march, cores);
    if (!targets) {
      llvm::Error error = targets.takeError();
      return error.isA<InputError>() ? std::move(error)
                                     : usageError(llvm::toString(std::move(error)));
    }
    for (const Target *target : *targets)
      if (!llvm::is_contained(options.request.targets, target))
        options.request.targets.push_back(target);
  }
  return llvm::Error::success();
}

/// What the options mean for the compiler.
llvm::Error finishRequest(Options &options) {
  CompileRequest &request = options.request;
  if (request.input.empty())
    return usageError("MODEL is required; see resnetc-tune --help");
  if (request.tuningDatabase.empty())
    return usageError("--db is required, and takes a file; see resnetc-tune --help");
  request.training = request.load.training = options.mode == "train";
  request.strict = options.accuracy == "strict";
  for (const std::string &definition : options.definitions) {
    auto [name, value] = llvm::StringRef(definition).split('=');
    if (name.empty() || value.empty())
      return usageError(fmt::format("'-D' takes NAME=VALUE, not '{}'", definition));
    request.load.defines.emplace_back(name.str(), value.str());
  }
  return readAllTargets(options);
}

const char *callName(const TuningSummary &summary) {
  return summary.training ? "training step" : "inference";
}

/// What the cost model was worth.
void printOrder(const std::vector<TuningSummary> &summaries) {
  TuningSummary all;
  for (const TuningSummary &each : summaries) {
    all.ordered += each.ordered;
    all.tablePlace += each.tablePlace * static_cast<double>(each.ordered);
    all.orderPlace += each.orderPlace * static_cast<double>(each.ordered);
    all.others += each.others;
    all.pruned += each.pruned;
  }
  if (all.ordered)
    fmt::print(
        "what beats the table stood at place {:.1f} in the order of the cost model, {:.1f} in the "
        "table's; {} of {} schedules were not worth measuring\n",
        all.orderPlace / static_cast<double>(all.ordered),
        all.tablePlace / static_cast<double>(all.ordered), all.pruned, all.others);
}

void printTable(const std::vector<TuningSummary> &summaries) {
  fmt::print("{:<24} {:<14} {:>6} {:>8} {:>6} {:>6} {:>9} {:>5}  expected time\n", "target", "call",
             "batch", "kernels", "known", "tuned", "improved", "left");
  int64_t stale = 0;
  for (const TuningSummary &each : summaries) {
    fmt::print(
        "{:<24} {:<14} {:>6} {:>8} {:>6} {:>6} {:>9} {:>5}  {:.3f} of the untuned; {:.0f} % of "
        "its work was measured\n",
        each.target->key(), callName(each), each.batch, each.kernels, each.known, each.tuned,
        each.improved, each.left(), each.ratio, 100 * each.measured);
    stale += each.stale;
  }
  if (stale)
    fmt::print("{} of the database's rows were of another version of the kernels, and not used\n",
               stale);
  printOrder(summaries);
}

void printJson(const std::string &database, const std::vector<TuningSummary> &summaries) {
  nlohmann::ordered_json calls = nlohmann::ordered_json::array();
  for (const TuningSummary &each : summaries)
    calls.push_back({{"target", each.target->key()},
                     {"mode", each.training ? "train" : "infer"},
                     {"batch", each.batch},
                     {"kernels", each.kernels},
                     {"known", each.known},
                     {"tuned", each.tuned},
                     {"improved", each.improved},
                     {"left", each.left()},
                     {"stale", each.stale},
                     {"ratio", each.ratio},
                     {"measured", each.measured},
                     {"schedules", each.others},
                     {"pruned", each.pruned},
                     {"ordered", each.ordered},
                     {"place_in_table", each.tablePlace},
                     {"place_in_order", each.orderPlace}});
  nlohmann::ordered_json json = {{"database", database}, {"calls", calls}};
  fmt::print("{}\n", json.dump());
}

llvm::Expected<int> runTuning(const Options &options) {
  noteOthers();
  InterruptNotice notice;
  std::vector<TuningSummary> summaries;
  Outcome outcome = resnetc::tune(
      options.request, [] { return InterruptNotice::received() != 0; }, summaries, llvm::errs());
  if (outcome != Outcome::Done)
    return static_cast<int>(outcome);
  options.json ? printJson(options.request.tuningDatabase, summaries) : printTable(summaries);
  if (int signal = InterruptNotice::received()) {
    std::fputs("resnetc-tune: note: interrupted; what was found is kept, and the same command goes "
               "on\n",
               stderr);
    return 128 + signal;
  }
  return 0;
}

} // namespace

void noteOthers() {
  constexpr double idle = 0.5;
  double load = 0;
  if (getloadavg(&load, 1) == 1 && load > idle)
    std::fputs(
        fmt::format("resnetc-tune: note: other programs are at work here (load {:.1f}): times "
                    "scatter, and small gains go unseen\n",
                    load)
            .c_str(),
        stderr);
}

void addTune(CLI::App &app, Action &action) {
  auto options = std::make_shared<Options>();
  addOptions(app, *options);
  action = [options]() -> llvm::Expected<int> {
    if (llvm::Error error = finishRequest(*options))
      return error;
    return runTuning(*options);
  };
}

} // namespace resnetc::tuner
