//===- InstructionsTest.cpp - what the emulator's instructions compute ---------------------===//
#include "tests/cuda/emulator/SmallKernel.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>

namespace resnetc::cuda::test {

static Pointer in() { return argument(0, kernels::ElementType::F32); }
static Pointer out() { return argument(1, kernels::ElementType::F32); }

static Floats numbered() {
  Floats memory;
  for (size_t i = 0; i < memory.in.size(); ++i)
    memory.in[i] = static_cast<float>(i);
  return memory;
}

TEST(CudaEmulator, shuffles) {
  Floats memory = numbered();
  Outcome outcome = run(64, memory, [] {
    Number value = load(in(), threadIndex());
    store(out(), threadIndex(), fromLaneAbove(value, 3));
    store(out(), threadIndex() + 64, fromLaneAcross(value, 5));
    store(out(), threadIndex() + 128, toFloat(fromLaneAcross(threadIndex(), 8)));
  });
  EXPECT_EQ(outcome.found, "");
  for (size_t i = 0; i < 64; ++i) {
    EXPECT_EQ(memory.out[i], i % 32 + 3 < 32 ? i + 3 : i);
    EXPECT_EQ(memory.out[i + 64], i ^ 5);
    EXPECT_EQ(memory.out[i + 128], i ^ 8);
  }
}

TEST(CudaEmulator, addsUpABlock) {
  Floats memory = numbered();
  Outcome outcome = run(
      128, memory, [] { store(out(), threadIndex(), blockSum(load(in(), threadIndex()), 128)); });
  EXPECT_EQ(outcome.found, "");
  EXPECT_EQ(outcome.counts.barriers, 2);
  for (size_t i = 0; i < 128; ++i)
    EXPECT_EQ(memory.out[i], 127 * 64);
}

/// Ten bits of mantissa, ties away from zero.
TEST(CudaEmulator, roundsToTf32) {
  Floats memory;
  const float unit = std::ldexp(1.f, -10), infinity = HUGE_VALF;
  memory.in = {1 + unit / 2, 1 + unit / 4, -1 - unit * 3 / 2, infinity, NAN};
  Outcome outcome = run(4, memory, [] {
    store(out(), threadIndex(), bitsAsFloat(toTf32(load(in(), threadIndex()))));
  });
  EXPECT_EQ(outcome.found, "");
  const float expected[] = {1 + unit, 1, -1 - 2 * unit, infinity};
  for (size_t i = 0; i < 4; ++i)
    EXPECT_EQ(memory.out[i], expected[i]);
}

/// Element (row, column) of a 16 x 8 matrix, exact in TF32.
static float left(int row, int column) { return static_cast<float>(row * 8 + column) / 64; }
static float right(int row, int column) { return static_cast<float>(row - 2 * column); }

TEST(CudaEmulator, multipliesMatrices) {
  Floats memory;
  for (int row = 0; row < 16; ++row)
    for (int column = 0; column < 8; ++column)
      memory.in[static_cast<size_t>(row * 8 + column)] = left(row, column);
  for (int row = 0; row < 8; ++row)
    for (int column = 0; column < 8; ++column)
      memory.in[static_cast<size_t>(128 + row * 8 + column)] = right(row, column);
  Outcome outcome = run(32, memory, [] {
    Number g = threadIndex() / 4, t = threadIndex() % 4;
    auto bits = [&](const Number &index) { return bitsAsInteger(load(in(), index)); };
    Numbers a = {bits(g * 8 + t), bits((g + 8) * 8 + t), bits(g * 8 + t + 4),
                 bits((g + 8) * 8 + t + 4)};
    Numbers b = {bits(128 + t * 8 + g), bits(128 + (t + 4) * 8 + g)};
    Number one = toFloat(threadIndex() >= 0);
    Numbers c = multiply(NumberFormat::TF32, a, b, {one, one, one, one});
    for (int i = 0; i < 4; ++i)
      store(out(), (g + i / 2 * 8) * 8 + t * 2 + i % 2, c[static_cast<size_t>(i)]);
  });
  EXPECT_EQ(outcome.found, "");
  EXPECT_EQ(outcome.counts.mmas, 1);
  for (int row = 0; row < 16; ++row)
    for (int column = 0; column < 8; ++column) {
      float sum = 1;
      for (int k = 0; k < 8; ++k)
        sum += left(row, k) * right(k, column);
      EXPECT_EQ(memory.out[static_cast<size_t>(row * 8 + column)], sum) << row << ", " << column;
    }
}

/// The operands' words hold bf16 pairs: all of a is `a`, of b is `b`.
TEST(CudaEmulator, multipliesBf16) {
  Floats memory;
  std::string text = R"(
    declare i32 @llvm.nvvm.read.ptx.sreg.tid.x()
    declare {float, float, float, float} @llvm.nvvm.mma.m16n8k16.row.col.bf16(i32, i32, i32, i32, i32, i32, float, float, float, float)
    define ptx_kernel void @k(i32 %n, ptr addrspace(1) %in, ptr addrspace(1) %out) {
      %tid = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
      %g = lshr i32 %tid, 2
      %odd = and i32 %g, 1
      %row = icmp eq i32 %odd, 0
      %a = select i1 %row, i32 1073758208, i32 1073758272 ; pairs 2, 2 and 3, 2
      %c = call {float, float, float, float} @llvm.nvvm.mma.m16n8k16.row.col.bf16(i32 %a, i32 %a, i32 %a, i32 %a, i32 1065369472, i32 1065369472, float 1.0, float 1.0, float 1.0, float 1.0)
      %v = extractvalue {float, float, float, float} %c, 0
      %p = getelementptr float, ptr addrspace(1) %out, i32 %tid
      store float %v, ptr addrspace(1) %p
      ret void
    })";
  EXPECT_EQ(runText(32, memory, text).found, "");
  for (size_t lane = 0; lane < 32; ++lane) // 16 products with 1
    EXPECT_EQ(memory.out[lane], lane / 4 % 2 == 0 ? 1 + 16 * 2 : 1 + 8 * 3 + 8 * 2);
}

