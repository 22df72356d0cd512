//===- Pool.cpp - pooling, both ways, on CUDA ---------------------------------------------------===//
//
// A thread computes four channels of a pixel: of the output, or for gradients of the input, which
// gathers from the windows that it lies in. What is beside a map is not branched around: another pixel
// is read in its place, so that all loads can be under way at once. Maths in compiler/Kernels/README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/Variant.h"
#include "compiler/Backend/Cuda/batch_norm/PartialSums.h"
#include "compiler/Kernels/Geometry.h"

#include <algorithm>
#include <limits>

namespace resnetc::cuda {

constexpr int lanes = KernelBuilder::lanes;

/// A map of the channels that a thread has a quad of.
struct Map {
  const Quad &at;
  int blocks, height, width;

  /// The index of the quad at a pixel; where that is not `valid`, of some other pixel.
  Number index(const Number &y, const Number &x, const Number &valid) const {
    Number plane = at.image * blocks + at.block, pixel = choose(valid, y * width + x, 0);
    return (plane * (height * width) + pixel) * lanes + at.channel % lanes;
  }
};

static Number zeros() { return quadOf({0.0, 0.0, 0.0, 0.0}); }

/// The window of an output pixel, by its first input pixel.
struct Window {
  const Geometry &g;
  Number top, left;
  Window(const Geometry &g, const Number &pixel)
      : g(g), top(pixel / g.ow * g.sh - g.pt), left(pixel % g.ow * g.sw - g.pl) {}

  Number holds(const Number &y, const Number &x) const {
    return isWithin(y, g.h) & isWithin(x, g.w);
  }
  /// The number of the first tap in the map.
  Number firstTap() const { return larger(-top, 0) * g.kw + larger(-left, 0); }
};

static void buildMaxPool(KernelBuilder &k) {
  Geometry g(k.spec);
  const int blocks = k.blocks("c"), pre = k.get("pre");
  k.forEachQuad(blocks, int64_t{g.oh} * g.ow, [&](const Quad &at) {
    constexpr double lowest = -std::numeric_limits<double>::infinity();
    Map map{at, blocks, g.h, g.w};
    Window window(g, at.pixel);
    Number first = window.firstTap();
    Number best = quadOf({lowest, lowest, lowest, lowest}),
           winner = quadOf({first, first, first, first});
    for (int tap = 0; tap < g.kh * g.kw; ++tap) {
      Number y = window.top + tap / g.kw, x = window.left + tap % g.kw, inside = window.holds(y, x);
      Number value = loadQuad(k.arg("x"), map.index(y, x, inside));
      if (pre)
        value = value * loadQuad(k.arg("scale"), at.channel) + loadQuad(k.arg("shift"), at.channel);
      value = choose(inside, pre == 2 ? relu(value) : value, lowest);
      Number wins = (best < value) | isNan(value);
      best = choose(wins, value, best);
      winner = choose(wins, tap, winner);
    }
    store(k.arg("y"), at.index, best);
    if (k.get("index"))
      store(k.arg("index"), at.index, winner);
  });
}

/// The windows that may hold an input pixel: `down` x `across` of them.
struct Windows {
  const Geometry &g;
  const int down, across;
  Number y, x; ///< of the pixel, padding counted

  Windows(const Geometry &g, const Number &pixel)
      : g(g), down(std::min((g.kh + g.sh - 1) / g.sh, g.oh)),
        across(std::min((g.kw + g.sw - 1) / g.sw, g.ow)), y(pixel / g.w + g.pt),
        x(pixel % g.w + g.pl) {}

  /// One of them: its output pixel, by which tap it holds the input pixel, and whether it does.
  struct One {
    Number y, x, tap, valid;
  };
  One operator[](const Number &number) const {
    Number oy = smaller(y / g.sh, g.oh - 1) - number / across;
    Number ox = smaller(x / g.sw, g.ow - 1) - number % across;
    Number ky = y - oy * g.sh, kx = x - ox * g.sw;
    return {oy, ox, ky * g.kw + kx,
            isWithin(oy, g.oh) & isWithin(ox, g.ow) & isWithin(ky, g.kh) & isWithin(kx, g.kw)};
  }
};

static void buildMaxPoolGrad(KernelBuilder &k) {
  Geometry g(k.spec);
  const int blocks = k.blocks("c");
  k.forEachQuad(blocks, int64_t{g.h} * g.w, [&](const Quad &at) {
    Map map{at, blocks, g.oh, g.ow};
    Windows windows(g, at.pixel);
    Number sum = zeros();
    for (int i = 0; i < windows.down * windows.across; ++i) {
      Windows::One window = windows[i];
      Number index = map.index(window.y, window.x, window.valid);
      Number wins = loadQuad(k.arg("index"), index) == choose(window.valid, window.tap, -1);
      sum = sum + choose(wins, loadQuad(k.arg("dy"), index), 0.0);
    }
    store(k.arg("dx"), at.index, sum);
  });
}

/// The mean of the whole map.
static void buildGlobalAvgPool(KernelBuilder &k) {
  Partial::forEachMap(k, [&](const Partial &map) {
    Number sum =
        map.sums(
               1, [&](const Number &index) { return Numbers{loadQuad(k.arg("x"), index)}; },
               [](const Number &, const Numbers &values) { return values; })
            .front();
    map.write(k.arg("y"), {sum / static_cast<double>(pixelsOf(k.spec))});
  });
}

static void buildAvgPool(KernelBuilder &k) {
  Geometry g(k.spec);
  if (g.kh == g.h && g.kw == g.w && !g.padded())
    return buildGlobalAvgPool(k);
  const int blocks = k.blocks("c"), taps = g.kh * g.kw;
  k.forEachQuad(blocks, int64_t{g.oh} * g.ow, [&](const Quad &at) {
    Map map{at, blocks, g.h, g.w};
    Window window(g, at.pixel);
    Numbers sum = loop(0, taps, 1, {zeros()}, [&](const Number &tap, const Numbers &sum) {
      Number y = window.top + tap / g.kw, x = window.left + tap % g.kw, inside = window.holds(y, x);
      return Numbers{sum[0] +
                     choose(inside, loadQuad(k.arg("x"), map.index(y, x, inside)), zeros())};
    });
    store(k.arg("y"), at.index, sum[0] / static_cast<double>(taps));
  });
}

static void buildAvgPoolGrad(KernelBuilder &k) {
  Geometry g(k.spec);
  const int blocks = k.blocks("c");
  k.forEachQuad(blocks, int64_t{g.h} * g.w, [&](const Quad &at) {
    Map map{at, blocks, g.oh, g.ow};
    Windows windows(g, at.pixel);
    Numbers sum = loop(
        0, windows.down * windows.across, 1, {zeros()}, [&](const Number &i, const Numbers &sum) {
          Windows::One window = windows[i];
          Number dy = loadQuad(k.arg("dy"), map.index(window.y, window.x, window.valid));
          return Numbers{sum[0] + choose(window.valid, dy, zeros())};
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
