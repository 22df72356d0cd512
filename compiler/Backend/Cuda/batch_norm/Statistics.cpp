//===- Statistics.cpp - batch normalisation: the streaming part -----------------------------===//
//
// Bound by memory. Maths in compiler/Kernels/README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/batch_norm/BatchNorm.h"
#include "compiler/Backend/Cuda/batch_norm/PartialSums.h"

namespace resnetc::cuda {

void buildBnStats(KernelBuilder &k) {
  Partial::forEach(k, [&](const Partial &partial) {
    Pointer x = k.arg("x");
    Number pivot = partial.pivot(x);
    Numbers sums = partial.sums(
        2, [&](const Number &index) { return Numbers{loadQuad(x, index)}; },
        [&](const Number &, const Numbers &values) {
          Number away = values[0] - pivot;
          return Numbers{away, away * away};
        });
    partial.write(k.arg("stats"), {pivot, sums[0], sums[1]});
  });
}

/// g where the ReLU that gave y lets the gradient through: of NaN, too.
static Number passed(const Number &g, const Number &y) { return choose(y <= 0.0, 0.0, g); }

void buildGradStats(KernelBuilder &k) {
  const int mask = k.get("mask");
  const bool second = k.get("t2");
  Partial::forEach(k, [&](const Partial &partial) {
    auto vector = [&](const char *name, bool given) {
      return given ? loadQuad(k.arg(name), partial.channel()) : Number(0.0);
    };
    const Number mean = vector("mean", true), mean2 = vector("mean2", second);
    const Number scale = vector("scale", mask == 2), shift = vector("shift", mask == 2);
    auto read = [&](const Number &index) {
      auto map = [&](const char *name) { return loadQuad(k.arg(name), index); };
      Number g = map("dy"), t = map("t");
      if (k.get("dy2"))
        g = g + map("dy2");
      if (mask)
        g = passed(g, mask == 1 ? map("y") : t * scale + shift);
      return second ? Numbers{g, t, map("t2")} : Numbers{g, t};
    };
    auto terms = [&](const Number &index, const Numbers &values) {
      const Number &g = values[0];
      if (k.get("write_g"))
        store(k.arg("g"), index, g);
      Numbers each = {g, g * (values[1] - mean)};
      if (second)
        each.push_back(g * (values[2] - mean2));
      return each;
    };
    Numbers sums = partial.sums(second ? 3 : 2, read, terms);
    partial.write(k.arg("stats"), {sums[0], sums[1]});
    if (second)
      partial.write(k.arg("stats2"), {sums[0], sums[2]});
  });
}

void buildBnGradApply(KernelBuilder &k) {
  k.forEachQuad(k.blocks("c"), pixelsOf(k.spec), [&](const Quad &at) {
    auto vector = [&](const char *name) { return loadQuad(k.arg(name), at.channel); };
    Number g = loadQuad(k.arg("g"), at.index), t = loadQuad(k.arg("t"), at.index);
    if (k.get("mask") == 2)
      g = passed(g, t * vector("scale") + vector("shift"));
    store(k.arg("dt"), at.index, vector("a") * g + (vector("b") * t + vector("c")));
  });
}

} // namespace resnetc::cuda
