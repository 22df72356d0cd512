//===- WinogradTest.cpp - kernels that together are a convolution, or a gradient of it -------===//
//
// Transforms the filter, perhaps the input, and convolves; likewise both gradients; against the
// sums of products in plain loops. The bound is the one that compiler/Kernels/README.md states: multiples of the rounding
// unit times the root of the sum of squares that a direct convolution adds up.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/winograd/Winograd.h"
#include "compiler/Backend/X86/Kernels.h"
#include "compiler/Backend/X86/Runner/Runner.h"
#include "compiler/Kernels/Contract.h"
#include "tests/KernelSpecs.h"
#include "tests/numerics/kernels/Compare.h"
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
  bool taps = false;
  int64_t stride = 1;
};

class WinogradTest : public testing::TestWithParam<Form> {};
class WinogradGradInputTest : public testing::TestWithParam<Form> {};

/// Runs the default schedule of a kernel; buffers by operand.
static void runKernel(const KernelSpec &spec, const X86Target &target, int32_t n,
                      const std::map<std::string, void *> &buffers) {
  LoadedKernel kernel(spec, chooseSchedule(spec, target, n), target);
  std::vector<void *> ordered;
  for (const KernelArg &arg : kernelInterface(spec, target.channelBlock).args)
    ordered.push_back(buffers.at(arg.name));
  ASSERT_EQ(kernel.call(n, ordered, 2), 0);
}

/// Channels in and out, rows and columns of the input.
constexpr int64_t C = 48, K = 32, H = 13, W = 16;
constexpr int32_t N = 2;

static KernelSpec directSpec(const char *kernelClass, int64_t stride = 1) {
  KernelSpec spec = resnetc::test::spec3x3(kernelClass, C, K, H, W);
  spec.attrs["sh"] = spec.attrs["sw"] = stride;
  return spec;
}

/// Kernels of one convolution by Winograd's algorithm, and the buffers between them.
class Chain {
public:
  Chain(const char *kernelClass, const Form &form, const X86Target &target)
      : target(target), m(form.m), direct(directSpec(kernelClass, form.stride)),
        problem(direct, target, N), OH((H - 1) / form.stride + 1), OW((W - 1) / form.stride + 1) {}

  /// A kernel's spec, with these of the direct kernel's attributes.
  KernelSpec spec(const char *kernelClass, std::initializer_list<const char *> shared) const {
    KernelSpec spec{kernelClass, {{"m", m}}, {}};
    for (const char *name : shared)
      spec.attrs[name] = direct.get(name);
    return spec;
  }
  KernelSpec convolution(bool transformed, bool taps = false) const {
    KernelSpec conv = direct;
    conv.kernelClass = "conv_winograd";
    conv.attrs["m"] = m;
    conv.attrs["transformed"] = transformed;
    conv.attrs["taps"] = taps;
    return conv;
  }
  /// An operand of the problem, aligned as kernels' buffers are, which the caller's need not be.
  Memory aligned(const char *name) const {
    Memory memory = memoryOf(direct, target, name, N);
    std::memcpy(memory.data(), problem.initial.at(name).data(), memory.bytes());
    return memory;
  }
  Memory room(const KernelSpec &spec, const char *name) const {
    return memoryOf(spec, target, name, N);
  }

  const X86Target &target;
  int64_t m;
  KernelSpec direct;
  Problem problem;
  int64_t OH, OW; ///< rows and columns of the output
};

/// A sum of products, and the sum of their squares.
struct Products {
  double sum = 0, squares = 0;
  void add(double product) {
    sum += product;
    squares += product * product;
  }
  /// An error in units of rounding, over the root of the sum of squares.
  double error(double got) const {
    return std::abs(got - sum) / std::sqrt(squares) / std::numeric_limits<float>::epsilon();
  }
};

/// Calls f(iy, ix, tap) for the taps of an output that lie on the map.
template <typename F> static void eachTap(int64_t row, int64_t column, int64_t stride, F f) {
  for (int64_t tap = 0; tap < 9; ++tap) {
    int64_t iy = row * stride + tap / 3 - 1, ix = column * stride + tap % 3 - 1;
    if (iy >= 0 && iy < H && ix >= 0 && ix < W)
      f(iy, ix, tap);
  }
}

