//===- CallTest.cpp - tests of core/Context.cpp -----------------------------------===//
//
// Inference, gradients and training through the public table, against plain loops, and their
// misuse.
//
//===----------------------------------------------------------------------===//
#include "tests/unit/runtime/Session.h"

#include <gtest/gtest.h>

#include <cstring>
#include <limits>

using namespace fake;

namespace {

resnetc_hyper hyper(float lr, float momentum = 0, float decay = 0, int32_t nesterov = 0) {
  return {sizeof(resnetc_hyper), lr, momentum, decay, nesterov, 0};
}

void expectInferIsReference(Session &session, int64_t batch) {
  auto x = imagesOf(batch);
  std::vector<float> y(static_cast<size_t>(batch * Classes));
  ASSERT_EQ(session.api.infer(session.context, x.data(), batch, y.data()), RESNETC_OK)
      << session.error();
  for (int64_t n = 0; n < batch; ++n) {
    auto expected = referenceLogits(session, x.data() + n * Pixels);
    for (int64_t k = 0; k < Classes; ++k)
      EXPECT_NEAR(y[static_cast<size_t>(n * Classes + k)], expected[static_cast<size_t>(k)], 1e-4);
  }
}

} // namespace

TEST(Infer, givesTheReferenceAtEveryBatch) {
  Session session = opened(inferenceModel(), RESNETC_INFER, 5);
  for (int64_t batch : {1, 3, 5})
    expectInferIsReference(session, batch);
}

TEST(OneValue, ABatchNormOnOnePixelTakesNoBatchOfOneImageInTraining) {
  Session session = opened(onePixelModel(), RESNETC_TRAIN, 3);
  auto x = imagesOf(3);
  auto labels = labelsOf(3);
  auto step = hyper(0.1f);
  float result[2], y[10];
  EXPECT_EQ(session.api.grad(session.context, x.data(), labels.data(), 1, result),
            RESNETC_ERROR_SHAPE);
  EXPECT_EQ(session.error().find("grad: bn: a batch of one image"), 0u) << session.error();
  const std::vector<float> before = session.get("bn.weight", 1);
  EXPECT_EQ(session.api.train_step(session.context, x.data(), labels.data(), 1, &step, result),
            RESNETC_ERROR_SHAPE);
  EXPECT_EQ(session.error().find("train_step: bn: "), 0u) << session.error();
  EXPECT_EQ(session.get("bn.weight", 1), before);
  EXPECT_EQ(session.api.infer(session.context, x.data(), 1, y), RESNETC_OK);
  for (int64_t batch : {2, 3})
    EXPECT_EQ(session.api.grad(session.context, x.data(), labels.data(), batch, result),
              RESNETC_OK);
  resnetc_model_info info = {};
  info.struct_size = sizeof info;
  ASSERT_EQ(session.api.info(&session.api, &info), RESNETC_OK);
  EXPECT_STREQ(info.one_pixel_norm, "bn");
}

TEST(Infer, seesWeightsThatChangedAfterSeal) {
  Session session = opened(model(), RESNETC_TRAIN, 4);
  expectInferIsReference(session, 4);
  std::vector<float> bias(10, 0.5f);
  ASSERT_EQ(session.api.tensor_set(session.state, "bn.bias", bias.data(), 1), RESNETC_OK);
  expectInferIsReference(session, 4);
  auto x = imagesOf(4);
  auto labels = labelsOf(4);
  auto step = hyper(0.1f);
  float result[2];
  ASSERT_EQ(session.api.train_step(session.context, x.data(), labels.data(), 4, &step, result),
            RESNETC_OK);
  expectInferIsReference(session, 4);
}

TEST(Infer, reportsAFailingKernel) {
  Session session = opened(model(), RESNETC_INFER, 2);
  auto x = imagesOf(2);
  float y[20];
  failNextInfer = -17;
  EXPECT_EQ(session.api.infer(session.context, x.data(), 2, y), RESNETC_ERROR_INTERNAL);
  EXPECT_EQ(session.error(), "infer: a kernel failed with status -17: asked to fail");
  EXPECT_EQ(session.api.infer(session.context, x.data(), 2, y), RESNETC_OK);
}

