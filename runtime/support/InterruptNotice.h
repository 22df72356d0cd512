//===- InterruptNotice.h - signals that ask a long run to end ---------------------===//
//
// SIGINT (Ctrl-C), SIGTERM (batch systems, service managers), SIGHUP (the terminal went away) and
// SIGPIPE (so did the reader of stdout) ask a training or tuning to end; what it has done by then
// should not be lost with them.
//
//===----------------------------------------------------------------------===//
#pragma once

namespace resnetc {

/// While it lives, the first of these signals is noted instead of ending the process; a second one,
/// other than SIGPIPE, which comes with every write, ends it at once. Signals that the process was
/// started to ignore (`nohup`) stay ignored. One at a time.
class InterruptNotice {
public:
  InterruptNotice();
  ~InterruptNotice();
  InterruptNotice(const InterruptNotice &) = delete;
  InterruptNotice &operator=(const InterruptNotice &) = delete;

  /// The signal that has come, 0: none.
  static int received();
};

} // namespace resnetc
