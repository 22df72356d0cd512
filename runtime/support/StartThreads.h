//===- StartThreads.h - as many threads as the system grants ----------------===//
#pragma once

#include <cstddef>
#include <functional>
#include <pthread.h>
#include <vector>

namespace resnetc {

/// Running threads, which are joined when this ends.
class Threads {
public:
  Threads() = default;
  ~Threads() { join(); }
  Threads(Threads &&) = default;
  Threads &operator=(Threads &&other) noexcept;
  Threads(const Threads &) = delete;
  Threads &operator=(const Threads &) = delete;

  size_t size() const { return running.size(); }

  /// Waits until all have ended; then there are none.
  void join();

private:
  friend Threads startThreads(size_t count, const std::function<void(size_t)> &work);
  std::vector<pthread_t> running;
};

/// Starts threads that run work(0) to work(count - 1), or the first of them where a limit of
/// processes or of memory allows no more: whoever asks works on with those that there are. Their
/// stacks are those of a program's first thread by default, and signals go to others; see
/// runtime/core/StartThread.h. An exception that leaves `work` ends the program.
Threads startThreads(size_t count, const std::function<void(size_t)> &work);

} // namespace resnetc
