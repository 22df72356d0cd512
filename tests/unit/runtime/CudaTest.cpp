//===- CudaTest.cpp - tests of runtime/device/cuda on the fake driver ---------------===//
//
// Results are compared with those of the same model on the processor; what is asked of the driver
// with what its fake has counted.
//
//===----------------------------------------------------------------------===//
#include "tests/unit/runtime/DeviceModel.h"
#include "tests/unit/runtime/FakeDriver.h"
#include "tests/unit/runtime/Session.h"

#include <gtest/gtest.h>

using namespace fake;

namespace {

class Cuda : public testing::Test {
protected:
  void SetUp() override {
    forgetKernels();
    driver() = {};
    installKernels();
  }

  /// Nothing of a device is left over, but for modules and devices, which live as long as the library.
  static void expectNothingLeft() {
    EXPECT_TRUE(driver().blocks.empty());
    EXPECT_TRUE(driver().streams.empty());
    EXPECT_TRUE(driver().events.empty());
    EXPECT_TRUE(driver().pinned.empty());
    EXPECT_TRUE(driver().graphs.empty());
    EXPECT_TRUE(driver().executables.empty());
    EXPECT_EQ(driver().pushed, 0);
  }

  static int calls(const char *function) { return driver().calls[function]; }

  rn_model table = deviceModel("sm_80", 80);
};

std::vector<float> infer(Session &session, const std::vector<float> &x, int64_t batch) {
  std::vector<float> y(static_cast<size_t>(batch * Classes));
  EXPECT_EQ(session.api.infer(session.context, x.data(), batch, y.data()), RESNETC_OK)
      << session.error();
  return y;
}

resnetc_status step(Session &session, int64_t batch) {
  const resnetc_hyper hyper = {sizeof hyper, 0.1f, 0.9f, 1e-3f, 1, 5};
  float result[2];
  return session.api.train_step(session.context, imagesOf(batch).data(), labelsOf(batch).data(),
                                batch, &hyper, result);
}

TEST_F(Cuda, saysWhyThereIsNoDevice) { // the first test: the driver is opened once
  driver().fails["cuInit"] = {100, 100};
  Session session(table);
  EXPECT_EQ(session.state, nullptr);
  EXPECT_NE(session.error().find("fake was compiled for sm_80, but the CUDA driver has no device"),
            std::string::npos)
      << session.error();
  driver().fails["cuInit"] = {100};
  resnetc_model_info info = {};
  info.struct_size = sizeof info;
  EXPECT_EQ(session.api.info(&session.api, &info), RESNETC_OK);
  EXPECT_STREQ(info.isa, "");
  EXPECT_STREQ(info.device, "cuda");
  EXPECT_NE(session.error().find("cuInit: CUDA_ERROR_NO_DEVICE"), std::string::npos)
      << session.error();
}

TEST_F(Cuda, choosesByComputeCapability) {
  struct Case {
    const char *isa;
    int64_t architecture;
    Gpu gpu;
    bool fits;
  };
  const Case cases[] = {{"sm_80", 80, {8, 0, "a"}, true},   {"sm_80", 80, {9, 0, "a"}, true},
                        {"sm_80", 80, {7, 5, "a"}, false},  {"sm_80", 80, {0, 0, "a"}, false},
                        {"sm_90a", 90, {9, 0, "a"}, true},  {"sm_90a", 90, {10, 0, "a"}, false},
                        {"emulated", 0, {0, 0, "a"}, true}, {"emulated", 0, {8, 0, "a"}, false}};
  for (const Case &each : cases) {
    driver().gpus = {each.gpu};
    Session session(deviceModel(each.isa, each.architecture));
    EXPECT_EQ(session.state != nullptr, each.fits) << each.isa << " " << each.gpu.major;
  }
  driver().gpus = {{7, 5, "Fake T4"}};
  Session session(table);
  EXPECT_NE(session.error().find("device 0, Fake T4, has compute capability 7.5, where sm_80 takes "
                                 "8.0 or more"),
            std::string::npos)
      << session.error();
  driver().gpus = {{7, 5, "Fake T4"}, {8, 6, "Fake A10"}};
  EXPECT_NE(Session(table).state, nullptr) << "the second device will do";
}

TEST_F(Cuda, inferDoesWhatTheProcessorDoes) {
  Session device = opened(table, RESNETC_INFER, 6), host = opened(model(), RESNETC_INFER, 6);
  ASSERT_NE(device.context, nullptr) << device.error();
  for (int64_t batch : {6, 1, 3, 6, 6})
    EXPECT_EQ(infer(device, imagesOf(batch), batch), infer(host, imagesOf(batch), batch));
  device.api.context_destroy(device.context);
  expectNothingLeft();
}

TEST_F(Cuda, trainingDoesWhatTheProcessorDoes) {
  Session device = opened(table, RESNETC_TRAIN, 6), host = opened(model(), RESNETC_TRAIN, 6);
  for (int i = 0; i < 3; ++i) {
    ASSERT_EQ(step(device, 6), RESNETC_OK) << device.error();
    ASSERT_EQ(step(host, 6), RESNETC_OK);
    EXPECT_EQ(lastKey, 5) << "seed of the step";
  }
  EXPECT_EQ(infer(device, imagesOf(4), 4), infer(host, imagesOf(4), 4)) << "derived ones follow";
  for (const char *name : {"fc.weight", "momentum.fc.weight"})
    EXPECT_EQ(device.get(name, 640), host.get(name, 640)) << name;
  EXPECT_EQ(device.get("bn.running_mean", 1), host.get("bn.running_mean", 1));
  device.api.context_destroy(device.context);
  expectNothingLeft();
}

TEST_F(Cuda, gradientsAreReadFromTheDevice) {
  Session device = opened(table, RESNETC_GRAD, 6), host = opened(model(), RESNETC_GRAD, 6);
  float result[2][2];
  std::vector<float> values[2];
  float *bucket;
  size_t count;
  int i = 0;
  for (Session *each : {&device, &host}) {
    ASSERT_EQ(each->api.grad(each->context, imagesOf(6).data(), labelsOf(6).data(), 6, result[i]),
              RESNETC_OK);
    values[i].resize(640);
    EXPECT_EQ(each->api.gradient_get(each->context, "fc.weight", values[i].data(), 640),
              RESNETC_OK);
    ++i;
  }
  EXPECT_EQ(values[0], values[1]);
  EXPECT_EQ(result[0][0], result[1][0]);
  EXPECT_EQ(device.api.gradient_bucket(device.context, 1, &bucket, &count), RESNETC_OK);
  EXPECT_TRUE(driver().blocks.upper_bound(reinterpret_cast<CUdeviceptr>(bucket)) !=
              driver().blocks.begin())
      << "an address of the device";
  device.api.context_destroy(device.context);
}

TEST_F(Cuda, copiesAStateOnlyWhenOneSideIsNewer) {
  Session session = opened(table, RESNETC_TRAIN, 6);
  infer(session, imagesOf(1), 1);
  infer(session, imagesOf(1), 1);
  const int twoInputsAndState = 3;
  EXPECT_EQ(calls("cuMemcpyHtoDAsync"), twoInputsAndState);
  EXPECT_EQ(calls("cuMemcpyDtoH"), 0);
  ASSERT_EQ(step(session, 6), RESNETC_OK);
  auto trained = session.get("fc.weight", 640);
  session.get("fc.bias", 10);
  EXPECT_EQ(calls("cuMemcpyDtoH"), 1);
  ASSERT_EQ(step(session, 6), RESNETC_OK);
  const float bias[10] = {1, 2, 3};
  EXPECT_EQ(session.api.tensor_set(session.state, "fc.bias", bias, 10), RESNETC_OK);
  EXPECT_EQ(calls("cuMemcpyDtoH"), 2) << "the others' trained values must not be lost";
  EXPECT_NE(session.get("fc.weight", 640), trained);
  const int before = calls("cuMemcpyHtoDAsync");
  auto y = infer(session, imagesOf(1), 1);
  EXPECT_EQ(calls("cuMemcpyHtoDAsync"), before + 2) << "the state and the input";
  auto expected = referenceLogits(session, imagesOf(1).data());
  for (size_t k = 0; k < y.size(); ++k)
    EXPECT_NEAR(y[k], expected[k], 1e-3);
  session.api.context_destroy(session.context);
}

TEST_F(Cuda, trainedValuesComeBackWithTheContextsEnd) {
  Session device = opened(table, RESNETC_TRAIN, 6), host = opened(model(), RESNETC_TRAIN, 6);
  ASSERT_EQ(step(device, 6), RESNETC_OK);
  ASSERT_EQ(step(host, 6), RESNETC_OK);
  device.api.context_destroy(device.context);
  expectNothingLeft();
  EXPECT_EQ(device.get("fc.weight", 640), host.get("fc.weight", 640));
  EXPECT_EQ(device.open(RESNETC_INFER, 2), RESNETC_OK) << "a new context has a new copy";
  EXPECT_EQ(infer(device, imagesOf(2), 2).size(), 20u);
  device.api.context_destroy(device.context);
}

TEST_F(Cuda, lostValuesDoNotPassForTrainedOnes) {
  Session session = opened(table, RESNETC_TRAIN, 6);
  ASSERT_EQ(step(session, 6), RESNETC_OK);
  driver().fails["cuMemcpyDtoH"] = {700};
  session.api.context_destroy(session.context);
  EXPECT_NE(
      session.error().find("context_destroy: cuMemcpyDtoH failed: CUDA_ERROR_ILLEGAL_ADDRESS"),
      std::string::npos)
      << session.error();
  float values[10];
  EXPECT_EQ(session.api.tensor_get(session.state, "fc.bias", values, 10), RESNETC_ERROR_WEIGHTS);
  expectNothingLeft();
}

TEST_F(Cuda, launchesAreCapturedOnceAndReplayed) {
  Session session = opened(table, RESNETC_INFER, 6);
  infer(session, imagesOf(6), 6);
  EXPECT_EQ(calls("cuLaunchKernel"), 2) << "prepare and infer";
  infer(session, imagesOf(6), 6);
  EXPECT_EQ(calls("cuStreamBeginCapture"), 1);
  EXPECT_EQ(calls("cuLaunchKernel"), 3);
  std::vector<float> x = imagesOf(6);
  x[3] = 7;
  auto replayed = infer(session, x, 6);
  EXPECT_EQ(calls("cuGraphLaunch"), 2);
  EXPECT_EQ(calls("cuLaunchKernel"), 3);
  Session host = opened(model(), RESNETC_INFER, 6);
  EXPECT_EQ(replayed, infer(host, x, 6)) << "with new images";
  session.api.context_destroy(session.context);
  expectNothingLeft();
}

TEST_F(Cuda, aHookHearsOfLaunchesThatHaveEnded) {
  Session session = opened(table, RESNETC_INFER, 2);
  for (int i = 0; i < 3; ++i)
    infer(session, imagesOf(2), 2);
  const int replayed = calls("cuGraphLaunch"), waited = calls("cuStreamSynchronize");
  EXPECT_GT(replayed, 0);
  std::vector<std::string> heard;
  auto hear = [](void *data, const resnetc_launch_event *event) {
    static_cast<std::vector<std::string> *>(data)->push_back(event->function);
    EXPECT_LE(event->start_ns, event->end_ns);
  };
  ASSERT_EQ(session.api.context_hook(session.context, hear, &heard), RESNETC_OK);
  infer(session, imagesOf(2), 2);
  EXPECT_EQ(heard, std::vector<std::string>{"infer"});
  EXPECT_EQ(calls("cuGraphLaunch"), replayed) << "launch by launch";
  EXPECT_GT(calls("cuStreamSynchronize"), waited + 1) << "behind the launch, and behind the call";
  ASSERT_EQ(session.api.context_hook(session.context, nullptr, nullptr), RESNETC_OK);
  infer(session, imagesOf(2), 2);
  EXPECT_GT(calls("cuGraphLaunch"), replayed);
  session.api.context_destroy(session.context);
  expectNothingLeft();
}

TEST_F(Cuda, graphsOfManyBatchesReplaceTheOldest) {
  Session device = opened(table, RESNETC_INFER, 40), host = opened(model(), RESNETC_INFER, 40);
  for (int round = 0; round < 3; ++round)
    for (int64_t batch = 1; batch <= 30; ++batch) {
      infer(device, imagesOf(batch), batch);
      EXPECT_EQ(infer(device, imagesOf(batch), batch), infer(host, imagesOf(batch), batch));
    }
  EXPECT_LE(driver().executables.size(), 12u);
  device.api.context_destroy(device.context);
  expectNothingLeft();
}

TEST_F(Cuda, doesWithoutGraphsWhereNoneIsCaptured) {
  Session host = opened(model(), RESNETC_INFER, 6);
  for (const char *function :
       {"cuStreamBeginCapture", "cuStreamEndCapture", "cuGraphInstantiateWithFlags"}) {
    Session session = opened(table, RESNETC_INFER, 6);
    driver().fails[function] = {900, 900};
    for (int i = 0; i < 3; ++i)
      EXPECT_EQ(infer(session, imagesOf(6), 6), infer(host, imagesOf(6), 6));
    EXPECT_EQ(driver().fails[function].size(), 1u) << "one try is enough";
    driver().fails.clear();
    session.api.context_destroy(session.context);
    expectNothingLeft();
  }
}

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

//===----------------------------------------------------------------------===//
// Images
//===----------------------------------------------------------------------===//

/// The image that a device takes of several; the error where it takes none.
std::string imageFor(Gpu gpu, const std::vector<rn_cuda_image> &images, const rn_model &table) {
  forgetKernels();
  driver().gpus = {gpu};
  driver().images.clear();
  const rn_cuda_kernel before = inferKernel;
  inferKernel.images = images.data();
  inferKernel.imageCount = static_cast<int64_t>(images.size());
  Session session = opened(table, RESNETC_INFER, 2);
  float y[Classes];
  resnetc_status status = session.api.infer(session.context, imagesOf(1).data(), 1, y);
  session.api.context_destroy(session.context);
  forgetKernels();
  inferKernel = before;
  return status == RESNETC_OK ? driver().images.back() : session.error();
}

TEST_F(Cuda, theFirstImageThatFitsIsLoaded) {
  const std::vector<rn_cuda_image> images = {{RN_CUDA_CUBIN, 90, "cubin 90", 9},
                                             {RN_CUDA_CUBIN, 86, "cubin 86", 9},
                                             {RN_CUDA_CUBIN, 80, "cubin 80", 9},
                                             {RN_CUDA_PTX, 80, "ptx 80", 7}};
  EXPECT_EQ(imageFor({8, 0, ""}, images, table), "cubin 80");
  EXPECT_EQ(imageFor({8, 6, ""}, images, table), "cubin 86");
  EXPECT_EQ(imageFor({8, 9, ""}, images, table), "cubin 86");
  EXPECT_EQ(imageFor({9, 0, ""}, images, table), "cubin 90");
  EXPECT_EQ(imageFor({12, 0, ""}, images, table), "ptx 80");
  const std::vector<rn_cuda_image> emulated = {{RN_CUDA_CUBIN, 80, "cubin 80", 9},
                                               {RN_CUDA_PTX, 80, "ptx 80", 7},
                                               {RN_CUDA_BITCODE, 0, "bitcode", 8}};
  rn_cuda_image bitcode[] = {emulated[2]};
  const rn_cuda_kernel before = prepareKernel;
  prepareKernel.images = bitcode;
  prepareKernel.imageCount = 1;
  EXPECT_EQ(imageFor({0, 0, ""}, emulated, deviceModel("emulated", 0)), "bitcode");
  prepareKernel = before;
}

TEST_F(Cuda, aKernelWithoutCodeForTheDeviceSaysWhatItHas) {
  std::string error = imageFor({8, 0, "Fake A100"},
                               {{RN_CUDA_CUBIN, 90, "x", 2}, {RN_CUDA_PTX, 90, "x", 2}}, table);
  EXPECT_EQ(error, "infer: kernel infer has no code for device 0, Fake A100, of compute capability "
                   "8.0; it has cubin sm_90, PTX sm_90");
}

TEST_F(Cuda, whatTheDriversAssemblerSaysIsTold) {
  std::string error = imageFor({8, 0, "Fake A100"}, {{RN_CUDA_PTX, 80, "bad", 4}}, table);
  EXPECT_NE(error.find("CUDA_ERROR_INVALID_PTX (218)"), std::string::npos) << error;
  EXPECT_NE(error.find("the driver's assembler says: line 7: no such instruction"),
            std::string::npos)
      << error;
}

TEST_F(Cuda, kernelsAreLoadedOnceForAllContexts) {
  Session first = opened(table, RESNETC_INFER, 2), second = opened(table, RESNETC_INFER, 2);
  infer(first, imagesOf(2), 2);
  infer(second, imagesOf(2), 2);
  EXPECT_EQ(calls("cuModuleLoadDataEx"), 2) << "prepare and infer";
  first.api.context_destroy(first.context);
  second.api.context_destroy(second.context);
  forgetKernels();
  EXPECT_TRUE(driver().modules.empty());
}

//===----------------------------------------------------------------------===//
// States and contexts
//===----------------------------------------------------------------------===//

TEST_F(Cuda, contextsShareTheCopyOfAState) {
  Session session = opened(table, RESNETC_INFER, 2);
  const size_t blocks = driver().blocks.size();
  resnetc_context *first = session.context;
  Memory memory = std::move(session.contextMemory);
  ASSERT_EQ(session.open(RESNETC_INFER, 2), RESNETC_OK);
  EXPECT_EQ(driver().blocks.size(), blocks + 1) << "its own memory, and no copy of the state";
  session.api.context_destroy(first);
  EXPECT_EQ(infer(session, imagesOf(2), 2).size(), 20u) << "the copy lives on";
  session.api.context_destroy(session.context);
  expectNothingLeft();
}

TEST_F(Cuda, aStateIsOnOneDevice) {
  driver().gpus = {{8, 0, "a"}, {8, 0, "b"}, {7, 0, "c"}};
  Session session = opened(table, RESNETC_INFER, 2);
  resnetc_context *first = session.context;
  Memory memory = std::move(session.contextMemory);
  resnetc_options options = {sizeof options, 0, nullptr, nullptr, 1, 0, nullptr, nullptr};
  EXPECT_EQ(session.open(RESNETC_INFER, 2, &options), RESNETC_ERROR_ARGUMENT);
  EXPECT_NE(session.error().find("the state is in use on device 0"), std::string::npos);
  options.device = 2;
  EXPECT_EQ(session.open(RESNETC_INFER, 2, &options), RESNETC_ERROR_DEVICE);
  EXPECT_NE(session.error().find("compute capability 7.0"), std::string::npos);
  options.device = 3;
  EXPECT_EQ(session.open(RESNETC_INFER, 2, &options), RESNETC_ERROR_DEVICE);
  EXPECT_NE(session.error().find("there is no CUDA device 3: the driver has 3 of them"),
            std::string::npos)
      << session.error();
  session.api.context_destroy(first);
  options.device = 1;
  EXPECT_EQ(session.open(RESNETC_INFER, 2, &options), RESNETC_OK) << session.error();
  session.api.context_destroy(session.context);
  expectNothingLeft();
}

TEST_F(Cuda, rebindingGivesTheOldStateItsTrainedValues) {
  Session trained = opened(table, RESNETC_TRAIN, 6), host = opened(model(), RESNETC_TRAIN, 6);
  Session fresh(table);
  fresh.setAll();
  const float bias[10] = {1, 2, 3, 4};
  fresh.api.tensor_set(fresh.state, "fc.bias", bias, 10);
  fresh.api.seal(fresh.state);
  ASSERT_EQ(step(trained, 6), RESNETC_OK);
  ASSERT_EQ(step(host, 6), RESNETC_OK);
  ASSERT_EQ(trained.api.context_rebind(trained.context, fresh.state), RESNETC_OK);
  EXPECT_EQ(trained.get("fc.weight", 640), host.get("fc.weight", 640));
  auto y = infer(trained, imagesOf(1), 1), expected = referenceLogits(fresh, imagesOf(1).data());
  for (size_t k = 0; k < y.size(); ++k)
    EXPECT_NEAR(y[k], expected[k], 1e-3);
  trained.api.context_destroy(trained.context);
  expectNothingLeft();
}

TEST_F(Cuda, aRebindThatFailsKeepsTheState) {
  Session session = opened(table, RESNETC_INFER, 2), other(table);
  other.setAll();
  other.api.seal(other.state);
  driver().fails["cuMemAlloc"] = {2};
  EXPECT_EQ(session.api.context_rebind(session.context, other.state), RESNETC_ERROR_DEVICE);
  EXPECT_NE(session.error().find("context_rebind: a copy of the state takes"), std::string::npos);
  EXPECT_EQ(infer(session, imagesOf(2), 2).size(), 20u);
  session.api.context_destroy(session.context);
  expectNothingLeft();
}

TEST_F(Cuda, deviceMemoryAndStreamOfTheCallers) {
  CUstream stream;
  rn_cuda.cuStreamCreate(&stream, 0);
  Session session(table), host = opened(model(), RESNETC_GRAD, 4);
  session.setAll();
  session.api.seal(session.state);
  resnetc_options options = {sizeof options, 0, nullptr, nullptr, 0, 1, stream};
  ASSERT_EQ(session.open(RESNETC_GRAD, 4, &options), RESNETC_OK) << session.error();
  CUdeviceptr x, labels, result;
  rn_cuda.cuCtxPushCurrent(nullptr);
  rn_cuda.cuMemAlloc(&x, 4 * Pixels * 4);
  rn_cuda.cuMemAlloc(&labels, 4 * 8);
  rn_cuda.cuMemAlloc(&result, 8);
  rn_cuda.cuMemcpyHtoD(x, imagesOf(4).data(), 4 * Pixels * 4);
  rn_cuda.cuMemcpyHtoD(labels, labelsOf(4).data(), 4 * 8);
  const auto grad = [&] {
    return session.api.grad(session.context, reinterpret_cast<float *>(x),
                            reinterpret_cast<int64_t *>(labels), 4,
                            reinterpret_cast<float *>(result));
  };
  ASSERT_EQ(grad(), RESNETC_OK) << session.error();
  const int waits = calls("cuStreamSynchronize"); // the first call has waited for the state's copy
  ASSERT_EQ(grad(), RESNETC_OK) << session.error();
  EXPECT_EQ(calls("cuStreamSynchronize"), waits) << "the stream is the caller's to wait for";
  EXPECT_EQ(calls("cuMemcpyDtoHAsync"), 0);
  float loss[2], expected[2];
  rn_cuda.cuStreamSynchronize(stream);
  rn_cuda.cuMemcpyDtoH(loss, result, 8);
  host.api.grad(host.context, imagesOf(4).data(), labelsOf(4).data(), 4, expected);
  EXPECT_EQ(loss[0], expected[0]);
  for (CUdeviceptr block : {x, labels, result})
    rn_cuda.cuMemFree(block);
  CUcontext ignored;
  rn_cuda.cuCtxPopCurrent(&ignored);
  session.api.context_destroy(session.context);
  EXPECT_EQ(driver().streams.size(), 1u) << "the caller's stream is left alone";
  rn_cuda.cuStreamDestroy(stream);
  expectNothingLeft();
}

TEST_F(Cuda, aLibraryForTheProcessorTakesNoDevice) {
  Session session(model());
  session.setAll();
  session.api.seal(session.state);
  resnetc_options options = {sizeof options, 1, nullptr, nullptr, 1, 0, nullptr, nullptr};
  EXPECT_EQ(session.open(RESNETC_INFER, 2, &options), RESNETC_ERROR_ARGUMENT);
  options.struct_size = offsetof(resnetc_options, device);
  EXPECT_EQ(session.open(RESNETC_INFER, 2, &options), RESNETC_OK) << "options of an older caller";
}

TEST_F(Cuda, aContextOfADeviceHasNoThreadsAndChecksArguments) {
  Session session = opened(table, RESNETC_GRAD, 2);
  EXPECT_EQ(session.api.context_threads(session.context), 0);
  float y[3 * Classes];
  EXPECT_EQ(session.api.infer(session.context, imagesOf(3).data(), 3, y), RESNETC_ERROR_SHAPE);
  EXPECT_EQ(session.api.infer(session.context, nullptr, 1, y), RESNETC_ERROR_ARGUMENT);
  const int64_t labels[] = {1, Classes};
  EXPECT_EQ(session.api.grad(session.context, imagesOf(2).data(), labels, 2, y),
            RESNETC_ERROR_LABEL);
  EXPECT_EQ(calls("cuLaunchKernel"), 0);
  session.api.context_destroy(session.context);
  expectNothingLeft();
}

//===----------------------------------------------------------------------===//
// Inputs that come before their call
//===----------------------------------------------------------------------===//

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

//===----------------------------------------------------------------------===//
// One library for the processor and a device
//===----------------------------------------------------------------------===//

class Both : public Cuda {
protected:
  void SetUp() override {
    Cuda::SetUp();
    installWideKernels();
  }

