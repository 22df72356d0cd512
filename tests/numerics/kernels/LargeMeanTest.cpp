//===- LargeMeanTest.cpp - batch norm where the mean is large beside the deviation --------===//
//
// Statistics, coefficients and gradients of values around 100, 1e4 and 1e6 times their deviation,
// through the kernels of a training step, against two passes in double.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Runner/Runner.h"
#include "tests/numerics/kernels/Problem.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace resnetc::x86::test {
namespace {

/// Buffers by operand; kernels that follow each other share them.
class Step {
public:
  Step(const X86Target &target, int64_t n) : target(target), n(n) {}

  /// Memory of an operand of `spec`, made by the first call with its name.
  float *floats(const KernelSpec &spec, const std::string &name) {
    for (const KernelArg &arg : kernelInterface(spec, target.channelBlock).args)
      if (arg.name == name && !memory.count(name))
        memory.emplace(name, Memory(elementsOf(arg, n) * elementBytes(arg.type)));
    return memory.at(name).floats();
  }
  int64_t elements(const std::string &name) const { return memory.at(name).bytes() / 4; }
  /// Statistics of another kernel.
  void forget(const std::string &name) { memory.erase(name); }

  void run(const KernelSpec &spec) {
    std::vector<void *> buffers;
    for (const KernelArg &arg : kernelInterface(spec, target.channelBlock).args)
      buffers.push_back(floats(spec, arg.name));
    LoadedKernel kernel(spec, chooseSchedule(spec, target, n), target);
    ASSERT_EQ(kernel.call(static_cast<int32_t>(n), buffers, 1), 0) << spec.key();
  }

private:
  const X86Target &target;
  int64_t n;
  std::map<std::string, Memory> memory;
};

struct Case {
  const X86Target *target;
  double offset; ///< mean over deviation
};

class LargeMeanTest : public testing::TestWithParam<Case> {
protected:
  void SetUp() override {
    const X86Target *native = findTarget("native");
    if (!native || native->channelBlock < GetParam().target->channelBlock)
      GTEST_SKIP() << "this CPU lacks " << GetParam().target->name;
  }