static double worstError(const Form &form, const X86Target &target) {
  Chain chain("conv", form, target);
  const Problem &problem = chain.problem;
  KernelSpec conv = chain.convolution(form.transformed, form.taps);
  KernelSpec input =
      chain.spec("winograd_input", {"c", "h", "w", "kh", "kw", "sh", "sw", "pt", "pl", "pb", "pr"});
  KernelSpec filter = chain.spec("winograd_weight", {"c", "k", "kh", "kw"});
  filter.attrs["stride"] = form.stride;
  Memory x = chain.aligned("x"), w = chain.aligned("w"), u = chain.room(filter, "u"),
         v = chain.room(input, "v"), y = chain.room(conv, "y");
  runKernel(filter, target, N, {{"w", w.data()}, {"u", u.data()}});
  if (form.transformed)
    runKernel(input, target, N, {{"x", x.data()}, {"v", v.data()}});
  runKernel(conv, target, N,
            {{"x", form.transformed ? v.data() : x.data()},
             {"w", form.taps ? w.data() : u.data()},
             {"y", y.data()}});

  double worst = 0;
  const int64_t OH = chain.OH, OW = chain.OW;
  for (int64_t at = 0; at < N * K * OH * OW; ++at) {
    int64_t image = at / (K * OH * OW), k = at / (OH * OW) % K, row = at / OW % OH;
    int64_t column = at % OW;
    Products expected;
    for (int64_t c = 0; c < C; ++c)
      eachTap(row, column, form.stride, [&](int64_t iy, int64_t ix, int64_t tap) {
        expected.add(problem.x(image, c, iy, ix) *
                     problem.value("w", problem.weight(k, c, tap / 3, tap % 3)));
      });
    worst =
        std::max(worst, expected.error(y.floats()[problem.act(image, k, row, column, K, OH, OW)]));
  }
  return worst;
}

/// The gradient by the input: a convolution of the output's gradient with the filter turned round.
static double worstGradInputError(const Form &form, const X86Target &target) {
  Chain chain("conv", form, target); // for the weights' layout
  const Problem &problem = chain.problem;
  KernelSpec conv = chain.convolution(form.transformed);
  std::swap(conv.attrs["c"], conv.attrs["k"]);
  KernelSpec input = chain.spec("winograd_input", {"h", "w", "kh", "kw", "pt", "pl", "pb", "pr"});
  input.attrs["c"] = K;
  KernelSpec filter = chain.spec("winograd_weight", {"c", "k", "kh", "kw"});
  filter.attrs["transposed"] = 1;
  Memory g = chain.room(input, "x"), w = chain.aligned("w"), u = chain.room(filter, "u"),
         v = chain.room(input, "v"), dx = chain.room(conv, "y");
  for (int64_t at = 0; at < N * K * H * W; ++at)
    g.floats()[problem.act(at / (K * H * W), at / (H * W) % K, at / W % H, at % W, K, H, W)] =
        static_cast<float>(std::sin(static_cast<double>(at)));
  runKernel(filter, target, N, {{"w", w.data()}, {"u", u.data()}});
  if (form.transformed)
    runKernel(input, target, N, {{"x", g.data()}, {"v", v.data()}});
  runKernel(conv, target, N,
            {{"x", form.transformed ? v.data() : g.data()}, {"w", u.data()}, {"y", dx.data()}});

  std::vector<Products> expected(N * C * H * W);
  for (int64_t at = 0; at < N * K * H * W; ++at) {
    int64_t image = at / (K * H * W), k = at / (H * W) % K, row = at / W % H, column = at % W;
    double dy = g.floats()[problem.act(image, k, row, column, K, H, W)];
    for (int64_t c = 0; c < C; ++c)
      eachTap(row, column, /*stride=*/1, [&](int64_t iy, int64_t ix, int64_t tap) {
        expected[((image * C + c) * H + iy) * W + ix].add(
            dy * problem.value("w", problem.weight(k, c, tap / 3, tap % 3)));
      });
  }
  double worst = 0;
  for (int64_t at = 0; at < N * C * H * W; ++at)
    worst = std::max(worst, expected[at].error(dx.floats()[problem.act(
                                at / (C * H * W), at / (H * W) % C, at / W % H, at % W, C, H, W)]));
  return worst;
}

