//===- CandidatesTest.cpp - every schedule that is offered can be compiled ------------------===//
//
// A tuning tries all of them, on whatever shape a model has. Shapes are drawn at random, odd ones above
// all; every candidate for each goes through Halide's lowering, where impossible bounds and splits are
// refused. RESNETC_TEST_SEED draws others.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Kernels.h"
#include "compiler/Backend/X86/Targets.h"
#include "compiler/Backend/X86/X86Backend.h"
#include "compiler/Kernels/ShapeList.h"
#include "compiler/Kernels/WinogradForms.h"
#include "tests/KernelSpecs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <random>
#include <set>

namespace resnetc::x86::test {

using kernels::WinogradForm;

/// Compilations of each test: a second or two for every hundred.
constexpr int compilations = 60;

static uint32_t seedOf() {
  const char *text = std::getenv("RESNETC_TEST_SEED");
  return text ? static_cast<uint32_t>(std::strtoul(text, nullptr, 10)) : 1;
}

/// Draws layers.
class Layers {
public:
  explicit Layers(uint32_t seed) : random(seed) {}

  int64_t oneOf(std::initializer_list<int64_t> values) {
    return values.begin()[random() % values.size()];
  }
  int64_t channels() { return oneOf({1, 3, 8, 16, 17, 24, 32, 48, 64, 80, 128, 256}); }
  int64_t side() { return oneOf({1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 14, 16, 28}); }

  /// A convolution or gradient of one of square kernels, padded as networks do.
  KernelSpec conv(const std::string &kernelClass, int64_t kernel, int64_t stride) {
    KernelSpec spec = resnetc::test::spec3x3(kernelClass, channels(), channels(), side(), side());
    spec.attrs["kh"] = spec.attrs["kw"] = kernel;
    spec.attrs["sh"] = spec.attrs["sw"] = stride;
    for (const char *pad : {"pt", "pl", "pb", "pr"})
      spec.attrs[pad] = kernel / 2;
    return spec;
  }

  /// With neighbours that are fused into it.
  KernelSpec fused(KernelSpec spec) {
    for (const char *flag : {"bias", "relu", "residual", "stats"})
      spec.attrs[flag] = oneOf({0, 0, 1});
    if (spec.attrs["stats"]) // of a training step, in which nothing is folded
      spec.attrs["bias"] = spec.attrs["relu"] = spec.attrs["residual"] = 0;
    return spec;
  }

