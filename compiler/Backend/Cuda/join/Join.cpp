//===- Join.cpp - the larger of two maps, and gates, on CUDA -------------------------------===//
//
// Maths in compiler/Kernels/README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/join/Join.h"

#include "compiler/Backend/Cuda/batch_norm/PartialSums.h"

namespace resnetc::cuda {

/// Writes `value`, which reads maps at a quad.
static void forEachOf(KernelBuilder &k, const char *output,
                      llvm::function_ref<Number(const Quad &at)> value) {
  k.forEachQuad(k.blocks("c"), pixelsOf(k.spec),
                [&](const Quad &at) { store(k.arg(output), at.index, value(at)); });
}

static void buildMax(KernelBuilder &k) {
  forEachOf(k, "y", [&](const Quad &at) {
    return larger(loadQuad(k.arg("a"), at.index), loadQuad(k.arg("b"), at.index));
  });
}

static void buildMaxGrad(KernelBuilder &k) {
  forEachOf(k, "dx", [&](const Quad &at) {
    // Of equals the first; where one is NaN, both, as torch has it.
    Number a = loadQuad(k.arg("a"), at.index), b = loadQuad(k.arg("b"), at.index);
    return choose(k.get("right") ? b <= a : a < b, 0.0, loadQuad(k.arg("dy"), at.index));
  });
}

static Number gateAt(KernelBuilder &k, const Quad &at) {
  if (!k.get("channelwise"))
    return loadQuad(k.arg("gate"), at.index);
  constexpr int lanes = KernelBuilder::lanes;
  return loadQuad(k.arg("gate"), at.image * (k.blocks("c") * lanes) + at.channel);
}

static void buildGate(KernelBuilder &k) {
  forEachOf(k, "y", [&](const Quad &at) {
    // Multiplied out, an infinite gate would be infinity less infinity.
    Number gate = gateAt(k, at), y = loadQuad(k.arg("value"), at.index) * gate;
    return k.get("carry") ? y + loadQuad(k.arg("carry"), at.index) * (Number(1.0) - gate) : y;
  });
}

static void buildGateGradCarry(KernelBuilder &k) {
  forEachOf(k, "dx", [&](const Quad &at) {
    return loadQuad(k.arg("dy"), at.index) * (Number(1.0) - gateAt(k, at));
  });
}

static void buildGateGradGate(KernelBuilder &k) {
  auto read = [&](const Number &index) {
    Numbers values = {loadQuad(k.arg("dy"), index), loadQuad(k.arg("value"), index)};
    if (k.get("carry"))
      values[1] = values[1] - loadQuad(k.arg("carry"), index);
    return values;
  };
  auto product = [](const Number &, const Numbers &values) {
    return Numbers{values[0] * values[1]};
  };
  if (!k.get("channelwise"))
    return forEachOf(k, "dgate",
                     [&](const Quad &at) { return product(at.index, read(at.index)).front(); });
  Partial::forEachMap(
      k, [&](const Partial &map) { map.write(k.arg("dgate"), map.sums(1, read, product)); });
}

std::vector<Variant> joinVariants() {
  return {
#include "compiler/Backend/Cuda/join/variants.inc"
  };
}

} // namespace resnetc::cuda
