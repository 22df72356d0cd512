//===- Calls.h - calls of the driver that fail -----------------------------------------------===//
//
// With RESNETC_DOUBLE_FAIL=N the process's call number N, from 1 on, fails; with 0 none does. Where the variable is
// set, the driver tells on stderr at the process's end how many calls there were, and what has not been given back.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <atomic>
#include <cstdio>
#include <cstdlib>

namespace resnetc::driver {

/// What was made and not given back.
struct Left {
  std::atomic<int> blocks, modules, streams, events, graphs, executables, contexts;
};
inline Left left;

/// The calls of the process, and which of them is to fail.
class Calls {
public:
  Calls() {
    if (const char *text = std::getenv("RESNETC_DOUBLE_FAIL")) {
      isTold = true;
      failing = std::atoi(text);
    }
  }
  ~Calls() {
    if (isTold)
      std::fprintf(stderr,
                   "driver: %d calls, failed: %s, left: %d blocks, %d modules, %d streams, %d "
                   "events, %d graphs, %d executables, %d contexts\n",
                   made.load(), failed, left.blocks.load(), left.modules.load(),
                   left.streams.load(), left.events.load(), left.graphs.load(),
                   left.executables.load(), left.contexts.load());
  }
  /// Counts a call of `function`, and says whether it may do its work.
  bool mayPass(const char *function) {
    if (++made != failing)
      return true;
    failed = function;
    return false;
  }

private:
  bool isTold = false;
  int failing = 0;
  std::atomic<int> made = 0;
  const char *failed = "none";
};
inline Calls calls;

} // namespace resnetc::driver
