//===- HookTest.cpp - a caller's own parallel_for, right and wrong ------------------===//
//
// Whatever order and threads it uses, values are the same; whatever it leaves out, repeats, does
// late or throws is a status with a text, and the context serves on.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/Threads.h"
#include "tests/unit/runtime/Session.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <functional>
#include <stdexcept>
#include <thread>

using namespace fake;

namespace {

constexpr int64_t Batch = 24;

using Body = std::function<void(int64_t)>;
using Loop = std::function<void(int64_t count, const Body &body)>;

void callLoop(void *data, int64_t count, resnetc_loop_body body, void *closure) {
  (*static_cast<Loop *>(data))(count, [=](int64_t i) { body(closure, i); });
}

void serial(int64_t count, const Body &body) {
  for (int64_t i = 0; i < count; ++i)
    body(i);
}

class Hook : public testing::Test {
protected:
  Hook() : session(opened(model(), RESNETC_TRAIN, Batch)), x(imagesOf(Batch)) {
    resnetc_options options = {sizeof options, 4, callLoop, &loop, 0, 0, nullptr, nullptr};
    size_t bytes = 0;
    session.api.workspace_bytes(&session.api, RESNETC_TRAIN, Batch, &bytes);
    memory = allocate(bytes + moreScratch);
    session.api.context_init(session.state, RESNETC_TRAIN, Batch, &options, memory.get(),
                             bytes + moreScratch, &context);
  }

  resnetc_status infer() {
    y.assign(Batch * Classes, -1);
    return session.api.infer(context, x.data(), Batch, y.data());
  }

  std::vector<float> expected() {
    std::vector<float> values(Batch * Classes);
    EXPECT_EQ(session.api.infer(session.context, x.data(), Batch, values.data()), RESNETC_OK);
    return values;
  }

  void expectFault(const std::string &what) {
    EXPECT_EQ(infer(), RESNETC_ERROR_ARGUMENT);
    EXPECT_EQ(session.error(), "infer: the caller's parallel_for " + what);
    loop = serial;
    EXPECT_EQ(infer(), RESNETC_OK) << "the context serves on";
    EXPECT_EQ(y, expected());
  }

