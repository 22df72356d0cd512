//===- main.cpp - resnetc: from a model's text to a library -----------------------===//
#include "compiler/Pipeline/Backends.h"
#include "compiler/Pipeline/Version.h"
#include "tools/StandardStreams.h"
#include "tools/resnetc/CommandLine.h"
#include "tools/resnetc/CrashHandler.h"
#include "tools/resnetc/IgnoredSignals.h"
#include "tools/resnetc/Models.h"

#include "llvm/Support/InitLLVM.h"

using namespace resnetc;

static void printVersion(llvm::raw_ostream &os) { os << compilerText() << ", language 1\n"; }

static Outcome run(llvm::ArrayRef<const char *> arguments) {
  Outcome outcome = Outcome::Done;
  std::optional<CommandLine> line = parseCommandLine(arguments, llvm::errs(), outcome);
  if (!line)
    return outcome;
  switch (line->action) {
  case CommandLine::Action::Help:
    printHelp(llvm::outs());
    return Outcome::Done;
  case CommandLine::Action::Version:
    printVersion(llvm::outs());
    return Outcome::Done;
  case CommandLine::Action::PrintModels:
    return printModels(llvm::outs(), llvm::errs()) ? Outcome::Done : Outcome::Bug;
  case CommandLine::Action::Compile:
    return compile(line->request, llvm::outs(), llvm::errs());
  }
  return Outcome::Bug;
}

int main(int argc, char **argv) {
  tools::openStandardStreams();
  IgnoredSignals ignored;
  // A reader that went away is told like a full disk, and not by LLVM's handler.
  llvm::InitLLVM init(argc, argv, /*InstallPipeSignalExitHandler=*/false);
  installCrashHandler();
  ignored.restore();
  registerAllBackends();
  Outcome outcome = run(llvm::ArrayRef<const char *>(argv + 1, argc - 1));
  llvm::outs().flush();
  // A full disk or a closed pipe is no bug of ours.
  int status = static_cast<int>(outcome);
  if (llvm::outs().has_error()) {
    const bool gone = tools::readerHasGone(); // knows that already, as with `| head`
    if (!gone)
      llvm::errs() << "resnetc: error: cannot write the output: " << llvm::outs().error().message()
                   << "\n";
    llvm::outs().clear_error();
    if (outcome == Outcome::Done)
      status = gone ? 128 + SIGPIPE : static_cast<int>(Outcome::InputWrong);
  }
  llvm::errs().clear_error(); // a message that nobody can read changes nothing else
  return status;
}
