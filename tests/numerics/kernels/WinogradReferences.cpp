//===- WinogradReferences.cpp - Winograd's convolution in plain loops --------------------===//
//
// Each kernel for itself, with the matrices of the compiler; that the three together are a
// convolution is WinogradTest.cpp's to show.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/winograd/Winograd.h"
#include "tests/numerics/kernels/References.h"
#include "tests/numerics/kernels/Square.h"

#include <algorithm>
#include <cmath>

namespace resnetc::x86::test {

namespace {

/// Offset of position (i, j) in the layouts [n][side][side][Cb][tiles][V] and
/// [Kb][side][side][Cb][c][k].
int64_t inputOffset(const Problem &p, int64_t channels, const WinogradTiles &tiles, int64_t image,
                    int c, int t, int i, int j) {
  int64_t blocks = ceilDiv(channels, p.lanes);
  return ((((image * tiles.n + i) * tiles.n + j) * blocks + c / p.lanes) * tiles.count + t) *
             p.lanes +
         c % p.lanes;
}
int64_t filterOffset(const Problem &p, int64_t channels, int side, int k, int c, int i, int j) {
  int64_t blocks = ceilDiv(channels, p.lanes);
  return ((((k / p.lanes * side + i) * side + j) * blocks + c / p.lanes) * p.lanes + c % p.lanes) *
             p.lanes +
         k % p.lanes;
}

/// B^T d B of tile `t`.
Square transformedPatch(const Problem &p, const Geometry &g, const WinogradTiles &tiles,
                        int64_t image, int c, int t) {
  Square patch(tiles.n);
  for (int i = 0; i < tiles.n; ++i)
    for (int j = 0; j < tiles.n; ++j) {
      int y = t / tiles.across * tiles.step + i - g.pt,
          x = t % tiles.across * tiles.step + j - g.pl;
      if (y < 0 || y >= g.h || x < 0 || x >= g.w)
        continue;
      addInput(patch, i, j, p, image, c, y, x);
    }
  return transform(winogradMatrices(tiles.m, tiles.stride).input, patch);
}

/// A dy A^T of tile `t`.
Square transformedGradient(const Problem &p, const Geometry &g, const WinogradTiles &tiles,
                           int64_t image, int c, int t) {
  Square patch(tiles.m);
  for (int i = 0; i < tiles.m; ++i)
    for (int j = 0; j < tiles.m; ++j) {
      int y = t / tiles.across * tiles.m + i, x = t % tiles.across * tiles.m + j;
      if (y >= g.h || x >= g.w)
        continue;
      double value = p.value("g", p.act(image, c, y, x, g.c, g.h, g.w));
      patch.add(i, j, value, std::abs(value));
    }
  return transform(turned(winogradMatrices(tiles.m, tiles.stride).output), patch);
}

using TileTransform = Square (*)(const Problem &, const Geometry &, const WinogradTiles &,
                                 int64_t image, int c, int t);

/// Every tile of a map, transformed.
template <TileTransform transformed> void transformMap(Problem &p) {
  Geometry g(p.spec);
  WinogradTiles tiles(g, static_cast<int>(p.get("m")),
                      static_cast<int>(p.spec.find("stride").value_or(g.sh)));
  Expected &v = p.expected.at("v");
  for (int64_t image = 0; image < p.n; ++image)
    for (int c = 0; c < g.c; ++c)
      for (int t = 0; t < tiles.count; ++t) {
        Square square = transformed(p, g, tiles, image, c, t);
        for (int at = 0; at < tiles.n * tiles.n; ++at)
          v.set(inputOffset(p, g.c, tiles, image, c, t, at / tiles.n, at % tiles.n),
                square.value[at], square.magnitude[at]);
      }
}

void convWinogradGradWeight(Problem &p) {
  Geometry g(p.spec), output = g;
  output.c = g.k, output.h = g.oh, output.w = g.ow;
  WinogradTiles tiles(g, static_cast<int>(p.get("m")));
  Expected &dw = p.expected.at("dw");
  int positions = tiles.n * tiles.n;
  // An operand at a position of a tile, transformed before or here.
  auto transformed = [&](const char *name, int channels, TileTransform transformTile) {
    std::vector<Square> squares; // by image, channel, tile
    for (int64_t image = 0; image < p.n; ++image)
      for (int channel = 0; channel < channels; ++channel)
        for (int t = 0; t < tiles.count; ++t) {
          if (!p.get("transformed")) {
            const Geometry &of = *name == 'g' ? output : g;
            squares.push_back(transformTile(p, of, tiles, image, channel, t));
            continue;
          }
          Square square(tiles.n);
          for (int at = 0; at < positions; ++at) {
            double value = p.value(name, inputOffset(p, channels, tiles, image, channel, t,
                                                     at / tiles.n, at % tiles.n));
            square.add(at / tiles.n, at % tiles.n, value, std::abs(value));
          }
          squares.push_back(square);
        }
    return squares;
  };
  std::vector<Square> x = transformed("x", g.c, transformedPatch);
  std::vector<Square> dy = transformed("g", g.k, transformedGradient);
  for (int k = 0; k < g.k; ++k)
    for (int c = 0; c < g.c; ++c) {
      Square sums(tiles.n);
      for (int64_t image = 0; image < p.n; ++image)
        for (int t = 0; t < tiles.count; ++t) {
          const Square &ofX = x[(image * g.c + c) * tiles.count + t];
          const Square &ofG = dy[(image * g.k + k) * tiles.count + t];
          for (int at = 0; at < positions; ++at)
            sums.add(at / tiles.n, at % tiles.n, ofX.value[at] * ofG.value[at],
                     ofX.magnitude[at] * ofG.magnitude[at]);
        }
      Square square = transform(turned(winogradMatrices(tiles.m, tiles.stride).filter), sums);
      for (int at = 0; at < 9; ++at)
        dw.set(p.weight(k, c, at / 3, at % 3), square.value[at], square.magnitude[at]);
    }
}

void winogradWeight(Problem &p) {
  int m = static_cast<int>(p.get("m")), side = winogradFilterSide(m);
  Matrix matrix = winogradMatrices(m, static_cast<int>(p.get("stride"))).filter;
  matrix.resize(side); // the positions beyond are the same
  Expected &u = p.expected.at("u");
  bool transposed = p.get("transposed");
  for (int k = 0; k < p.get("k"); ++k)
    for (int c = 0; c < p.get("c"); ++c) {
      Square filter(3);
      for (int at = 0; at < 9; ++at) {
        double value = p.value("w", p.weight(k, c, at / 3, at % 3));
        int to = transposed ? 8 - at : at;
        filter.add(to / 3, to % 3, value, std::abs(value));
      }
      Square square = transform(matrix, filter);
      for (int at = 0; at < side * side; ++at)
        u.set(transposed ? filterOffset(p, p.get("k"), side, c, k, at / side, at % side)
                         : filterOffset(p, p.get("c"), side, k, c, at / side, at % side),
              square.value[at], square.magnitude[at]);
    }
}

/// The transformed filter of a pair of channels: as it is given, where positions may share one, or from its taps.
Square filterOf(const Problem &p, const WinogradTiles &tiles, int k, int c) {
  const bool taps = p.get("taps");
  Square filter(taps ? 3 : tiles.n);
  for (int at = 0; at < filter.side * filter.side; ++at) {
    int i = at / filter.side, j = at % filter.side, last = tiles.filterSide() - 1;
    double value = p.floats("w")[taps ? p.weight(k, c, i, j)
                                      : filterOffset(p, p.get("c"), last + 1, k, c,
                                                     std::min(i, last), std::min(j, last))];
    filter.add(i, j, value, std::abs(value));
  }
  return taps ? transform(winogradMatrices(tiles.m, tiles.stride).filter, filter) : filter;
}

/// A^T (sum over channels of products at each position) A for tile `t`.
Square outputTile(const Problem &p, const WinogradTiles &tiles, const std::vector<Square> &inputs,
                  int k) {
  Square sums(tiles.n);
  for (int c = 0; c < p.get("c"); ++c) {
    Square filter = filterOf(p, tiles, k, c);
    for (int at = 0; at < tiles.n * tiles.n; ++at)
      sums.add(at / tiles.n, at % tiles.n, filter.value[at] * inputs[c].value[at],
               filter.magnitude[at] * inputs[c].magnitude[at]);
  }
  return transform(winogradMatrices(tiles.m, tiles.stride).output, sums);
}

/// The transformed input of tile `t`, by channel.
std::vector<Square> inputsOf(const Problem &p, const Geometry &g, const WinogradTiles &tiles,
                             int64_t image, int t) {
  std::vector<Square> inputs;
  for (int c = 0; c < g.c; ++c) {
    if (!p.get("transformed")) {
      inputs.push_back(transformedPatch(p, g, tiles, image, c, t));
      continue;
    }
    inputs.emplace_back(tiles.n);
    for (int at = 0; at < tiles.n * tiles.n; ++at) {
      double value =
          p.value("x", inputOffset(p, g.c, tiles, image, c, t, at / tiles.n, at % tiles.n));
      inputs.back().add(at / tiles.n, at % tiles.n, value, std::abs(value));
    }
  }
  return inputs;
}

void convWinograd(Problem &p) {
  Geometry g(p.spec);
  WinogradTiles tiles(g, static_cast<int>(p.get("m")));
  Expected &out = p.expected.at("y");
  for (int64_t image = 0; image < p.n; ++image)
    for (int t = 0; t < tiles.count; ++t) {
      std::vector<Square> inputs = inputsOf(p, g, tiles, image, t);
      for (int k = 0; k < g.k; ++k) {
        Square tile = outputTile(p, tiles, inputs, k);
        for (int at = 0; at < tiles.m * tiles.m; ++at) {
          int y = t / tiles.across * tiles.m + at / tiles.m;
          int x = t % tiles.across * tiles.m + at % tiles.m;
          if (y >= g.oh || x >= g.ow)
            continue;
          expectEnd(p, out, p.act(image, k, y, x, g.k, g.oh, g.ow), k, tile.value[at],
                    tile.magnitude[at]);
        }
      }
    }
  if (p.has("stats"))
    for (int64_t image = 0; image < p.n; ++image)
      for (int k = 0; k < g.k; ++k)
        expectMoments(p, image, k, int64_t{1} * g.oh * g.ow, out, [&](int64_t i) {
          return p.act(image, k, i / g.ow, i % g.ow, g.k, g.oh, g.ow);
        });
}

} // namespace

void addWinogradReferences(std::map<std::string, Reference> &map) {
  map["conv_winograd"] = convWinograd;
  map["conv_winograd_grad_weight"] = convWinogradGradWeight;
  map["winograd_gradient"] = transformMap<transformedGradient>;
  map["winograd_input"] = transformMap<transformedPatch>;
  map["winograd_weight"] = winogradWeight;
}

} // namespace resnetc::x86::test