  std::mt19937 random;
};

/// One kernel of a class for a tuning to ask for.
static KernelSpec drawKernel(const std::string &kernelClass, Layers &layers) {
  if (kernelClass == "linear" || kernelClass == "linear_grad_input") {
    const int64_t side = layers.oneOf({1, 1, 2, 7});
    return {kernelClass,
            {{"c", layers.channels()},
             {"k", layers.oneOf({1, 3, 10, 17, 100, 1000})},
             {"h", side},
             {"w", side}},
            {},
            {}};
  }
  if (kernelClass == "conv_winograd") {
    const KernelSpec conv = layers.fused(layers.conv("conv", 3, layers.oneOf({1, 1, 2})));
    const std::vector<WinogradForm> forms = kernels::winogradForms(conv);
    return kernels::winogradProduct(conv, forms[layers.random() % forms.size()]);
  }
  if (kernelClass == "conv_winograd_phases") {
    KernelSpec conv =
        layers.conv("conv", layers.oneOf({3, 4, 5, 6, 7, 7, 7, 11}), layers.oneOf({2, 2, 3, 4}));
    conv.attrs["c"] = layers.oneOf({1, 2, 3, 3, 4});
    conv.attrs["h"] = layers.oneOf({7, 16, 33, 112, 224});
    conv.attrs["w"] = layers.oneOf({7, 16, 33, 112, 224, 1024});
    conv.attrs["nchw_input"] = 1;
    conv.attrs["bytes"] = conv.attrs["pre"] = layers.oneOf({0, 0, 1});
    for (const char *flag : {"bias", "relu", "residual"})
      conv.attrs[flag] = layers.oneOf({0, 1});
    const std::vector<WinogradForm> forms = kernels::winogradForms(conv);
    return forms.empty() ? KernelSpec{} : kernels::winogradProduct(conv, forms.front());
  }
  if (kernelClass == "conv_winograd_grad_weight")
    return kernels::convolutionKernels(layers.conv("conv_grad_weight", 3, layers.oneOf({1, 1, 2})),
                                       kernels::FilterTransform::EachCall,
                                       WinogradForm{layers.oneOf({2, 4}), true})
        .back();
  KernelSpec spec =
      layers.conv(kernelClass, layers.oneOf({1, 3, 3, 5, 7}), layers.oneOf({1, 1, 2}));
  return kernelClass == "conv" ? layers.fused(spec) : spec;
}

static void expectCompiles(const KernelSpec &spec, const KernelChoice &choice,
                           const X86Target &target) {
  auto code = backend().compile({spec, choice, &target, "kernel"}, kernels::KernelOutput::Loops);
  if (!code)
    ADD_FAILURE() << target.key() << ": " << spec.key() << " | " << choice.key() << "\n"
                  << llvm::toString(code.takeError());
}

/// Classes of kernels that have more than one schedule.
static const std::string choosable[] = {
    "conv",          "conv_grad_input",           "conv_grad_weight",
    "conv_winograd", "conv_winograd_grad_weight", "conv_winograd_phases",
    "linear",        "linear_grad_input",
};

using Draw = std::tuple<std::string, std::string>; ///< class, target

class CandidatesTest : public testing::TestWithParam<Draw> {};

TEST_P(CandidatesTest, compile) {
  const auto &[kernelClass, march] = GetParam();
  Layers layers(seedOf());
  SCOPED_TRACE("RESNETC_TEST_SEED=" + std::to_string(seedOf()));
  int done = 0;
  std::set<std::string> seen;
  for (int draws = 0; done < compilations && draws < 100 * compilations; ++draws) {
    const KernelSpec spec = drawKernel(kernelClass, layers);
    const X86Target &target = *withCores(*findTarget(march), layers.oneOf({2, 2, 64}));
    const int64_t batch = layers.oneOf({1, 1, 3, 16, 128});
    if (!kernels::problemOf(spec).empty())
      continue;
    for (const KernelChoice &choice : backend().schedules(spec, target, batch))
      if (seen.insert(spec.key() + choice.key()).second && done++ < compilations)
        expectCompiles(spec, choice, target);
  }
  EXPECT_GE(done, compilations) << "a test of nothing";
}

/// What the algorithm's tiles make of maps that are hardly larger than one.
TEST(Candidates, winogradOnSmallMaps) {
  const X86Target &target = *findTarget("x86-64-v4");
  for (int64_t side = 1; side <= 5; ++side)
    for (WinogradForm form :
         kernels::winogradForms(resnetc::test::spec3x3("conv", 64, 64, side, side))) {
      KernelSpec spec = kernels::winogradProduct(
          resnetc::test::spec3x3("conv", 64, side == 4 ? 64 : 32, side, side), form);
      for (int64_t stats : {0, 1}) {
        spec.attrs["stats"] = stats;
        for (const KernelChoice &choice : backend().schedules(spec, target, 1))
          expectCompiles(spec, choice, target);
      }
    }
}

static std::string drawName(const testing::TestParamInfo<Draw> &info) {
  return std::get<0>(info.param) + (std::get<1>(info.param) == "x86-64-v4" ? "_avx512" : "_avx2");
}

INSTANTIATE_TEST_SUITE_P(all, CandidatesTest,
                         testing::Combine(testing::ValuesIn(choosable),
                                          testing::Values("x86-64-v4", "x86-64-v3")),
                         drawName);

/// Another class with something to choose belongs into the list as well.
TEST(Candidates, areOfTheseClasses) {
  for (const kernels::ListedShape &shape : kernels::readShapes(RESNETC_SHAPES_DIR "/odd.shapes"))
    if (backend().schedules(shape.spec, *findTarget("x86-64-v4"), 1).size() > 1)
      EXPECT_TRUE(std::count(std::begin(choosable), std::end(choosable), shape.spec.kernelClass))
          << shape.spec.key();
}

} // namespace resnetc::x86::test
