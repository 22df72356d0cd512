//===- Pool.cpp - pooling, both ways, on CUDA ---------------------------------------------------===//
//
// A thread computes four channels of a pixel: of the output, or for gradients of the input, which
// gathers from the windows that it lies in. Maths in compiler/Kernels/README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/Variant.h"
#include "compiler/Kernels/Geometry.h"

#include <limits>

namespace resnetc::cuda {

constexpr int lanes = KernelBuilder::lanes;

/// The quad of a map at a pixel that need not exist; `otherwise` where it does not.
static Number loadAt(const Pointer &map, const Quad &at, int blocks, int height, int width,
                     const Number &y, const Number &x, const Number &valid,
                     const Number &otherwise) {
  Number plane = at.image * blocks + at.block;
  Number index = ((plane * height + y) * width + x) * lanes + at.channel % lanes;
  return either(
             valid, [&] { return Numbers{loadQuad(map, index)}; },
             [&] {
               return Numbers{quadOf({otherwise, otherwise, otherwise, otherwise})};
             })
      .front();
}

/// Calls `body` for each tap of a window of the output pixel: its number, the input pixel, and whether
/// that is in the map.
template <typename Body> static void forEachTap(const Geometry &g, const Number &pixel, Body body) {
  Number top = pixel / g.ow * g.sh - g.pt, left = pixel % g.ow * g.sw - g.pl;
  for (int ky = 0; ky < g.kh; ++ky)
    for (int kx = 0; kx < g.kw; ++kx) {
      Number y = top + ky, x = left + kx;
      body(ky * g.kw + kx, y, x, isWithin(y, g.h) & isWithin(x, g.w));
    }
}

/// Calls `body` for each output pixel whose window may hold the input pixel: which tap of it that is,
/// and whether the window exists and holds it.
template <typename Body>
static void forEachWindow(const Geometry &g, const Number &pixel, Body body) {
  Number y = pixel / g.w + g.pt, x = pixel % g.w + g.pl;
  for (int up = 0; up * g.sh < g.kh; ++up)
    for (int back = 0; back * g.sw < g.kw; ++back) {
      Number oy = y / g.sh - up, ox = x / g.sw - back;
      Number ky = y - oy * g.sh, kx = x - ox * g.sw;
      Number valid =
          isWithin(oy, g.oh) & isWithin(ox, g.ow) & isWithin(ky, g.kh) & isWithin(kx, g.kw);
      body(ky * g.kw + kx, oy, ox, valid);
    }
}

static void buildMaxPool(KernelBuilder &k) {
  Geometry g(k.spec);
  const int blocks = k.blocks("c");
  k.forEachQuad(blocks, int64_t{g.oh} * g.ow, [&](const Quad &at) {
    constexpr double lowest = -std::numeric_limits<double>::infinity();
    Number best = quadOf({lowest, lowest, lowest, lowest});
    Number winner = quadOf({toInteger(0), toInteger(0), toInteger(0), toInteger(0)});
    Number found = Number(0) == Number(1);
    forEachTap(g, at.pixel, [&](int tap, const Number &y, const Number &x, const Number &valid) {
      Number value = loadAt(k.arg("x"), at, blocks, g.h, g.w, y, x, valid, 0.0);
      if (k.get("pre"))
        value = value * loadQuad(k.arg("scale"), at.channel) + loadQuad(k.arg("shift"), at.channel);
      if (k.get("pre") == 2)
        value = relu(value);
      Number first = valid & !found;
      Number all = quadOf({valid, valid, valid, valid}),
             begins = quadOf({first, first, first, first});
      Number wins = all & (begins | (best < value) | isNan(value));
      best = choose(wins, value, best);
      winner = choose(wins, tap, winner);
      found = found | valid;
    });
    store(k.arg("y"), at.index, best);
    if (k.get("index"))
      store(k.arg("index"), at.index, winner);
  });
}

static void buildMaxPoolGrad(KernelBuilder &k) {
  Geometry g(k.spec);
  const int blocks = k.blocks("c");
  k.forEachQuad(blocks, int64_t{g.h} * g.w, [&](const Quad &at) {
    Number sum = quadOf({0.0, 0.0, 0.0, 0.0});
    forEachWindow(g, at.pixel,
                  [&](const Number &tap, const Number &y, const Number &x, const Number &valid) {
                    Number plane = at.image * blocks + at.block;
                    Number index = ((plane * g.oh + y) * g.ow + x) * lanes + at.channel % lanes;
                    sum = either(
                              valid,
                              [&] {
                                Number dy = loadQuad(k.arg("dy"), index);
                                Number chosen = loadQuad(k.arg("index"), index) == tap;
                                return Numbers{sum + choose(chosen, dy, 0.0)};
                              },
                              [&] { return Numbers{sum}; })
                              .front();
                  });
    store(k.arg("dx"), at.index, sum);
  });
}

static void buildAvgPool(KernelBuilder &k) {
  Geometry g(k.spec);
  const int blocks = k.blocks("c");
  k.forEachQuad(blocks, int64_t{g.oh} * g.ow, [&](const Quad &at) {
    Number top = at.pixel / g.ow * g.sh - g.pt, left = at.pixel % g.ow * g.sw - g.pl;
    Numbers sum = loop(0, g.kh * g.kw, 1, {quadOf({0.0, 0.0, 0.0, 0.0})},
                       [&](const Number &tap, const Numbers &sum) {
                         Number y = top + tap / g.kw, x = left + tap % g.kw;
                         return Numbers{sum[0] + loadAt(k.arg("x"), at, blocks, g.h, g.w, y, x,
                                                        isWithin(y, g.h) & isWithin(x, g.w), 0.0)};
                       });
    store(k.arg("y"), at.index, sum[0] / static_cast<double>(g.kh * g.kw));
  });
}

static void buildAvgPoolGrad(KernelBuilder &k) {
  Geometry g(k.spec);
  const int blocks = k.blocks("c");
  k.forEachQuad(blocks, int64_t{g.h} * g.w, [&](const Quad &at) {
    Number y = at.pixel / g.w + g.pt, x = at.pixel % g.w + g.pl;
    const int up = (g.kh + g.sh - 1) / g.sh, back = (g.kw + g.sw - 1) / g.sw;
    Numbers sum = loop(
        0, up * back, 1, {quadOf({0.0, 0.0, 0.0, 0.0})},
        [&](const Number &window, const Numbers &sum) {
          Number oy = y / g.sh - window / back, ox = x / g.sw - window % back;
          Number valid = isWithin(oy, g.oh) & isWithin(ox, g.ow) & isWithin(y - oy * g.sh, g.kh) &
                         isWithin(x - ox * g.sw, g.kw);
          return Numbers{sum[0] + loadAt(k.arg("dy"), at, blocks, g.oh, g.ow, oy, ox, valid, 0.0)};
        });
    store(k.arg("dx"), at.index, sum[0] / static_cast<double>(g.kh * g.kw));
  });
}

std::vector<Variant> poolVariants() {
  return {
#include "compiler/Backend/Cuda/pool/variants.inc"
  };
}

} // namespace resnetc::cuda
