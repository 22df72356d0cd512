//===- Linear.cpp - the fully connected layer, both ways, and gradients of biases, on CUDA -----------===//
//
// Forward it is a convolution whose filter is as large as the map. Maths in compiler/Kernels/README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/linear/Linear.h"

#include "compiler/Backend/Cuda/ChannelSums.h"
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

/// A block of threads for 16 classes: a thread sums every 16th image of one.
static void buildLinearGradBias(KernelBuilder &k) {
  const int classes = k.get("k");
  Grid grid;
  grid.unitsFixed = k.blocks("k");
  k.step(grid, [&] {
    Number out = blockIndex() * lanes + threadIndex() % lanes;
    Number images = choose(isWithin(out, classes), count(), 0);
    Numbers own = loop(threadIndex() / lanes, images, grid.threads / lanes, {toDouble(0.0)},
                       [&](const Number &image, const Numbers &sum) {
                         Number g = load(k.arg("g"), image * classes + out);
                         return Numbers{sum[0] + toDouble(g)};
                       });
    Number sum = columnSum(own[0], grid.threads, lanes);
    when(threadIndex() < lanes, [&] { store(k.arg("db"), out, toFloat(sum)); });
  });
}

static void buildConvGradBias(KernelBuilder &k) {
  buildChannelSums(k, "db", [&](const Number &index) { return loadQuad(k.arg("g"), index); });
}

std::vector<Variant> linearVariants() {
  return {
#include "compiler/Backend/Cuda/linear/variants.inc"
  };
}

} // namespace resnetc::cuda
