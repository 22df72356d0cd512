//===- PhasesTest.cpp - the two kernels that are a convolution of the caller's map in strides --===//
//
// Transforms the filter and convolves, against the sums of products in plain loops, on layers of which
// tiles, vectors and groups leave rests. The bound is that of WinogradTest.cpp, for tiles with as many
// positions.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Kernels.h"
#include "compiler/Backend/X86/Runner/Runner.h"
#include "compiler/Kernels/WinogradForms.h"
#include "compiler/Kernels/WinogradPhases.h"
#include "tests/KernelSpecs.h"
#include "tests/numerics/kernels/Compare.h"
#include "tests/numerics/kernels/Problem.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>

namespace resnetc::x86::test {

using kernels::Geometry;
using kernels::WinogradForm;

struct PhasesLayer {
  int64_t c, k, h, w, kernel, stride, pad;
};

class PhasesTest : public testing::TestWithParam<PhasesLayer> {};

static KernelSpec specOf(const PhasesLayer &layer) {
  KernelSpec spec = resnetc::test::spec3x3("conv", layer.c, layer.k, layer.h, layer.w);
  spec.attrs["kh"] = spec.attrs["kw"] = layer.kernel;
  spec.attrs["sh"] = spec.attrs["sw"] = layer.stride;
  for (const char *pad : {"pt", "pl", "pb", "pr"})
    spec.attrs[pad] = layer.pad;
  spec.attrs["nchw_input"] = 1;
  return spec;
}

/// The largest error in rounding units over the root of the sum of squares of an output's products.
static double worstErrorOf(const PhasesLayer &layer, const X86Target &target,
                           const KernelChoice &choice) {
  constexpr int32_t n = 2;
  const KernelSpec conv = specOf(layer),
                   product = winogradProduct(conv, winogradForms(conv).front());
  const KernelSpec weight =
      convolutionKernels(conv, FilterTransform::EachCall, winogradForms(conv).front()).front();
  Problem problem(conv, target, n);
  Geometry g(conv);
  Memory u = memoryOf(weight, target, "u", n), w = memoryOf(weight, target, "w", n),
         y = memoryOf(product, target, "y", n);
  std::memcpy(w.data(), problem.initial.at("w").data(), w.bytes());
  LoadedKernel transform(weight, chooseSchedule(weight, target, n), target);
  EXPECT_EQ(transform.call(n, {w.data(), u.data()}, 2), 0);
  LoadedKernel kernel(product, choice, target);
  EXPECT_EQ(kernel.call(n, {problem.initial.at("x").data(), u.data(), y.data()}, 2), 0);

  double worst = 0;
  for (int64_t image = 0; image < n; ++image)
    for (int64_t k = 0; k < g.k; ++k)
      for (int64_t at = 0; at < int64_t{g.oh} * g.ow; ++at) {
        double sum = 0, squares = 0;
        for (int64_t tap = 0; tap < int64_t{g.c} * g.kh * g.kw; ++tap) {
          int64_t c = tap / (g.kh * g.kw), ky = tap / g.kw % g.kh, kx = tap % g.kw;
          int64_t row = at / g.ow * g.sh + ky - g.pt, column = at % g.ow * g.sw + kx - g.pl;
          if (row < 0 || row >= g.h || column < 0 || column >= g.w)
            continue;
          double product =
              problem.x(image, c, row, column) * problem.value("w", problem.weight(k, c, ky, kx));
          sum += product;
          squares += product * product;
        }
        double got = y.floats()[problem.act(image, k, at / g.ow, at % g.ow, g.k, g.oh, g.ow)];
        if (squares == 0) {
          EXPECT_EQ(got, 0);
          continue;
        }
        worst = std::max(worst, std::abs(got - sum) / std::sqrt(squares));
      }
  return worst / std::numeric_limits<float>::epsilon();
}

TEST_P(PhasesTest, areAConvolution) {
  const X86Target *native = findTarget("native");
  const KernelSpec conv = specOf(GetParam());
  ASSERT_EQ(winogradForms(conv).size(), 1U);
  for (const X86Target &target : allTargets())
    if (native && native->channelBlock >= target.channelBlock) {
      auto choices =
          candidateSchedules(winogradProduct(conv, winogradForms(conv).front()), target, 2);
      ASSERT_FALSE(choices.empty());
      double worst = worstErrorOf(GetParam(), target, choices.front());
      RecordProperty("worst_" + target.name, std::to_string(worst));
      EXPECT_LE(worst, 128) << target.name;
      EXPECT_GT(worst, 0) << "nothing was computed";
    }
}

INSTANTIATE_TEST_SUITE_P(
    layers, PhasesTest,
    testing::Values(PhasesLayer{3, 64, 112, 112, 7, 2, 3}, PhasesLayer{3, 40, 37, 51, 7, 2, 3},
                    PhasesLayer{3, 24, 23, 17, 6, 2, 2}, PhasesLayer{4, 32, 30, 41, 5, 2, 2},
                    PhasesLayer{1, 16, 19, 20, 4, 2, 0}, PhasesLayer{2, 48, 27, 33, 3, 2, 1},
                    PhasesLayer{3, 17, 9, 11, 7, 2, 0}, PhasesLayer{3, 16, 7, 7, 7, 2, 3},
                    PhasesLayer{3, 33, 40, 29, 9, 2, 4}, PhasesLayer{3, 64, 63, 63, 11, 4, 2},
                    PhasesLayer{3, 32, 35, 41, 7, 3, 3}),
    [](const auto &info) {
      const PhasesLayer &layer = info.param;
      return std::to_string(layer.kernel) + "x" + std::to_string(layer.kernel) + "_of_" +
             std::to_string(layer.c) + "_" + std::to_string(layer.h) + "x" +
             std::to_string(layer.w);
    });

/// The stem of a network for ImageNet goes by its phases in inference; in training, where a filter is
/// another at every step and statistics are taken, it does not.
TEST(PhasesChoice, takesTheStemOfInference) {
  const KernelSpec stem = specOf({3, 64, 224, 224, 7, 2, 3});
  for (const char *name : {"x86-64-v4", "x86-64-v3"})
    for (int64_t cores : {1, 2, 64}) {
      const X86Target &target = *withCores(*findTarget(name), cores);
      EXPECT_EQ(chooseWinograd(stem, target, cores, FilterTransform::Prepared),
                (WinogradForm{3, false}));
      KernelSpec training = stem;
      training.attrs["stats"] = 1;
      EXPECT_EQ(chooseWinograd(training, target, 16, FilterTransform::EachCall), std::nullopt);
    }
}

/// Few taps leave little to save, a small map little to fill lanes with, and one image is too few rows of
/// tiles for many cores.
TEST(PhasesChoice, dependsOnWhatIsSaved) {
  const X86Target &target = *findTarget("x86-64-v4");
  auto chosen = [&](const PhasesLayer &layer, const X86Target &on) {
    return chooseWinograd(specOf(layer), on, 1, FilterTransform::Prepared).has_value();
  };
  EXPECT_TRUE(chosen({3, 64, 224, 224, 5, 2, 2}, target));
  EXPECT_FALSE(chosen({3, 32, 224, 224, 3, 2, 1}, target));
  EXPECT_FALSE(chosen({3, 64, 8, 8, 7, 2, 3}, target));
  EXPECT_FALSE(chosen({3, 64, 224, 224, 7, 2, 3}, *withCores(target, 128)));
}

/// What it does not compute: one map of few columns in groups, phases higher than wide, maps of blocks.
TEST(PhasesForms, onlyOfTheCallersMap) {
  KernelSpec spec = specOf({3, 64, 224, 224, 7, 2, 3});
  EXPECT_EQ(winogradForms(spec), std::vector<WinogradForm>{(WinogradForm{3, false})});
  KernelSpec blocked = spec, wide = spec, uneven = spec, dense = spec, large = spec;
  blocked.attrs["nchw_input"] = 0;
  wide.attrs["kw"] = 9;
  uneven.attrs["sw"] = 1;
  dense.attrs["sh"] = dense.attrs["sw"] = 1;
  large.attrs["kh"] = large.attrs["kw"] = 13;
  for (const KernelSpec &other : {blocked, wide, uneven, dense, large})
    EXPECT_TRUE(winogradForms(other).empty()) << other.key();
}

} // namespace resnetc::x86::test
