//===- StartThreads.cpp - as many threads as the system grants --------------===//
//
// See StartThreads.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/support/StartThreads.h"

#include "runtime/core/StartThread.h"

#include <memory>
#include <utility>

namespace resnetc {

namespace {

/// What a thread begins with; it belongs to the thread once that runs.
struct Start {
  std::function<void(size_t)> work;
  size_t index;
};

void *run(void *argument) noexcept {
  const std::unique_ptr<Start> start(static_cast<Start *>(argument));
  start->work(start->index);
  return nullptr;
}

} // namespace

Threads &Threads::operator=(Threads &&other) noexcept {
  join();
  running = std::move(other.running);
  return *this;
}

void Threads::join() {
  for (pthread_t thread : running)
    ::pthread_join(thread, nullptr);
  running.clear();
}

Threads startThreads(size_t count, const std::function<void(size_t)> &work) {
  constexpr size_t stackBytes = 8 << 20;
  Threads threads;
  threads.running.reserve(count);
  for (size_t i = 0; i < count; ++i) {
    auto start = std::make_unique<Start>(work, i);
    pthread_t thread;
    if (!rn_start_thread(&thread, stackBytes, run, start.get()))
      break;
    start.release();
    threads.running.push_back(thread);
  }
  return threads;
}

} // namespace resnetc
