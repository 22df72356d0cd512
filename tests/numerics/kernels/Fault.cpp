//===- Fault.cpp - an access where there is no memory, as a value ----------------------===//
//
// A handler for the time of the call, which jumps back to it.
//
//===----------------------------------------------------------------------===//
#include "tests/numerics/kernels/Fault.h"

#include <csetjmp>
#include <csignal>
#include <unistd.h>

namespace resnetc::x86::test {

namespace {

thread_local sigjmp_buf *waiting = nullptr; ///< of the thread that is in faultOf
const void *volatile faultAddress = nullptr;
const std::string *description = nullptr;

void onFault(int signal, siginfo_t *info, void *) {
  if (waiting) {
    faultAddress = info->si_addr;
    siglongjmp(*waiting, 1);
  }
  constexpr char before[] = "a thread read or wrote outside the arguments of ";
  ssize_t written = write(STDERR_FILENO, before, sizeof before - 1);
  written += write(STDERR_FILENO, description->data(), description->size());
  written += write(STDERR_FILENO, "\n", 1);
  (void)written;
  std::signal(signal, SIG_DFL); // the access is tried again, and ends the process
}

} // namespace

std::optional<const void *> faultOf(const std::string &what, const std::function<void()> &body) {
  struct sigaction action = {}, segmentation, bus;
  action.sa_sigaction = onFault;
  action.sa_flags = SA_SIGINFO;
  description = &what;
  sigaction(SIGSEGV, &action, &segmentation);
  sigaction(SIGBUS, &action, &bus);
  sigjmp_buf back;
  bool faulted = sigsetjmp(back, 1) != 0;
  if (!faulted) {
    waiting = &back;
    body();
  }
  waiting = nullptr;
  sigaction(SIGSEGV, &segmentation, nullptr);
  sigaction(SIGBUS, &bus, nullptr);
  if (!faulted)
    return std::nullopt;
  return faultAddress;
}

} // namespace resnetc::x86::test
