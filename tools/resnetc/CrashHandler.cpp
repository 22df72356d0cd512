//===- CrashHandler.cpp - bugs end with a message and status 3 -------------------===//
//
// LLVM's fatal errors and abort both end here. LLVM's own signal handlers are installed first, so
// that files marked for removal are gone before ours ends the program.
//
//===----------------------------------------------------------------------===//
#include "tools/resnetc/CrashHandler.h"

#include "compiler/Pipeline/BugReport.h"
#include "compiler/Pipeline/Compilation.h"
#include "compiler/Support/Errors.h"

#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/Signals.h"

#include <csignal>
#include <cstdlib>
#include <exception>
#include <new>
#include <sys/mman.h>
#include <unistd.h>

namespace resnetc {

static constexpr int bugStatus = static_cast<int>(Outcome::Bug);

/// Called when `new`, or LLVM's own memory, fails: on any thread, where unwinding need not be
/// possible. Nothing here allocates.
static void onOutOfMemory(void *, const char *, bool) {
  static constexpr llvm::StringLiteral prefix = "resnetc: error: ";
  for (llvm::StringRef part :
       {llvm::StringRef(prefix), llvm::StringRef(outOfMemoryText), llvm::StringRef("\n")})
    [[maybe_unused]] ssize_t written = write(STDERR_FILENO, part.data(), part.size());
  llvm::sys::RunInterruptHandlers();
  _exit(static_cast<int>(Outcome::InputWrong));
}

/// MLIR and others use what malloc gives without a look, and crash on null: then the system has not
/// even a few MiB left.
static bool isMemoryUsedUp() {
  constexpr size_t few = 8 << 20;
  void *memory = mmap(nullptr, few, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return memory == MAP_FAILED || munmap(memory, few) != 0;
}

static void onFatalError(void *, const char *reason, bool) {
  if (isMemoryUsedUp())
    onOutOfMemory(nullptr, nullptr, false);
  printBug(llvm::errs(), reason);
  llvm::sys::RunInterruptHandlers();
  _exit(bugStatus);
}

static void onTerminate() {
  std::string what = "an uncaught exception";
  if (std::exception_ptr exception = std::current_exception()) {
    try {
      std::rethrow_exception(exception);
    } catch (const std::bad_alloc &) {
      onOutOfMemory(nullptr, nullptr, false);
    } catch (const std::exception &known) {
      what = known.what();
    } catch (...) {
    }
  }
  onFatalError(nullptr, what.c_str(), false);
}

/// Only what a signal handler may do: one write of prepared text.
static void onSignal(int) {
  if (isMemoryUsedUp())
    onOutOfMemory(nullptr, nullptr, false);
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
  llvm::install_bad_alloc_error_handler(onOutOfMemory);
  std::set_terminate(onTerminate);
  for (int signal : {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT}) {
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_ONSTACK;
    sigaction(signal, &action, nullptr);
  }
}

} // namespace resnetc