  const X86Target &target = *GetParam().target;
  int64_t lanes = target.channelBlock;
  double offset = GetParam().offset;
  /// Rounding of single precision, and the same beside the deviation.
  static constexpr double unit = 1.0 / (1 << 24);
  double absolute = unit * std::max(1.0, offset);
  std::mt19937 random{1};
  std::normal_distribution<double> normal;
};

/// Mean, biased variance, and sums of a channel's map and a gradient's, two passes in double.
struct Channel {
  double mean = 0, variance = 0, sum = 0, product = 0; ///< of g, and of g * (x - mean)
};

/// Of the channel in one lane of one block, over n images of `pixels` values; `g` may be null.
Channel channelOf(const float *x, const float *g, int64_t n, int64_t blocks, int64_t pixels,
                  int64_t lanes, int64_t channel) {
  Channel result;
  auto each = [&](auto f) {
    for (int64_t image = 0; image < n; ++image)
      for (int64_t i = 0; i < pixels; ++i)
        f(((image * blocks + channel / lanes) * pixels + i) * lanes + channel % lanes);
  };
  double count = static_cast<double>(n * pixels);
  each([&](int64_t at) { result.mean += x[at] / count; });
  each([&](int64_t at) {
    double away = x[at] - result.mean;
    result.variance += away * away / count;
    result.sum += g ? g[at] : 0;
    result.product += g ? g[at] * away : 0;
  });
  return result;
}

/// Batch norm of 3 images of 20 channels, its statistics taken in several partials, and its
/// gradient.
TEST_P(LargeMeanTest, batchNormAndItsGradient) {
  constexpr int64_t n = 3, c = 20, h = 24, w = 20, pixels = h * w;
  int64_t blocks = ceilDiv(c, lanes);
  KernelSpec stats{"bn_stats", {{"c", c}, {"h", h}, {"w", w}}};
  int64_t partials = statsPartials(stats);
  EXPECT_GT(partials, 1);
  KernelSpec finalize{
      "bn_finalize", {{"c", c}, {"h", h}, {"w", w}, {"p", partials}}, {{"eps", 1e-5}}};
  KernelSpec gradStats{"grad_stats", {{"c", c}, {"h", h}, {"w", w}}};
  KernelSpec gradFinalize = finalize, gradApply{"bn_grad_apply", {{"c", c}, {"h", h}, {"w", w}}};
  gradFinalize.kernelClass = "bn_grad_finalize";

  Step step(target, n);
  float *x = step.floats(stats, "x"), *g = step.floats(gradApply, "g");
  float *t = step.floats(gradApply, "t"), *dy = step.floats(gradStats, "dy");
  for (int64_t i = 0; i < step.elements("x"); ++i) {
    bool real = i / (lanes * pixels) % blocks * lanes + i % lanes < c;
    t[i] = x[i] = real ? static_cast<float>(offset + normal(random)) : 0.f;
    dy[i] = g[i] = real ? static_cast<float>(normal(random)) : 0.f;
  }
  float *gamma = step.floats(finalize, "gamma"), *beta = step.floats(finalize, "beta");
  for (int64_t k = 0; k < blocks * lanes; ++k) {
    gamma[k] = k < c ? static_cast<float>(1.5 + 0.2 * normal(random)) : 0.f;
    beta[k] = k < c ? static_cast<float>(normal(random)) : 0.f;
  }
  step.run(stats);
  step.run(finalize);
  step.forget("stats");
  for (const KernelSpec &spec : {gradStats, gradFinalize, gradApply})
    step.run(spec);

  auto result = [&](const KernelSpec &spec, const char *name) { return step.floats(spec, name); };
  const float *scale = result(finalize, "scale"), *shift = result(finalize, "shift");
  const float *dt = result(gradApply, "dt");
  for (int64_t k = 0; k < c; ++k) {
    SCOPED_TRACE("channel " + std::to_string(k));
    Channel truth = channelOf(x, g, n, blocks, pixels, lanes, k);
    double inverse = 1 / std::sqrt(truth.variance + 1e-5), count = static_cast<double>(n * pixels);
    double dgamma = inverse * truth.product;
    EXPECT_NEAR(result(finalize, "mean")[k], truth.mean, 2 * absolute);
    EXPECT_NEAR(result(finalize, "var")[k], truth.variance, 16 * unit * truth.variance);
    EXPECT_NEAR(result(gradFinalize, "dbeta")[k], truth.sum, 16 * unit * std::sqrt(count));
    // The mean is known to its own rounding only, which the sum of g turns into an error.
    EXPECT_NEAR(result(gradFinalize, "dgamma")[k], dgamma,
                16 * unit * std::sqrt(count) + absolute * inverse * std::abs(truth.sum));
    for (int64_t i = 0; i < pixels; i += 7) {
      int64_t at = (k / lanes * pixels + i) * lanes + k % lanes;
      double normalized = (x[at] - truth.mean) * inverse;
      double y = normalized * gamma[k] + beta[k];
      double gradient =
          gamma[k] * inverse * (g[at] - truth.sum / count - normalized * dgamma / count);
      EXPECT_NEAR(double(x[at]) * scale[k] + shift[k], y, 16 * unit + 4 * absolute);
      EXPECT_NEAR(dt[at], gradient, 16 * unit * (1 + std::abs(g[at])) + absolute);
    }
  }
}

/// A value far from the others is no worse where it stands first, in every image and partial.
TEST_P(LargeMeanTest, firstValuesFarOut) {
  constexpr int64_t n = 3, c = 20, h = 24, w = 20, pixels = h * w;
  int64_t blocks = ceilDiv(c, lanes);
  KernelSpec stats{"bn_stats", {{"c", c}, {"h", h}, {"w", w}}};
  int64_t partials = statsPartials(stats), each = pixels / partials;
  KernelSpec finalize{
      "bn_finalize", {{"c", c}, {"h", h}, {"w", w}, {"p", partials}}, {{"eps", 1e-5}}};
  Step step(target, n);
  float *x = step.floats(stats, "x");
  for (int64_t i = 0; i < step.elements("x"); ++i) {
    bool first = i / lanes % pixels % each == 0;
    x[i] = static_cast<float>(offset + normal(random) + (first ? 1e6 * (1 + normal(random)) : 0));
  }
  for (const char *name : {"gamma", "beta"})
    std::fill_n(step.floats(finalize, name), blocks * lanes, 1.f);
  step.run(stats);
  step.run(finalize);
  for (int64_t k = 0; k < c; ++k) {
    SCOPED_TRACE("channel " + std::to_string(k));
    Channel truth = channelOf(x, nullptr, n, blocks, pixels, lanes, k);
    EXPECT_NEAR(step.floats(finalize, "mean")[k], truth.mean,
                8 * unit * (std::abs(truth.mean) + std::sqrt(truth.variance)));
    EXPECT_NEAR(step.floats(finalize, "var")[k], truth.variance, 32 * unit * truth.variance);
  }
}

/// One value that is not finite leaves no coefficient of its channel a number, and the others
/// alone.
TEST_P(LargeMeanTest, whatIsNotANumberStaysSo) {
  constexpr int64_t n = 2, c = 5, h = 24, w = 20, pixels = h * w;
  KernelSpec stats{"bn_stats", {{"c", c}, {"h", h}, {"w", w}}};
  KernelSpec finalize{
      "bn_finalize", {{"c", c}, {"h", h}, {"w", w}, {"p", statsPartials(stats)}}, {{"eps", 1e-5}}};
  Step step(target, n);
  float *x = step.floats(stats, "x");
  for (int64_t i = 0; i < step.elements("x"); ++i)
    x[i] = i % lanes < c ? static_cast<float>(offset + normal(random)) : 0.f;
  for (const char *name : {"gamma", "beta"})
    std::fill_n(step.floats(finalize, name), lanes, 1.f);
  x[0] = x[(pixels + 7) * lanes + 3] = std::numeric_limits<float>::quiet_NaN();
  x[11 * lanes + 1] = std::numeric_limits<float>::infinity();
  step.run(stats);
  step.run(finalize);
  for (int64_t k = 0; k < c; ++k)
    for (const char *name : {"var", "scale", "shift"})
      EXPECT_EQ(std::isfinite(step.floats(finalize, name)[k]), k == 2 || k == 4) << name << k;
}

/// Statistics that a convolution gathers are those of the values it wrote.
TEST_P(LargeMeanTest, convolutionWithStatistics) {
  constexpr int64_t n = 2, c = 3, k = 20, h = 21, w = 19, pixels = (h - 2) * (w - 2);
  int64_t blocks = ceilDiv(k, lanes);
  KernelSpec conv{"conv",
                  {{"c", c},
                   {"k", k},
                   {"h", h},
                   {"w", w},
                   {"kh", 3},
                   {"kw", 3},
                   {"sh", 1},
                   {"sw", 1},
                   {"nchw_input", 1},
                   {"stats", 1}}};
  int64_t partials = statsPartials(conv);
  EXPECT_GT(partials, 1);
  KernelSpec finalize{
      "bn_finalize", {{"c", k}, {"h", h - 2}, {"w", w - 2}, {"p", partials}}, {{"eps", 1e-5}}};
  Step step(target, n);
  float *x = step.floats(conv, "x"), *weights = step.floats(conv, "w");
  for (int64_t i = 0; i < step.elements("x"); ++i)
    x[i] = static_cast<float>(offset + normal(random));
  for (int64_t i = 0; i < step.elements("w"); ++i)
    weights[i] =
        i / (lanes * c * 9) * lanes + i % lanes < k ? static_cast<float>(normal(random)) : 0.f;
  for (const char *name : {"gamma", "beta"})
    std::fill_n(step.floats(finalize, name), blocks * lanes, 1.f);
  step.run(conv);
  step.run(finalize);
  for (int64_t i = 0; i < k; ++i) {
    SCOPED_TRACE("channel " + std::to_string(i));
    Channel truth = channelOf(step.floats(conv, "y"), nullptr, n, blocks, pixels, lanes, i);
    EXPECT_NEAR(step.floats(finalize, "mean")[i], truth.mean,
                2 * unit * (std::abs(truth.mean) + std::sqrt(truth.variance)));
    EXPECT_NEAR(step.floats(finalize, "var")[i], truth.variance, 16 * unit * truth.variance);
  }
}

std::vector<Case> cases() {
  std::vector<Case> all;
  for (const X86Target &target : allTargets())
    for (double offset : {0.0, 1e2, 1e4, 1e6})
      all.push_back({&target, offset});
  return all;
}

std::string caseName(const testing::TestParamInfo<Case> &info) {
  std::string name = info.param.target->name + "_" + std::to_string(int64_t(info.param.offset));
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return !std::isalnum(c); }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(offsets, LargeMeanTest, testing::ValuesIn(cases()), caseName);

} // namespace
} // namespace resnetc::x86::test
