//===- Algorithm.cpp - gradient of a convolution by its input --------------------------===//
//
// dx(x, y, c) = sum over taps (kx, ky) and k of g((x + pl - kx) / sw, ...) * w(k, c, kx, ky), over
// the taps where the division leaves no rest. Maths in compiler/Kernels/README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Special.h"
#include "compiler/Backend/X86/conv/GroupedBlocks.h"
#include "compiler/Backend/X86/conv_grad_input/GradInput.h"

using namespace Halide;

namespace resnetc::x86 {

Phase::Phase(int index, int stride, int kernel, int before)
    : first((index + before) % stride),
      taps(first < kernel ? (kernel - first + stride - 1) / stride : 0),
      offset((index + before - first) / stride) {}

PhaseReach::PhaseReach(int stride, int kernel, int before, int positions) : low(0), high(0) {
  for (int index = 0; index < stride; ++index) {
    Phase phase(index, stride, kernel, before);
    if (phase.taps == 0)
      continue;
    low = std::min(low, phase.offset - (phase.taps - 1));
    high = std::max(high, positions - 1 + phase.offset);
  }
}

GradInputAlgorithm gradInputAlgorithm(KernelBuilder &builder, const Geometry &g, bool stage,
                                      bool keepTiles) {
  GradInputAlgorithm a;
  ImageParam gradient = builder.in("g"), w = builder.in("w");
  Groups groups(g, builder.lanes());
  int lowX = PhaseReach(g.sw, g.kw, g.pl, 1).low, lowY = PhaseReach(g.sh, g.kh, g.pt, 1).low;
  if (stage) {
    Var lane("lane"), column("column"), row("row"), block("block"), image("image");
    Expr ox = column + lowX, oy = row + lowY;
    a.staged = Func("staged");
    a.staged(lane, column, row, block, image) =
        select(ox >= 0 && ox < g.ow && oy >= 0 && oy < g.oh,
               gradient(lane, clamp(ox, 0, g.ow - 1), clamp(oy, 0, g.oh - 1), block, image), 0.f);
  }
  std::vector<Expr> phases;
  for (int py = 0; py < g.sh; ++py)
    for (int px = 0; px < g.sw; ++px) {
      Phase across(px, g.sw, g.kw, g.pl), down(py, g.sh, g.kh, g.pt);
      if (across.taps == 0 || down.taps == 0) { // no output ever saw these positions
        phases.push_back(0.f);
        continue;
      }
      std::string suffix = std::to_string(py) + std::to_string(px);
      RDom r(
          {{0, std::min(g.k, builder.lanes())}, {0, across.taps}, {0, down.taps}, {0, groups.kb}},
          "r" + suffix);
      Expr ox = a.x + across.offset - r[1], oy = a.y + down.offset - r[2];
      Expr block = outputBlock(groups, a.b, r[3]);
      Expr value = stage ? Expr(a.staged(r[0], ox - lowX, oy - lowY, block, a.n))
                         : Expr(gradient(r[0], ox, oy, block, a.n));
      Func sum("sum" + suffix);
      sum(a.v, a.x, a.y, a.b, a.n) = 0.f;
      sum(a.v, a.x, a.y, a.b, a.n) +=
          w(a.v, r[0], across.first + g.sw * r[1], down.first + g.sh * r[2], r[3], a.b) * value;
      Func kept = sum;
      if (keepTiles) {
        kept = Func("tile" + suffix);
        kept(a.v, a.x, a.y, a.b, a.n) = sum(a.v, a.x, a.y, a.b, a.n);
        a.tiles.push_back(kept);
      }
      a.sums.push_back(sum);
      a.domains.push_back(r);
      phases.push_back(kept(a.v, a.x / g.sw, a.y / g.sh, a.b, a.n));
    }
  Expr value = phases.size() == 1 ? phases[0] : mux((a.y % g.sh) * g.sw + a.x % g.sw, phases);
  value = uptoChannel(value, a.v, a.b, g.c, builder.lanes());
  if (builder.has("addend"))
    value = value + builder.in("addend")(a.v, a.x, a.y, a.b, a.n);
  a.result(a.v, a.x, a.y, a.b, a.n) = value;
  builder.out({"dx"}, a.result);
  return a;
}

std::vector<Variant> convGradInputVariants() {
  return {
#include "compiler/Backend/X86/conv_grad_input/variants.inc"
  };
}

} // namespace resnetc::x86
