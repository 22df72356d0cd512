//===- IgnoredSignals.cpp - signals that neither end the program nor its work -------===//
//
// See IgnoredSignals.h.
//
//===----------------------------------------------------------------------===//
#include "tools/resnetc/IgnoredSignals.h"

#include <csignal>

namespace resnetc {

IgnoredSignals::IgnoredSignals() : signals{SIGPIPE, SIGXFSZ} {
  for (int signal : {SIGHUP, SIGINT, SIGTERM}) {
    struct sigaction action = {};
    if (::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN)
      signals.push_back(signal);
  }
}

void IgnoredSignals::restore() const {
  for (int signal : signals)
    ::signal(signal, SIG_IGN);
}

} // namespace resnetc
