//===- main.cpp - resnetc-tune: which schedules are fastest, and where that is kept ------------===//
//
// Exit status 0: done, or the time was over; 1: the user's input is wrong; 2: wrong usage; 3: a bug.
// What a signal ends has 128 + signal.
//
//===----------------------------------------------------------------------===//
#include "compiler/Pipeline/Backends.h"
#include "compiler/Pipeline/BugReport.h"
#include "compiler/Support/Errors.h"
#include "tools/StandardStreams.h"
#include "tools/resnetc-tune/Commands.h"
#include "tools/resnetc/CrashHandler.h"
#include "tools/resnetc/IgnoredSignals.h"

#include <fmt/format.h>
#include <llvm/Support/InitLLVM.h>

#include <cstdio>
#include <system_error>

using namespace resnetc;

namespace resnetc::tuner {

char UsageError::ID = 0;

void addDatabase(CLI::App &command, std::string &path) {
  command.add_option("DB", path, "the database, of resnetc-tune")->required();
}

} // namespace resnetc::tuner

namespace {

constexpr int userMistake = 1, wrongUsage = 2, bug = 3;

int fail(int status, const std::string &text) {
  std::fputs(("resnetc-tune: error: " + text + "\n").c_str(), stderr);
  return status;
}

/// The exit status of a failure, of which the user has been told by then.
int failed(llvm::Error error) {
  int status = 0;
  llvm::handleAllErrors(
      std::move(error),
      [&](const tuner::UsageError &usage) { status = fail(wrongUsage, usage.message()); },
      [&](const InputError &input) { status = fail(userMistake, input.message()); },
      [&](const llvm::ErrorInfoBase &other) {
        printBug(llvm::errs(), other.message());
        status = bug;
      });
  return status;
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

/// An option or positional of a tuning that was given; "" where none was.
std::string givenOption(const CLI::App &app) {
  for (const CLI::Option *option : app.get_options())
    if (option->count())
      return option->get_name();
  return "";
}

int runArguments(int argc, char **argv) {
  CLI::App app(
      "Measures the kernels of a model on this machine, and keeps the fastest schedules in "
      "a database for resnetc --tuning-db. With a command instead of a model: shows, "
      "exchanges and verifies what databases say.",
      "resnetc-tune");
  app.set_version_flag("--version", "resnetc-tune " RESNETC_VERSION);
  app.require_subcommand(0, 1);
  tuner::Action action;
  tuner::addTune(app, action);
  tuner::addShow(app, action);
  tuner::addExport(app, action);
  tuner::addImport(app, action);
  tuner::addMerge(app, action);
  tuner::addVerify(app, action);
  try {
    app.parse(argumentsOf(argc, argv));
  } catch (const CLI::Success &help) { // --help, --version
    return app.exit(help);
  } catch (const CLI::Error &error) {
    return fail(wrongUsage, fmt::format("{}; see resnetc-tune --help", error.what()));
  }
  if (!app.get_subcommands().empty())
    if (std::string option = givenOption(app); !option.empty())
      return fail(wrongUsage, fmt::format("'{}' goes with a model, not before a command; see "
                                          "resnetc-tune --help",
                                          option));
  try {
    llvm::Expected<int> status = action();
    return status ? *status : failed(status.takeError());
  } catch (const std::system_error &) { // fmt throws when stdout fails: that is told at the end
    return 0;
  } catch (const std::bad_alloc &) {
    return fail(userMistake, outOfMemoryText.str());
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
