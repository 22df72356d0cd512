//===- CudaFailuresTest.cpp - calls of the driver that fail --------------------------===//
#include "tests/unit/runtime/CudaFixture.h"

#include <set>

using namespace fake;

namespace {

TEST_F(Cuda, outOfMemoryNamesWhatWasAskedAndWhatThereIs) {
  Session session(table);
  session.setAll();
  session.api.seal(session.state);
  driver().memory = 4096;
  EXPECT_EQ(session.open(RESNETC_TRAIN, 6), RESNETC_ERROR_DEVICE);
  EXPECT_EQ(session.context, nullptr);
  EXPECT_NE(session.error().find("context_init: the context takes "), std::string::npos);
  EXPECT_NE(
      session.error().find(" bytes of device memory, and 4096 of 4096 are free on device 0, "
                           "Fake A100 (cuMemAlloc failed: CUDA_ERROR_OUT_OF_MEMORY (2): words "
                           "of the driver)"),
      std::string::npos)
      << session.error();
  expectNothingLeft();
}

/// Every function of the driver that a context's making calls may fail.
TEST_F(Cuda, aContextThatCannotBeMadeLeavesNothing) {
  for (const char *function :
       {"cuStreamCreate", "cuMemAlloc", "cuMemcpyHtoD", "cuCtxPushCurrent"}) {
    Session session(table);
    session.setAll();
    session.api.seal(session.state);
    driver().fails[function] = {700};
    EXPECT_EQ(session.open(RESNETC_TRAIN, 6), RESNETC_ERROR_DEVICE) << function;
    EXPECT_NE(session.error().find(std::string(function) + " failed"), std::string::npos)
        << session.error();
    driver().fails.clear();
    expectNothingLeft();
  }
  driver().fails["cuMemAlloc"] = {0, 700}; // the second is the state's
  Session session(table);
  session.setAll();
  session.api.seal(session.state);
  EXPECT_EQ(session.open(RESNETC_TRAIN, 6), RESNETC_ERROR_DEVICE);
  expectNothingLeft();
}

TEST_F(Cuda, aCallThatFailsNamesTheDriversFunction) {
  for (const char *function : {"cuLaunchKernel", "cuMemcpyHtoDAsync", "cuMemcpyDtoHAsync",
                               "cuStreamSynchronize", "cuModuleGetFunction"}) {
    forgetKernels();
    Session session = opened(table, RESNETC_INFER, 6);
    driver().fails[function] = {700};
    float y[Classes];
    EXPECT_EQ(session.api.infer(session.context, imagesOf(1).data(), 1, y), RESNETC_ERROR_DEVICE);
    EXPECT_NE(session.error().find("infer: " + std::string(function) +
                                   " failed: CUDA_ERROR_ILLEGAL_ADDRESS (700): words"),
              std::string::npos)
        << session.error();
    driver().fails.clear();
    EXPECT_EQ(infer(session, imagesOf(1), 1).size(), 10u) << "the next call may do better";
    session.api.context_destroy(session.context);
    expectNothingLeft();
  }
}

/// What a program may do with a context, up to the first call that fails.
class Life {
public:
  explicit Life(const rn_model &table) : session(table) {
    if (!session.state) {
      status = RESNETC_ERROR_DEVICE;
      error = session.error();
      return;
    }
    session.setAll();
    attempt([&] { return session.api.seal(session.state); });
    attempt([&] { return session.open(RESNETC_TRAIN, 6); });
    for (int i = 0; i < 3; ++i)
      attempt([&] { return step(session, 6); });
    std::vector<float> y(6 * Classes), gradient(640), values(640);
    float result[2];
    const std::vector<float> images = imagesOf(6);
    for (int i = 0; i < 3; ++i) {
      attempt([&] { return session.api.prefetch(session.context, images.data(), 6); });
      attempt([&] { return session.api.infer(session.context, images.data(), 6, y.data()); });
    }
    attempt([&] {
      return session.api.grad(session.context, imagesOf(6).data(), labelsOf(6).data(), 6, result);
    });
    attempt([&] {
      return session.api.gradient_get(session.context, "fc.weight", gradient.data(), 640);
    });
    attempt([&] { return step(session, 6); });
    attempt([&] { return session.api.tensor_get(session.state, "fc.weight", values.data(), 640); });
    attempt([&] { return session.api.tensor_set(session.state, "fc.bias", values.data(), 10); });
    attempt([&] { return session.api.infer(session.context, imagesOf(1).data(), 1, y.data()); });
    results = {y, gradient, values};
  }

