//===- CudaFixture.h - a model for a device, on the fake driver ----------------------------===//
#pragma once

#include "tests/unit/runtime/DeviceModel.h"
#include "tests/unit/runtime/FakeDriver.h"
#include "tests/unit/runtime/Session.h"

#include <gtest/gtest.h>

namespace fake {

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

inline std::vector<float> infer(Session &session, const std::vector<float> &x, int64_t batch) {
  std::vector<float> y(static_cast<size_t>(batch * Classes));
  EXPECT_EQ(session.api.infer(session.context, x.data(), batch, y.data()), RESNETC_OK)
      << session.error();
  return y;
}

inline resnetc_status step(Session &session, int64_t batch) {
  const resnetc_hyper hyper = {sizeof hyper, 0.1f, 0.9f, 1e-3f, 1, 5};
  float result[2];
  return session.api.train_step(session.context, imagesOf(batch).data(), labelsOf(batch).data(),
                                batch, &hyper, result);
}

} // namespace fake
