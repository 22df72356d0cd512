//===- Loss.cpp - softmax cross-entropy on CUDA ---------------------------------------------===//
//
// loss = log(sum exp(z - max)) + (max - z[label]), a block of threads for each image. The order of
// the sum is kept: beside logits of 1e10, log(sum exp(z - max)) alone would vanish.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/loss/Step.h"

#include <algorithm>
#include <bit>

namespace resnetc::cuda {

constexpr int warpThreads = 32;

//===----------------------------------------------------------------------===//
// The greatest logit
//===----------------------------------------------------------------------===//

namespace {

/// A logit and its class.
struct Logit {
  Number value, index;
};

} // namespace

/// NaN counts as the greatest.
static Number isAbove(const Number &a, const Number &b) { return (b < a) | (isNan(a) & !isNan(b)); }

/// The greater one; of equal ones the first.
static Logit greater(const Logit &a, const Logit &b) {
  Number second = isAbove(b.value, a.value) | ((b.index < a.index) & !isAbove(a.value, b.value));
  return {choose(second, b.value, a.value), choose(second, b.index, a.index)};
}

/// The greatest of a block's threads, for all of them.
static Logit greatestOfBlock(const Logit &own, int threads) {
  Logit most = own;
  for (int bits = 1; bits < warpThreads; bits *= 2)
    most = greater(most, {fromLaneAcross(most.value, bits), fromLaneAcross(most.index, bits)});
  const int warps = threads / warpThreads;
  if (warps == 1)
    return most;
  Pointer values = shared(warps), indices = shared(warps); // indices as bits
  Number thread = threadIndex();
  when(thread % warpThreads == 0, [&] {
    store(values, thread / warpThreads, most.value);
    store(indices, thread / warpThreads, bitsAsFloat(most.index));
  });
  barrier();
  auto ofWarp = [&](int warp) {
    return Logit{load(values, warp), bitsAsInteger(load(indices, warp))};
  };
  most = ofWarp(0);
  for (int warp = 1; warp < warps; ++warp)
    most = greater(most, ofWarp(warp));
  return most;
}

//===----------------------------------------------------------------------===//
// Kernels
//===----------------------------------------------------------------------===//

/// This thread's greatest of the logits of an image.
static Logit greatestOfThread(const Pointer &logits, int classes, int threads) {
  auto at = [&](const Number &index) { return Logit{load(logits, index), index}; };
  Logit first = at(smaller(threadIndex(), classes - 1));
  Numbers most = loop(threadIndex() + threads, classes, threads, {first.value, first.index},
                      [&](const Number &index, const Numbers &carried) {
                        Logit now = greater({carried[0], carried[1]}, at(index));
                        return Numbers{now.value, now.index};
                      });
  return {most[0], most[1]};
}

static void buildSoftmaxCrossEntropy(KernelBuilder &k) {
  const int classes = k.get("k");
  const double weight = static_cast<float>(k.spec.real("weight"));
  Grid grid;
  grid.unitsPerImage = 1;
  grid.threads = std::clamp(static_cast<int>(std::bit_ceil(static_cast<unsigned>(classes / 4))),
                            warpThreads, 256);
  k.step(grid, [&] {
    Number image = blockIndex(), thread = threadIndex();
    Pointer logits = offset(k.arg("logits"), image * classes);
    Logit greatest = greatestOfBlock(greatestOfThread(logits, classes, grid.threads), grid.threads);
    auto power = [&](const Number &i) { return exponential(load(logits, i) - greatest.value); };
    Numbers own =
        loop(thread, classes, grid.threads, {0.0},
             [&](const Number &i, const Numbers &sum) { return Numbers{sum[0] + power(i)}; });
    Number sum = blockSum(own[0], grid.threads);
    // A label that names no class must not read outside the row; the caller has checked it.
    Number given = load(k.arg("labels"), image);
    Number label = toInteger(smaller(larger(given, 0), classes - 1));
    loop(thread, classes, grid.threads, [&](const Number &i) {
      Number difference = power(i) / sum - choose(i == label, 1.0, 0.0);
      Number gradient = difference * weight / toFloat(count());
      if (k.get("scaled"))
        gradient = gradient * load(k.arg("scale"), 0);
      store(k.arg("dlogits"), image * classes + i, gradient);
    });
    when(thread == 0, [&] {
      Number loss = logarithm(sum) + (greatest.value - load(logits, label));
      store(k.arg("rows"), image * 2, loss * weight);
      store(k.arg("rows"), image * 2 + 1, toFloat(greatest.index == label));
    });
  });
}

static void buildReduceLoss(KernelBuilder &k) {
  Grid grid;
  grid.unitsFixed = 1;
  k.step(grid, [&] {
    auto row = [&](int part, const Number &index) {
      return toDouble(load(k.arg(numbered("rows", part)), index));
    };
    Number zero = toDouble(0.0);
    Numbers sums = loop(threadIndex(), count(), grid.threads, {zero, zero},
                        [&](const Number &image, const Numbers &carried) {
                          Number losses = row(0, image * 2);
                          for (int part = 1; part < k.get("parts"); ++part)
                            losses = losses + row(part, image * 2);
                          return Numbers{carried[0] + losses, carried[1] + row(0, image * 2 + 1)};
                        });
    Number loss = blockSum(sums[0], grid.threads) / toDouble(count());
    Number right = blockSum(sums[1], grid.threads);
    when(threadIndex() == 0, [&] {
      store(k.arg("result"), 0, toFloat(loss));
      store(k.arg("result"), 1, toFloat(right));
    });
  });
}

std::vector<Variant> lossVariants() {
  return {
#include "compiler/Backend/Cuda/loss/variants.inc"
  };
}

} // namespace resnetc::cuda