  Session session;
  resnetc_status status = RESNETC_OK;
  std::string error;
  std::vector<std::vector<float>> results;

private:
  template <typename Call> void attempt(Call call) {
    if (status != RESNETC_OK)
      return;
    status = call();
    if (status != RESNETC_OK)
      error = session.error();
  }
};

/// Every call of the driver fails in turn: it is told, but for graphs, without which it goes on, and leaves
/// nothing behind.
TEST_F(Cuda, everyCallOfTheDriverMayFail) {
  auto begin = [](int failAt) {
    forgetKernels();
    driver() = {};
    installKernels();
    driver().failAt = failAt;
  };
  begin(0);
  Life whole(table);
  ASSERT_EQ(whole.status, RESNETC_OK) << whole.error;
  int calls = 0;
  for (const auto &[function, count] : driver().calls)
    calls += count;
  whole.session.api.context_destroy(whole.session.context);
  std::set<std::string> failed;
  int resumed = 0;
  for (int number = 1; number <= calls; ++number) {
    begin(number);
    Life life(table);
    const std::string function = driver().failed;
    SCOPED_TRACE("call " + std::to_string(number) + ", " + function);
    driver().failAt = 0;
    failed.insert(function);
    if (life.status == RESNETC_OK) {
      const bool isAnswered =
          function.starts_with("cuDevice"); // by the device's description before
      const bool isOfGraphs = function.starts_with("cuStreamBegin") ||
                              function.starts_with("cuStreamEnd") ||
                              function.starts_with("cuGraph") || function == "cuLaunchKernel";
      EXPECT_TRUE(isAnswered || isOfGraphs);
      EXPECT_EQ(life.results, whole.results);
      resumed += 1;
    } else {
      EXPECT_EQ(life.status, RESNETC_ERROR_DEVICE);
      EXPECT_NE(life.error.find("CUDA_ERROR_ILLEGAL_ADDRESS (700)"), std::string::npos)
          << life.error;
    }
    if (life.session.context)
      life.session.api.context_destroy(life.session.context);
    if (!function.starts_with("cuGraphDestroy")) // what cannot be given back is the driver's
      expectNothingLeft();
  }
  EXPECT_GE(failed.size(), 22u);
  EXPECT_GT(calls, 100);
  EXPECT_LT(resumed, calls / 2);
}

/// Likewise of what ends a context: the thread's context is popped, and values that are lost are told.
TEST_F(Cuda, everyCallOfAnEndMayFail) {
  Session host = opened(model(), RESNETC_TRAIN, 6);
  ASSERT_EQ(step(host, 6), RESNETC_OK);
  for (int number = 1, last = 0; !last; ++number) {
    forgetKernels();
    driver() = {};
    installKernels();
    Session session = opened(table, RESNETC_TRAIN, 6);
    ASSERT_EQ(step(session, 6), RESNETC_OK);
    driver().failAt = number;
    session.api.context_destroy(session.context);
    last = driver().failAt > 0; // the end has fewer calls
    driver().failAt = 0;
    SCOPED_TRACE("call " + std::to_string(number) + ", " + driver().failed);
    EXPECT_EQ(driver().pushed, 0);
    const std::vector<float> values = session.get("fc.weight", 640);
    if (values.empty()) {
      EXPECT_TRUE(driver().failed == "cuMemcpyDtoH" || driver().failed == "cuCtxPushCurrent");
      EXPECT_NE(session.error().find("was never set"), std::string::npos) << session.error();
    } else {
      EXPECT_EQ(values, host.get("fc.weight", 640));
    }
  }
}

} // namespace