/// Pairs of fp16: all of a is (0.5, 65504), of b (2^-24, 1): the smallest and the greatest number count.
TEST(CudaEmulator, multipliesFp16) {
  Floats memory;
  memory.in[0] = std::bit_cast<float>(uint32_t{0x7BFF3800});
  memory.in[1] = std::bit_cast<float>(uint32_t{0x3C000001});
  Outcome outcome = run(32, memory, [&] {
    Numbers c = multiply(NumberFormat::FP16, Numbers(4, load(in(), 0)), Numbers(2, load(in(), 1)),
                         {1.0, 1.0, 1.0, 1.0});
    for (int i = 0; i < 4; ++i)
      store(out(), threadIndex() * 4 + i, c[static_cast<size_t>(i)]);
  });
  EXPECT_EQ(outcome.found, "");
  const auto sum = static_cast<float>(1 + 8 * (0.5 * std::ldexp(1.0, -24) + 65504.0));
  for (size_t i = 0; i < 128; ++i)
    EXPECT_EQ(memory.out[i], sum);
}

/// Rows of 16 bytes that are `stride` elements apart.
static Outcome loadRows(int stride, Floats &memory) {
  return run(32, memory, [&] {
    Pointer place = dynamicShared(0);
    auto at = [&](const Number &row, const Number &column) { return row * stride + column; };
    for (int i = 0; i < 4; ++i)
      store(place, at(threadIndex(), i), load(in(), threadIndex() * 4 + i));
    barrier();
    Numbers parts = loadMatrices(place, at(threadIndex(), 0), /*transposed=*/false);
    for (int i = 0; i < 4; ++i)
      store(out(), threadIndex() * 4 + i, bitsAsFloat(parts[static_cast<size_t>(i)]));
  });
}

