//===- Tasks.cpp - the parallel loop of the runner --------------------------------------===//
//
// A pool of sleeping threads that share one counter. Simple on purpose: its workers spin briefly
// before they sleep, so that timings of short kernels mean something.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Runner/Tasks.h"

#include "compiler/Backend/X86/Runner/Runner.h"
#include "runtime/core/Abi.h"
#include "runtime/support/StartThreads.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <vector>

namespace resnetc::x86 {

namespace {

/// One parallel loop: whoever takes an index runs it.
struct Loop {
  void *userContext;
  TaskBody body;
  uint8_t *closure;
  int end;
  std::atomic<int> next;
  std::atomic<int> status{0};

  void work() {
    for (int index = next++; index < end; index = next++)
      if (int result = body(userContext, index, closure)) {
        int none = 0;
        status.compare_exchange_strong(none, result);
      }
  }
};

class Pool {
public:
  static Pool &get() {
    static Pool pool;
    return pool;
  }

  int run(Loop &loop, int threads) {
    std::lock_guard<std::mutex> one(callers);
    const int helpers = std::min(threads - 1, growTo(threads - 1));
    busy = helpers;
    current = &loop;
    {
      std::lock_guard<std::mutex> lock(sleep);
      round = ((round >> helperBits) + 1) << helperBits | helpers;
    }
    wake.notify_all();
    loop.work();
    while (busy.load() > 0)
      std::this_thread::yield();
    return loop.status;
  }

  ~Pool() {
    {
      std::lock_guard<std::mutex> lock(sleep);
      stop = true;
      round = ((round >> helperBits) + 1) << helperBits;
    }
    wake.notify_all();
    workers.clear(); // joins
  }

private:
  /// Starts workers until there are `wanted`, or the system gives no more; how many there are.
  int growTo(int wanted) {
    if (count < wanted) {
      workers.push_back(startThreads(static_cast<size_t>(wanted - count),
                                     [this, first = count, seen = round.load()](size_t i) {
                                       serve(first + static_cast<int>(i), seen);
                                     }));
      count += static_cast<int>(workers.back().size());
    }
    return count;
  }

  void serve(int id, int64_t seen) {
    inside() = true;
    while (true) {
      for (int spin = 1; spin < 20000 && round.load() == seen; ++spin) {
        __builtin_ia32_pause();
        // On a busy machine the caller may wait for this very core.
        if (spin % 64 == 0)
          std::this_thread::yield();
      }
      {
        std::unique_lock<std::mutex> lock(sleep);
        wake.wait(lock, [&] { return round.load() != seen; });
      }
      seen = round.load();
      if (stop)
        return;
      if (id < (seen & ((1 << helperBits) - 1))) {
        current->work();
        --busy;
      }
    }
  }

public:
  /// True on a thread that is in a parallel loop.
  static bool &inside() {
    thread_local bool value = false;
    return value;
  }

private:
  std::mutex callers, sleep;
  std::condition_variable wake;
  std::vector<Threads> workers; ///< groups, as they were started
  int count = 0;                ///< of workers
  static constexpr int helperBits = 16;
  std::atomic<int64_t> round{
      0}; ///< number of the loop, and in the low bits how many workers it has
  std::atomic<int> busy{0};
  Loop *current = nullptr;
  bool stop = false;
};

} // namespace

static std::atomic<int64_t> tasks{0};

int64_t takeTasks() { return tasks.exchange(0); }

int parallelFor(void *userContext, TaskBody body, int min, int size, uint8_t *closure) {
  if (!Pool::inside())
    tasks += size;
  Loop loop{userContext, body, closure, min + size, {min}};
  int threads = std::min(*static_cast<const int *>(userContext), size);
  if (threads <= 1 || Pool::inside()) {
    loop.work();
    return loop.status;
  }
  Pool::inside() = true;
  int status = Pool::get().run(loop, threads);
  Pool::inside() = false;
  return status;
}

static thread_local int64_t scratchHeld;
static std::atomic<int64_t> scratchPeak{0};

void *allocateScratch(void *, size_t bytes) {
  const auto block = static_cast<int64_t>(RN_SCRATCH_BLOCK(bytes));
  auto *memory = static_cast<char *>(std::aligned_alloc(RN_SCRATCH_ALIGNMENT, block));
  if (!memory)
    return nullptr;
  *reinterpret_cast<int64_t *>(memory) = block;
  scratchHeld += block;
  int64_t peak = scratchPeak;
  while (peak < scratchHeld && !scratchPeak.compare_exchange_weak(peak, scratchHeld)) {
  }
  return memory + RN_SCRATCH_ALIGNMENT;
}

void freeScratch(void *, void *block) {
  if (!block)
    return;
  char *memory = static_cast<char *>(block) - RN_SCRATCH_ALIGNMENT;
  scratchHeld -= *reinterpret_cast<int64_t *>(memory);
  std::free(memory);
}

int outOfScratch(void *) { return -11; } // Halide's number for it

int64_t takeScratchPeak() { return scratchPeak.exchange(0); }

} // namespace resnetc::x86
