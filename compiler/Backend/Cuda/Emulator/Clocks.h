//===- Clocks.h - which of a block's threads know what the others did ------------------===//
//
// Vector clocks. A thread's time goes on when it lets others know; a barrier joins what its threads
// know. Something is known to have happened before when its thread's time then is within what is
// known. After a barrier all share one table, so joining costs little.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace resnetc::cuda::emulator {

/// When a thread did something; time 0 is never.
struct Event {
  uint32_t time = 0;
  int32_t thread = -1;
};

class Clocks {
public:
  /// Threads that know of everything before, and of nothing that the others do from here on.
  void startBlock(int threads);
  uint32_t blockStart() const { return start; }

  Event now(int thread) const { return {times[thread], thread}; }
  /// Whether the event is before all that `thread` does from here on.
  bool knows(int thread, const Event &event) const {
    return event.thread == thread || event.time <= start || event.time <= (*known[thread])[event.thread];
  }
  /// All of these threads get to know what any of them does or knows.
  void meet(llvm::ArrayRef<int> threads);

private:
  using Table = std::vector<uint32_t>; ///< the last time of each thread that is known
  std::vector<uint32_t> times;
  std::vector<std::shared_ptr<const Table>> known;
  uint32_t start = 0; ///< all of this and before happened before the block
};

} // namespace resnetc::cuda::emulator
