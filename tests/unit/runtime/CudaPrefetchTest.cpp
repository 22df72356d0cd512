//===- CudaPrefetchTest.cpp - inputs that come before their call ---------------------===//
#include "tests/unit/runtime/CudaFixture.h"

using namespace fake;

namespace {

/// Images that differ from those of other numbers.
std::vector<float> numbered(int number, int64_t batch) {
  std::vector<float> x = imagesOf(batch);
  for (float &value : x)
    value += static_cast<float>(number);
  return x;
}

TEST_F(Cuda, prefetchedInputsAreTaken) {
  Session device = opened(table, RESNETC_TRAIN, 6), host = opened(model(), RESNETC_TRAIN, 6);
  for (int i = 0; i < 4; ++i) {
    const int64_t batch = i == 2 ? 3 : 6;
    const std::vector<float> x = numbered(i, batch);
    ASSERT_EQ(device.api.prefetch(device.context, x.data(), batch), RESNETC_OK) << device.error();
    const int before = calls("cuMemcpyHtoDAsync");
    EXPECT_EQ(infer(device, x, batch), infer(host, x, batch));
    EXPECT_EQ(calls("cuMemcpyHtoDAsync"), before + (i == 0)) << "the state alone";
    EXPECT_EQ(infer(device, x, batch), infer(host, x, batch)) << "a second time it is copied";
    EXPECT_EQ(calls("cuMemcpyHtoDAsync"), before + (i == 0) + 1);
    float result[2][2];
    const resnetc_hyper hyper = {sizeof hyper, 0.1f, 0.9f, 1e-3f, 1, 5};
    ASSERT_EQ(device.api.prefetch(device.context, x.data(), batch), RESNETC_OK);
    for (Session *each : {&device, &host})
      ASSERT_EQ(each->api.train_step(each->context, x.data(), labelsOf(batch).data(), batch, &hyper,
                                     result[each == &host]),
                RESNETC_OK);
    EXPECT_EQ(result[0][0], result[1][0]);
  }
  EXPECT_EQ(device.get("fc.weight", 640), host.get("fc.weight", 640));
  device.api.context_destroy(device.context);
  expectNothingLeft();
}

/// Another array, or another batch of it, is none of what was prefetched.
TEST_F(Cuda, onlyTheSameInputIsTaken) {
  Session device = opened(table, RESNETC_INFER, 6), host = opened(model(), RESNETC_INFER, 6);
  const std::vector<float> one = numbered(1, 6), two = numbered(2, 6);
  ASSERT_EQ(device.api.prefetch(device.context, one.data(), 6), RESNETC_OK);
  EXPECT_EQ(infer(device, two, 6), infer(host, two, 6));
  EXPECT_EQ(infer(device, one, 5), infer(host, one, 5));
  EXPECT_EQ(infer(device, one, 6), infer(host, one, 6));
  std::vector<float> changing = one;
  ASSERT_EQ(device.api.prefetch(device.context, changing.data(), 6), RESNETC_OK);
  changing = two; // in the same place, for another call
  ASSERT_EQ(device.api.prefetch(device.context, changing.data(), 6), RESNETC_OK);
  EXPECT_EQ(infer(device, changing, 6), infer(host, two, 6)) << "the later of both";
  changing = one;
  EXPECT_EQ(infer(device, changing, 6), infer(host, one, 6)) << "and the earlier is gone";
  ASSERT_EQ(device.api.prefetch(device.context, changing.data(), 6), RESNETC_OK);
  ASSERT_EQ(device.api.prefetch(device.context, nullptr, 0), RESNETC_OK) << "drops it";
  changing = two;
  EXPECT_EQ(infer(device, changing, 6), infer(host, two, 6));
  const std::vector<float> three = numbered(3, 6);
  for (const auto &x : {&one, &two, &three}) // drops the first
    ASSERT_EQ(device.api.prefetch(device.context, x->data(), 6), RESNETC_OK);
  const int before = calls("cuMemcpyHtoDAsync");
  EXPECT_EQ(infer(device, two, 6), infer(host, two, 6));
  EXPECT_EQ(infer(device, three, 6), infer(host, three, 6));
  EXPECT_EQ(calls("cuMemcpyHtoDAsync"), before);
  EXPECT_EQ(infer(device, one, 6), infer(host, one, 6));
  EXPECT_EQ(calls("cuMemcpyHtoDAsync"), before + 1);
  device.api.context_destroy(device.context);
  expectNothingLeft();
}

/// The next input comes while a call has launched its work and not ended, on a device that copies as early
/// as it may, and on one that does so as late.
TEST_F(Cuda, anInputComesWhileTheDeviceWorks) {
  for (bool early : {true, false}) {
    Session device = opened(table, RESNETC_INFER, 6), host = opened(model(), RESNETC_INFER, 6);
    if (early)
      driver().late = static_cast<CUstream>(*driver().streams.begin());
    std::vector<std::vector<float>> images;
    for (int i = 0; i < 6; ++i)
      images.push_back(numbered(i, 6));
    infer(device, images[0], 6); // brings the state
    ASSERT_EQ(device.api.prefetch(device.context, images[0].data(), 6), RESNETC_OK);
    for (size_t i = 0; i < images.size(); ++i) {
      if (i + 1 < images.size())
        driver().launched = [&, i] { // as another thread would
          EXPECT_EQ(device.api.prefetch(device.context, images[i + 1].data(), 6), RESNETC_OK);
        };
      const int before = calls("cuMemcpyHtoDAsync");
      EXPECT_EQ(infer(device, images[i], 6), infer(host, images[i], 6)) << i;
      EXPECT_EQ(calls("cuMemcpyHtoDAsync"), before + (i + 1 < images.size())) << "the next input";
    }
    device.api.context_destroy(device.context);
    expectNothingLeft();
    driver().late = nullptr;
  }
}

TEST_F(Cuda, prefetchingIsRefusedOrNothing) {
  Session device = opened(table, RESNETC_INFER, 6), host = opened(model(), RESNETC_INFER, 6);
  const std::vector<float> x = imagesOf(6);
  EXPECT_EQ(host.api.prefetch(host.context, x.data(), 6), RESNETC_OK);
  EXPECT_EQ(host.api.prefetch(nullptr, x.data(), 6), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(device.api.prefetch(device.context, nullptr, 6), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(device.api.prefetch(device.context, x.data(), 7), RESNETC_ERROR_SHAPE);
  EXPECT_EQ(device.error(), "prefetch: the batch is 7, expects 1 to 6");
  driver().fails["cuMemHostAlloc"] = {2};
  EXPECT_EQ(device.api.prefetch(device.context, x.data(), 6), RESNETC_ERROR_DEVICE);
  EXPECT_NE(device.error().find("prefetch: cuMemHostAlloc failed: CUDA_ERROR_OUT_OF_MEMORY"),
            std::string::npos)
      << device.error();
  EXPECT_EQ(infer(device, x, 6), infer(host, x, 6)) << "the call does without";
  device.api.context_destroy(device.context);
  expectNothingLeft();
}

} // namespace
