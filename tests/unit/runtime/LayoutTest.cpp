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
  return {"t", RN_ROLE_CONV_WEIGHT, 4, {k, c, h, w}, {k, c, h, w}, blockK, blockC, 0, -1, 0, 0, 0,
          1,   RN_ELEMENT_F32};
}

/// A filter of c channels in groups, stored with those of `merged` groups.
rn_tensor groupedOf(int64_t k, int64_t c, int64_t h, int64_t w, int64_t groups, int64_t merged,
                    int64_t block) {
  int64_t each = c / groups;
  return {"t",
          RN_ROLE_CONV_WEIGHT,
          4,
          {k, each, h, w},
          {k, each * merged, h, w},
          block,
          block,
          0,
          -1,
          0,
          k / groups,
          each,
          1,
          RN_ELEMENT_F32};
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
              int64_t each = t.groupC ? t.groupC : C, ofGroup = t.groupK ? t.groupK : K;
              int64_t own = c - k / ofGroup % (C / each) * each; // within the group of k
              bool inside = k < K && c < C && own >= 0 && own < each;
              float expected =
                  inside ? plain[static_cast<size_t>(((k * each + own) * H + y) * W + x)] : 0;
              ASSERT_EQ(blocked[i], expected) << k << " " << c << " " << y << " " << x;
            }
  std::vector<double> wide(plain.begin(), plain.end());
  std::vector<float> converted(blocked.size(), -1.0f);
  rn_convert_to_blocked(&t, reinterpret_cast<unsigned char *>(wide.data()), RN_F64,
                        converted.data());
  EXPECT_EQ(converted, blocked);
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

TEST(Layout, putsMergedGroupsSideBySide) {
  check(groupedOf(32, 32, 3, 3, 8, 4, 16)); // groups of 4 channels, 4 in a block
  check(groupedOf(64, 32, 1, 2, 8, 4, 16)); // more out than in
  check(groupedOf(32, 64, 3, 3, 8, 4, 16)); // more in than out: two blocks
  check(groupedOf(96, 96, 3, 1, 4, 2, 16)); // a group over one and a half blocks
  check(groupedOf(48, 48, 1, 1, 3, 1, 16)); // nothing to merge
  check(groupedOf(20, 30, 3, 3, 5, 5, 16)); // no whole blocks: all in one
  check(groupedOf(16, 16, 3, 3, 16, 8, 8)); // as many groups as channels
}

TEST(Layout, readsFromAnyAddress) {
  rn_tensor t = tensorOf(4, 1, 1, 1, 4, 1);
  float values[4] = {1, 2, 3, 4}, blocked[4];
  char bytes[sizeof values + 1];
  memcpy(bytes + 1, values, sizeof values);
  rn_to_blocked(&t, bytes + 1, blocked);
  EXPECT_EQ(blocked[3], 4.0f);
}
