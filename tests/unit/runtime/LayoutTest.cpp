//===- LayoutTest.cpp - tests of core/Layout.cpp ----------------------------------===//
//
// Every element of the blocked form against its formula, padding lanes included, and the way back.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/Runtime.h"

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

namespace {

rn_tensor tensorOf(int64_t k, int64_t c, int64_t h, int64_t w, int64_t blockK, int64_t blockC) {
  return {"t", RN_ROLE_CONV_WEIGHT, 4, {k, c, h, w}, {k, c, h, w}, blockK, blockC, 0, -1, 0};
}

void check(const rn_tensor &t) {
  const int64_t K = t.dims[0], C = t.dims[1], H = t.dims[2], W = t.dims[3];
  std::vector<float> plain(static_cast<size_t>(rn_elements(&t)));
  std::iota(plain.begin(), plain.end(), 1.0f);
  std::vector<float> blocked(static_cast<size_t>(rn_stored_bytes(&t)) / 4, -1.0f);
  rn_to_blocked(&t, plain.data(), blocked.data());
  const int64_t kBlocks = (K + t.blockK - 1) / t.blockK, cBlocks = (C + t.blockC - 1) / t.blockC;
  ASSERT_EQ(blocked.size(), static_cast<size_t>(kBlocks * cBlocks * H * W * t.blockC * t.blockK));
  size_t i = 0;
  for (int64_t kb = 0; kb < kBlocks; ++kb)
    for (int64_t cb = 0; cb < cBlocks; ++cb)
      for (int64_t y = 0; y < H; ++y)
        for (int64_t x = 0; x < W; ++x)
          for (int64_t ci = 0; ci < t.blockC; ++ci)
            for (int64_t ki = 0; ki < t.blockK; ++ki, ++i) {
              int64_t k = kb * t.blockK + ki, c = cb * t.blockC + ci;
              bool inside = k < K && c < C;
              float expected =
                  inside ? plain[static_cast<size_t>(((k * C + c) * H + y) * W + x)] : 0;
              ASSERT_EQ(blocked[i], expected) << k << " " << c << " " << y << " " << x;
            }
  std::vector<float> back(plain.size(), -1.0f);
  rn_from_blocked(&t, blocked.data(), back.data());
  EXPECT_EQ(back, plain);
}

} // namespace

TEST(Layout, blocksWholeAndRaggedShapes) {
  check(tensorOf(32, 16, 3, 3, 16, 16));
  check(tensorOf(10, 3, 7, 7, 16, 1));
  check(tensorOf(17, 5, 1, 2, 8, 4));
  check(tensorOf(1, 1, 1, 1, 16, 16));
  check(tensorOf(10, 64, 1, 1, 16, 16));
}

TEST(Layout, readsFromAnyAddress) {
  rn_tensor t = tensorOf(4, 1, 1, 1, 4, 1);
  float values[4] = {1, 2, 3, 4}, blocked[4];
  char bytes[sizeof values + 1];
  memcpy(bytes + 1, values, sizeof values);
  rn_to_blocked(&t, bytes + 1, blocked);
  EXPECT_EQ(blocked[3], 4.0f);
}
