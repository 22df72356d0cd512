//===- Elementwise.cpp - elementwise kernels on CUDA --------------------------------------===//
//
// Bound by memory: a thread reads and writes four channels at a time. Maths in
// compiler/Kernels/README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/elementwise/Elementwise.h"

#include "compiler/Backend/Cuda/ChannelSums.h"

namespace resnetc::cuda {

static void buildScaleShiftAddRelu(KernelBuilder &k) {
  auto affine = [&](const Number &x, bool given, const char *scale, const char *shift,
                    const Quad &at) {
    if (!given)
      return x;
    return x * loadQuad(k.arg(scale), at.channel) + loadQuad(k.arg(shift), at.channel);
  };
  k.forEachQuad(k.blocks("c"), pixelsOf(k.spec), [&](const Quad &at) {
    Number y = affine(loadQuad(k.arg("a"), at.index), k.get("a_affine"), "sa", "ba", at);
    if (k.get("b"))
      y = y + affine(loadQuad(k.arg("b"), at.index), k.get("b_affine"), "sb", "bb", at);
    store(k.arg("y"), at.index, k.get("relu") ? relu(y) : y);
  });
}

static void buildReluGrad(KernelBuilder &k) {
  k.forEachQuad(k.blocks("c"), pixelsOf(k.spec), [&](const Quad &at) {
    Number dy = loadQuad(k.arg("dy"), at.index);
    if (k.get("dy2"))
      dy = dy + loadQuad(k.arg("dy2"), at.index);
    store(k.arg("g"), at.index, choose(loadQuad(k.arg("y"), at.index) <= 0.0, 0.0, dy));
  });
}

static void buildScaleBy(KernelBuilder &k) {
  k.forEachQuad(k.blocks("c"), pixelsOf(k.spec), [&](const Quad &at) {
    Number y = loadQuad(k.arg("x"), at.index) * load(k.arg("scale"), 0);
    // Zero times what is no number would be none, beyond the last channel.
    store(k.arg("y"), at.index, upToChannel(y, at.channel, k.get("c")));
  });
}

static void buildScaleByGradScale(KernelBuilder &k) {
  buildTotal(k, "dscale", [&](const Number &index) {
    return loadQuad(k.arg("dy"), index) * loadQuad(k.arg("x"), index);
  });
}

std::vector<Variant> elementwiseVariants() {
  return {
#include "compiler/Backend/Cuda/elementwise/variants.inc"
  };
}

} // namespace resnetc::cuda
