//===- WinogradTest.cpp - three kernels together are a convolution ------------------------===//
//
// Transforms the filter, perhaps the input, and convolves; against the sum of products in plain
// loops. The bound is the one that compiler/Kernels/README.md states: multiples of the rounding
// unit times the root of the sum of squares that a direct convolution adds up.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Runner/Runner.h"
#include "compiler/Kernels/Contract.h"
#include "tests/numerics/kernels/Problem.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>

namespace resnetc::x86::test {

struct Form {
  int64_t m;
  bool transformed;
  double bound; ///< in rounding units
};

class WinogradTest : public testing::TestWithParam<Form> {};

/// Runs the default schedule of a kernel; buffers by operand.
static void runKernel(const KernelSpec &spec, const X86Target &target, int32_t n,
                      const std::map<std::string, void *> &buffers) {
  LoadedKernel kernel(spec, chooseSchedule(spec, target, n), target);
  std::vector<void *> ordered;
  for (const KernelArg &arg : kernelInterface(spec, target.channelBlock).args)
    ordered.push_back(buffers.at(arg.name));
  ASSERT_EQ(kernel.call(n, ordered, 2), 0);
}

static Memory memoryOf(const KernelSpec &spec, const X86Target &target, const char *name,
                       int64_t n) {
  for (const KernelArg &arg : kernelInterface(spec, target.channelBlock).args)
    if (arg.name == name)
      return Memory(elementsOf(arg, n) * elementBytes(arg.type));
  throw std::logic_error("no such operand");
}

/// The greatest error over the root of the sum of squares of an output's products, in units of
/// rounding.
static double worstError(const Form &form, const X86Target &target) {
  constexpr int32_t n = 2;
  KernelSpec direct{"conv",
                    {{"c", 48},
                     {"k", 32},
                     {"h", 13},
                     {"w", 16},
                     {"kh", 3},
                     {"kw", 3},
                     {"sh", 1},
                     {"sw", 1},
                     {"pt", 1},
                     {"pl", 1},
                     {"pb", 1},
                     {"pr", 1}},
                    {}};
  Problem problem(direct, target, n);
  auto with = [&](const char *kernelClass, std::initializer_list<const char *> shared) {
    KernelSpec spec{kernelClass, {{"m", form.m}}, {}};
    for (const char *name : shared)
      spec.attrs[name] = direct.get(name);
    return spec;
  };
  KernelSpec conv = direct;
  conv.kernelClass = "conv_winograd";
  conv.attrs["m"] = form.m;
  conv.attrs["transformed"] = form.transformed;
  KernelSpec input = with("winograd_input", {"c", "h", "w", "kh", "kw", "pt", "pl", "pb", "pr"});
  KernelSpec filter = with("winograd_weight", {"c", "k", "kh", "kw"});
  void *x = problem.initial.at("x").data(), *w = problem.initial.at("w").data();
  Memory u = memoryOf(filter, target, "u", n), v = memoryOf(input, target, "v", n);
  Memory y = memoryOf(conv, target, "y", n);
  // The caller's arrays need not be aligned as the kernels' buffers are.
  Memory alignedX = memoryOf(direct, target, "x", n), alignedW = memoryOf(direct, target, "w", n);
  std::memcpy(alignedX.data(), x, alignedX.bytes());
  std::memcpy(alignedW.data(), w, alignedW.bytes());
  runKernel(filter, target, n, {{"w", alignedW.data()}, {"u", u.data()}});
  if (form.transformed)
    runKernel(input, target, n, {{"x", alignedX.data()}, {"v", v.data()}});
  runKernel(
      conv, target, n,
      {{"x", form.transformed ? v.data() : alignedX.data()}, {"w", u.data()}, {"y", y.data()}});

  double worst = 0;
  for (int64_t at = 0; at < n * 32 * 13 * 16; ++at) {
    int64_t image = at / (32 * 13 * 16), k = at / (13 * 16) % 32, row = at / 16 % 13,
            column = at % 16;
    double sum = 0, squares = 0;
    for (int64_t c = 0; c < 48; ++c)
      for (int64_t tap = 0; tap < 9; ++tap) {
        int64_t iy = row + tap / 3 - 1, ix = column + tap % 3 - 1;
        if (iy < 0 || iy >= 13 || ix < 0 || ix >= 16)
          continue;
        double product = problem.x(image, c, iy, ix) *
                         problem.value("w", problem.weight(k, c, tap / 3, tap % 3));
        sum += product;
        squares += product * product;
      }
    double error = std::abs(y.floats()[problem.act(image, k, row, column, 32, 13, 16)] - sum);
    worst = std::max(worst, error / std::sqrt(squares) / std::numeric_limits<float>::epsilon());
  }
  return worst;
}

TEST_P(WinogradTest, isAConvolution) {
  const X86Target *native = findTarget("native");
  for (const X86Target &target : allTargets())
    if (native && native->channelBlock >= target.channelBlock) {
      double worst = worstError(GetParam(), target);
      RecordProperty("worst_" + target.name, std::to_string(worst));
      EXPECT_LE(worst, GetParam().bound) << target.name;
      EXPECT_GT(worst, 0) << "nothing was computed";
    }
}

INSTANTIATE_TEST_SUITE_P(forms, WinogradTest,
                         testing::Values(Form{2, false, 32}, Form{2, true, 32}, Form{4, false, 128},
                                         Form{4, true, 128}));

} // namespace resnetc::x86::test
