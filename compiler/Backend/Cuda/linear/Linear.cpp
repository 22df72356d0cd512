//===- Linear.cpp - the fully connected layer, both ways, and gradients of biases, on CUDA -----------===//
//
// Forward it is a convolution whose filter is as large as the map. Its gradients are a small part of
// any network's step: a thread computes four of their elements. Maths in compiler/Kernels/README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/conv/Conv.h"

namespace resnetc::cuda {

constexpr int lanes = KernelBuilder::lanes;

static void buildLinear(KernelBuilder &k) {
  const int h = k.get("h"), w = k.get("w");
  Output output{"y", k.get("bias") ? "bias" : "", "", false, k.get("k"), k.blocks("k"), true};
  ConvProblem problem{"x", "w", output, k.blocks("c"), k.blocks("c"), k.blocks("k"), h * w, w};
  buildConvProduct(k, problem, 1, [&](const Number &, const Number &) {
    return Gather{forwardAxis(h, 1, 0, h, 1), forwardAxis(w, 1, 0, w, 1)};
  });
}

static std::vector<Params> linearCandidates(const ScheduleQuery &query) {
  return productCandidates(query, query.batchHint, query.spec.get("k"));
}

/// Of kernels that multiply in f32 alone.
static std::vector<Params> exactly(const ScheduleQuery &query) {
  if (query.spec.formats.compute != NumberFormat::F32)
    return {};
  return {{}};
}

static void buildLinearGradInput(KernelBuilder &k) {
  const int classes = k.get("k"), pixels = k.get("h") * k.get("w");
  k.forEachQuad(k.blocks("c"), pixels, [&](const Quad &at) {
    // [Cb][Kb][H][W][16 of k][16 of c]
    auto weight = [&](const Number &out) {
      Number filter = (at.block * k.blocks("k") + out / lanes) * pixels + at.pixel;
      return loadQuad(k.arg("w"), (filter * lanes + out % lanes) * lanes + at.channel % lanes);
    };
    Numbers sum = loop(0, classes, 1, {quadOf({0.0, 0.0, 0.0, 0.0})},
                       [&](const Number &out, const Numbers &sum) {
                         Number g = load(k.arg("g"), at.image * classes + out);
                         return Numbers{fma(quadOf({g, g, g, g}), weight(out), sum[0])};
                       });
    store(k.arg("dx"), at.index, sum[0]);
  });
}

static void buildLinearGradWeight(KernelBuilder &k) {
  const int classes = k.get("k"), pixels = k.get("h") * k.get("w"), blocks = k.blocks("c");
  const int quads = lanes / 4;
  // A quad of outputs for each filter element [Kb][Cb][H][W][16 of c]
  k.forEach(0, int64_t{k.blocks("k")} * blocks * pixels * lanes * quads, [&](const Number &unit) {
    Number in = unit / quads % lanes, plane = unit / (quads * lanes);
    Number pixel = plane % pixels, block = plane / pixels % blocks;
    Number out = plane / (pixels * blocks) * lanes + unit % quads * 4;
    auto gradient = [&](const Number &image, int lane) {
      Number exists = isWithin(out + lane, classes);
      return either(
                 exists, [&] { return Numbers{load(k.arg("g"), image * classes + out + lane)}; },
                 [&] { return Numbers{Number(0.0)}; })
          .front();
    };
    Numbers sum = loop(0, count(), 1, {quadOf({0.0, 0.0, 0.0, 0.0})},
                       [&](const Number &image, const Numbers &sum) {
                         Number at = ((image * blocks + block) * pixels + pixel) * lanes + in;
                         Number x = load(k.arg("x"), at);
                         Number g = quadOf({gradient(image, 0), gradient(image, 1),
                                            gradient(image, 2), gradient(image, 3)});
                         return Numbers{fma(quadOf({x, x, x, x}), g, sum[0])};
                       });
    // Outputs that do not exist have no gradient, but x may be none that zero times it is zero.
    Numbers parts;
    for (int lane = 0; lane < 4; ++lane) {
      Number exists = isWithin(out + lane, classes) & isWithin(block * lanes + in, k.get("c"));
      parts.push_back(choose(exists, cuda::lane(sum[0], lane), 0.0));
    }
    store(k.arg("dw"), unit * 4, quadOf(parts));
  });
}

static void buildLinearGradBias(KernelBuilder &k) {
  const int classes = k.get("k");
  k.forEach(0, int64_t{k.blocks("k")} * lanes, [&](const Number &out) {
    Numbers sum = either(
        isWithin(out, classes),
        [&] {
          return loop(0, count(), 1, {0.0}, [&](const Number &image, const Numbers &sum) {
            return Numbers{sum[0] + load(k.arg("g"), image * classes + out)};
          });
        },
        [&] { return Numbers{Number(0.0)}; });
    store(k.arg("db"), out, sum[0]);
  });
}

/// A block of threads for each block of channels: a thread sums every 16th pixel of one channel.
static void buildConvGradBias(KernelBuilder &k) {
  const int pixels = static_cast<int>(pixelsOf(k.spec)), blocks = k.blocks("c");
  Grid grid;
  grid.unitsFixed = blocks;
  const int parts = grid.threads / lanes;
  k.step(grid, [&] {
    Number lane = threadIndex() % lanes, part = threadIndex() / lanes;
    Numbers sum =
        loop(part, count() * pixels, parts, {0.0}, [&](const Number &place, const Numbers &sum) {
          Number plane = place / pixels * blocks + blockIndex();
          Number at = (plane * pixels + place % pixels) * lanes + lane;
          return Numbers{sum[0] + load(k.arg("g"), at)};
        });
    Pointer partial = shared(grid.threads);
    store(partial, threadIndex(), sum[0]);
    barrier();
    when(part == 0, [&] {
      Number total = load(partial, lane);
      for (int i = 1; i < parts; ++i)
        total = total + load(partial, lane + i * lanes);
      store(k.arg("db"), blockIndex() * lanes + lane, total);
    });
  });
}

std::vector<Variant> linearVariants() {
  return {
#include "compiler/Backend/Cuda/linear/variants.inc"
  };
}

} // namespace resnetc::cuda
