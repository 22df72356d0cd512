//===- CudaBothTest.cpp - one library for the processor and a device -----------------===//
#include "tests/unit/runtime/CudaFixture.h"

using namespace fake;

namespace {

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
