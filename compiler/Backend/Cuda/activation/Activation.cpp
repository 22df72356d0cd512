//===- Activation.cpp - activations beyond ReLU, and dropout, on CUDA ---------------------===//
//
// PReLU, the logistic function, dropout, and the activations of Formulas.h, both ways; each touches
// an element once. Maths in compiler/Kernels/README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/ChannelSums.h"
#include "compiler/Backend/Cuda/Variant.h"
#include "compiler/Kernels/Formulas.h"

#include <cmath>

namespace resnetc::cuda {

/// Writes `value`, which reads the map's quads at `index`.
static void forEachOf(KernelBuilder &k, const char *output,
                      llvm::function_ref<Number(const Quad &at)> value) {
  k.forEachQuad(k.blocks("c"), pixelsOf(k.spec),
                [&](const Quad &at) { store(k.arg(output), at.index, value(at)); });
}

static void buildPrelu(KernelBuilder &k) {
  forEachOf(k, "y", [&](const Quad &at) {
    Number x = loadQuad(k.arg("x"), at.index);
    return choose(Number(0.0) < x, x, loadQuad(k.arg("slope"), at.channel) * x);
  });
}

static void buildPreluGrad(KernelBuilder &k) {
  forEachOf(k, "dx", [&](const Quad &at) {
    Number dy = loadQuad(k.arg("dy"), at.index), x = loadQuad(k.arg("x"), at.index);
    return choose(Number(0.0) < x, dy, loadQuad(k.arg("slope"), at.channel) * dy);
  });
}

static void buildPreluGradSlope(KernelBuilder &k) {
  buildChannelSums(k, "dslope", [&](const Number &index) {
    Number x = loadQuad(k.arg("x"), index);
    return choose(Number(0.0) < x, 0.0, loadQuad(k.arg("dy"), index) * x);
  });
}

static void buildSigmoid(KernelBuilder &k) {
  forEachOf(k, "y", [&](const Quad &at) {
    Number value = Number(1.0) / (exponential(-loadQuad(k.arg("x"), at.index)) + 1.0);
    return upToChannel(value, at.channel, k.get("c")); // of zero, beyond it, it is a half
  });
}

static void buildSigmoidGrad(KernelBuilder &k) {
  forEachOf(k, "dx", [&](const Quad &at) {
    Number y = loadQuad(k.arg("y"), at.index);
    return loadQuad(k.arg("dy"), at.index) * (y * (Number(1.0) - y));
  });
}

/// One of Formulas.h, with what the spec says of it.
template <typename Formula> static Formula formulaOf(const KernelSpec &spec) {
  return formulas::make<Formula>([&](const char *name) { return spec.real(name); });
}

template <typename Formula> static void buildFormula(KernelBuilder &k) {
  forEachOf(k, "y", [&](const Quad &at) {
    return formulaOf<Formula>(k.spec).value(loadQuad(k.arg("x"), at.index));
  });
}

template <typename Formula> static void buildFormulaGrad(KernelBuilder &k) {
  forEachOf(k, "dx", [&](const Quad &at) {
    Number dy = loadQuad(k.arg("dy"), at.index), x = loadQuad(k.arg("x"), at.index);
    return formulaOf<Formula>(k.spec).gradient(dy, x);
  });
}

/// The same 32 bits as a constant.
static Number word(uint32_t bits) { return Number(static_cast<int>(bits)); }

/// A bijection of 32 bits whose output bits each depend on all input bits: "lowbias32" of Wellons'
/// hash prospector.
static Number mixed(Number h) {
  h = h ^ (h >> 16);
  h = h * word(0x7feb352d);
  h = h ^ (h >> 15);
  h = h * word(0x846ca68b);
  return h ^ (h >> 16);
}

static void buildDropout(KernelBuilder &k) {
  const double rate = k.spec.real("rate");
  const int pixels = static_cast<int>(pixelsOf(k.spec));
  const uint32_t layer = static_cast<uint32_t>(k.get("layer")) * 0x9E3779B9u;
  // An element of 24 random bits, as a fraction, is kept from the rate on.
  const int threshold = static_cast<int>(std::ceil(std::ldexp(rate, 24)));
  forEachOf(k, "y", [&](const Quad &at) {
    Number key = load(k.arg("key"), 0);
    Number h = mixed(toInteger(key) ^ word(layer));
    h = mixed(h ^ toInteger(key >> 32));
    h = mixed(h ^ at.image);
    Numbers places;
    for (int i = 0; i < 4; ++i)
      places.push_back((at.channel + i) * pixels + at.pixel);
    h = mixed(quadOf(places) ^ h);
    // A product, so that what is not a number stays so, dropped or not.
    Number factor = choose(Number(threshold) <= (h >> 8), 1 / (1 - rate), 0.0);
    return loadQuad(k.arg("x"), at.index) * factor;
  });
}

std::vector<Variant> activationVariants() {
  using namespace formulas;
  return {
#include "compiler/Backend/Cuda/activation/variants.inc"
  };
}

} // namespace resnetc::cuda
