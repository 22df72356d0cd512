//===- CudaTest.cpp - tests of runtime/device/cuda on the fake driver ---------------===//
//
// Results are compared with those of the same model on the processor; what is asked of the driver
// with what its fake has counted.
//
//===----------------------------------------------------------------------===//
#include "tests/unit/runtime/CudaFixture.h"

using namespace fake;

namespace {

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
  resnetc_options options = {sizeof options, 0, nullptr, nullptr, 0, 1, stream, nullptr};
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

} // namespace
