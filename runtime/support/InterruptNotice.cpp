//===- InterruptNotice.cpp - signals that ask a long run to end -------------------===//
//
// See InterruptNotice.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/support/InterruptNotice.h"

#include <atomic>
#include <csignal>
#include <cstddef>

namespace resnetc {

namespace {

constexpr int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};
struct sigaction previous[std::size(signals)];
std::atomic<int> noted = 0;
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler writes it");

/// SIGPIPE comes with every write to the lost reader, so it is no sign of impatience.
void onSignal(int signal) {
  int none = 0;
  noted.compare_exchange_strong(none, signal);
  struct sigaction standard = {};
  standard.sa_handler = SIG_DFL;
  for (int each : signals)
    if (each != SIGPIPE)
      ::sigaction(each, &standard, nullptr);
}

} // namespace

InterruptNotice::InterruptNotice() {
  noted = 0;
  struct sigaction action = {};
  action.sa_handler = onSignal;
  action.sa_flags = SA_RESTART;
  for (size_t i = 0; i < std::size(signals); ++i) {
    ::sigaction(signals[i], nullptr, &previous[i]);
    if (previous[i].sa_handler != SIG_IGN)
      ::sigaction(signals[i], &action, nullptr);
  }
}

InterruptNotice::~InterruptNotice() {
  for (size_t i = 0; i < std::size(signals); ++i)
    ::sigaction(signals[i], &previous[i], nullptr);
}

int InterruptNotice::received() { return noted; }

} // namespace resnetc