  static constexpr size_t moreScratch = 1 << 16; // four participants on a machine of one CPU, too
  Session session;
  std::vector<float> x, y;
  Loop loop = serial;
  Memory memory;
  resnetc_context *context = nullptr;
};

TEST_F(Hook, mayUseAnyOrderAndAnyThreads) {
  int64_t bodies = 0;
  EXPECT_EQ(session.api.context_threads(context), 0);
  loop = [&](int64_t count, const Body &body) {
    bodies = count;
    for (int64_t i = count - 1; i >= 0; --i)
      body(i);
  };
  ASSERT_EQ(infer(), RESNETC_OK) << session.error();
  EXPECT_EQ(bodies, 4) << "one for each participant";
  EXPECT_EQ(y, expected());
  loop = [&](int64_t count, const Body &body) {
    std::vector<std::thread> threads;
    for (int64_t i = 0; i < count; ++i)
      threads.emplace_back(body, i);
    for (std::thread &thread : threads)
      thread.join();
  };
  for (int round = 0; round < 20; ++round) {
    ASSERT_EQ(infer(), RESNETC_OK) << session.error();
    EXPECT_EQ(y, expected());
  }
}

TEST_F(Hook, skippingAnIndexIsAnError) {
  loop = [](int64_t count, const Body &body) {
    for (int64_t i = 1; i < count; ++i)
      body(i);
  };
  expectFault("returned without having run every index");
}

TEST_F(Hook, runningNothingIsAnError) {
  loop = [](int64_t, const Body &) {};
  expectFault("returned without having run every index");
}

TEST_F(Hook, repeatingAnIndexIsAnErrorAndRunsItOnce) {
  loop = [](int64_t count, const Body &body) {
    serial(count, body);
    body(count - 1);
  };
  expectFault("ran an index twice");
}

TEST_F(Hook, anIndexOutsideIsAnError) {
  loop = [](int64_t count, const Body &body) {
    serial(count, body);
    body(count);
  };
  expectFault("ran an index outside [0, count)");
  loop = [](int64_t count, const Body &body) {
    body(INT64_MIN);
    serial(count, body);
  };
  expectFault("ran an index outside [0, count)");
}

TEST_F(Hook, aBodyThatIsRunLateIsAnErrorAndTouchesNothing) {
  Body kept;
  loop = [&](int64_t count, const Body &body) {
    for (int64_t i = 0; i + 1 < count; ++i)
      body(i);
    kept = body;
  };
  EXPECT_EQ(infer(), RESNETC_ERROR_ARGUMENT);
  std::vector<float> before = y;
  kept(3);
  EXPECT_EQ(y, before);
  expectFault("returned without having run every index");
  kept(3);
}

TEST_F(Hook, aBodyOfAnEarlierLoopDoesNothingInALaterOne) {
  Body earlier;
  loop = [&](int64_t count, const Body &body) {
    serial(count, body);
    earlier = body;
  };
  ASSERT_EQ(infer(), RESNETC_OK);
  loop = [&](int64_t count, const Body &body) {
    for (int64_t i = 0; i < count; ++i) {
      earlier(i);
      body(i);
      earlier(i + 1);
    }
    earlier(-1);
  };
  ASSERT_EQ(infer(), RESNETC_OK) << session.error();
  EXPECT_EQ(y, expected());
}

TEST_F(Hook, lateBodiesOnOtherThreadsDoNotDisturbCorrectLoops) {
  Body earlier;
  loop = [&](int64_t count, const Body &body) {
    serial(count, body);
    earlier = body;
  };
  ASSERT_EQ(infer(), RESNETC_OK);
  const std::vector<float> right = expected();
  std::atomic<bool> done = false;
  std::vector<std::thread> late;
  for (int t = 0; t < 2; ++t)
    late.emplace_back([&] {
      while (!done.load())
        for (int64_t i = 0; i < 4; ++i)
          earlier(i);
    });
  loop = serial;
  for (int call = 0; call < 2000 && !HasFailure(); ++call) {
    EXPECT_EQ(infer(), RESNETC_OK) << session.error();
    EXPECT_EQ(y, right);
  }
  done = true;
  for (std::thread &thread : late)
    thread.join();
}

TEST_F(Hook, aBodyThatOutlivesItsContextTouchesNothing) {
  Body kept;
  loop = [&](int64_t count, const Body &body) {
    for (int64_t i = 0; i + 1 < count; ++i)
      body(i);
    kept = body;
  };
  EXPECT_EQ(infer(), RESNETC_ERROR_ARGUMENT);
  session.api.context_destroy(context);
  memory.reset();
  kept(3);
}

TEST_F(Hook, moreLoopsAtOnceThanHavePlacesRunAllTheSame) {
  // Each loop begins another one inside its first body, as a pool does whose threads help out while
  // they wait.
  constexpr int depth = 300;
  struct Nested {
    Memory memory;
    resnetc_context *context = nullptr;
    std::vector<float> y = std::vector<float>(Batch * Classes);
    Loop loop;
  };
  std::vector<Nested> all(depth);
  std::vector<resnetc_status> status(depth, RESNETC_OK);
  size_t bytes = 0;
  session.api.workspace_bytes(&session.api, RESNETC_INFER, Batch, &bytes);
  for (int i = 0; i < depth; ++i) {
    Nested &each = all[i];
    each.loop = [&, i](int64_t count, const Body &body) {
      if (i + 1 < depth)
        status[i + 1] = session.api.infer(all[i + 1].context, x.data(), Batch, all[i + 1].y.data());
      serial(count, body);
    };
    resnetc_options options = {sizeof options, 2, callLoop, &each.loop, 0, 0, nullptr, nullptr};
    each.memory = allocate(bytes + moreScratch);
    ASSERT_EQ(session.api.context_init(session.state, RESNETC_INFER, Batch, &options,
                                       each.memory.get(), bytes + moreScratch, &each.context),
              RESNETC_OK);
  }
  EXPECT_EQ(session.api.infer(all[0].context, x.data(), Batch, all[0].y.data()), RESNETC_OK);
  const std::vector<float> right = expected();
  int ran = 0;
  for (int i = 0; i < depth; ++i) {
    EXPECT_EQ(status[i], RESNETC_OK) << i;
    ran += all[i].y == right;
  }
  EXPECT_GE(ran, 256) << "a loop without a place does not begin the next";
}

TEST_F(Hook, returningBeforeABodyHasEndedIsAnError) {
  std::thread late;
  loop = [&](int64_t count, const Body &body) {
    for (int64_t i = 0; i + 1 < count; ++i)
      body(i);
    late = std::thread(body, count - 1);
  };
  // The body may have begun, or find the loop closed, or have ended in time after all.
  resnetc_status status = RESNETC_OK;
  for (int attempt = 0; attempt < 10000 && status == RESNETC_OK; ++attempt) {
    status = infer();
    late.join();
    if (status == RESNETC_OK) {
      ASSERT_EQ(y, expected());
    }
  }
  EXPECT_EQ(status, RESNETC_ERROR_ARGUMENT);
  loop = serial;
  EXPECT_EQ(infer(), RESNETC_OK);
}

TEST_F(Hook, throwingIsAnError) {
  loop = [](int64_t, const Body &) { throw std::runtime_error("no threads left"); };
  expectFault("threw an exception");
  loop = [](int64_t count, const Body &body) {
    serial(count, body);
    throw 17;
  };
  expectFault("threw an exception");
  EXPECT_EQ(std::uncaught_exceptions(), 0);
}

TEST_F(Hook, aTrainingContextRefusesAFaultyLoopInInference) {
  auto labels = labelsOf(Batch);
  resnetc_hyper step = {sizeof step, 0.1f, 0, 0, 0, 0};
  float result[2];
  EXPECT_EQ(session.api.train_step(context, x.data(), labels.data(), Batch, &step, result),
            RESNETC_OK);
  loop = [](int64_t, const Body &) {};
  EXPECT_EQ(infer(), RESNETC_ERROR_ARGUMENT);
}

TEST(HookScratch, loopsHaveAsManyParticipantsAsFindScratch) {
  Session session = opened(model(), RESNETC_INFER, Batch);
  int64_t bodies = 0;
  Loop loop = [&](int64_t count, const Body &body) {
    bodies = count;
    serial(count, body);
  };
  resnetc_options options = {sizeof options, 7, callLoop, &loop, 0, 0, nullptr, nullptr};
  size_t bytes = 0;
  ASSERT_EQ(session.api.workspace_bytes(&session.api, RESNETC_INFER, Batch, &bytes), RESNETC_OK);
  constexpr size_t each = RN_SCRATCH_BLOCK(Pixels * sizeof(float));
  Memory memory = allocate(bytes + 7 * each);
  auto x = imagesOf(Batch);
  std::vector<float> y(Batch * Classes);
  auto bodiesWith = [&](size_t size) {
    resnetc_context *context = nullptr;
    bodies = 0;
    EXPECT_EQ(session.api.context_init(session.state, RESNETC_INFER, Batch, &options, memory.get(),
                                       size, &context),
              RESNETC_OK);
    EXPECT_EQ(session.api.infer(context, x.data(), Batch, y.data()), RESNETC_OK);
    return bodies;
  };
  EXPECT_EQ(bodiesWith(bytes + 7 * each), 7);
  const int64_t cpus = rn_default_threads(); // one CPU needs no loop
  EXPECT_EQ(bodiesWith(bytes), cpus > 1 ? std::min<int64_t>(7, cpus) : 0);
  const int64_t here = bodiesWith(bytes);
  if (here > 2) {
    EXPECT_EQ(bodiesWith(bytes - each), here - 1);
  }
}

} // namespace
