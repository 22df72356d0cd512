//===- Bandwidth.cpp - what the machine's memory can do --------------------------------===//
//
// Streams through more than the caches hold, in pieces short enough to fit between two
// interruptions.
//
//===----------------------------------------------------------------------===//
#include "tools/Bandwidth.h"

#include "runtime/support/StartThreads.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <vector>

namespace resnetc::tools {

static double secondsOf(const std::function<void()> &work) {
  auto before = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count();
}

/// Runs work(0) to work(threads - 1) side by side, as far as the system grants threads.
static void onThreads(int threads, const std::function<void(int)> &work) {
  Threads others = startThreads(static_cast<size_t>(threads - 1),
                                [&](size_t i) { work(static_cast<int>(i) + 1); });
  work(0);
  for (int left = static_cast<int>(others.size()) + 1; left < threads; ++left)
    work(left);
}

double memoryBandwidth(int threads) {
  constexpr int64_t count = 16 * 1024 * 1024,
                    slice = 1024 * 1024; // 64 MiB each, in pieces of 4 MiB
  std::vector<float> from(count, 1.f), to(count);
  double best = 1e30;
  for (int repeat = 0; repeat < 4; ++repeat)
    for (int64_t start = 0; start < count; start += slice)
      best = std::min(best, secondsOf([&] {
                        onThreads(threads, [&](int i) {
                          int64_t each = slice / threads;
                          const float *source = from.data() + start + i * each;
                          float *sink = to.data() + start + i * each;
                          for (int64_t j = 0; j < each; ++j)
                            sink[j] = source[j] * 0.5f;
                        });
                      }));
  return 8.0 * static_cast<double>(slice) / best / 1e9;
}

} // namespace resnetc::tools
