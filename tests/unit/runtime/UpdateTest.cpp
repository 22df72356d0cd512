//===- UpdateTest.cpp - bindings by name, gradients in buckets, and the update -----===//
#include "tests/unit/runtime/Session.h"

#include <gtest/gtest.h>

#include <cstring>

using namespace fake;

namespace {

resnetc_hyper hyper() { return {sizeof(resnetc_hyper), 0.1f, 0.9f, 0.01f, 1, 7}; }

template <typename T> resnetc_binding given(const char *name, std::vector<T> &values) {
  return {name, values.data(), values.size() * sizeof(T)};
}

/// Every variable, momenta and statistics included.
std::vector<float> variables(const Session &session) {
  std::vector<float> all;
  resnetc_tensor_info info;
  for (int64_t i = 0; session.api.tensor(&session.api, i, &info) == RESNETC_OK; ++i)
    for (float value : session.get(info.name, static_cast<size_t>(info.shape[0] * info.shape[1])))
      all.push_back(value);
  return all;
}

TEST(Bindings, areToldByNameTypeAndShape) {
  resnetc_api api = apiOf(model());
  resnetc_binding_info info;
  std::vector<std::string> names;
  for (int64_t i = 0; api.binding(&api, RESNETC_TRAIN, i, &info) == RESNETC_OK; ++i)
    names.push_back(info.name);
  EXPECT_EQ(names, (std::vector<std::string>{"input", "labels", "key", "output", "hyper"}));
  ASSERT_EQ(api.binding(&api, RESNETC_INFER, 1, &info), RESNETC_OK);
  EXPECT_STREQ(info.name, "output");
  EXPECT_EQ(info.element, RESNETC_F32);
  EXPECT_EQ(info.is_output, 1);
  EXPECT_EQ(info.batched, 1);
  EXPECT_EQ(info.rank, 1);
  EXPECT_EQ(info.shape[0], Classes);
  ASSERT_EQ(api.binding(&api, RESNETC_GRAD, 1, &info), RESNETC_OK);
  EXPECT_EQ(info.element, RESNETC_I64);
  EXPECT_EQ(info.rank, 0);
  for (int64_t index : {-1, 2})
    EXPECT_EQ(api.binding(&api, RESNETC_INFER, index, &info), RESNETC_ERROR_ARGUMENT);
  EXPECT_STREQ(api.last_error(), "binding: index 2 is outside [0, 2)");
  resnetc_api untrainable = apiOf(inferenceModel());
  EXPECT_EQ(untrainable.binding(&untrainable, RESNETC_GRAD, 0, &info), RESNETC_ERROR_MODE);
}

TEST(Run, doesWhatTheShortFormsDo) {
  auto x = imagesOf(2);
  auto labels = labelsOf(2);
  std::vector<float> y(20), expected(20);
  Session session = opened(model(), RESNETC_TRAIN, 2);
  ASSERT_EQ(session.api.infer(session.context, x.data(), 2, expected.data()), RESNETC_OK);
  const resnetc_binding inference[] = {given("output", y), given("input", x)};
  ASSERT_EQ(session.api.run(session.context, RESNETC_INFER, 2, inference, 2), RESNETC_OK);
  EXPECT_EQ(y, expected);

  Session other = opened(model(), RESNETC_TRAIN, 2);
  std::vector<float> loss(2), step = {0.1f, 0.9f, 0.01f, 1};
  std::vector<int64_t> key = {7};
  auto numbers = hyper();
  float result[2];
  ASSERT_EQ(other.api.train_step(other.context, x.data(), labels.data(), 2, &numbers, result),
            RESNETC_OK);
  const resnetc_binding training[] = {given("key", key), given("hyper", step), given("input", x),
                                      given("labels", labels), given("output", loss)};
  ASSERT_EQ(session.api.run(session.context, RESNETC_TRAIN, 2, training, 5), RESNETC_OK);
  EXPECT_EQ(lastKey, 7);
  EXPECT_EQ(loss[0], result[0]);
  EXPECT_EQ(variables(session), variables(other));
  // Without a key, that of seed 0.
  ASSERT_EQ(session.api.run(session.context, RESNETC_TRAIN, 2, training + 1, 4), RESNETC_OK);
  EXPECT_EQ(lastKey, 0);
}

TEST(Run, namesWhatDoesNotFit) {
  auto x = imagesOf(2);
  std::vector<float> y(20);
  Session session = opened(model(), RESNETC_INFER, 2);
  auto fails = [&](std::vector<resnetc_binding> bindings, resnetc_status status, const char *text) {
    EXPECT_EQ(session.api.run(session.context, RESNETC_INFER, 2, bindings.data(), bindings.size()),
              status);
    EXPECT_EQ(session.error(), text);
  };
  fails({given("input", x)}, RESNETC_ERROR_ARGUMENT, "infer: takes 'output', which is not given");
  fails({given("input", x), given("output", y), given("depth", x)}, RESNETC_ERROR_ARGUMENT,
        "infer: takes no 'depth'");
  fails({given("input", x), {"output", nullptr, 80}}, RESNETC_ERROR_ARGUMENT,
        "infer: 'output' must not be null");
  fails({given("input", x), {"output", y.data(), 76}}, RESNETC_ERROR_SHAPE,
        "infer: 'output' takes 80 bytes, got 76");
  fails({given("input", x), {"output", reinterpret_cast<char *>(y.data()) + 2, 80}},
        RESNETC_ERROR_MEMORY, "infer: 'output' must be aligned to 4 bytes");
  fails({given("input", x), {nullptr, y.data(), 80}}, RESNETC_ERROR_ARGUMENT,
        "infer: takes 'output', which is not given");
  EXPECT_EQ(session.api.run(session.context, RESNETC_INFER, 2, nullptr, 1), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(session.api.run(session.context, static_cast<resnetc_function>(9), 2, nullptr, 0),
            RESNETC_ERROR_ARGUMENT);
}

/// A step in its two halves, the buckets read in between, is a step.
TEST(Update, isTheSecondHalfOfAStep) {
  auto x = imagesOf(3);
  auto labels = labelsOf(3);
  float whole[2], halves[2];
  auto step = hyper();
  Session one = opened(model(), RESNETC_TRAIN, 3), two = opened(model(), RESNETC_TRAIN, 3);
  for (int i = 0; i < 2; ++i) {
    ASSERT_EQ(one.api.train_step(one.context, x.data(), labels.data(), 3, &step, whole),
              RESNETC_OK);
    ASSERT_EQ(two.api.grad(two.context, x.data(), labels.data(), 3, halves), RESNETC_OK);
    ASSERT_EQ(two.api.update(two.context, &step), RESNETC_OK);
    EXPECT_EQ(std::memcmp(whole, halves, sizeof whole), 0);
    EXPECT_EQ(variables(one), variables(two));
  }
  int64_t steps = 0;
  EXPECT_EQ(two.api.batches_get(two.state, "bn.num_batches_tracked", &steps), RESNETC_OK);
  EXPECT_EQ(steps, 2);
}

TEST(Update, takesGradientsThatTheCallerHasChangedInTheirBuckets) {
  auto x = imagesOf(3);
  auto labels = labelsOf(3);
  float result[2];
  auto step = hyper();
  step.weight_decay = 0;
  Session session = opened(model(), RESNETC_TRAIN, 3);
  resnetc_model_info info = {};
  info.struct_size = sizeof info;
  ASSERT_EQ(session.api.info(&session.api, &info), RESNETC_OK);
  ASSERT_EQ(info.gradient_buckets, 2);
  ASSERT_EQ(session.api.grad(session.context, x.data(), labels.data(), 3, result), RESNETC_OK);
  size_t total = 0;
  float *end = nullptr;
  for (int64_t bucket = 0; bucket < info.gradient_buckets; ++bucket) {
    float *values = nullptr;
    size_t count = 0;
    ASSERT_EQ(session.api.gradient_bucket(session.context, bucket, &values, &count), RESNETC_OK);
    EXPECT_TRUE(bucket == 0 || values == end) << "buckets follow each other";
    end = values + count;
    total += count;
    std::fill_n(values, count, 0.f);
  }
  EXPECT_GE(total, static_cast<size_t>(info.parameters));
  std::vector<float> weights = session.get("fc.weight", Classes * Pixels);
  ASSERT_EQ(session.api.update(session.context, &step), RESNETC_OK);
  EXPECT_EQ(session.get("fc.weight", Classes * Pixels), weights);
  EXPECT_NE(session.get("bn.running_mean", 1), valuesOf("bn.running_mean", 1));
}

TEST(Update, asksForAGradThatHasJustBeenMade) {
  auto x = imagesOf(2);
  auto labels = labelsOf(2);
  float result[2], *values = nullptr;
  size_t count = 0;
  auto step = hyper();
  Session session = opened(model(), RESNETC_TRAIN, 2);
  const resnetc_api &api = session.api;
  EXPECT_EQ(api.update(session.context, &step), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(session.error(), "update: the context's latest call was not a successful grad");
  ASSERT_EQ(api.grad(session.context, x.data(), labels.data(), 2, result), RESNETC_OK);
  EXPECT_EQ(api.gradient_bucket(session.context, 2, &values, &count), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(session.error(), "gradient_bucket: index 2 is outside [0, 2)");
  step.lr = -1;
  EXPECT_EQ(api.update(session.context, &step), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(api.update(session.context, nullptr), RESNETC_ERROR_ARGUMENT);
  step.lr = 0.1f;
  EXPECT_EQ(api.update(session.context, &step), RESNETC_OK);
  EXPECT_EQ(api.update(session.context, &step), RESNETC_ERROR_ARGUMENT) << "once for each grad";
  EXPECT_EQ(api.gradient_bucket(session.context, 0, &values, &count), RESNETC_ERROR_ARGUMENT);
  Session gradients = opened(model(), RESNETC_GRAD, 2);
  ASSERT_EQ(gradients.api.grad(gradients.context, x.data(), labels.data(), 2, result), RESNETC_OK);
  EXPECT_EQ(gradients.api.update(gradients.context, &step), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(gradients.error(), "update: the context was made for grad only");
  EXPECT_EQ(api.update(nullptr, &step), RESNETC_ERROR_ARGUMENT);
}

} // namespace
