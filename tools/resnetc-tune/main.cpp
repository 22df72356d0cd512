//===- main.cpp - resnetc-tune: measures which schedules are fastest ---------------===//
//
// Exit status 0: done, or the time was over; 1: the user's input is wrong; 2: wrong usage; 3: a bug.
// A tuning that a signal ends keeps what it has found, and has 128 + signal.
//
//===----------------------------------------------------------------------===//
#include "compiler/Pipeline/Backends.h"
#include "compiler/Pipeline/Compilation.h"
#include "compiler/Support/Errors.h"
#include "runtime/support/InterruptNotice.h"
#include "tools/StandardStreams.h"
#include "tools/TargetOption.h"
#include "tools/resnetc/CrashHandler.h"
#include "tools/resnetc/IgnoredSignals.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <llvm/Support/InitLLVM.h>
#include <llvm/Support/Threading.h>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <cstdlib>

using namespace resnetc;

namespace {

constexpr int userMistake = 1, wrongUsage = 2;

struct Options {
  std::string march = "native", mode = "infer", accuracy = "fast";
  int64_t cores = 0;
  int threads = 0;
  bool json = false;
  std::vector<std::string> definitions;
  CompileRequest request;
};

int fail(int status, const std::string &text) {
  std::fputs(("resnetc-tune: error: " + text + "\n").c_str(), stderr);
  return status;
}

void addOptions(CLI::App &app, Options &options) {
  constexpr int64_t most = 1 << 20;
  CompileRequest &request = options.request;
  request.timeBudget = 60;
  app.add_option("MODEL", request.input, "the model, a .dsl file")->required();
  app.add_option("--db", request.tuningDatabase,
                 "the database that keeps what is found; made where there is none")
      ->required();
  app.add_option("--budget", request.timeBudget, "seconds to measure; default 60")
      ->check(CLI::Range(0.1, 1e6));
  app.add_option("--batch", request.batches, "N[,N...]: batches to tune for; default 1")
      ->delimiter(',')
      ->check(CLI::Range(int64_t{1}, most));
  app.add_option(
      "--march", options.march,
      "native, x86-64-v3, x86-64-v4 or a processor, of which this machine has to have the "
      "instructions; also -march; default native");
  app.add_option("--mode", options.mode, "infer or train; train includes infer")
      ->check(CLI::IsMember({"infer", "train"}));
  app.add_option("--model", request.load.modelName, "which model of the file");
  app.add_option("-D", options.definitions, "NAME=VALUE: a parameter of the model")
      ->allow_extra_args(false);
  app.add_option("--cores", options.cores,
                 "cores that calls will run on; default those of this machine")
      ->check(CLI::Range(int64_t{1}, most));
  app.add_option("--threads", options.threads, "threads that measure; default as many as cores")
      ->check(CLI::Range(1, 1024));
  app.add_option("--accuracy", options.accuracy, "strict: no Winograd; fast or strict")
      ->check(CLI::IsMember({"fast", "strict"}));
  app.add_flag("--json", options.json, "one JSON object on one line");
}

/// What the options mean for the compiler; an exit status after a message where they do not go.
int finishRequest(Options &options) {
  CompileRequest &request = options.request;
  request.training = request.load.training = options.mode == "train";
  request.strict = options.accuracy == "strict";
  for (const std::string &definition : options.definitions) {
    auto [name, value] = llvm::StringRef(definition).split('=');
    if (name.empty() || value.empty())
      return fail(wrongUsage, fmt::format("'-D' takes NAME=VALUE, not '{}'", definition));
    request.load.defines.emplace_back(name.str(), value.str());
  }
  if (request.tuningDatabase.empty())
    return fail(wrongUsage, "'--db' takes a file");
  if (!options.cores)
    options.cores = llvm::hardware_concurrency().compute_thread_count();
  auto targets = readTargets(options.march, options.cores);
  if (!targets) {
    llvm::Error error = targets.takeError();
    const int status = error.isA<InputError>() ? userMistake : wrongUsage;
    return fail(status, llvm::toString(std::move(error)));
  }
  request.targets = std::move(*targets);
  return 0;
}

const char *callName(const TuningSummary &summary) {
  return summary.training ? "training step" : "inference";
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
                     {"measured", each.measured}});
  nlohmann::ordered_json json = {{"database", database}, {"calls", calls}};
  fmt::print("{}\n", json.dump());
}

/// Says so if the machine has other work, as far as it is seen in what is measured.
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

int runTuning(const Options &options) {
  noteOthers();
  InterruptNotice notice;
  std::vector<TuningSummary> summaries;
  Outcome outcome = tune(
      options.request, options.threads, [] { return InterruptNotice::received() != 0; }, summaries,
      llvm::errs());
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

/// CLI11 knows no long names after a single dash.
std::vector<std::string> argumentsOf(int argc, char **argv) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  for (std::string &argument : arguments)
    if (argument == "-march" || argument.rfind("-march=", 0) == 0)
      argument.insert(0, "-");
  std::reverse(arguments.begin(), arguments.end()); // as CLI11 takes them
  return arguments;
}

int runArguments(int argc, char **argv) {
  CLI::App app(
      "Measures the kernels of a model on this machine, and keeps the fastest schedules in "
      "a database for resnetc --tuning-db.",
      "resnetc-tune");
  app.set_version_flag("--version", "resnetc-tune " RESNETC_VERSION);
  Options options;
  addOptions(app, options);
  try {
    app.parse(argumentsOf(argc, argv));
  } catch (const CLI::Success &help) { // --help, --version
    return app.exit(help);
  } catch (const CLI::Error &error) {
    return fail(wrongUsage, fmt::format("{}; see resnetc-tune --help", error.what()));
  }
  if (int status = finishRequest(options))
    return status;
  try {
    return runTuning(options);
  } catch (const std::system_error &) { // fmt throws when stdout fails: that is told at the end
    return 0;
  }
}

} // namespace

int main(int argc, char **argv) {
  tools::openStandardStreams();
  IgnoredSignals ignored;
  llvm::InitLLVM init(argc, argv, /*InstallPipeSignalExitHandler=*/false);
  installCrashHandler();
  ignored.restore();
  registerAllBackends();
  return tools::finishOutput("resnetc-tune", runArguments(argc, argv), userMistake);
}
