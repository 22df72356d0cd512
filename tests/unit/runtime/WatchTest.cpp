//===- WatchTest.cpp - hooks that hear of launches, and calls that are cancelled ----===//
#include "tests/unit/runtime/Session.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstring>
#include <gtest/gtest.h>
#include <stdexcept>
#include <thread>

using namespace fake;

namespace {

/// What a hook heard, and what it does then.
struct Hearing {
  std::vector<resnetc_launch_event> events;
  std::vector<std::thread::id> threads;
  resnetc_context *cancelled = nullptr; ///< is cancelled from the hook, where not null
  const resnetc_api *api = nullptr;
  int64_t cancelsAfter = 0; ///< launches
  bool throws = false;

  static void hear(void *self, const resnetc_launch_event *event) {
    auto *hearing = static_cast<Hearing *>(self);
    hearing->events.push_back(*event);
    hearing->threads.push_back(std::this_thread::get_id());
    if (hearing->throws)
      throw std::runtime_error("from a hook");
    if (hearing->cancelled && static_cast<int64_t>(hearing->events.size()) > hearing->cancelsAfter)
      hearing->api->cancel(hearing->cancelled);
  }

  std::vector<std::string> names() const {
    std::vector<std::string> result;
    for (const resnetc_launch_event &event : events)
      result.push_back(std::string(event.function) + " " + std::to_string(event.index) + "/" +
                       std::to_string(event.count) + " " + event.layer + ": " + event.kernel);
    return result;
  }
};

constexpr int64_t batch = 6;

struct Watch : testing::Test {
  Session session = opened(model(), RESNETC_TRAIN, batch, 2);
  std::vector<float> x = imagesOf(batch), y = std::vector<float>(batch * Classes);
  std::vector<int64_t> labels = labelsOf(batch);
  resnetc_hyper step = {sizeof step, 0.1f, 0.9f, 0, 0, 0};
  float result[2] = {};
  Hearing hearing;

