//===- WarpgroupTest.cpp - products of warpgroups on the emulator --------------------------===//
//
// One product of 64 x 64 x 16, which is right; then without each of the steps around it, and with what no
// product can be.
//
//===----------------------------------------------------------------------===//
#include "tests/cuda/emulator/SmallKernel.h"

#include <gtest/gtest.h>

namespace resnetc::cuda::test {

constexpr int threads = 128, columns = 64, depth = 16, bytesOfA = 8192, sharedBytes = 16384;

/// Element (row, k) of a, and (k, column) of b: exact in bf16.
template <typename T> static T left(T row, T k) { return (row * 3 + k * 5) % 7; }
template <typename T> static T right(T k, T column) { return (k * 2 + column) % 5; }

static Pointer matrixA() { return dynamicShared(0, kernels::ElementType::BF16); }
static Pointer matrixB() { return dynamicShared(bytesOfA, kernels::ElementType::BF16); }
static Pointer out() { return argument(1, kernels::ElementType::F32); }

/// Pieces of eight elements of a row change places with the row.
static Number swizzled(const Number &row, const Number &along) {
  return row * 64 + ((along / 8) ^ (row % 8)) * 8 + along % 8;
}

static void writeMatrices() {
  for (int i = 0; i < 64 * depth / threads; ++i) {
    Number id = threadIndex() + i * threads, row = id / depth, k = id % depth;
    store(matrixA(), swizzled(row, k), toFloat(left(row, k)));
  }
  for (int i = 0; i < depth * columns / threads; ++i) {
    Number id = threadIndex() + i * threads, k = id / columns, column = id % columns;
    store(matrixB(), swizzled(k, column), toFloat(right(k, column)));
  }
}

static SharedMatrix describedA() { return describeMatrix(matrixA(), true, 0, 1024); }
static SharedMatrix describedB() { return describeMatrix(matrixB(), false, 0, 1024); }

static Numbers ones() { return Numbers(columns / 2, Number(1.0)); }
static Numbers multiplied(const Numbers &c) {
  return multiplyWarpgroup(NumberFormat::BF16, describedA(), describedB(), c);
}

/// Two of the sums that each thread has.
constexpr int kept[] = {0, 19};
static void writeSums(const Numbers &sums) {
  for (int i = 0; i < 2; ++i)
    store(out(), threadIndex() * 2 + i, sums[static_cast<size_t>(kept[i])]);
}

static Outcome runGroup(llvm::function_ref<void()> body, Floats &memory, int count = threads) {
  return run(count, memory, body, sharedBytes);
}

static void expectFinding(llvm::function_ref<void()> body, const std::string &text,
                          int count = threads) {
  Floats memory;
  Outcome outcome = runGroup(body, memory, count);
  EXPECT_NE(outcome.found.find(text), std::string::npos) << "found: " << outcome.found;
}

/// Which steps a kernel has.
struct Steps {
  bool handsOver = true, meets = true, fences = true, commits = true, waits = true;
  int products = 1;
};

static void multiplyWith(const Steps &steps) {
  writeMatrices();
  if (steps.handsOver)
    handToAsync();
  if (steps.meets)
    barrier();
  if (steps.fences)
    fenceProducts();
  Numbers sums = ones();
  for (int i = 0; i < steps.products; ++i)
    sums = multiplied(sums);
  if (steps.commits)
    commitProducts();
  writeSums(steps.waits ? waitForProducts(0, sums) : sums);
}

TEST(CudaWarpgroups, multiply) {
  for (int products : {1, 2}) {
    Floats memory;
    Steps steps;
    steps.products = products;
    Outcome outcome = runGroup([&] { multiplyWith(steps); }, memory);
    ASSERT_EQ(outcome.found, "");
    EXPECT_EQ(outcome.counts.warpgroupMmas, 4 * products);
    for (int thread = 0; thread < threads; ++thread)
      for (int i = 0; i < 2; ++i) {
        const int lane = thread % 32, index = kept[i];
        const int row = thread / 32 * 16 + lane / 4 + index / 2 % 2 * 8;
        const int column = index / 4 * 8 + lane % 4 * 2 + index % 2;
        int sum = 0;
        for (int k = 0; k < depth; ++k)
          sum += left(row, k) * right(k, column);
        EXPECT_EQ(memory.out[static_cast<size_t>(thread * 2 + i)],
                  static_cast<float>(1 + products * sum))
            << row << ", " << column;
      }
  }
}

TEST(CudaWarpgroups, needEveryStep) {
  auto without = [](bool Steps::*step) {
    return [step] {
      Steps steps;
      steps.*step = false;
      multiplyWith(steps);
    };
  };
  expectFinding(without(&Steps::handsOver), "without a fence.proxy.async behind it");
  expectFinding(without(&Steps::meets),
                "race: reads what thread 0 wrote without a barrier between");
  expectFinding(without(&Steps::fences), "multiplies without a wgmma.fence since its last group");
  expectFinding(without(&Steps::commits), "ends with products that it has not waited for");
  expectFinding(without(&Steps::waits), "ends with products that it has not waited for");
}

/// Factors may not change before the products are waited for.
TEST(CudaWarpgroups, readTheirFactorsLate) {
  auto kernel = [](bool waitsFirst) {
    return [waitsFirst] {
      writeMatrices();
      handToAsync();
      barrier();
      fenceProducts();
      Numbers sums = multiplied(ones());
      commitProducts();
      if (waitsFirst)
        sums = waitForProducts(0, sums);
      barrier();
      when(threadIndex() == 5, [] { store(matrixB(), 0, 1.0); });
      writeSums(waitForProducts(0, sums));
    };
  };
  Floats memory;
  EXPECT_EQ(runGroup(kernel(true), memory).found, "");
  expectFinding(kernel(false), "thread 5 writes what a wgmma is still to read");
}

/// A write of the factors that no barrier parts from the other warps' wait.
TEST(CudaWarpgroups, findWritesWithoutBarrier) {
  expectFinding(
      [] {
        writeMatrices();
        handToAsync();
        barrier();
        fenceProducts();
        Numbers sums = multiplied(ones());
        commitProducts();
        writeSums(waitForProducts(0, sums));
        when(threadIndex() == 127, [] { store(matrixB(), 0, 1.0); });
      },
      "thread 127 race: writes what several threads read");
}

TEST(CudaWarpgroups, findMatricesThatCannotBe) {
  auto kernel = [](llvm::function_ref<SharedMatrix()> a) {
    writeMatrices();
    handToAsync();
    barrier();
    fenceProducts();
    Numbers sums = multiplyWarpgroup(NumberFormat::BF16, a(), describedB(), ones());
    commitProducts();
    writeSums(waitForProducts(0, sums));
  };
  auto shifted = [] { return describeMatrix(offset(matrixA(), 8), true, 0, 1024); };
  expectFinding([&] { kernel(shifted); }, "begins 16 bytes behind a multiple of 1024");
  auto tooFar = [] { return describeMatrix(matrixA(), true, 0, 32768); };
  expectFinding([&] { kernel(tooFar); }, "out of range");
  auto unwritten = [] { return describeMatrix(matrixA(), true, 0, 1024).at(32); };
  expectFinding([&] { kernel(unwritten); }, "reads shared memory that nobody has written");
  auto different = [] {
    Number further = toLong(choose(threadIndex() / 32 == 2, 2, 0));
    return SharedMatrix{describedA().descriptor + further, true};
  };
  expectFinding([&] { kernel(different); }, "issues another product than the warps");
}

TEST(CudaWarpgroups, areFourWholeWarps) {
  expectFinding(
      [] {
        writeMatrices();
        handToAsync();
        barrier();
        fenceProducts();
      },
      "is not of a warpgroup: four whole warps", 64);
}

} // namespace resnetc::cuda::test
