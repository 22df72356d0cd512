//===- Interrupt.h - a training that a signal has ended ---------------------------===//
#pragma once

#include "runtime/support/InterruptNotice.h"

#include <string>

namespace resnetc::train {

/// Thrown by a run that has ended because of a signal, with all that it did kept on disk; the exit
/// status is 128 + signal.
struct Interrupted {
  int signal;
  std::string text; ///< one line: where it stopped and how to go on
};

} // namespace resnetc::train
