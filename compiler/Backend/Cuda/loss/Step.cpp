//===- Step.cpp - the optimiser's step on CUDA -----------------------------------------------===//
//
// Tensors as they lie, n vectors of a block of channels: bound by memory. With a scaled loss gradients
// are looked through before any parameter moves, and what is decided lies in memory: a factor, or
// 0 to leave everything as it is.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/loss/Step.h"

#include <limits>

namespace resnetc::cuda {

constexpr int quads = KernelBuilder::lanes / 4;

/// One more launch, a thread for each quad of n vectors, by its first element: where a spec is
/// scaled, only if the step is taken.
static void forEachOfVectors(KernelBuilder &k, llvm::function_ref<void(const Number &)> body) {
  k.forEach(quads, 0, [&](const Number &unit) {
    if (k.get("scaled"))
      when(!(load(k.arg("factor"), 0) == 0.0), [&] { body(unit * 4); });
    else
      body(unit * 4);
  });
}

void buildSgd(KernelBuilder &k) {
  forEachOfVectors(k, [&](const Number &index) {
    auto hyper = [&](int which) { return load(k.arg("hyper"), which); };
    Number rate = hyper(0), momentum = hyper(1), decay = hyper(2), nesterov = hyper(3);
    Number p = loadQuad(k.arg("p"), index), v = loadQuad(k.arg("v"), index);
    Number g = loadQuad(k.arg("g"), index);
    if (k.get("scaled"))
      g = g * load(k.arg("factor"), 0);
    Number d = g + p * decay;
    Number velocity = v * momentum + d;
    Number direction = choose(nesterov == 0.0, velocity, d + velocity * momentum);
    store(k.arg("v"), index, velocity);
    store(k.arg("p"), index, p - direction * rate);
  });
}

void buildBnRunning(KernelBuilder &k) {
  const double momentum = static_cast<float>(k.spec.real("momentum"));
  forEachOfVectors(k, [&](const Number &index) {
    auto update = [&](const char *running, const char *now) {
      Number old = loadQuad(k.arg(running), index);
      Number away = loadQuad(k.arg(now), index) - old;
      store(k.arg(running), index, old + away * momentum);
    };
    update("running_mean", "mean");
    update("running_var", "var");
  });
}

void buildZeros(KernelBuilder &k) {
  k.forEach(0, k.blocks("c") * quads, [&](const Number &unit) {
    store(k.arg("y"), unit * 4, quadOf({0.0, 0.0, 0.0, 0.0}));
  });
}

/// Whoever finds something writes the same.
void buildFindNonfinite(KernelBuilder &k) {
  k.forEach(quads, 0, [&](const Number &unit) {
    Number x = loadQuad(k.arg("x"), unit * 4);
    Number none = x * 0.0; // but of NaN and infinities
    Number sum = (lane(none, 0) + lane(none, 1)) + (lane(none, 2) + lane(none, 3));
    when(isNan(sum), [&] { storeTogether(k.arg("found"), 0, 1.0); });
  });
}

/// One thread decides; the others write the padding lanes.
void buildNextLossScale(KernelBuilder &k) {
  const double least = std::numeric_limits<float>::min(), most = std::numeric_limits<float>::max();
  k.forEach(0, KernelBuilder::lanes, [&](const Number &unit) {
    when(!(unit == 0), [&] { store(k.arg("factor"), unit, 0.0); });
    when(unit == 0, [&] {
      Number scale = load(k.arg("scale"), 0), steps = load(k.arg("good_steps"), 0) + 1.0;
      Number isBad = !(load(k.arg("found"), 0) == 0.0);
      Number isDue = !(steps < static_cast<double>(k.get("interval")));
      Number lower = larger(scale * k.spec.real("backoff"), least);
      Number grown = scale * k.spec.real("growth");
      Number higher = choose(isDue & (grown <= most), grown, scale);
      store(k.arg("factor"), 0, choose(isBad, 0.0, Number(1.0) / scale));
      store(k.arg("scale"), 0, choose(isBad, lower, higher));
      store(k.arg("good_steps"), 0, choose(isBad | isDue, 0.0, steps));
    });
  });
}

} // namespace resnetc::cuda
