//===- ScratchTest.cpp - tests of core/Scratch.cpp ----------------------------------===//
#include "runtime/core/Abi.h"
#include "runtime/core/Threads.h"

#include <gtest/gtest.h>

#include <cstring>

namespace {

struct Scratch : testing::Test {
  alignas(RN_SCRATCH_ALIGNMENT) char memory[4096];
  rn_threads threads = {};
  rn_lane lane = rn_make_lane(&threads, memory, sizeof memory);
};

TEST_F(Scratch, BlocksAreAlignedAndApart) {
  auto *a = static_cast<char *>(halide_malloc(&lane, 100));
  auto *b = static_cast<char *>(halide_malloc(&lane, 1));
  ASSERT_TRUE(a && b);
  EXPECT_EQ(reinterpret_cast<uintptr_t>(a) % RN_SCRATCH_ALIGNMENT, 0u);
  EXPECT_EQ(b - a, RN_SCRATCH_BLOCK(100));
  std::memset(a, 1, 100);
  std::memset(b, 2, 1);
  halide_free(&lane, b);
  halide_free(&lane, a);
  EXPECT_EQ(lane.used, 0);
}

TEST_F(Scratch, BlocksMayEndInAnyOrder) {
  void *a = halide_malloc(&lane, 100), *b = halide_malloc(&lane, 100), *c = halide_malloc(&lane, 9);
  halide_free(&lane, b);
  EXPECT_EQ(lane.used, 2 * RN_SCRATCH_BLOCK(100) + RN_SCRATCH_BLOCK(9)) << "c lies above it";
  halide_free(&lane, c);
  EXPECT_EQ(lane.used, RN_SCRATCH_BLOCK(100));
  EXPECT_EQ(halide_malloc(&lane, 50), b) << "the room is used again";
  halide_free(&lane, a);
  halide_free(&lane, b);
  EXPECT_EQ(lane.used, 0);
}

TEST_F(Scratch, WhatDoesNotFitIsNullAndAStatus) {
  EXPECT_FALSE(halide_malloc(&lane, sizeof memory));
  EXPECT_FALSE(halide_malloc(&lane, SIZE_MAX));
  EXPECT_FALSE(halide_malloc(nullptr, 1));
  void *all = halide_malloc(&lane, sizeof memory - RN_SCRATCH_ALIGNMENT);
  EXPECT_TRUE(all);
  EXPECT_FALSE(halide_malloc(&lane, 1));
  EXPECT_NE(halide_error_out_of_memory(&lane), 0);
  EXPECT_TRUE(std::strstr(threads.message, "scratch"));
  halide_free(&lane, nullptr);
  halide_free(&lane, all);
}

} // namespace
