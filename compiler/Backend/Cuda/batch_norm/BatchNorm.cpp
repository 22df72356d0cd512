//===- BatchNorm.cpp - batch normalisation: vectors of channels, and folding ----------------===//
//
// Maths in compiler/Kernels/README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/batch_norm/BatchNorm.h"

namespace resnetc::cuda {

constexpr int lanes = KernelBuilder::lanes, quads = lanes / 4;

double epsOf(const KernelSpec &spec) { return static_cast<float>(spec.real("eps")); }

/// One more launch, a thread for each four channels of a vector.
static void forEachVectorQuad(KernelBuilder &k, const char *channels,
                              llvm::function_ref<void(const Number &channel)> body) {
  k.forEach(0, k.blocks(channels) * quads, [&](const Number &unit) { body(unit * 4); });
}

/// gamma / sqrt(var + eps), in four channels.
static Number scaleAt(KernelBuilder &k, const Number &channel) {
  Number deviation = squareRoot(loadQuad(k.arg("var"), channel) + epsOf(k.spec));
  return loadQuad(k.arg("gamma"), channel) / deviation;
}

static void buildBnInference(KernelBuilder &k) {
  forEachVectorQuad(k, "c", [&](const Number &channel) {
    auto vector = [&](const char *name) { return loadQuad(k.arg(name), channel); };
    Number scale = scaleAt(k, channel);
    store(k.arg("scale"), channel, scale);
    store(k.arg("shift"), channel, vector("beta") - vector("mean") * scale);
  });
}

static void buildBnUnbiased(KernelBuilder &k) {
  forEachVectorQuad(k, "c", [&](const Number &channel) {
    Number values = toDouble(count()) * static_cast<double>(pixelsOf(k.spec));
    Number factor = toFloat(choose(Number(1.0) < values, values / (values - 1.0), 1.0));
    store(k.arg("unbiased"), channel, loadQuad(k.arg("var"), channel) * factor);
  });
}

static void buildFoldBn(KernelBuilder &k) {
  const bool nchw = k.get("nchw_input");
  const int taps = k.get("kh") * k.get("kw"), c = k.get("c");
  // Rows of k's lanes in a block of k: those of all channels, for an NCHW input without lanes beyond.
  const int rows = taps * (nchw ? c : k.blocks("c") * lanes);
  k.forEach(0, int64_t{1} * k.blocks("k") * rows * quads, [&](const Number &unit) {
    Number row = unit / quads, block = row / rows;
    Number scale = scaleAt(k, block * lanes + unit % quads * 4);
    Number folded = loadQuad(k.arg("w"), unit * 4) * scale;
    if (!nchw && c % lanes) { // zero where the scale is not a number, too
      Number channel = row % rows / (taps * lanes) * lanes + row % lanes;
      folded = choose(channel < c, folded, quadOf({0.0, 0.0, 0.0, 0.0}));
    }
    store(k.arg("w_folded"), unit * 4, folded);
  });
  forEachVectorQuad(k, "k", [&](const Number &channel) {
    auto vector = [&](const char *name) { return loadQuad(k.arg(name), channel); };
    Number offset = -vector("mean");
    if (k.get("bias"))
      offset = vector("bias") + offset;
    store(k.arg("b_folded"), channel, offset * scaleAt(k, channel) + vector("beta"));
  });
}

std::vector<Variant> batchNormVariants() {
  return {
#include "compiler/Backend/Cuda/batch_norm/variants.inc"
  };
}

} // namespace resnetc::cuda