  void hook() {
    ASSERT_EQ(session.api.context_hook(session.context, Hearing::hear, &hearing), RESNETC_OK);
  }
  resnetc_status infer() { return session.api.infer(session.context, x.data(), batch, y.data()); }
  resnetc_status train() {
    return session.api.train_step(session.context, x.data(), labels.data(), batch, &step, result);
  }
  void cancelAfter(int64_t launches) {
    hearing.api = &session.api;
    hearing.cancelled = session.context;
    hearing.cancelsAfter = launches - 1;
  }
};

TEST_F(Watch, HookHearsEveryLaunchInOrder) {
  hook();
  ASSERT_EQ(train(), RESNETC_OK);
  ASSERT_EQ(infer(), RESNETC_OK);
  EXPECT_EQ(hearing.names(),
            (std::vector<std::string>{"grad 0/2 bn: statistics c=1", "grad 1/2 fc: linear k=10",
                                      "update 0/2 bn: statistics c=1", "update 1/2 fc: sgd",
                                      "prepare 0/1 fc: fold", "infer 0/2 bn: statistics c=1",
                                      "infer 1/2 fc: linear k=10"}));
  int64_t before = 0;
  for (const resnetc_launch_event &event : hearing.events) {
    EXPECT_EQ(event.struct_size, sizeof event);
    EXPECT_LE(before, event.start_ns);
    EXPECT_LE(event.start_ns, event.end_ns);
    before = event.end_ns;
  }
  EXPECT_EQ(hearing.events[0].batch, batch);
  EXPECT_EQ(std::count(hearing.threads.begin(), hearing.threads.end(), std::this_thread::get_id()),
            7);
}

TEST_F(Watch, HookHearsTheLaunchesOfEveryGroup) {
  session = opened(groupedModel(), RESNETC_INFER, 8);
  ASSERT_EQ(infer(), RESNETC_OK);
  hook();
  x = imagesOf(8);
  y.resize(8 * Classes);
  ASSERT_EQ(session.api.infer(session.context, x.data(), 8, y.data()), RESNETC_OK);
  std::vector<std::pair<int64_t, int64_t>> heard;
  for (const resnetc_launch_event &event : hearing.events)
    heard.emplace_back(event.index, event.batch);
  EXPECT_EQ(heard, (std::vector<std::pair<int64_t, int64_t>>{
                       {0, 3}, {1, 3}, {0, 3}, {1, 3}, {0, 2}, {1, 2}}));
  resnetc_launch_info one = {}, all = {};
  one.struct_size = all.struct_size = sizeof all;
  ASSERT_EQ(session.api.launch(&session.api, "infer", 1, 1, &one), RESNETC_OK);
  ASSERT_EQ(session.api.launch(&session.api, "infer", 8, 1, &all), RESNETC_OK);
  EXPECT_EQ(all.flops, 8 * one.flops) << "of all groups";
  const int64_t image = Pixels * 4, weights = one.bytes_read - image;
  EXPECT_EQ(all.bytes_read, 3 * weights + 8 * image) << "each group reads the weights";
}

TEST_F(Watch, CancellingEndsTheGroupsToo) {
  session = opened(groupedModel(), RESNETC_INFER, batch);
  ASSERT_EQ(infer(), RESNETC_OK);
  hook();
  cancelAfter(3); // the first of the second group
  EXPECT_EQ(infer(), RESNETC_CANCELLED);
  EXPECT_EQ(hearing.events.size(), 3u);
}

TEST_F(Watch, HookChangesNoResult) {
  ASSERT_EQ(infer(), RESNETC_OK);
  std::vector<float> unwatched = y;
  hook();
  ASSERT_EQ(infer(), RESNETC_OK);
  EXPECT_EQ(y, unwatched);
}

TEST_F(Watch, HookEndsWhenItIsTakenAway) {
  hook();
  ASSERT_EQ(infer(), RESNETC_OK);
  const size_t heard = hearing.events.size();
  EXPECT_GT(heard, 0u);
  ASSERT_EQ(session.api.context_hook(session.context, nullptr, nullptr), RESNETC_OK);
  ASSERT_EQ(infer(), RESNETC_OK);
  EXPECT_EQ(hearing.events.size(), heard);
}

TEST_F(Watch, HookIsRefusedWhileACallRuns) {
  struct Inside {
    Session *session;
    resnetc_status status = RESNETC_OK;
  } inside{&session};
  auto change = [](void *data, const resnetc_launch_event *) {
    auto *inside = static_cast<Inside *>(data);
    inside->status = inside->session->api.context_hook(inside->session->context, nullptr, nullptr);
  };
  ASSERT_EQ(session.api.context_hook(session.context, change, &inside), RESNETC_OK);
  EXPECT_EQ(infer(), RESNETC_OK);
  EXPECT_EQ(inside.status, RESNETC_ERROR_ARGUMENT);
  EXPECT_NE(session.error().find("a call of the context is running"), std::string::npos);
}

TEST_F(Watch, HookThatThrowsEndsTheCall) {
  ASSERT_EQ(infer(), RESNETC_OK) << "what inference derives from the weights is there";
  hook();
  hearing.throws = true;
  EXPECT_EQ(infer(), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(session.error(), "infer: the context's launch hook threw an exception");
  EXPECT_EQ(hearing.events.size(), 1u);
  hearing.throws = false;
  EXPECT_EQ(infer(), RESNETC_OK);
}

TEST_F(Watch, HookHearsNothingOfALaunchThatFailed) {
  ASSERT_EQ(infer(), RESNETC_OK);
  hook();
  failNextInfer = -7;
  EXPECT_EQ(infer(), RESNETC_ERROR_INTERNAL);
  EXPECT_TRUE(hearing.events.empty());
}

TEST_F(Watch, CancelEndsTheCallBeforeItsNextLaunch) {
  ASSERT_EQ(infer(), RESNETC_OK);
  std::vector<float> whole = y;
  hook();
  cancelAfter(1);
  EXPECT_EQ(infer(), RESNETC_CANCELLED);
  EXPECT_EQ(session.error(), "infer: was cancelled");
  EXPECT_STREQ(session.api.status_text(RESNETC_CANCELLED), "cancelled");
  EXPECT_EQ(hearing.names(), std::vector<std::string>{"infer 0/2 bn: statistics c=1"});
  hearing.cancelled = nullptr;
  y.assign(y.size(), 0);
  EXPECT_EQ(infer(), RESNETC_OK) << "the next call is not cancelled";
  EXPECT_EQ(y, whole);
}

TEST_F(Watch, CancelWithoutACallHasNoEffect) {
  EXPECT_EQ(session.api.cancel(session.context), RESNETC_OK);
  EXPECT_EQ(infer(), RESNETC_OK);
}

TEST_F(Watch, CancelledPreparationIsMadeAgain) {
  const float bias = 3;
  ASSERT_EQ(infer(), RESNETC_OK);
  ASSERT_EQ(session.api.tensor_set(session.state, "bn.bias", &bias, 1), RESNETC_OK);
  hook();
  cancelAfter(1);
  EXPECT_EQ(infer(), RESNETC_CANCELLED);
  hearing.cancelled = nullptr;
  ASSERT_EQ(infer(), RESNETC_OK);
  std::vector<float> expected = referenceLogits(session, x.data());
  for (size_t k = 0; k < expected.size(); ++k)
    EXPECT_NEAR(y[k], expected[k], 1e-3f);
}

/// What training changes.
std::vector<float> variables(const Session &session) {
  std::vector<float> all;
  for (const auto &[name, count] :
       std::vector<std::pair<const char *, size_t>>{{"bn.weight", 1},
                                                    {"bn.running_mean", 1},
                                                    {"fc.weight", Classes * Pixels},
                                                    {"momentum.fc.weight", Classes * Pixels}})
    for (float value : session.get(name, count))
      all.push_back(value);
  return all;
}

TEST_F(Watch, CancelledStepIsDoneWhollyOrNotAtAll) {
  hook();
  const std::vector<float> before = variables(session);
  for (int64_t launches : {1, 2}) { // in grad, and behind its last launch
    cancelAfter(launches);
    hearing.events.clear();
    EXPECT_EQ(train(), RESNETC_CANCELLED) << launches;
    EXPECT_EQ(variables(session), before) << launches;
    EXPECT_EQ(session.api.update(session.context, &step), RESNETC_ERROR_ARGUMENT);
  }
  cancelAfter(3); // in update
  hearing.events.clear();
  EXPECT_EQ(train(), RESNETC_OK);
  Session other = opened(model(), RESNETC_TRAIN, batch, 2);
  ASSERT_EQ(other.api.train_step(other.context, x.data(), labels.data(), batch, &step, result),
            RESNETC_OK);
  EXPECT_EQ(variables(session), variables(other));
}

TEST_F(Watch, CancelledGradLeavesNoGradients) {
  float gradient = 0;
  hook();
  cancelAfter(1);
  EXPECT_EQ(session.api.grad(session.context, x.data(), labels.data(), batch, result),
            RESNETC_CANCELLED);
  EXPECT_EQ(session.api.gradient_get(session.context, "bn.bias", &gradient, 1),
            RESNETC_ERROR_ARGUMENT);
}

TEST_F(Watch, AnotherThreadCancels) {
  std::atomic<bool> done{false};
  std::thread other([&] {
    while (!done)
      session.api.cancel(session.context);
  });
  int cancelled = 0, finished = 0;
  for (int i = 0; i < 100'000 && !(cancelled && i > 200); ++i) {
    resnetc_status status = infer();
    cancelled += status == RESNETC_CANCELLED;
    finished += status == RESNETC_OK;
    ASSERT_TRUE(status == RESNETC_CANCELLED || status == RESNETC_OK) << session.error();
  }
  done = true;
  other.join();
  EXPECT_GT(cancelled, 0);
  EXPECT_EQ(infer(), RESNETC_OK);
}

TEST_F(Watch, MisuseIsAStatus) {
  EXPECT_EQ(session.api.context_hook(nullptr, Hearing::hear, nullptr), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(session.api.cancel(nullptr), RESNETC_ERROR_ARGUMENT);
  resnetc_launch_info info = {};
  info.struct_size = sizeof info;
  const resnetc_api *api = &session.api;
  EXPECT_EQ(api->launch(nullptr, "infer", 1, 0, &info), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(api->launch(api, nullptr, 1, 0, &info), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(api->launch(api, "infer", 1, 0, nullptr), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(api->launch(api, "train", 1, 0, &info), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(session.error(),
            "launch: no function 'train'; there are prepare, infer, grad and update");
  EXPECT_EQ(api->launch(api, "infer", 0, 0, &info), RESNETC_ERROR_SHAPE);
  EXPECT_EQ(api->launch(api, "infer", 1, 2, &info), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(api->launch(api, "infer", 1, -1, &info), RESNETC_ERROR_ARGUMENT);
  info.struct_size = 0;
  EXPECT_EQ(api->launch(api, "infer", 1, 0, &info), RESNETC_ERROR_ARGUMENT);
  Session inference(inferenceModel());
  info.struct_size = sizeof info;
  EXPECT_EQ(inference.api.launch(&inference.api, "grad", 1, 0, &info), RESNETC_ERROR_MODE);
}

TEST_F(Watch, LaunchesHaveTheirFacts) {
  resnetc_launch_info info = {};
  info.struct_size = sizeof info;
  ASSERT_EQ(session.api.launch(&session.api, "infer", 3, 1, &info), RESNETC_OK);
  EXPECT_STREQ(info.layer, "fc");
  EXPECT_STREQ(info.kernel, "linear k=10");
  EXPECT_STREQ(info.algorithm, "matrix product");
  EXPECT_STREQ(info.schedule, "loops");
  EXPECT_EQ(info.flops, 3 * 2 * Pixels * Classes);
  EXPECT_EQ(info.bytes_read, Pixels * 16 * 4 + 3 * Pixels * 4) << "lanes beyond the classes count";
  EXPECT_EQ(info.bytes_written, 3 * Classes * 4);
  ASSERT_EQ(session.api.launch(&session.api, "update", 3, 1, &info), RESNETC_OK);
  EXPECT_EQ(info.bytes_read % 12, 0) << "of the vectors that the launch names, not of the batch";
  EXPECT_GT(info.bytes_read, 3 * 12);
  // A caller of an older version is given what it knows.
  info = {};
  info.struct_size = offsetof(resnetc_launch_info, algorithm);
  ASSERT_EQ(session.api.launch(&session.api, "infer", 1, 1, &info), RESNETC_OK);
  EXPECT_STREQ(info.kernel, "linear k=10");
  EXPECT_EQ(info.algorithm, nullptr);
}

} // namespace