TEST(CudaEmulator, loadsMatricesAndCountsConflicts) {
  Floats memory = numbered();
  Outcome dense = loadRows(4, memory), strided = loadRows(16, memory);
  EXPECT_EQ(dense.found, "");
  EXPECT_EQ(strided.found, "");
  for (size_t lane = 0; lane < 32; ++lane)
    for (size_t matrix = 0; matrix < 4; ++matrix) // row lane / 4, element lane % 4
      EXPECT_EQ(memory.out[lane * 4 + matrix], (matrix * 8 + lane / 4) * 4 + lane % 4);
  EXPECT_EQ(dense.counts.matrixConflicts, 0);
  EXPECT_EQ(strided.counts.matrixConflicts, 4 * 6); // eight rows in two groups of banks
}

/// Element (row, column) of matrix m, of 16 bits, is m * 64 + row * 8 + column.
TEST(CudaEmulator, loadsTransposedMatrices) {
  Floats memory;
  for (uint32_t word = 0; word < 128; ++word)
    memory.in[word] = std::bit_cast<float>(2 * word | (2 * word + 1) << 16);
  Outcome outcome = run(32, memory, [] {
    Pointer place = dynamicShared(0);
    store(place, threadIndex() * 4, loadQuad(in(), threadIndex() * 4));
    barrier();
    Numbers parts = loadMatrices(place, threadIndex() * 4, /*transposed=*/true);
    for (int i = 0; i < 4; ++i)
      store(out(), threadIndex() * 4 + i, bitsAsFloat(parts[static_cast<size_t>(i)]));
  });
  EXPECT_EQ(outcome.found, "");
  for (uint32_t lane = 0; lane < 32; ++lane)
    for (uint32_t matrix = 0; matrix < 4; ++matrix) {
      uint32_t first = matrix * 64 + lane % 4 * 2 * 8 + lane / 4, second = first + 8;
      EXPECT_EQ(std::bit_cast<uint32_t>(memory.out[lane * 4 + matrix]), first | second << 16);
    }
}

TEST(CudaEmulator, countsConflictsOfLoads) {
  Floats memory;
  auto conflicts = [&](int stride) {
    Outcome outcome = run(
        32, memory,
        [&] {
          Pointer place = dynamicShared(0);
          store(place, threadIndex() * stride, 1.0);
          barrier();
          store(out(), threadIndex(), load(place, threadIndex() * stride));
        },
        8192);
    EXPECT_EQ(outcome.found, "");
    return outcome.counts.loadConflicts;
  };
  EXPECT_EQ(conflicts(1), 0);
  EXPECT_EQ(conflicts(2), 1);
  EXPECT_EQ(conflicts(32), 31);
}

TEST(CudaEmulator, countsSectors) {
  auto loads = [](int stride, bool half = false) {
    Floats memory;
    const Outcome outcome = run(32, memory, [&] {
      auto copy = [&] { store(out(), threadIndex(), load(in(), threadIndex() * stride)); };
      if (half)
        when(threadIndex() >= 16, copy);
      else
        copy();
    });
    EXPECT_EQ(outcome.found, "");
    return outcome.counts.accesses.at("k: load #1 of 4 bytes");
  };
  EXPECT_GE(loads(1).sectors, 4); // 32 numbers of 4 bytes in a row,
  EXPECT_LE(loads(1).sectors, 5); // which may begin within a sector
  EXPECT_EQ(loads(1).ideal, 4);
  EXPECT_EQ(loads(8).sectors, 32);
  EXPECT_EQ(loads(8).ideal, 4);
  EXPECT_EQ(loads(0).sectors, 1);
  EXPECT_EQ(loads(8, /*half=*/true).sectors, 16) << "threads that go another way";
}

TEST(CudaEmulator, namesAccessesThatAreNotCoalesced) {
  Floats memory;
  emulator::Counts counts =
      run(32, memory, [&] { store(out(), threadIndex(), load(in(), threadIndex() * 8)); }).counts;
  EXPECT_EQ(counts.uncoalesced(2, 16), "k: load #1 of 4 bytes: 32 sectors, where 4 could do\n");
  EXPECT_EQ(counts.uncoalesced(2, 33), "");
  EXPECT_EQ(counts.uncoalesced(8, 1), "");
  EXPECT_EQ(counts.global.sectors, 32 + counts.accesses.at("k: store #1 of 4 bytes").sectors);
}

} // namespace resnetc::cuda::test