/// The gradient by the filter, from the input and the output's gradient, transformed before or on the way.
static double worstGradWeightError(const Form &form, const X86Target &target) {
  Chain chain("conv_grad_weight", form, target);
  const Problem &problem = chain.problem;
  KernelSpec product = chain.direct;
  product.kernelClass = "conv_winograd_grad_weight";
  product.attrs["m"] = form.m;
  product.attrs["transformed"] = form.transformed;
  KernelSpec input =
      chain.spec("winograd_input", {"c", "h", "w", "kh", "kw", "sh", "sw", "pt", "pl", "pb", "pr"});
  KernelSpec gradient = chain.spec("winograd_gradient", {});
  gradient.attrs["c"] = K;
  gradient.attrs["h"] = chain.OH;
  gradient.attrs["w"] = chain.OW;
  gradient.attrs["stride"] = form.stride;
  Memory x = chain.aligned("x"), g = chain.aligned("g"), v = chain.room(input, "v"),
         vg = chain.room(gradient, "v"), dw = chain.room(product, "dw");
  if (form.transformed) {
    runKernel(input, target, N, {{"x", x.data()}, {"v", v.data()}});
    runKernel(gradient, target, N, {{"g", g.data()}, {"v", vg.data()}});
    runKernel(product, target, N, {{"x", v.data()}, {"g", vg.data()}, {"dw", dw.data()}});
  } else {
    runKernel(product, target, N, {{"x", x.data()}, {"g", g.data()}, {"dw", dw.data()}});
  }

  double worst = 0;
  for (int64_t k = 0; k < K; ++k)
    for (int64_t c = 0; c < C; ++c) {
      Products expected[9];
      for (int64_t image = 0; image < N; ++image)
        for (int64_t row = 0; row < chain.OH; ++row)
          for (int64_t column = 0; column < chain.OW; ++column) {
            double dy = g.floats()[problem.act(image, k, row, column, K, chain.OH, chain.OW)];
            eachTap(row, column, form.stride, [&](int64_t iy, int64_t ix, int64_t tap) {
              expected[tap].add(dy * problem.x(image, c, iy, ix));
            });
          }
      for (int64_t tap = 0; tap < 9; ++tap)
        worst = std::max(worst,
                         expected[tap].error(dw.floats()[problem.weight(k, c, tap / 3, tap % 3)]));
    }
  return worst;
}

/// Holds an error below the form's bound, on every target that this machine runs.
static void expectSmall(double (*worstOf)(const Form &, const X86Target &), const Form &form) {
  const X86Target *native = findTarget("native");
  for (const X86Target &target : allTargets())
    if (native && native->channelBlock >= target.channelBlock) {
      double worst = worstOf(form, target);
      testing::Test::RecordProperty("worst_" + target.name, std::to_string(worst));
      EXPECT_LE(worst, form.bound) << target.name;
      EXPECT_GT(worst, 0) << "nothing was computed";
    }
}

TEST_P(WinogradTest, isAConvolution) { expectSmall(worstError, GetParam()); }
TEST_P(WinogradGradInputTest, isTheGradientByTheInput) {
  expectSmall(worstGradInputError, GetParam());
}
TEST_P(WinogradTest, isTheGradientByTheFilter) { expectSmall(worstGradWeightError, GetParam()); }

/// Output y is the sum of filter[tap] * input[stride * y + tap]: of all other products none is left.
TEST(WinogradMatrices, areAConvolution) {
  for (int m : {2, 4})
    for (int stride : {1, 2}) {
      const WinogradMatrices &matrices = winogradMatrices(m, stride);
      WinogradTiles tiles(Geometry(directSpec("conv", stride)), m);
      const size_t n = tiles.n;
      ASSERT_EQ(matrices.filter.size(), n);
      ASSERT_EQ(matrices.input.size(), n);
      ASSERT_EQ(matrices.output.size(), static_cast<size_t>(m));
      for (int y = 0; y < m; ++y)
        for (int tap = 0; tap < 3; ++tap)
          for (size_t x = 0; x < n; ++x) {
            double sum = 0;
            for (size_t i = 0; i < n; ++i)
              sum += matrices.output[y][i] * matrices.filter[i][tap] * matrices.input[i][x];
            EXPECT_NEAR(sum, x == static_cast<size_t>(stride * y + tap) ? 1 : 0, 1e-12)
                << m << " " << stride << ": " << y << " " << tap << " " << x;
          }
      for (size_t i = tiles.filterSide(); i < n; ++i)
        EXPECT_EQ(matrices.filter[i], matrices.filter[tiles.filterSide() - 1]);
    }
}

