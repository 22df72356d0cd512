//===- Threads.cpp - as many threads as the system grants -------------------------===//
//
// See Threads.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Threads.h"

#include "runtime/core/Threads.h"
#include "runtime/train/Notes.h"

#include <fmt/format.h>

#include <atomic>
#include <system_error>

namespace resnetc::train {

std::vector<std::jthread> startThreads(size_t count, const std::function<void(size_t)> &work) {
  std::vector<std::jthread> threads;
  threads.reserve(count);
  try {
    for (size_t i = 0; i < count; ++i)
      threads.emplace_back([work, i] { work(i); });
  } catch (const std::system_error &) {
    // Those that run do the work.
  }
  return threads;
}

void noteFewerThreads(int32_t granted, int32_t wanted) {
  static std::atomic<bool> told = false;
  if (wanted == 0)
    wanted = rn_default_threads();
  if (granted == 0 || granted >= wanted || told.exchange(true))
    return;
  note(fmt::format("the model runs on {} of {} threads: the system starts no more for this user "
                   "(ulimit -u) or container",
                   granted, wanted));
}

} // namespace resnetc::train
