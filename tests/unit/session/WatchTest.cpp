//===- WatchTest.cpp - hooks of a session, and calls that are cancelled through it ---------===//
#include "tests/unit/runtime/Session.h"
#include "tests/unit/session/WeightsFile.h"

#include <resnetc/resnetc.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>

using namespace fake;

namespace {

class SessionWatch : public testing::Test {
protected:
  SessionWatch() : session(FAKE_LIBRARY, weights.path()), x(imagesOf(6)), labels(labelsOf(6)) {}

  /// Keeps the names of launches; the hook may be told by several threads.
  void listen() {
    session.hook([this](const resnetc_launch_event &event) {
      std::lock_guard hold(mutex);
      heard.push_back(std::string(event.function) + " " + event.layer);
    });
  }
  std::vector<std::string> take() { return std::exchange(heard, {}); }

  /// The status of a call that the session throws; OK where it does not.
  template <typename Call> static resnetc_status statusOf(Call call) {
    try {
      call();
    } catch (const resnetc::Error &error) {
      return error.status();
    }
    return RESNETC_OK;
  }

  WeightsFile weights;
  resnetc::Session session;
  std::vector<float> x;
  std::vector<int64_t> labels;
  resnetc_hyper hyper = {sizeof hyper, 0.1f, 0.9f, 0, 0, 0};
  std::mutex mutex;
  std::vector<std::string> heard;
};

TEST_F(SessionWatch, aHookHearsEveryKindOfCall) {
  const std::vector<std::string> inferred = {"infer bn", "infer fc"},
                                 graded = {"grad bn", "grad fc"};
  listen();
  session.infer(x);
  EXPECT_EQ(take(), (std::vector<std::string>{"prepare fc", "infer bn", "infer fc"}))
      << "the first derives from the weights what inference reads";
  session.infer(x);
  EXPECT_EQ(take(), inferred);
  session.grad(x, labels);
  EXPECT_EQ(take(), graded);
  session.update(hyper);
  EXPECT_EQ(take(), (std::vector<std::string>{"update bn", "update fc"}));
  session.train_step(x, labels, hyper);
  EXPECT_EQ(take(), (std::vector<std::string>{"grad bn", "grad fc", "update bn", "update fc"}));
}

TEST_F(SessionWatch, aHookReachesContextsThatAreThereAndThoseThatGrow) {
  session.infer(std::span(x).first(Pixels));
  listen();
  session.infer(std::span(x).first(Pixels));
  EXPECT_EQ(take().size(), 2u);
  session.infer(x);
  EXPECT_EQ(take().size(), 2u);
}

TEST_F(SessionWatch, anEmptyHookHearsNoMore) {
  listen();
  session.infer(x);
  take();
  session.hook({});
  session.infer(x);
  EXPECT_TRUE(take().empty());
}

TEST_F(SessionWatch, aHookOfManyThreadsIsToldByThemAll) {
  std::set<std::thread::id> tellers;
  session.hook([&](const resnetc_launch_event &) {
    std::lock_guard hold(mutex);
    tellers.insert(std::this_thread::get_id());
  });
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] { session.infer(x); });
  for (std::thread &thread : threads)
    thread.join();
  EXPECT_EQ(tellers.size(), 4u);
}

TEST_F(SessionWatch, aHookThatThrowsIsAStatus) {
  session.hook([](const resnetc_launch_event &) { throw std::runtime_error("from a hook"); });
  EXPECT_EQ(statusOf([&] { session.infer(x); }), RESNETC_ERROR_ARGUMENT);
  session.hook({});
  EXPECT_EQ(statusOf([&] { session.infer(x); }), RESNETC_OK);
}

TEST_F(SessionWatch, aCallIsCancelledBeforeItsNextLaunch) {
  const std::vector<float> before = session.infer(x);
  session.hook([&](const resnetc_launch_event &) { session.cancel(); });
  EXPECT_EQ(statusOf([&] { session.infer(x); }), RESNETC_CANCELLED);
  EXPECT_EQ(statusOf([&] { session.grad(x, labels); }), RESNETC_CANCELLED);
  EXPECT_EQ(statusOf([&] { session.train_step(x, labels, hyper); }), RESNETC_CANCELLED);
  session.hook({});
  EXPECT_EQ(session.infer(x), before) << "variables are as before, and the session serves on";
}

TEST_F(SessionWatch, aCallThatBeginsLaterIsNotCancelled) {
  session.infer(x);
  session.cancel();
  EXPECT_EQ(statusOf([&] { session.infer(x); }), RESNETC_OK);
  EXPECT_EQ(statusOf([&] { session.train_step(x, labels, hyper); }), RESNETC_OK);
}

TEST_F(SessionWatch, cancelReachesCallsOfEveryThread) {
  // Each call waits in its first launch until all run, and one of them cancels.
  session.infer(x); // calls that renew what inference derives from the weights run one by one
  constexpr int count = 3;
  std::atomic<int> running{0};
  std::atomic<bool> cancelled{false};
  session.hook([&](const resnetc_launch_event &event) {
    if (event.index != 0)
      return;
    if (++running == count) {
      session.cancel();
      cancelled = true;
    }
    while (!cancelled)
      std::this_thread::yield();
  });
  std::atomic<int> ended{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < count; ++t)
    threads.emplace_back(
        [&] { ended += statusOf([&] { session.infer(x); }) == RESNETC_CANCELLED; });
  for (std::thread &thread : threads)
    thread.join();
  EXPECT_EQ(ended, count);
}

TEST_F(SessionWatch, misuseHasAStatusAndAText) {
  EXPECT_EQ(resnetc_session_hook(nullptr, nullptr, nullptr), RESNETC_ERROR_ARGUMENT);
  EXPECT_STREQ(resnetc_last_error(), "resnetc_session_hook: session is null");
  EXPECT_EQ(resnetc_session_cancel(nullptr), RESNETC_ERROR_ARGUMENT);
  EXPECT_STREQ(resnetc_last_error(), "resnetc_session_cancel: session is null");
  resnetc_api old = apiOf(model());
  old.struct_size = offsetof(resnetc_api, launch);
  resnetc::Session older(&old, weights.path());
  EXPECT_EQ(statusOf([&] { older.cancel(); }), RESNETC_ERROR_MODE);
  EXPECT_EQ(statusOf([&] { older.hook([](const resnetc_launch_event &) {}); }), RESNETC_ERROR_MODE);
  EXPECT_EQ(statusOf([&] { older.infer(x); }), RESNETC_OK);
}

} // namespace