/// A row of tiles of 112 columns is longer than a partial of the statistics may be.
TEST(WinogradSchedules, noneWhereAPartialWouldBeTooLong) {
  KernelSpec spec = directSpec("conv_winograd");
  spec.attrs["m"] = 4;
  spec.attrs["w"] = 112;
  spec.attrs["stats"] = 1;
  for (const X86Target &target : allTargets()) {
    EXPECT_TRUE(candidateSchedules(spec, target, 1).empty());
    EXPECT_THROW(chooseSchedule(spec, target, 1), std::logic_error);
  }
}

/// At batch 1 the filter of a small map costs more than it saves where it comes from memory.
TEST(WinogradChoice, dependsOnWhereTheFilterComesFrom) {
  const X86Target &target = *findTarget("znver5");
  KernelSpec conv = resnetc::test::spec3x3("conv", 64, 64, 8, 8);
  EXPECT_FALSE(chooseWinograd(conv, target, 1, FilterTransform::Prepared));
  EXPECT_TRUE(chooseWinograd(conv, target, 1, FilterTransform::PreparedInCache));
  EXPECT_TRUE(keepsInCache(target, 1 << 20));
  EXPECT_FALSE(keepsInCache(target, 45 << 20));
}

/// Two cores that share one image each transform its input for themselves; one core has nobody to
/// share with, and of several images each core takes its own.
TEST(WinogradChoice, coresTransformTheInputOfOneImageEach) {
  const X86Target &two = *findTarget("znver5"), &one = *withCores(two, 1);
  KernelSpec conv = resnetc::test::spec3x3("conv", 128, 128, 28, 28);
  EXPECT_EQ(chooseWinograd(conv, two, 1, FilterTransform::Prepared), (WinogradForm{4, false}));
  EXPECT_EQ(chooseWinograd(conv, one, 1, FilterTransform::Prepared), (WinogradForm{4, true}));
  KernelSpec product = conv;
  product.kernelClass = "conv_winograd";
  product.attrs["m"] = 4;
  EXPECT_EQ(chooseSchedule(product, two, 1).variant, "copies");
  EXPECT_EQ(chooseSchedule(product, two, 16).variant, "rows");
}

/// Four tiles of a 7x7 map do not fill a register tile, those of two images do.
TEST(WinogradChoice, joinsSmallMapsOfABatch) {
  const X86Target &target = *findTarget("znver5");
  KernelSpec conv = resnetc::test::spec3x3("conv", 512, 512, 7, 7);
  EXPECT_EQ(chooseWinograd(conv, target, 16, FilterTransform::Prepared), (WinogradForm{4, true}));
  conv.kernelClass = "conv_winograd";
  conv.attrs["m"] = 4;
  conv.attrs["transformed"] = 1;
  EXPECT_EQ(chooseSchedule(conv, target, 16).params.at("joined"), 2);
  EXPECT_EQ(chooseSchedule(conv, target, 1).params.count("joined"), 0);
}

/// A filter that the L3 cache alone holds is gone through for a whole map of few tiles, with its
/// transformed input in the L2 cache.
TEST(WinogradChoice, takesAllRowsWhereTheFilterIsFar) {
  const X86Target &target = *findTarget("znver5");
  KernelSpec conv = resnetc::test::spec3x3("conv", 256, 256, 14, 14);
  EXPECT_EQ(chooseWinograd(conv, target, 16, FilterTransform::Prepared), (WinogradForm{4, false}));
  conv.kernelClass = "conv_winograd";
  conv.attrs["m"] = 4;
  EXPECT_EQ(chooseSchedule(conv, target, 16).params.at("rows"), 4);
}

TEST(WinogradTaps, areAConvolution) {
  for (Form form : {Form{2, false, 32, true}, Form{4, false, 128, true}})
    expectSmall(worstError, form);
}

const auto strideOne =
    testing::Values(Form{2, false, 32}, Form{2, true, 32}, Form{4, false, 128}, Form{4, true, 128});
INSTANTIATE_TEST_SUITE_P(forms, WinogradTest, strideOne);
INSTANTIATE_TEST_SUITE_P(forms, WinogradGradInputTest, strideOne);
INSTANTIATE_TEST_SUITE_P(strideTwo, WinogradTest,
                         testing::Values(Form{2, false, 32, false, 2}, Form{2, true, 32, false, 2},
                                         Form{4, false, 64, false, 2},
                                         Form{4, true, 64, false, 2}));

} // namespace resnetc::x86::test
