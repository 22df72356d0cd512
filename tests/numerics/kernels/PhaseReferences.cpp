//===- PhaseReferences.cpp - Winograd's convolution of the caller's map in plain loops ----===//
//
// Each kernel for itself, with the matrices of the compiler; that the two together are a convolution is
// PhasesTest.cpp's to show.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/WinogradPhases.h"
#include "tests/numerics/kernels/References.h"
#include "tests/numerics/kernels/Square.h"

namespace resnetc::x86::test {

using kernels::Geometry;
using kernels::phasePositions;
using kernels::WinogradPhases;

namespace {

/// Offset in [Kb][column][row][stride][stride][C][k] of position `at`, counted row by row; `phase` counts
/// the phases.
int64_t filterOffset(const Problem &p, int channels, int phases, int k, int phase, int c, int at) {
  at = at % phasePositions * phasePositions + at / phasePositions;
  return (((k / p.lanes * phasePositions * phasePositions + at) * phases + phase) * channels + c) *
             p.lanes +
         k % p.lanes;
}

void phaseWeight(Problem &p) {
  const int stride = static_cast<int>(p.get("s")), c = static_cast<int>(p.get("c"));
  const int kh = static_cast<int>(p.get("kh")), kw = static_cast<int>(p.get("kw"));
  const int taps = static_cast<int>(kernels::phaseTaps(kh, stride));
  Expected &u = p.expected.at("u");
  for (int k = 0; k < p.get("k"); ++k)
    for (int phase = 0; phase < stride * stride; ++phase)
      for (int channel = 0; channel < c; ++channel) {
        Square filter(taps);
        for (int at = 0; at < taps * taps; ++at) {
          int ky = at / taps * stride + phase / stride, kx = at % taps * stride + phase % stride;
          if (ky >= kh || kx >= kw)
            continue;
          double value = p.value("w", p.weight(k, channel, ky, kx));
          filter.add(at / taps, at % taps, value, std::abs(value));
        }
        Square square = transform(phaseMatrices(taps).filter, filter);
        for (int at = 0; at < phasePositions * phasePositions; ++at)
          u.set(filterOffset(p, c, stride * stride, k, phase, channel, at), square.value[at],
                square.magnitude[at]);
      }
}

/// B^T d B of a phase and channel at the tile of outputs from row `top` and column `left` on.
Square transformedPatch(const Problem &p, const Geometry &g, const WinogradPhases &phases,
                        int64_t image, int phase, int c, int top, int left) {
  Square patch(phases.n);
  for (int at = 0; at < phases.n * phases.n; ++at) {
    int y = (top + at / phases.n) * phases.stride + phase / phases.stride - g.pt;
    int x = (left + at % phases.n) * phases.stride + phase % phases.stride - g.pl;
    if (y < 0 || y >= g.h || x < 0 || x >= g.w)
      continue;
    addInput(patch, at / phases.n, at % phases.n, p, image, c, y, x);
  }
  return transform(phaseMatrices(phases.taps).input, patch);
}

/// Whether the filter is read at a position of a phase: not where a missing tap makes it zero.
bool isRead(const WinogradPhases &phases, int phase, int at) {
  return (at / phases.n < phases.n - 1 || phase / phases.stride < phases.wholeDown) &&
         (at % phases.n < phases.n - 1 || phase % phases.stride < phases.wholeAcross);
}

void convPhases(Problem &p) {
  Geometry g(p.spec);
  WinogradPhases phases(g);
  const int count = phases.stride * phases.stride;
  Expected &out = p.expected.at("y");
  for (int64_t image = 0; image < p.n; ++image)
    for (int t = 0; t < phases.across * phases.down; ++t) {
      const int top = t / phases.across * phases.m, left = t % phases.across * phases.m;
      std::vector<Square> inputs;
      for (int phase = 0; phase < count; ++phase)
        for (int c = 0; c < g.c; ++c)
          inputs.push_back(transformedPatch(p, g, phases, image, phase, c, top, left));
      for (int k = 0; k < g.k; ++k) {
        Square sums(phases.n);
        for (int at = 0; at < phases.n * phases.n; ++at)
          for (int d = 0; d < phases.channels; ++d) {
            if (!isRead(phases, d / g.c, at))
              continue;
            double weight = p.floats("w")[filterOffset(p, g.c, count, k, d / g.c, d % g.c, at)];
            sums.add(at / phases.n, at % phases.n, weight * inputs[d].value[at],
                     std::abs(weight) * inputs[d].magnitude[at]);
          }
        Square tile = transform(phaseMatrices(phases.taps).output, sums);
        for (int at = 0; at < phases.m * phases.m; ++at) {
          int y = top + at / phases.m, x = left + at % phases.m;
          if (y >= g.oh || x >= g.ow)
            continue;
          expectEnd(p, out, p.act(image, k, y, x, g.k, g.oh, g.ow), k, tile.value[at],
                    tile.magnitude[at]);
        }
      }
    }
}

} // namespace

void addPhaseReferences(std::map<std::string, Reference> &map) {
  map["conv_winograd_phases"] = convPhases;
  map["winograd_phase_weight"] = phaseWeight;
}

} // namespace resnetc::x86::test
