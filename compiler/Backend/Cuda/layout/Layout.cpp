//===- Layout.cpp - reorders between layouts on CUDA -----------------------------------------===//
//
// Bound by memory. A warp has eight pixels of 16 channels: on the image's side that is 32 bytes of
// each plane, what memory moves at a time. Weights are transposed in shared memory, 16 x 16 of them at
// a time.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/Variant.h"
#include "compiler/Kernels/Groups.h"

namespace resnetc::cuda {

constexpr int lanes = KernelBuilder::lanes, quads = lanes / 4;

/// Where a quad's channel `part` lies in the caller's image.
static Number imageIndex(KernelBuilder &k, const Quad &at, int part) {
  return (at.image * k.get("c") + at.channel + part) * pixelsOf(k.spec) + at.pixel;
}

static void buildToBlocked(KernelBuilder &k) {
  const int c = k.get("c");
  k.forEachQuad(k.blocks("c"), pixelsOf(k.spec), [&](const Quad &at) {
    Numbers parts;
    for (int i = 0; i < 4; ++i) {
      auto value = [&] { return Numbers{load(k.arg("x"), imageIndex(k, at, i))}; };
      auto zero = [] { return Numbers{0.0}; };
      parts.push_back(c % lanes ? either(at.channel + i < c, value, zero)[0] : value()[0]);
    }
    store(k.arg("y"), at.index, quadOf(parts));
  });
}

static void buildFromBytes(KernelBuilder &k) {
  const int c = k.get("c");
  k.forEachQuad(k.blocks("c"), pixelsOf(k.spec), [&](const Quad &at) {
    Number pixel = (at.image * pixelsOf(k.spec) + at.pixel) * c;
    Numbers parts;
    for (int i = 0; i < 4; ++i)
      parts.push_back(either(
          at.channel + i < c,
          [&] { return Numbers{toFloat(load(k.arg("x"), pixel + at.channel + i))}; },
          [] { return Numbers{0.0}; })[0]);
    Number scale = loadQuad(k.arg("scale"), at.channel),
           shift = loadQuad(k.arg("shift"), at.channel);
    store(k.arg("y"), at.index, quadOf(parts) * scale + shift);
  });
}

static void buildToNchw(KernelBuilder &k) {
  k.forEachQuad(k.blocks("c"), pixelsOf(k.spec), [&](const Quad &at) {
    Number value = loadQuad(k.arg("x"), at.index);
    for (int i = 0; i < 4; ++i)
      when(at.channel + i < k.get("c"),
           [&] { store(k.arg("y"), imageIndex(k, at, i), lane(value, i)); });
  });
}

/// A 16 x 16 part of the transposed weights: which, and the thread's four of it.
struct WeightTile {
  Number c, k, tap; ///< block of the layer's c, of a merged group's k, and place in the kernel
  Number row, quad;
};

/// The four weights that stand in row `at.row` of the tile before it is transposed: of one channel
/// in, and four out.
static Number weightsOf(KernelBuilder &k, const Groups &groups, const WeightTile &at) {
  const int taps = k.get("kh") * k.get("kw"), c = k.get("c");
  auto load = [&](const Number &row) {
    return Numbers{loadQuad(k.arg("w"), row * lanes + at.quad * 4)};
  };
  if (!k.get("nchw_input")) {
    Number block = at.c / groups.cb * groups.kb + at.k;
    return load(((block * groups.cb + at.c % groups.cb) * taps + at.tap) * lanes + at.row)[0];
  }
  Number channel = at.c * lanes + at.row; // there are no lanes beyond the last one
  return either(
      channel < c, [&] { return load((at.k * taps + at.tap) * c + channel); },
      [] {
        return Numbers{quadOf({0.0, 0.0, 0.0, 0.0})};
      })[0];
}

static void buildTransposeWeight(KernelBuilder &k) {
  const Groups groups(Geometry(k.spec), lanes);
  const int taps = k.get("kh") * k.get("kw"), tiles = k.blocks("c") * groups.kb * taps;
  constexpr int tileThreads = lanes * quads, stride = lanes + 1; // rows begin in different banks
  Grid grid;
  grid.unitsFixed = tiles;
  grid.unitsPerBlock = grid.threads / tileThreads;
  k.step(grid, [&] {
    Number thread = threadIndex() % tileThreads, part = threadIndex() / tileThreads;
    Number tile = blockIndex() * grid.unitsPerBlock + part, exists = tile < tiles;
    Number block = tile / taps, row = thread / quads, quad = thread % quads;
    Pointer memory = shared(grid.unitsPerBlock * lanes * stride);
    Number first = part * (lanes * stride);
    when(exists, [&] {
      Number from =
          weightsOf(k, groups, {block / groups.kb, block % groups.kb, tile % taps, row, quad});
      for (int i = 0; i < 4; ++i)
        store(memory, first + row * stride + quad * 4 + i, lane(from, i));
    });
    barrier();
    when(exists, [&] {
      Numbers column;
      for (int i = 0; i < 4; ++i)
        column.push_back(load(memory, first + (quad * 4 + i) * stride + row));
      store(k.arg("w_transposed"), (tile * lanes + row) * lanes + quad * 4, quadOf(column));
    });
  });
}

/// Of whole blocks, padding lanes as well.
static void buildCast(KernelBuilder &k) {
  k.forEach(k.spec.get("size") / 4, 0, [&](const Number &unit) {
    store(k.arg("y"), unit * 4, loadQuad(k.arg("x"), unit * 4));
  });
}

std::vector<Variant> layoutVariants() {
  return {
#include "compiler/Backend/Cuda/layout/variants.inc"
  };
}

} // namespace resnetc::cuda
