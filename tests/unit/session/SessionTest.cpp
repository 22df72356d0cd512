//===- SessionTest.cpp - sessions beside calls of the model's table ------------------------===//
//
// Through the C++ wrapper, which calls the C functions.
//
//===----------------------------------------------------------------------===//
#include "tests/unit/runtime/Session.h"
#include "tests/unit/session/WeightsFile.h"

#include <resnetc/resnetc.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <thread>

using namespace fake;

namespace {

class SessionTest : public testing::Test {
protected:
  SessionTest()
      : direct(opened(model(), RESNETC_TRAIN, 6, 1)), x(imagesOf(6)), labels(labelsOf(6)) {}

  /// Logits of the same variables by the model's own functions.
  std::vector<float> expected(int64_t batch = 6) {
    std::vector<float> y(static_cast<size_t>(batch * Classes));
    EXPECT_EQ(direct.api.infer(direct.context, x.data(), batch, y.data()), RESNETC_OK);
    return y;
  }
  std::vector<float> variable(const resnetc::Session &session, const resnetc::Tensor &tensor) {
    std::vector<float> values(tensor.elements());
    session.get(tensor.name, values);
    return values;
  }

  Session direct;
  std::vector<float> x;
  std::vector<int64_t> labels;
  WeightsFile weights;
};

TEST_F(SessionTest, anOpenedLibraryInfersAsItsTable) {
  resnetc::Session session(FAKE_LIBRARY, weights.path());
  EXPECT_EQ(session.infer(x), expected());
  EXPECT_STREQ(session.info().name, "fake");
}

TEST_F(SessionTest, aLinkedModelInfersAsItsTable) {
  resnetc_api api = apiOf(model());
  resnetc::Session session(&api, weights.path());
  EXPECT_EQ(session.infer(x), expected());
}

TEST_F(SessionTest, batchesMayGrowAndShrink) {
  resnetc::Session session(FAKE_LIBRARY, weights.path());
  for (int64_t batch : {2, 6, 1, 5})
    EXPECT_EQ(session.infer(std::span(x).first(static_cast<size_t>(batch * Pixels))),
              expected(batch));
}

TEST_F(SessionTest, aTrainingStepIsThatOfTheTable) {
  resnetc::Session session(FAKE_LIBRARY, weights.path());
  resnetc_hyper hyper = {sizeof hyper, 0.1f, 0.9f, 1e-4f, 0, 0};
  for (int step = 0; step < 3; ++step) {
    float result[2];
    ASSERT_EQ(direct.api.train_step(direct.context, x.data(), labels.data(), 6, &hyper, result),
              RESNETC_OK);
    resnetc::Loss loss = session.train_step(x, labels, hyper);
    EXPECT_EQ(loss.mean, result[0]);
    EXPECT_EQ(loss.right, result[1]);
  }
  EXPECT_EQ(session.infer(x), expected());
}

TEST_F(SessionTest, gradAndUpdateAreATrainingStep) {
  resnetc::Session one(FAKE_LIBRARY, weights.path()), two(FAKE_LIBRARY, weights.path());
  resnetc_hyper hyper = {sizeof hyper, 0.1f, 0.9f, 1e-4f, 0, 0};
  one.train_step(x, labels, hyper);
  two.grad(x, labels);
  std::vector<float> gradient(Pixels * Classes), direct(Pixels * Classes);
  two.gradient("fc.weight", gradient);
  ASSERT_EQ(this->direct.api.grad(this->direct.context, x.data(), labels.data(), 6,
                                  std::array<float, 2>{}.data()),
            RESNETC_OK);
  ASSERT_EQ(this->direct.api.gradient_get(this->direct.context, "fc.weight", direct.data(),
                                          direct.size()),
            RESNETC_OK);
  EXPECT_EQ(gradient, direct);
  two.update(hyper);
  for (const resnetc::Tensor &tensor : one.tensors())
    EXPECT_EQ(variable(one, tensor), variable(two, tensor)) << tensor.name;
}

TEST_F(SessionTest, withoutWeightsTensorsAreTheCallersToSet) {
  resnetc::Session session(FAKE_LIBRARY);
  try {
    session.infer(x);
    FAIL() << "inferred without weights";
  } catch (const resnetc::Error &error) {
    EXPECT_EQ(error.status(), RESNETC_ERROR_WEIGHTS);
    EXPECT_NE(std::string(error.what()).find("bn.weight"), std::string::npos) << error.what();
  }
  for (const resnetc::Tensor &tensor : session.tensors())
    if (tensor.role != RESNETC_ROLE_MOMENTUM)
      session.set(tensor.name, valuesOf(tensor.name, tensor.elements()));
  EXPECT_EQ(session.infer(x), expected());
}

TEST_F(SessionTest, whatIsSetShowsInTheNextCall) {
  resnetc::Session session(FAKE_LIBRARY, weights.path());
  std::vector<float> before = session.infer(x);
  session.set("fc.bias", std::vector<float>(Classes, 100));
  std::vector<float> after = session.infer(x);
  EXPECT_GT(after[0], before[0] + 50);
  session.load(weights.path());
  EXPECT_EQ(session.infer(x), before);
}

TEST_F(SessionTest, aFailedLoadChangesNothing) {
  resnetc::Session session(FAKE_LIBRARY, weights.path());
  std::vector<float> before = session.infer(x);
  std::filesystem::resize_file(weights.path(), 100);
  EXPECT_THROW(session.load(weights.path()), resnetc::Error);
  EXPECT_EQ(session.infer(x), before);
}

TEST_F(SessionTest, threadsShareASessionWhileItTrains) {
  for (int32_t bound : {0, 1, 3}) {
    resnetc_session_options options = {sizeof options, bound, 6, nullptr};
    resnetc::Session session(FAKE_LIBRARY, weights.path(), &options);
    std::atomic<int> failures{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t)
      threads.emplace_back([&, t] {
        resnetc_hyper hyper = {sizeof hyper, 1e-3f, 0, 0, 0, 0};
        std::vector<float> y(6 * Classes);
        float result[2];
        for (int call = 0; call < 50; ++call)
          failures += (t == 7 ? resnetc_session_train_step(session.get(), x.data(), labels.data(),
                                                           6, &hyper, result)
                              : resnetc_session_infer(session.get(), x.data(), 1 + call % 6,
                                                      y.data())) != RESNETC_OK;
      });
    for (std::thread &thread : threads)
      thread.join();
    EXPECT_EQ(failures, 0);
  }
}

TEST_F(SessionTest, fourModelsLiveInOneProcess) {
  resnetc_api api = apiOf(model()), inference = apiOf(inferenceModel());
  resnetc::Session a(FAKE_LIBRARY, weights.path()), b(FAKE_OTHER_LIBRARY, weights.path()),
      c(&api, weights.path()), d(&inference, weights.path());
  for (const resnetc::Session *session : {&a, &b, &c, &d})
    EXPECT_EQ(session->infer(x), expected());
}

TEST_F(SessionTest, aMovedSessionGoesOn) {
  resnetc::Session one(FAKE_LIBRARY, weights.path());
  resnetc::Session two = std::move(one);
  EXPECT_EQ(two.infer(x), expected());
}

TEST_F(SessionTest, namedArraysRunEveryFunction) {
  resnetc::Session session(FAKE_LIBRARY, weights.path()), other(FAKE_LIBRARY, weights.path());
  std::vector<float> y(6 * Classes);
  const resnetc_binding inference[] = {{"input", x.data(), x.size() * sizeof(float)},
                                       {"output", y.data(), y.size() * sizeof(float)}};
  session.run(RESNETC_INFER, 6, inference);
  EXPECT_EQ(y, expected());
  float result[2], rates[] = {0.1f, 0.9f, 1e-4f, 0};
  const resnetc_binding training[] = {{"input", x.data(), x.size() * sizeof(float)},
                                      {"labels", labels.data(), labels.size() * sizeof(int64_t)},
                                      {"output", result, sizeof result},
                                      {"hyper", rates, sizeof rates}};
  session.run(RESNETC_GRAD, 6, std::span(training).first(3));
  const resnetc_hyper hyper = {sizeof hyper, 0.1f, 0.9f, 1e-4f, 0, 0};
  EXPECT_EQ(result[0], other.grad(x, labels).mean);
  session.run(RESNETC_TRAIN, 6, training);
  other.train_step(x, labels, hyper);
  EXPECT_EQ(session.infer(x), other.infer(x));
  EXPECT_EQ(resnetc_session_run(session.get(), static_cast<resnetc_function>(7), 6, inference, 2),
            RESNETC_ERROR_ARGUMENT);
}

/// The wrapper's other half, which needs no libresnetc.
TEST_F(SessionTest, aStateAndAContextDoWhatASessionDoes) {
  resnetc_api api = apiOf(model());
  resnetc::State state(&api);
  for (const resnetc::Tensor &tensor : resnetc::Session(&api).tensors())
    if (tensor.role != RESNETC_ROLE_MOMENTUM)
      state.set(tensor.name, valuesOf(tensor.name, tensor.elements()));
  state.seal();
  resnetc::Context context(state, RESNETC_TRAIN, 6);
  EXPECT_EQ(context.infer(x), expected());
  EXPECT_EQ(context.output_elements(), static_cast<size_t>(Classes));
  resnetc::Session session(FAKE_LIBRARY, weights.path());
  const resnetc_hyper hyper = {sizeof hyper, 0.1f, 0.9f, 1e-4f, 0, 0};
  EXPECT_EQ(context.train_step(x, labels, hyper).mean, session.train_step(x, labels, hyper).mean);
  context.grad(x, labels);
  std::vector<float> gradient(Pixels * Classes);
  context.gradient("fc.weight", gradient);
  context.update(hyper);
  session.train_step(x, labels, hyper);
  resnetc::Context moved = std::move(context);
  EXPECT_EQ(moved.infer(x), session.infer(x));
}

TEST_F(SessionTest, aStateAndAContextThrowTheTablesText) {
  resnetc_api api = apiOf(inferenceModel());
  resnetc::State state(&api);
  try {
    state.seal();
    FAIL() << "sealed without weights";
  } catch (const resnetc::Error &error) {
    EXPECT_EQ(error.status(), RESNETC_ERROR_WEIGHTS);
    EXPECT_NE(std::string(error.what()).find("bn.weight"), std::string::npos) << error.what();
  }
  try {
    resnetc::Context context(state, RESNETC_TRAIN, 2);
    FAIL() << "a context for training of a model without";
  } catch (const resnetc::Error &error) {
    EXPECT_EQ(error.status(), RESNETC_ERROR_MODE);
  }
}

TEST_F(SessionTest, spansOfWrongSizesAreRefused) {
  resnetc::Session session(FAKE_LIBRARY, weights.path());
  std::vector<float> y(7);
  EXPECT_THROW(session.infer(x, y), std::invalid_argument);
  EXPECT_THROW(session.infer(std::span(x).first(65)), std::invalid_argument);
  EXPECT_THROW(session.grad(x, std::span(labels).first(2)), std::invalid_argument);
}

} // namespace
