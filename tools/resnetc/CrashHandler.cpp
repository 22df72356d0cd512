//===- CrashHandler.cpp - bugs end with a message and status 3 -------------------===//
//
// LLVM's fatal errors and abort both end here. LLVM's own signal handlers are installed first, so
// that files marked for removal are gone before ours ends the program.
//
//===----------------------------------------------------------------------===//
#include "tools/resnetc/CrashHandler.h"

#include "compiler/Pipeline/BugReport.h"
#include "compiler/Pipeline/Compilation.h"

#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/Signals.h"

#include <csignal>
#include <cstdlib>
#include <exception>
#include <unistd.h>

namespace resnetc {

static constexpr int bugStatus = static_cast<int>(Outcome::Bug);

static void onFatalError(void *, const char *reason, bool) {
  printBug(llvm::errs(), reason);
  llvm::sys::RunInterruptHandlers();
  _exit(bugStatus);
}

static void onTerminate() {
  std::string what = "an uncaught exception";
  if (std::exception_ptr exception = std::current_exception()) {
    try {
      std::rethrow_exception(exception);
    } catch (const std::exception &known) {
      what = known.what();
    } catch (...) {
    }
  }
  onFatalError(nullptr, what.c_str(), false);
}

/// Only what a signal handler may do: one write of prepared text.
static void onSignal(int) {
  static const char message[] =
      "resnetc: bug: it crashed\nThis is a mistake in resnetc, not in your model. Please report it "
      "with "
      "the model's text, the whole command\nline, and the output of 'resnetc --version'.\n";
  [[maybe_unused]] ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);
  llvm::sys::RunInterruptHandlers();
  _exit(bugStatus);
}

void installCrashHandler() {
  llvm::install_fatal_error_handler(onFatalError);
  std::set_terminate(onTerminate);
  for (int signal : {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT}) {
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_ONSTACK;
    sigaction(signal, &action, nullptr);
  }
}

} // namespace resnetc
