//===- StartThreadsTest.cpp - tests of runtime/support/StartThreads.cpp --------------===//
//
// What runs on the threads, what they leave to others, and what happens where there are none.
//
//===----------------------------------------------------------------------===//
#include "runtime/support/StartThreads.h"

#include "runtime/core/StartThread.h"

#include <gtest/gtest.h>

#include <atomic>
#include <csignal>
#include <mutex>
#include <set>

using namespace resnetc;

TEST(StartThreads, eachRunsWithItsNumberAndIsJoined) {
  std::mutex mutex;
  std::set<size_t> seen;
  Threads threads = startThreads(5, [&](size_t i) {
    std::lock_guard lock(mutex);
    seen.insert(i);
  });
  EXPECT_EQ(threads.size(), 5u);
  threads.join();
  EXPECT_EQ(threads.size(), 0u);
  EXPECT_EQ(seen, (std::set<size_t>{0, 1, 2, 3, 4}));
  EXPECT_EQ(startThreads(0, [](size_t) {}).size(), 0u);
}

TEST(StartThreads, theyAreJoinedBeforeWhatTheyUseIsGone) {
  std::atomic<int> done = 0;
  for (int i = 0; i < 100; ++i) {
    Threads first = startThreads(2, [&](size_t) { ++done; });
    first = startThreads(1, [&](size_t) { ++done; });
  }
  EXPECT_EQ(done, 300);
}

TEST(StartThreads, signalsGoToOthersButFaultsEndTheProgram) {
  sigset_t mask, own;
  ::pthread_sigmask(SIG_SETMASK, nullptr, &own);
  startThreads(1, [&](size_t) { ::pthread_sigmask(SIG_SETMASK, nullptr, &mask); }).join();
  for (int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGALRM, SIGPROF, SIGUSR1})
    EXPECT_TRUE(::sigismember(&mask, signal)) << signal;
  for (int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL})
    EXPECT_FALSE(::sigismember(&mask, signal)) << signal;
  ::pthread_sigmask(SIG_SETMASK, nullptr, &mask);
  for (int signal = 1; signal < NSIG; ++signal)
    EXPECT_EQ(::sigismember(&mask, signal), ::sigismember(&own, signal)) << "the caller's own";
}

TEST(StartThreads, theStackIsLargeWhateverTheLimit) {
  size_t bytes = 0;
  startThreads(1, [&](size_t) {
    pthread_attr_t attributes;
    ASSERT_EQ(::pthread_getattr_np(::pthread_self(), &attributes), 0);
    ::pthread_attr_getstacksize(&attributes, &bytes);
    ::pthread_attr_destroy(&attributes);
  }).join();
  EXPECT_GE(bytes, size_t{8} << 20);
}

TEST(StartThreads, aRefusalIsNoFault) {
  pthread_t thread;
  constexpr size_t moreThanThereIs = size_t{1} << 50;
  EXPECT_FALSE(rn_start_thread(
      &thread, moreThanThereIs, [](void *) -> void * { return nullptr; }, nullptr));
}