TEST(Grad, isTheSlopeOfTheLoss) {
  Session session = opened(model(), RESNETC_GRAD, 6);
  auto x = imagesOf(6);
  auto labels = labelsOf(6);
  float result[2];
  auto lossAt = [&](const char *name, std::vector<float> values, size_t i, float change) {
    values[i] += change;
    session.api.tensor_set(session.state, name, values.data(), values.size());
    float shifted[2];
    session.api.grad(session.context, x.data(), labels.data(), 6, shifted);
    values[i] -= change;
    session.api.tensor_set(session.state, name, values.data(), values.size());
    return static_cast<double>(shifted[0]);
  };
  for (auto [name, count] : {std::pair{"fc.weight", 640}, {"fc.bias", 10}, {"bn.weight", 1}}) {
    auto size = static_cast<size_t>(count);
    std::vector<float> gradient(size);
    ASSERT_EQ(session.api.grad(session.context, x.data(), labels.data(), 6, result), RESNETC_OK);
    ASSERT_EQ(session.api.gradient_get(session.context, name, gradient.data(), size), RESNETC_OK);
    auto values = session.get(name, size);
    for (size_t i = 0; i < size; i += 97) {
      double slope = (lossAt(name, values, i, 1e-2f) - lossAt(name, values, i, -1e-2f)) / 2e-2;
      EXPECT_NEAR(gradient[i], slope, 2e-3) << name << " " << i;
    }
  }
}

