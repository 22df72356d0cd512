//===- ThreadsTest.cpp - tests of core/Threads.cpp --------------------------------===//
//
// Each index runs once, whatever the number of threads and callers; errors come back; nesting, fork
// and shutdown work.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/Threads.h"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

/// Counts how often each index ran.
struct Counts {
  explicit Counts(int size) : each(new std::atomic<int>[static_cast<size_t>(size)]()), size(size) {}
  std::unique_ptr<std::atomic<int>[]> each;
  int size, min = 0;

  bool allOnce() const {
    for (int i = 0; i < size; ++i)
      if (each[static_cast<size_t>(i)] != 1)
        return false;
    return true;
  }
};

int count(void *, int index, uint8_t *closure) {
  auto &counts = *reinterpret_cast<Counts *>(closure);
  ++counts.each[static_cast<size_t>(index - counts.min)];
  return 0;
}

bool runsAllOnce(void *lane, int size, int min = 0) {
  Counts counts(size);
  counts.min = min;
  int status = halide_do_par_for(lane, count, min, size, reinterpret_cast<uint8_t *>(&counts));
  return status == 0 && counts.allOnce();
}

/// Threads that stay entered while they live.
struct Entered {
  rn_threads threads = {};
  explicit Entered(int32_t n) {
    threads.count = n;
    threads.lane = rn_make_lane(&threads, nullptr, 0);
    rn_threads_enter(&threads);
  }
  ~Entered() { rn_threads_leave(&threads); }
};

} // namespace

TEST(Pool, runsEachIndexOnce) {
  for (int32_t n : {1, 2, 3, 16, 64}) {
    Entered entered(n);
    for (int size : {0, 1, 2, 7, 100, 1000})
      for (int min : {0, -5, 1000})
        EXPECT_TRUE(runsAllOnce(&entered.threads.lane, size, min)) << n << " threads, " << size;
  }
}

TEST(Pool, runsSeriallyWithoutSettings) {
  Counts counts(9);
  EXPECT_EQ(halide_do_par_for(nullptr, count, 0, 9, reinterpret_cast<uint8_t *>(&counts)), 0);
  EXPECT_TRUE(counts.allOnce());
}

TEST(Pool, usesSeveralThreads) {
  Entered entered(2);
  // Each of two tasks waits for the other: this ends only when two threads run them.
  std::atomic<int> arrived{0};
  auto meet = [](void *, int, uint8_t *closure) {
    auto &both = *reinterpret_cast<std::atomic<int> *>(closure);
    ++both;
    auto start = std::chrono::steady_clock::now();
    while (both < 2)
      if (std::chrono::steady_clock::now() - start > std::chrono::seconds(20))
        return 1;
    return 0;
  };
  EXPECT_EQ(
      halide_do_par_for(&entered.threads.lane, meet, 0, 2, reinterpret_cast<uint8_t *>(&arrived)),
      0);
}

TEST(Pool, returnsAFailureAndStopsEarly) {
  Entered entered(4);
  std::atomic<int> ran{0};
  // Every body fails: one that fails alone may be put to sleep while the others do all the rest.
  auto fail = [](void *, int, uint8_t *closure) {
    ++*reinterpret_cast<std::atomic<int> *>(closure);
    return -42;
  };
  EXPECT_EQ(
      halide_do_par_for(&entered.threads.lane, fail, 0, 1 << 20, reinterpret_cast<uint8_t *>(&ran)),
      -42);
  EXPECT_LT(ran, 1 << 20);
  EXPECT_TRUE(runsAllOnce(&entered.threads.lane, 50)) << "the pool works on afterwards";
}

TEST(Pool, runsNestedLoopsSerially) {
  Entered entered(4);
  std::atomic<int> good{0};
  auto nest = [](void *lane, int, uint8_t *closure) {
    *reinterpret_cast<std::atomic<int> *>(closure) += runsAllOnce(lane, 33);
    return 0;
  };
  halide_do_par_for(&entered.threads.lane, nest, 0, 20, reinterpret_cast<uint8_t *>(&good));
  EXPECT_EQ(good, 20);
}

TEST(Pool, servesManyCallersAtOnce) {
  std::atomic<int> bad{0};
  std::vector<std::thread> callers;
  for (int c = 0; c < 6; ++c)
    callers.emplace_back([&bad, c] {
      for (int i = 0; i < 100; ++i) {
        Entered entered(2 + c % 3);
        for (int j = 0; j < 5; ++j)
          bad += !runsAllOnce(&entered.threads.lane, 1 + (i * 7 + j) % 40);
      }
    });
  for (std::thread &caller : callers)
    caller.join();
  EXPECT_EQ(bad, 0);
}

TEST(Pool, wakesSleepingWorkers) {
  Entered entered(3);
  for (int i = 0; i < 20; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    EXPECT_TRUE(runsAllOnce(&entered.threads.lane, 64));
  }
}

TEST(Pool, startsAgainAfterShutdownAndInAForkedChild) {
  {
    Entered entered(3);
    EXPECT_TRUE(runsAllOnce(&entered.threads.lane, 100));
  }
  rn_threads_shutdown();
  {
    Entered entered(3);
    EXPECT_TRUE(runsAllOnce(&entered.threads.lane, 100));
  }
  pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    Entered entered(3);
    _exit(runsAllOnce(&entered.threads.lane, 100) ? 0 : 1);
  }
  int status = 1;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}
