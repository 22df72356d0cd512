//===- ErrorTest.cpp - the text of the latest failure, thread by thread --------------===//
#include "runtime/core/Runtime.h"

#include <gtest/gtest.h>

#include <latch>
#include <string>
#include <thread>
#include <vector>

namespace {

TEST(LastError, isOfTheThreadThatFailed) {
  rn_fail(RESNETC_ERROR_ARGUMENT, "first of %s", "main");
  std::thread([] {
    EXPECT_STREQ(rn_rt_last_error(), "") << "nothing failed here";
    rn_fail(RESNETC_ERROR_ARGUMENT, "other");
    EXPECT_STREQ(rn_rt_last_error(), "other");
  }).join();
  EXPECT_STREQ(rn_rt_last_error(), "first of main");
  rn_fail(RESNETC_ERROR_ARGUMENT, "second");
  EXPECT_STREQ(rn_rt_last_error(), "second");
}

TEST(LastError, isKeptForManyThreadsAtOnce) {
  constexpr int count = rnErrorThreads - 1; // and this one
  rn_fail(RESNETC_ERROR_ARGUMENT, "main");
  std::latch all(count);
  std::atomic<int> bad{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i)
    threads.emplace_back([&, i] {
      std::string text = "thread " + std::to_string(i);
      rn_fail(RESNETC_ERROR_ARGUMENT, "%s", text.c_str());
      all.arrive_and_wait();
      bad += rn_rt_last_error() != text;
    });
  for (std::thread &thread : threads)
    thread.join();
  EXPECT_EQ(bad, 0);
  EXPECT_STREQ(rn_rt_last_error(), "main");
}

TEST(LastError, placesOfThreadsThatEndedAreUsedAgain) {
  rn_fail(RESNETC_ERROR_ARGUMENT, "main");
  for (size_t i = 0; i < 3 * rnErrorThreads; ++i)
    std::thread([] { rn_fail(RESNETC_ERROR_ARGUMENT, "short-lived"); }).join();
  EXPECT_STREQ(rn_rt_last_error(), "main") << "a living thread's text is the last to go";
}

TEST(LastError, moreThreadsThanPlacesFailWithoutHarm) {
  constexpr int count = 3 * rnErrorThreads;
  std::latch all(count);
  std::atomic<int> bad{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i)
    threads.emplace_back([&] {
      rn_fail(RESNETC_ERROR_SHAPE, "many");
      all.arrive_and_wait();
      std::string text = rn_rt_last_error();
      bad += !text.empty() && text != "many";
    });
  for (std::thread &thread : threads)
    thread.join();
  EXPECT_EQ(bad, 0);
}

} // namespace