TEST(Grad, changesNoVariableAndIsGoneAfterTheNextCall) {
  Session session = opened(model(), RESNETC_TRAIN, 4);
  auto x = imagesOf(4);
  auto labels = labelsOf(4);
  float result[2], y[40], gradient[10];
  auto before = session.get("fc.weight", 640);
  EXPECT_EQ(session.api.gradient_get(session.context, "fc.bias", gradient, 10),
            RESNETC_ERROR_ARGUMENT)
      << "before any grad";
  ASSERT_EQ(session.api.grad(session.context, x.data(), labels.data(), 4, result), RESNETC_OK);
  EXPECT_EQ(session.get("fc.weight", 640), before);
  EXPECT_EQ(session.api.gradient_get(session.context, "fc.bias", gradient, 10), RESNETC_OK);
  EXPECT_EQ(session.api.gradient_get(session.context, "fc.bias", gradient, 11),
            RESNETC_ERROR_SHAPE);
  EXPECT_EQ(session.api.gradient_get(session.context, "bn.running_mean", gradient, 1),
            RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(session.api.gradient_get(session.context, nullptr, gradient, 1),
            RESNETC_ERROR_ARGUMENT);
  ASSERT_EQ(session.api.infer(session.context, x.data(), 4, y), RESNETC_OK);
  EXPECT_EQ(session.api.gradient_get(session.context, "fc.bias", gradient, 10),
            RESNETC_ERROR_ARGUMENT);
}

TEST(Train, stepsAsSgdDoes) {
  Session session = opened(model(), RESNETC_TRAIN, 4);
  auto x = imagesOf(4);
  auto labels = labelsOf(4);
  std::vector<float> gradient(640);
  float result[2];
  ASSERT_EQ(session.api.grad(session.context, x.data(), labels.data(), 4, result), RESNETC_OK);
  session.api.gradient_get(session.context, "fc.weight", gradient.data(), 640);
  auto before = session.get("fc.weight", 640);
  auto step = hyper(0.1f, 0.9f, 0.01f, 1);
  float trained[2];
  ASSERT_EQ(session.api.train_step(session.context, x.data(), labels.data(), 4, &step, trained),
            RESNETC_OK);
  EXPECT_EQ(trained[0], result[0]);
  auto after = session.get("fc.weight", 640), velocity = session.get("momentum.fc.weight", 640);
  for (size_t i = 0; i < 640; ++i) {
    float g = gradient[i] + 0.01f * before[i];
    EXPECT_NEAR(velocity[i], g, 1e-6);
    EXPECT_NEAR(after[i], before[i] - 0.1f * (g + 0.9f * g), 1e-6);
  }
  EXPECT_NE(session.get("bn.running_mean", 1), valuesOf("bn.running_mean", 1));
}

TEST(Context, tellsItsSizeBeforehandAndRefusesLess) {
  Session session(model());
  session.setAll();
  size_t infer = 0, train = 0, trainOfMany = 0;
  ASSERT_EQ(session.api.workspace_bytes(&session.api, RESNETC_INFER, 8, &infer), RESNETC_OK);
  ASSERT_EQ(session.api.workspace_bytes(&session.api, RESNETC_TRAIN, 8, &train), RESNETC_OK);
  ASSERT_EQ(session.api.workspace_bytes(&session.api, RESNETC_TRAIN, 9, &trainOfMany), RESNETC_OK);
  EXPECT_LT(infer, train);
  EXPECT_EQ(train + 128, trainOfMany);
  Memory memory = allocate(train + 64);
  resnetc_context *context = nullptr;
  auto init = [&](void *where, size_t bytes) {
    return session.api.context_init(session.state, RESNETC_TRAIN, 8, nullptr, where, bytes,
                                    &context);
  };
  EXPECT_EQ(init(memory.get(), train), RESNETC_ERROR_WEIGHTS) << "not sealed yet";
  ASSERT_EQ(session.api.seal(session.state), RESNETC_OK);
  EXPECT_EQ(init(memory.get(), train / 2), RESNETC_ERROR_MEMORY);
  EXPECT_EQ(init(static_cast<char *>(memory.get()) + 4, train), RESNETC_ERROR_MEMORY);
  EXPECT_EQ(init(nullptr, train), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(context, nullptr);
  EXPECT_EQ(init(memory.get(), train), RESNETC_OK);
}

TEST(Context, refusesBatchesThatDoNotFit) {
  Session session = opened(model(), RESNETC_INFER, 4);
  auto x = imagesOf(8);
  float y[80];
  size_t bytes;
  for (int64_t batch : {int64_t{0}, int64_t{-1}, int64_t{5}, std::numeric_limits<int64_t>::max()})
    EXPECT_EQ(session.api.infer(session.context, x.data(), batch, y), RESNETC_ERROR_SHAPE);
  EXPECT_NE(session.error().find("expects 1 to 4"), std::string::npos) << session.error();
  for (int64_t batch : {int64_t{0}, int64_t{-7}, int64_t{1} << 31, int64_t{1} << 62})
    EXPECT_EQ(session.api.workspace_bytes(&session.api, RESNETC_INFER, batch, &bytes),
              RESNETC_ERROR_SHAPE);
  EXPECT_EQ(session.api.workspace_bytes(&session.api, static_cast<resnetc_function>(3), 1, &bytes),
            RESNETC_ERROR_ARGUMENT);
}

TEST(Context, refusesABatchThatKernelsCannotIndex) {
  Session session = opened(model(), RESNETC_INFER, 4);
  size_t bytes;
  EXPECT_EQ(session.api.workspace_bytes(&session.api, RESNETC_INFER, 1 << 20, &bytes), RESNETC_OK);
  EXPECT_EQ(session.api.workspace_bytes(&session.api, RESNETC_INFER, (1 << 20) + 1, &bytes),
            RESNETC_ERROR_SHAPE);
  EXPECT_NE(session.error().find("takes at most 1048576"), std::string::npos) << session.error();
}

TEST(Context, takesTheCopyThatIsMadeForTheBatch) {
  Session session(specializedModel());
  size_t bytes[9];
  for (int64_t batch : {1, 4, 5, 8})
    ASSERT_EQ(session.api.workspace_bytes(&session.api, RESNETC_INFER, batch, &bytes[batch]),
              RESNETC_OK);
  EXPECT_EQ(bytes[1] + 3 * FewBytes, bytes[4]);
  EXPECT_EQ(bytes[4], bytes[5]) << "calls with fewer images need as much as four do";
  EXPECT_EQ(bytes[4], bytes[8]);
  session = opened(specializedModel(), RESNETC_INFER, 8);
  auto x = imagesOf(8);
  std::vector<float> y(80), few(40);
  fewInfers = 0;
  ASSERT_EQ(session.api.infer(session.context, x.data(), 8, y.data()), RESNETC_OK);
  ASSERT_EQ(session.api.infer(session.context, x.data(), 5, y.data()), RESNETC_OK);
  EXPECT_EQ(fewInfers, 0);
  ASSERT_EQ(session.api.infer(session.context, x.data(), 4, few.data()), RESNETC_OK);
  EXPECT_EQ(fewInfers, 1);
  EXPECT_TRUE(std::equal(few.begin(), few.end(), y.begin()));
}

TEST(Context, takesLargeBatchesInGroups) {
  Session session(groupedModel());
  size_t bytes[9];
  for (int64_t batch : {2, 3, 8})
    ASSERT_EQ(session.api.workspace_bytes(&session.api, RESNETC_INFER, batch, &bytes[batch]),
              RESNETC_OK);
  EXPECT_EQ(bytes[2] + FewBytes, bytes[3]);
  EXPECT_EQ(bytes[3], bytes[8]) << "a group needs no more for others behind it";
  session = opened(groupedModel(), RESNETC_INFER, 8);
  Session whole = opened(inferenceModel(), RESNETC_INFER, 8);
  auto x = imagesOf(8);
  for (int64_t batch = 1; batch <= 8; ++batch) {
    std::vector<float> y(80, -1), expected(80, -1);
    fewInfers = 0;
    ASSERT_EQ(session.api.infer(session.context, x.data(), batch, y.data()), RESNETC_OK);
    ASSERT_EQ(whole.api.infer(whole.context, x.data(), batch, expected.data()), RESNETC_OK);
    EXPECT_EQ(y, expected) << batch;
    EXPECT_EQ(fewInfers, (batch + 2) / 3);
  }
}

TEST(Context, stopsAtTheGroupThatFails) {
  Session session = opened(groupedModel(), RESNETC_INFER, 8);
  auto x = imagesOf(8);
  std::vector<float> y(80);
  fewInfers = 0;
  failNextInfer = 7;
  EXPECT_EQ(session.api.infer(session.context, x.data(), 8, y.data()), RESNETC_ERROR_INTERNAL);
  EXPECT_EQ(fewInfers, 1);
}

TEST(Context, refusesWhatItWasNotMadeFor) {
  auto x = imagesOf(1);
  auto labels = labelsOf(1);
  float result[2], y[10];
  auto step = hyper(0.1f);
  Session infer = opened(model(), RESNETC_INFER, 1);
  EXPECT_EQ(infer.api.grad(infer.context, x.data(), labels.data(), 1, result),
            RESNETC_ERROR_ARGUMENT);
  EXPECT_NE(infer.error().find("made for infer only"), std::string::npos);
  Session untrainable = opened(inferenceModel(), RESNETC_INFER, 1);
  EXPECT_EQ(
      untrainable.api.train_step(untrainable.context, x.data(), labels.data(), 1, &step, result),
      RESNETC_ERROR_MODE);
  EXPECT_NE(untrainable.error().find("--mode=train"), std::string::npos);
  EXPECT_EQ(untrainable.open(RESNETC_TRAIN, 1), RESNETC_ERROR_MODE);
  infer.api.context_destroy(infer.context);
  infer.api.context_destroy(nullptr);
  EXPECT_EQ(infer.api.infer(infer.context, x.data(), 1, y), RESNETC_ERROR_ARGUMENT);
  EXPECT_NE(infer.error().find("destroyed"), std::string::npos);
}

TEST(Context, handsTheSeedOnAsTheKeyOfDropout) {
  Session session = opened(model(), RESNETC_TRAIN, 1);
  auto x = imagesOf(1);
  auto labels = labelsOf(1);
  float result[2];
  auto step = hyper(0.1f);
  step.seed = 0xfedcba9876543210;
  auto train = [&] {
    return session.api.train_step(session.context, x.data(), labels.data(), 1, &step, result);
  };
  EXPECT_EQ(train(), RESNETC_OK);
  EXPECT_EQ(static_cast<uint64_t>(lastKey.load()), step.seed);
  EXPECT_EQ(session.api.grad(session.context, x.data(), labels.data(), 1, result), RESNETC_OK);
  EXPECT_EQ(lastKey, 0);
  // A caller of the version that had no seed.
  lastKey = -1;
  step.struct_size = offsetof(resnetc_hyper, nesterov) + sizeof step.nesterov;
  EXPECT_EQ(train(), RESNETC_OK);
  EXPECT_EQ(lastKey, 0);
  --step.struct_size;
  EXPECT_EQ(train(), RESNETC_ERROR_ARGUMENT);
}

TEST(Api, tellsWhatTensorsAreBeforeTraining) {
  resnetc_api api = apiOf(model());
  float value = -1;
  EXPECT_EQ(api.tensor_initial(&api, 0, &value), RESNETC_OK); // bn.weight
  EXPECT_EQ(value, 1);
  EXPECT_EQ(api.tensor_initial(&api, 1, &value), RESNETC_OK); // bn.bias
  EXPECT_EQ(value, 0);
  EXPECT_EQ(api.tensor_initial(&api, 1 << 20, &value), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(api.tensor_initial(&api, 0, nullptr), RESNETC_ERROR_ARGUMENT);
}

TEST(Api, tellsWhichTensorsTrainingUpdates) {
  resnetc_api api = apiOf(model());
  int32_t trainable = -1;
  EXPECT_EQ(api.tensor_trainable(&api, 0, &trainable), RESNETC_OK); // bn.weight
  EXPECT_EQ(trainable, 1);
  EXPECT_EQ(api.tensor_trainable(&api, 2, &trainable), RESNETC_OK); // bn.running_mean
  EXPECT_EQ(trainable, 0);
  EXPECT_EQ(api.tensor_trainable(&api, 1 << 20, &trainable), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(api.tensor_trainable(&api, 0, nullptr), RESNETC_ERROR_ARGUMENT);
}

TEST(Context, refusesWrongArguments) {
  Session session = opened(model(), RESNETC_TRAIN, 2);
  auto x = imagesOf(2);
  std::vector<int64_t> labels = {3, 10};
  float result[2], y[20];
  auto step = hyper(0.1f);
  const resnetc_api &api = session.api;
  auto train = [&](const resnetc_hyper *h) {
    return api.train_step(session.context, x.data(), labels.data(), 2, h, result);
  };
  EXPECT_EQ(train(&step), RESNETC_ERROR_LABEL);
  EXPECT_EQ(session.error(), "train_step: label 10 of image 1 is outside [0, 10)");
  labels[1] = -1;
  EXPECT_EQ(api.grad(session.context, x.data(), labels.data(), 2, result), RESNETC_ERROR_LABEL);
  labels[1] = 9;
  EXPECT_EQ(train(nullptr), RESNETC_ERROR_ARGUMENT);
  for (float bad :
       {-0.1f, std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
    step.lr = bad;
    EXPECT_EQ(train(&step), RESNETC_ERROR_ARGUMENT);
  }
  EXPECT_EQ(api.infer(session.context, nullptr, 2, y), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(api.infer(session.context, x.data(), 2, nullptr), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(api.infer(nullptr, x.data(), 2, y), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(api.grad(session.context, x.data(), nullptr, 2, result), RESNETC_ERROR_ARGUMENT);
  auto *odd = reinterpret_cast<const float *>(reinterpret_cast<const char *>(x.data()) + 1);
  EXPECT_EQ(api.infer(session.context, odd, 1, y), RESNETC_ERROR_MEMORY);
  resnetc_options options = {sizeof options, -1, nullptr, nullptr, 0, 0, nullptr, nullptr};
  EXPECT_EQ(session.open(RESNETC_INFER, 1, &options), RESNETC_ERROR_ARGUMENT);
  options = {0, 1, nullptr, nullptr, 0, 0, nullptr};
  EXPECT_EQ(session.open(RESNETC_INFER, 1, &options), RESNETC_ERROR_ARGUMENT);
}

TEST(Context, givesTheSameBitsForAnyNumberOfThreads) {
  auto x = imagesOf(37);
  std::vector<float> one(370), many(370);
  Session serial = opened(model(), RESNETC_INFER, 37, 1);
  ASSERT_EQ(serial.api.infer(serial.context, x.data(), 37, one.data()), RESNETC_OK);
  for (int32_t threads : {2, 3, 8}) {
    Session parallel = opened(model(), RESNETC_INFER, 37, threads);
    EXPECT_EQ(parallel.api.context_threads(parallel.context), threads);
    ASSERT_EQ(parallel.api.infer(parallel.context, x.data(), 37, many.data()), RESNETC_OK);
    EXPECT_EQ(std::memcmp(one.data(), many.data(), sizeof(float) * one.size()), 0);
  }
}
