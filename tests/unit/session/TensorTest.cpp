//===- TensorTest.cpp - DLPack's tensors ----------------------------------------------------===//
#include "tests/unit/runtime/Session.h"
#include "tests/unit/session/WeightsFile.h"

#include <resnetc/resnetc.hpp>

#include <gtest/gtest.h>

#include <functional>

using namespace fake;

namespace {

/// A tensor of f32 on the processor, and what it points to.
struct Holder {
  std::vector<int64_t> shape, strides;
  DLTensor tensor = {};

  Holder(float *data, std::vector<int64_t> extents, std::vector<int64_t> steps = {})
      : shape(std::move(extents)), strides(std::move(steps)) {
    tensor.data = data;
    tensor.device = {kDLCPU, 0};
    tensor.ndim = static_cast<int>(shape.size());
    tensor.dtype = {kDLFloat, 32, 1};
    tensor.shape = shape.data();
    tensor.strides = strides.empty() ? nullptr : strides.data();
  }
};

class TensorTest : public testing::Test {
protected:
  TensorTest()
      : session(FAKE_LIBRARY, weights.path()), x(imagesOf(3)), y(3 * Classes),
        expected(session.infer(x)) {}

  WeightsFile weights;
  resnetc::Session session;
  std::vector<float> x, y, expected;
};

TEST_F(TensorTest, aDenseTensorIsRead) {
  Holder in(x.data(), {3, 1, 8, 8}), out(y.data(), {3, Classes});
  session.infer(in.tensor, out.tensor);
  EXPECT_EQ(y, expected);
}

TEST_F(TensorTest, theOffsetCounts) {
  std::vector<float> behind(x.size() + 4), room(y.size() + 2);
  std::copy(x.begin(), x.end(), behind.begin() + 4);
  Holder in(behind.data(), {3, 1, 8, 8}), out(room.data(), {3, Classes});
  in.tensor.byte_offset = 16;
  out.tensor.byte_offset = 8;
  session.infer(in.tensor, out.tensor);
  EXPECT_TRUE(std::equal(expected.begin(), expected.end(), room.begin() + 2));
}

TEST_F(TensorTest, stridesOfOneElementSayNothing) {
  Holder in(x.data(), {3, 1, 8, 8}, {64, -7, 8, 1}), out(y.data(), {3, Classes}, {Classes, 1});
  session.infer(in.tensor, out.tensor);
  EXPECT_EQ(y, expected);
}

/// Rows and columns exchanged, every second image, and images in turned order.
TEST_F(TensorTest, anyStridesAreFollowed) {
  std::vector<float> turned(x.size());
  for (int64_t n = 0; n < 3; ++n)
    for (int64_t i = 0; i < 8; ++i)
      for (int64_t j = 0; j < 8; ++j)
        turned[static_cast<size_t>(n * 64 + j * 8 + i)] =
            x[static_cast<size_t>(n * 64 + i * 8 + j)];
  Holder columns(turned.data(), {3, 1, 8, 8}, {64, 64, 1, 8}), out(y.data(), {3, Classes});
  session.infer(columns.tensor, out.tensor);
  EXPECT_EQ(y, expected);

  Holder backwards(x.data() + 2 * 64, {3, 1, 8, 8}, {-64, 64, 8, 1});
  session.infer(backwards.tensor, out.tensor);
  for (int64_t n = 0; n < 3; ++n)
    EXPECT_TRUE(std::equal(y.begin() + n * Classes, y.begin() + (n + 1) * Classes,
                           expected.begin() + (2 - n) * Classes));
}

TEST_F(TensorTest, pinnedMemoryIsTheProcessors) {
  Holder in(x.data(), {3, 1, 8, 8}), out(y.data(), {3, Classes});
  in.tensor.device = {kDLCUDAHost, 0};
  session.infer(in.tensor, out.tensor);
  EXPECT_EQ(y, expected);
}

TEST_F(TensorTest, whatDoesNotFitIsRefusedWithItsReason) {
  struct Case {
    std::function<void(Holder &in, Holder &out)> spoil;
    resnetc_status status;
    const char *text;
  };
  const Case cases[] = {
      {[](Holder &in, Holder &) { in.tensor.data = nullptr; }, RESNETC_ERROR_ARGUMENT,
       "x: has no data"},
      {[](Holder &in, Holder &) { in.shape[0] = 0; }, RESNETC_ERROR_SHAPE, "x: has 0 images"},
      {[](Holder &in, Holder &) { in.shape[0] = -1; }, RESNETC_ERROR_SHAPE, "x: has -1 images"},
      {[](Holder &in, Holder &out) {
         in.shape[0] = out.shape[0] = INT64_MAX / 2;
         out.strides = {Classes, 1};
         out.tensor.strides = out.strides.data();
       },
       RESNETC_ERROR_SHAPE, "x: has 4611686018427387903 images, expects 1 to 2147483647"},
      {[](Holder &, Holder &out) { out.tensor.shape = nullptr; }, RESNETC_ERROR_ARGUMENT,
       "output: is null"},
      {[](Holder &in, Holder &) {
         in.tensor.device = {kDLCUDA, 1};
       },
       RESNETC_ERROR_ARGUMENT, "x: lies on device 1 of type 2, expects 0 of type 1"},
      {[](Holder &in, Holder &) { in.tensor.dtype.bits = 64; }, RESNETC_ERROR_ARGUMENT,
       "64 bits and 1 lanes (DLDataType), expects f32"},
      {[](Holder &in, Holder &) { in.tensor.dtype.code = kDLInt; }, RESNETC_ERROR_ARGUMENT,
       "elements of code 0"},
      {[](Holder &in, Holder &) { in.tensor.dtype.lanes = 4; }, RESNETC_ERROR_ARGUMENT, "4 lanes"},
      {[](Holder &in, Holder &) { in.tensor.ndim = 3; }, RESNETC_ERROR_SHAPE,
       "x: has 3 dimensions, expects 4"},
      {[](Holder &in, Holder &) { in.shape[2] = 9; }, RESNETC_ERROR_SHAPE,
       "x: dimension 2 is 9, expects 8"},
      {[](Holder &, Holder &out) { out.shape[0] = 2; }, RESNETC_ERROR_SHAPE,
       "output: dimension 0 is 2, expects 3"},
      {[](Holder &, Holder &out) {
         out.strides = {1, 3};
         out.tensor.strides = out.strides.data();
       },
       RESNETC_ERROR_ARGUMENT, "output: has strides"},
      {[](Holder &in, Holder &) { in.tensor.byte_offset = 2; }, RESNETC_ERROR_ARGUMENT,
       "x: its address is no multiple of 4"},
  };
  for (const Case &each : cases) {
    Holder in(x.data(), {3, 1, 8, 8}), out(y.data(), {3, Classes});
    each.spoil(in, out);
    std::fill(y.begin(), y.end(), -1.0f);
    EXPECT_EQ(resnetc_session_infer_tensor(session.get(), &in.tensor, &out.tensor), each.status)
        << each.text;
    EXPECT_NE(std::string(resnetc_last_error()).find(each.text), std::string::npos)
        << resnetc_last_error();
    EXPECT_EQ(y, std::vector<float>(3 * Classes, -1.0f)) << each.text;
  }
}

} // namespace
