//===- PoolReferences.cpp - pooling in plain loops -----------------------------------------===//
//
// Gradients are written as scatters, the other way round from the kernels.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/Geometry.h"
#include "tests/numerics/kernels/References.h"

#include <cmath>
#include <limits>

namespace resnetc::x86::test {

/// Calls f(n, c, offset of the output) for every window.
template <typename F> static void windows(const Problem &p, const Geometry &g, F f) {
  for (int64_t n = 0; n < p.n; ++n)
    for (int c = 0; c < g.c; ++c)
      for (int oy = 0; oy < g.oh; ++oy)
        for (int ox = 0; ox < g.ow; ++ox)
          f(n, c, oy, ox, p.act(n, c, oy, ox, g.c, g.oh, g.ow));
}

static bool inside(const Geometry &g, int y, int x) {
  return y >= 0 && y < g.h && x >= 0 && x < g.w;
}

static void maxPool(Problem &p) {
  Geometry g(p.spec);
  windows(p, g, [&](int64_t n, int c, int oy, int ox, int64_t at) {
    double best = -std::numeric_limits<double>::infinity();
    int winner = -1;
    for (int ky = 0; ky < g.kh; ++ky)
      for (int kx = 0; kx < g.kw; ++kx) {
        int y = oy * g.sh + ky - g.pt, x = ox * g.sw + kx - g.pl;
        if (!inside(g, y, x))
          continue;
        double value = p.x(n, c, y, x);
        if (p.get("pre"))
          value = value * p.value("scale", c) + p.value("shift", c);
        if (p.get("pre") == 2)
          value = relu(value);
        if (winner < 0 || value > best || std::isnan(value)) {
          best = value;
          winner = ky * g.kw + kx;
        }
      }
    p.expected.at("y").set(at, best, 0);
    if (p.has("index"))
      p.expected.at("index").set(at, winner, 0);
  });
}

static void maxPoolGrad(Problem &p) {
  Geometry g(p.spec);
  Expected &dx = p.expected.at("dx");
  windows(p, g, [&](int64_t n, int c, int oy, int ox, int64_t at) {
    int winner = p.bytes("index")[at];
    int y = oy * g.sh + winner / g.kw - g.pt, x = ox * g.sw + winner % g.kw - g.pl;
    if (!inside(g, y, x))
      return;
    int64_t to = p.act(n, c, y, x, g.c, g.h, g.w);
    dx.value[to] += p.value("dy", at);
    dx.magnitude[to] += std::abs(p.value("dy", at));
  });
}

static void avgPool(Problem &p) {
  Geometry g(p.spec);
  Expected &y = p.expected.at("y");
  windows(p, g, [&](int64_t n, int c, int oy, int ox, int64_t at) {
    for (int ky = 0; ky < g.kh; ++ky)
      for (int kx = 0; kx < g.kw; ++kx) {
        int iy = oy * g.sh + ky - g.pt, ix = ox * g.sw + kx - g.pl;
        if (!inside(g, iy, ix))
          continue;
        double value = p.x(n, c, iy, ix) / (g.kh * g.kw);
        y.value[at] += value;
        y.magnitude[at] += std::abs(value);
      }
  });
}

static void avgPoolGrad(Problem &p) {
  Geometry g(p.spec);
  Expected &dx = p.expected.at("dx");
  windows(p, g, [&](int64_t n, int c, int oy, int ox, int64_t at) {
    for (int ky = 0; ky < g.kh; ++ky)
      for (int kx = 0; kx < g.kw; ++kx) {
        int y = oy * g.sh + ky - g.pt, x = ox * g.sw + kx - g.pl;
        if (!inside(g, y, x))
          continue;
        int64_t to = p.act(n, c, y, x, g.c, g.h, g.w);
        dx.value[to] += p.value("dy", at) / (g.kh * g.kw);
        dx.magnitude[to] += std::abs(p.value("dy", at)) / (g.kh * g.kw);
      }
  });
}

void addPoolReferences(std::map<std::string, Reference> &map) {
  map["avgpool"] = avgPool;
  map["avgpool_grad"] = avgPoolGrad;
  map["maxpool"] = maxPool;
  map["maxpool_grad"] = maxPoolGrad;
}

} // namespace resnetc::x86::test
