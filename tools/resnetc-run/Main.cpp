//===- Main.cpp - resnetc-run: runs, times and trains compiled models -------------===//
//
// Exit status 0: done; 1: the user's input is wrong; 2: wrong usage; 3: a bug. Every failure is one
// line on stderr, "resnetc-run: error: FILE: what; hint"; weights that do not fit are listed below
// it. A training that a signal ends has 128 + signal, as has what nobody is left to read (SIGPIPE).
//
//===----------------------------------------------------------------------===//
#include "tools/StandardStreams.h"
#include "tools/resnetc-run/Commands.h"

#include "runtime/support/Error.h"
#include "runtime/train/Interrupt.h"
#include "runtime/train/Notes.h"
#include "runtime/train/Safetensors.h"
#include "runtime/train/Weights.h"

#include <fmt/format.h>

#include <cstdio>
#include <new>

using namespace resnetc;

namespace resnetc::run {

void addLibrary(CLI::App &command, std::string &library) {
  command.add_option("LIB", library, "the compiled model, a .so file made by resnetc")->required();
}

void addThreads(CLI::App &command, int32_t &threads) {
  command
      .add_option("--threads", threads,
                  "threads to use; 0: as many as the machine and the environment allow")
      ->check(CLI::Range(0, RESNETC_MAX_THREADS));
}

void addDevice(CLI::App &command, std::string &device) {
  command
      .add_option(
          "--device", device,
          "cpu, cuda or cuda:N; the last is device number N; default: the first that LIB was "
          "compiled for and this machine has, number 0")
      ->check([](const std::string &name) {
        return train::isDeviceName(name) ? "" : "takes cpu, cuda or cuda:N, not '" + name + "'";
      });
}

void addStrictWeights(CLI::App &command, bool &strict) {
  command.add_flag("--strict-weights", strict,
                   "refuse weights with values that no trained model has: not finite, or a running "
                   "variance below 0; default: a warning");
}

void loadAndSeal(train::State &state, const std::string &weights, bool strict) {
  if (!weights.empty()) {
    std::string text = train::loadWeights(state, train::SafetensorsFile(weights));
    if (!text.empty())
      train::note(text);
  } else if (state.library().info().has_weights) {
    state.loadEmbedded();
  } else if (!state.library().tensors().empty()) {
    userError("{}: has no embedded weights; give --weights FILE.safetensors",
              state.library().path());
  }
  train::checkValues(state, weights.empty() ? state.library().path() : weights,
                     strict ? train::WrongValues::Refuse : train::WrongValues::Warn);
  state.seal();
}

} // namespace resnetc::run

namespace {

constexpr int userMistake = 1, wrongUsage = 2, bug = 3;

int fail(int status, const std::string &text) {
  std::fputs(("resnetc-run: error: " + text + "\n").c_str(), stderr);
  return status;
}

/// The name of a command that does not exist, or "" when there is nothing wrong with the first
/// argument.
std::string unknownCommand(const CLI::App &app, int argc, char **argv) {
  if (argc < 2 || argv[1][0] == '-')
    return "";
  for (const CLI::App *command : app.get_subcommands({}))
    if (command->get_name() == argv[1])
      return "";
  return argv[1];
}

int failBug(const char *text) {
  return fail(bug,
              fmt::format("{}; this is a bug in resnetc: please report this line, the command and "
                          "the model",
                          text));
}

/// Does what the command line asks for; output that was lost is left to the caller.
int runCommand(const run::Action &action) {
  try {
    action();
    return 0;
  } catch (const CLI::Error &error) { // options that do not go together
    return fail(wrongUsage, fmt::format("{}; see resnetc-run --help", error.what()));
  } catch (const ReportedError &) {
    return userMistake;
  } catch (const UserError &error) {
    return fail(userMistake, error.what());
  } catch (const train::Interrupted &stop) {
    train::note(stop.text);
    return 128 + stop.signal;
  } catch (const std::bad_alloc &) {
    return fail(userMistake, "out of memory; try a smaller --batch");
  } catch (const std::exception &error) {
    if (std::ferror(stdout)) // fmt throws when a stream fails
      return 0;
    return failBug(error.what());
  }
}

int runArguments(int argc, char **argv) {
  CLI::App app("Runs, times and trains the libraries that resnetc makes.", "resnetc-run");
  app.set_version_flag("--version", "resnetc-run " RESNETC_VERSION);
  app.require_subcommand(1);
  run::Action action;
  run::addInfo(app, action);
  run::addPredict(app, action);
  run::addBench(app, action);
  run::addGrad(app, action);
  run::addTrain(app, action);
  run::addEval(app, action);
  run::addSave(app, action);
  if (std::string unknown = unknownCommand(app, argc, argv); !unknown.empty())
    return fail(wrongUsage,
                fmt::format("{} is no command; expects info, predict, bench, grad, train, "
                            "eval or save",
                            inQuotes(unknown)));
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success &help) { // --help, --version
    return app.exit(help);
  } catch (const CLI::Error &error) {
    return fail(wrongUsage, fmt::format("{}; see resnetc-run --help", error.what()));
  }
  return runCommand(action);
}

} // namespace

int main(int argc, char **argv) {
  tools::openStandardStreams();
  tools::ignoreSizeSignal();
  return tools::finishOutput("resnetc-run", runArguments(argc, argv), userMistake);
}
