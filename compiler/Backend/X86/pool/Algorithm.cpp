//===- Algorithm.cpp - pooling, both ways -------------------------------------------===//
//
// Gradients are written as gathers: an input pixel adds up the windows it lies in, so that every
// thread owns what it writes. Maths in compiler/Kernels/README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Special.h"
#include "compiler/Backend/X86/Variant.h"
#include "compiler/Backend/X86/conv/Staging.h"
#include "compiler/Backend/X86/elementwise/Elementwise.h"
#include "compiler/Backend/X86/pool/Pool.h"

#include <limits>

using namespace Halide;

namespace resnetc::x86 {

static Var v("v"), x("x"), y("y"), b("b"), n("n");

/// The greatest of a window, NaN where one is NaN.
static Expr greatestOf(const std::vector<Expr> &window) {
  Expr best = window.front(), noNumber = isNaN(window.front());
  for (size_t i = 1; i < window.size(); ++i) {
    best = max(best, window[i]);
    noNumber = noNumber || isNaN(window[i]);
  }
  return select(noNumber, std::numeric_limits<float>::quiet_NaN(), best);
}

struct Winner {
  Expr value, place;
};

/// The greatest of a window and its place, the first of equals; where there is NaN, the last one.
static Winner winnerOf(const Geometry &g, const std::vector<Expr> &window) {
  // Until one wins it is the first place on the map, so that padding never does.
  Winner winner = {window.front(), max(g.pt - y * g.sh, 0) * g.kw + max(g.pl - x * g.sw, 0)};
  for (size_t i = 1; i < window.size(); ++i) {
    Expr wins = isLess(winner.value, window[i]) || isNaN(window[i]);
    winner.place = select(wins, static_cast<int>(i), winner.place);
    winner.value = select(wins, window[i], winner.value);
  }
  return winner;
}

static void buildMaxPool(KernelBuilder &builder) {
  Geometry g(builder.spec);
  Func staged = paddedInput(builder, g, Expr(-std::numeric_limits<float>::infinity()));
  std::vector<Expr> window;
  for (int ky = 0; ky < g.kh; ++ky)
    for (int kx = 0; kx < g.kw; ++kx)
      window.push_back(staged(v, x * g.sw + kx, y * g.sh + ky, b, n));
  Func result("y");
  if (builder.has("index")) {
    Winner winner = winnerOf(g, window);
    result(v, x, y, b, n) = Tuple(winner.value, cast<uint8_t>(winner.place));
    builder.out({"y", "index"}, result);
  } else {
    result(v, x, y, b, n) = greatestOf(window);
    builder.out({"y"}, result);
  }
  scheduleMaxPool(builder, g, result, staged);
}

/// Sums `term` over the windows that hold input pixel (x, y): output row, output column, and the
/// pixel's place in the window; zero where there is no such window.
static Expr overWindows(const Geometry &g,
                        const std::function<Expr(Expr ox, Expr oy, Expr place)> &term) {
  Expr sum = 0.f;
  bool first = true;
  for (int j = static_cast<int>(ceilDiv(g.kh, g.sh)) - 1; j >= 0; --j)
    for (int i = static_cast<int>(ceilDiv(g.kw, g.sw)) - 1; i >= 0; --i) {
      Expr oy = (y + g.pt) / g.sh - j, ox = (x + g.pl) / g.sw - i;
      Expr ky = y + g.pt - oy * g.sh, kx = x + g.pl - ox * g.sw;
      Expr inside = oy >= 0 && oy < g.oh && ox >= 0 && ox < g.ow && ky < g.kh && kx < g.kw;
      Expr value =
          select(inside, term(clamp(ox, 0, g.ow - 1), clamp(oy, 0, g.oh - 1), ky * g.kw + kx), 0.f);
      sum = first ? value : sum + value;
      first = false;
    }
  return sum;
}

static void buildMaxPoolGrad(KernelBuilder &builder) {
  Geometry g(builder.spec);
  Func dx("dx");
  dx(v, x, y, b, n) = overWindows(g, [&](Expr ox, Expr oy, Expr place) {
    Expr winner = cast<int32_t>(builder.in("index")(v, ox, oy, b, n));
    return select(winner == place, builder.in("dy")(v, ox, oy, b, n), 0.f);
  });
  builder.out({"dx"}, dx);
  scheduleMap(builder, dx, builder.blocks("c"), g.h, g.w, g.sw);
}

static void buildAvgPool(KernelBuilder &builder) {
  Geometry g(builder.spec);
  // A sum for each column of the window: one chain of additions would wait for each of them, and
  // collect the rounding of all.
  int ways = static_cast<int>(largestDivisor(g.kw, 8));
  RDom r(0, g.kw / ways, 0, g.kh, "r");
  Var way("way");
  Func sums("sums"), result("y");
  Expr column = x * g.sw + r.x * ways + way - g.pl, row = y * g.sh + r.y - g.pt;
  Expr value = builder.in("x")(v, clamp(column, 0, g.w - 1), clamp(row, 0, g.h - 1), b, n);
  if (g.padded())
    value = select(column >= 0 && column < g.w && row >= 0 && row < g.h, value, 0.f);
  sums(v, way, x, y, b, n) = 0.f;
  sums(v, way, x, y, b, n) += value;
  Expr sum = sums(v, 0, x, y, b, n);
  for (int i = 1; i < ways; ++i)
    sum = sum + sums(v, i, x, y, b, n);
  result(v, x, y, b, n) = sum * Expr(1.f / static_cast<float>(g.kw * g.kh));
  builder.out({"y"}, result);
  scheduleAvgPool(builder, g, result, sums, r);
}

static void buildAvgPoolGrad(KernelBuilder &builder) {
  Geometry g(builder.spec);
  Func dx("dx");
  Expr scale = Expr(1.f / static_cast<float>(g.kw * g.kh));
  bool global = g.oh == 1 && g.ow == 1 && !g.padded();
  if (global && g.kh == g.h && g.kw == g.w)
    dx(v, x, y, b, n) = builder.in("dy")(v, 0, 0, b, n) * scale;
  else
    dx(v, x, y, b, n) =
        overWindows(
            g, [&](Expr ox, Expr oy, Expr) { return Expr(builder.in("dy")(v, ox, oy, b, n)); }) *
        scale;
  builder.out({"dx"}, dx);
  scheduleMap(builder, dx, builder.blocks("c"), g.h, g.w, 1);
}

std::vector<Variant> poolVariants() {
  return {
#include "compiler/Backend/X86/pool/variants.inc"
  };
}

} // namespace resnetc::x86