  /// Opens a context of that kind; null: of the model's own choice.
  static resnetc_status open(Session &session, const char *kind, resnetc_function function,
                             int64_t batch) {
    resnetc_options options = {};
    options.struct_size = sizeof options;
    options.num_threads = 1;
    options.device_kind = kind;
    size_t bytes = 0;
    resnetc_status status =
        session.api.context_bytes(&session.api, &options, function, batch, &bytes);
    if (status != RESNETC_OK)
      return status;
    session.contextMemory = allocate(bytes);
    return session.api.context_init(session.state, function, batch, &options,
                                    session.contextMemory.get(), bytes, &session.context);
  }

  static Session sealed(const rn_model &table) {
    Session session(table);
    session.setAll();
    EXPECT_EQ(session.api.seal(session.state), RESNETC_OK) << session.error();
    return session;
  }

  /// A context of its own on a session's state, with the calls of a session.
  static Session sharing(Session &session, const char *kind, resnetc_function function) {
    Session other(model());
    other.api = session.api;
    other.state = session.state;
    EXPECT_EQ(open(other, kind, function, 6), RESNETC_OK) << other.error();
    return other;
  }
};

TEST_F(Both, theOptionsChoose) {
  for (bool deviceFirst : {false, true}) {
    const rn_model both = bothModel(deviceFirst);
    Session session = sealed(both), host = opened(model(), RESNETC_INFER, 6);
    for (const char *kind : {"cpu", "cuda", static_cast<const char *>(nullptr)}) {
      const bool onDevice = kind ? std::string(kind) == "cuda" : deviceFirst;
      const int before = calls("cuLaunchKernel");
      ASSERT_EQ(open(session, kind, RESNETC_INFER, 6), RESNETC_OK) << session.error();
      EXPECT_EQ(infer(session, imagesOf(5), 5), infer(host, imagesOf(5), 5));
      EXPECT_EQ(calls("cuLaunchKernel") > before, onDevice);
      EXPECT_EQ(session.api.context_threads(session.context), onDevice ? 0 : 1);
      session.api.context_destroy(session.context);
      expectNothingLeft();
    }
  }
}

TEST_F(Both, theProcessorNeedsNoDriver) {
  const rn_model both = bothModel(/*deviceFirst=*/false);
  Session session = sealed(both);
  ASSERT_EQ(open(session, nullptr, RESNETC_TRAIN, 6), RESNETC_OK);
  EXPECT_EQ(step(session, 6), RESNETC_OK);
  EXPECT_EQ(calls("cuInit") + calls("cuDeviceGetCount"), 0);
}

TEST_F(Both, withoutADeviceTheProcessorIsLeft) {
  const rn_model both = bothModel(/*deviceFirst=*/true);
  driver().gpus = {{7, 5, "Fake T4"}};
  Session session = sealed(both);
  ASSERT_EQ(open(session, nullptr, RESNETC_INFER, 6), RESNETC_OK) << session.error();
  infer(session, imagesOf(2), 2);
  EXPECT_EQ(calls("cuLaunchKernel"), 0);
  EXPECT_EQ(open(session, "cuda", RESNETC_INFER, 6), RESNETC_ERROR_DEVICE);
  EXPECT_NE(session.error().find("Fake T4, has compute capability 7.5"), std::string::npos)
      << session.error();
  resnetc_device_info info = {};
  info.struct_size = sizeof info;
  ASSERT_EQ(session.api.device(&session.api, 0, &info), RESNETC_OK);
  EXPECT_STREQ(info.kind, "cuda");
  EXPECT_STREQ(info.isa, "");
  EXPECT_NE(session.error().find("Fake T4"), std::string::npos);
  ASSERT_EQ(session.api.device(&session.api, 1, &info), RESNETC_OK);
  EXPECT_STREQ(info.kind, "cpu");
  EXPECT_STREQ(info.isa, "plain");
  EXPECT_EQ(session.api.device(&session.api, 2, &info), RESNETC_ERROR_ARGUMENT);
  info.struct_size = 0;
  EXPECT_EQ(session.api.device(&session.api, 1, &info), RESNETC_ERROR_ARGUMENT);
}

TEST_F(Both, whatTheLibraryIsNotForIsRefused) {
  Session device = sealed(table), host = sealed(model());
  EXPECT_EQ(open(device, "cpu", RESNETC_INFER, 2), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(device.error(),
            "context_bytes: fake was not compiled for cpu, only for cuda; compile it "
            "with --target=x86,cuda for both");
  EXPECT_EQ(open(host, "cuda", RESNETC_INFER, 2), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(open(host, "tpu", RESNETC_INFER, 2), RESNETC_ERROR_ARGUMENT);
  EXPECT_NE(host.error().find("not compiled for tpu"), std::string::npos) << host.error();
  resnetc_options options = {};
  options.struct_size = sizeof options;
  options.device_kind = "cuda";
  EXPECT_EQ(host.open(RESNETC_INFER, 2, &options), RESNETC_ERROR_ARGUMENT);
  EXPECT_NE(host.error().find("context_init: fake was not compiled for cuda"), std::string::npos);
}

/// Training goes back and forth between processor and device, on one state.
TEST_F(Both, contextsOfBothKindsShareAState) {
  for (bool deviceFirst : {false, true}) {
    const rn_model both = bothModel(deviceFirst);
    Session first = sealed(both), host = opened(model(), RESNETC_TRAIN, 6);
    Session device = sharing(first, "cuda", RESNETC_TRAIN);
    Session cpu = sharing(first, "cpu", RESNETC_TRAIN);
    for (Session *each : {&device, &device, &cpu, &device, &cpu, &cpu}) {
      ASSERT_EQ(step(*each, 6), RESNETC_OK) << each->error();
      ASSERT_EQ(step(host, 6), RESNETC_OK);
      const std::vector<float> expected = infer(host, imagesOf(4), 4);
      EXPECT_EQ(infer(cpu, imagesOf(4), 4), expected);
      EXPECT_EQ(infer(device, imagesOf(4), 4), expected);
    }
    for (const char *name : {"fc.weight", "momentum.fc.weight"})
      EXPECT_EQ(first.get(name, 640), host.get(name, 640)) << name;
    int64_t batches = 0;
    EXPECT_EQ(first.api.batches_get(first.state, "bn.num_batches_tracked", &batches), RESNETC_OK);
    EXPECT_EQ(batches, 6);
    ASSERT_EQ(step(device, 6), RESNETC_OK);
    ASSERT_EQ(step(host, 6), RESNETC_OK);
    device.api.context_destroy(device.context);
    expectNothingLeft();
    EXPECT_EQ(first.get("bn.running_mean", 1), host.get("bn.running_mean", 1));
    EXPECT_EQ(infer(cpu, imagesOf(4), 4), infer(host, imagesOf(4), 4)) << "what has come back";
  }
}

TEST_F(Both, gradientsAndLaunchesAreThoseOfTheContext) {
  const rn_model both = bothModel(/*deviceFirst=*/false);
  Session first = sealed(both), host = opened(model(), RESNETC_GRAD, 6);
  Session device = sharing(first, "cuda", RESNETC_GRAD), cpu = sharing(first, "cpu", RESNETC_GRAD);
  for (Session *each : {&cpu, &device, &host}) {
    float result[2];
    ASSERT_EQ(each->api.grad(each->context, imagesOf(6).data(), labelsOf(6).data(), 6, result),
              RESNETC_OK);
    std::vector<float> own(1), expected(1);
    EXPECT_EQ(each->api.gradient_get(each->context, "bn.bias", own.data(), 1), RESNETC_OK);
    ASSERT_EQ(host.api.grad(host.context, imagesOf(6).data(), labelsOf(6).data(), 6, result),
              RESNETC_OK);
    EXPECT_EQ(host.api.gradient_get(host.context, "bn.bias", expected.data(), 1), RESNETC_OK);
    EXPECT_EQ(own, expected);
  }
  resnetc_launch_info info = {};
  info.struct_size = sizeof info;
  EXPECT_EQ(cpu.api.context_launch(cpu.context, "infer", 1, 1, &info), RESNETC_OK);
  EXPECT_STREQ(info.layer, "fc");
  EXPECT_EQ(cpu.api.context_launch(device.context, "infer", 1, 2, &info), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(cpu.api.context_launch(nullptr, "infer", 1, 0, &info), RESNETC_ERROR_ARGUMENT);
  device.api.context_destroy(device.context);
}

/// The tensors of a state are copied one by one; each copy may fail.
TEST_F(Both, aFailedCopyLosesNothing) {
  const rn_model both = bothModel(/*deviceFirst=*/false);
  Session first = sealed(both), host = opened(model(), RESNETC_TRAIN, 6);
  Session device = sharing(first, "cuda", RESNETC_TRAIN),
          cpu = sharing(first, "cpu", RESNETC_INFER);
  ASSERT_EQ(step(device, 6), RESNETC_OK);
  ASSERT_EQ(step(host, 6), RESNETC_OK);
  float y[Classes];
  for (int copies = 0; copies < 3; ++copies) {
    driver().fails["cuMemcpyDtoH"] = std::vector<int>(static_cast<size_t>(copies), 0);
    driver().fails["cuMemcpyDtoH"].push_back(700);
    EXPECT_EQ(cpu.api.infer(cpu.context, imagesOf(1).data(), 1, y), RESNETC_ERROR_DEVICE);
    EXPECT_NE(cpu.error().find("infer: cuMemcpyDtoH failed"), std::string::npos) << cpu.error();
  }
  EXPECT_EQ(infer(cpu, imagesOf(4), 4), infer(host, imagesOf(4), 4));
  device.api.context_destroy(device.context);
}

} // namespace
