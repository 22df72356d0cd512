//===- Conv.cpp - convolutions and their gradients by the input on CUDA --------------------------===//
//
// A product of pixels (m) and channels out (n) over channels in and taps (k): a slice is some blocks of
// 16 channels, at one tap or, of few channels, at several. Nothing is written out before: the slices are gathered from the map, with
// zeros for its padding.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/conv/Conv.h"

#include "compiler/Backend/Cuda/Instructions.h"
#include "compiler/Backend/Cuda/conv/Output.h"
#include "compiler/Backend/Cuda/conv/Statistics.h"
#include "compiler/Kernels/Groups.h"

namespace resnetc::cuda {

namespace {

constexpr int lanes = KernelBuilder::lanes;

class ConvProduct {
public:
  ConvProduct(KernelBuilder &kernel, const ConvProblem &problem)
      : kernel(kernel), p(problem),
        shape(shapeOf(kernel.spec.formats.compute, kernel.choice.params, ALayout::Rows)),
        pieces(lanes / shape.perCopy()), placesOfSlice(shape.depth() / lanes),
        hasOneTap(p.sourceBlocksEach % placesOfSlice == 0), statistics(kernel, shape) {}

  void build(int64_t pixels, llvm::function_ref<Gather(const Number &, const Number &)> gatherOf) {
    // Tiles in n are neighbours, as they read the same pixels. The grid has a few blocks too many,
    // as it is counted in pixels of all tiles together.
    const int tilesN = static_cast<int>(ceilDiv(p.output.blocks * lanes, shape.n));
    Grid grid;
    grid.unitsPerImage = pixels * tilesN;
    grid.unitsFixed = int64_t{shape.m} * tilesN;
    grid.unitsPerBlock = shape.m;
    grid.gridZ = p.phasesY * p.phasesX;
    grid.threads = shape.threads();
    grid.sharedBytes = std::max(shape.sharedBytes(), statistics.sharedBytes());
    auto body = [&] {
      Number phase = blockIndexZ();
      Gather gather = p.phasesY * p.phasesX == 1 ? gatherOf(0, 0)
                                                 : gatherOf(phase / p.phasesX, phase % p.phasesX);
      Number tileM = blockIndex() / tilesN, tileN = blockIndex() % tilesN;
      when(isWithin(tileM * shape.m, count() * gather.pixels()),
           [&] { multiplyTile(gather, tileM * shape.m, tileN * (shape.n / lanes)); });
    };
    kernel.step(grid, body, tensorMaps());
  }

private:
  /// Those of the source, then that of the filter; none where factors come by other copies.
  std::vector<TensorMap> tensorMaps() const {
    if (shape.transport != Transport::Boxes)
      return {};
    std::vector<TensorMap> maps = p.boxes.value().maps(p.source, shape.m);
    maps.push_back(filterMap(p.weights, p.output.blocks, p.sourceBlocksEach, p.taps, placesOfSlice,
                             shape.n / lanes));
    return maps;
  }

  /// A pixel of the tile that this thread copies.
  struct SourcePixel {
    Number row, column;
    Number index; ///< of its piece of the element at tap 0 and the group's first block
  };

  /// A part of the sum: a block of channels of the source's group at a tap of the gather. Blocks change
  /// fastest, and each slice has the next placesOfSlice.
  struct Place {
    Number exists, block, row, column;
  };
  Number countPlaces(const Gather &gather) const {
    return gather.y.taps * gather.x.taps * p.sourceBlocksEach;
  }
  /// That of a slice with an index.
  Place placeOf(const Gather &gather, const Slice &slice, const Number &index) const {
    Number first = slice.index * placesOfSlice, position = hasOneTap ? first : first + index;
    Number block = position % p.sourceBlocksEach, tap = position / p.sourceBlocksEach;
    Number exists =
        hasOneTap ? slice.exists : slice.exists & isWithin(position, countPlaces(gather));
    return {exists, hasOneTap ? block + index : block, tap / gather.x.taps, tap % gather.x.taps};
  }

  void multiplyTile(const Gather &gather, const Number &firstPixel, const Number &firstBlock) {
    Product product(shape);
    if (shape.transport == Transport::Boxes)
      runBoxes(product, gather, firstPixel, firstBlock);
    else
      runCopies(product, gather, firstPixel, firstBlock);
    p.output.finish(kernel, product, gather, firstPixel, firstBlock);
    statistics.finish(p.output, product, gather, firstPixel, firstBlock);
  }

  Number countSlices(const Gather &gather) const {
    return (countPlaces(gather) + (placesOfSlice - 1)) / placesOfSlice;
  }

  /// Each slice is one copy for each of its blocks of channels, and one of the filter.
  void runBoxes(Product &product, const Gather &gather, const Number &firstPixel,
                const Number &firstBlock) const {
    const int filterMap = static_cast<int>(tensorMaps().size()) - 1;
    const int blockElements = shape.m * lanes;
    Number firstSource = firstBlock / p.outBlocksEach * p.sourceBlocksEach;
    PixelBoxes::Place first = p.boxes->placeOf(firstPixel);
    product.runBoxes(countSlices(gather), [&](const BoxSlice &slice) {
      Number position = slice.index * placesOfSlice, block = position % p.sourceBlocksEach;
      Number tap = position / p.sourceBlocksEach;
      Number seen = p.mirrored ? Number(p.taps - 1) - tap : tap;
      for (int i = 0; i < placesOfSlice; ++i)
        copyBox(offset(slice.a, i * blockElements),
                p.boxes->box(first, seen / p.tapsX, seen % p.tapsX, firstSource + block + i),
                slice.arrival);
      copyBox(slice.b, filterBox(filterMap, firstBlock, block, tap), slice.arrival);
    });
  }

  void runCopies(Product &product, const Gather &gather, const Number &firstPixel,
                 const Number &firstBlock) const {
    Number group = firstBlock / p.outBlocksEach;
    LineCopies copies(shape, shape.m, pieces, placesOfSlice);
    std::vector<SourcePixel> pixels =
        sourcePixels(copies, gather, firstPixel, group * p.sourceBlocksEach);
    product.run(countSlices(gather), [&](const Slice &slice) {
      bringSource(copies, gather, pixels, slice);
      bringWeights(gather, firstBlock, slice);
    });
  }

  std::vector<SourcePixel> sourcePixels(const LineCopies &copies, const Gather &gather,
                                        const Number &firstPixel, const Number &firstSource) const {
    std::vector<SourcePixel> pixels;
    for (int i = 0; i < copies.count(); ++i) {
      GridPixel pixel(gather, firstPixel + copies.line(i));
      Number row = pixel.sourceRow(gather), column = pixel.sourceColumn(gather);
      Number plane = pixel.image * p.sourceBlocks + firstSource;
      Number index = (plane * gather.y.sourceExtent + row) * gather.x.sourceExtent + column;
      pixels.push_back({row, column, index * lanes + copies.piece() * shape.perCopy()});
    }
    return pixels;
  }

  struct Source {
    Pointer from;
    Number exists;
  };
  Source sourceAt(const Gather &gather, const SourcePixel &pixel, const Place &place) const {
    const int height = gather.y.sourceExtent, width = gather.x.sourceExtent;
    Number down = place.row * gather.y.sign, right = place.column * gather.x.sign;
    Number away = (place.block * (height * width) + down * width + right) * lanes;
    return {offset(kernel.arg(p.source), pixel.index + away),
            isWithin(pixel.row + down, height) & isWithin(pixel.column + right, width) &
                place.exists};
  }

  /// At one tap the blocks of a pixel lie at constant distances.
  void bringSource(const LineCopies &copies, const Gather &gather,
                   const std::vector<SourcePixel> &pixels, const Slice &slice) const {
    const int plane = gather.y.sourceExtent * gather.x.sourceExtent * lanes;
    std::vector<Source> first;
    for (const SourcePixel &pixel : pixels)
      if (hasOneTap)
        first.push_back(sourceAt(gather, pixel, placeOf(gather, slice, 0)));
    Number piece = copies.piece() * shape.perCopy();
    copies.forEach([&](int i, const Number &block) {
      const auto at = static_cast<size_t>(i);
      Source source = hasOneTap ? Source{offset(first[at].from, block * plane), first[at].exists}
                                : sourceAt(gather, pixels[at], placeOf(gather, slice, block));
      copyAsync(slice.a, shape.aIndex(copies.line(i), block * lanes + piece), source.from, 0, 16,
                source.exists);
    });
  }

  void bringWeights(const Gather &gather, const Number &firstBlock, const Slice &slice) const {
    const int ofBlock = p.sourceBlocksEach * p.taps * lanes * lanes; // weights
    LineCopies copies(shape, shape.depth(), pieces, shape.n / lanes, shape.linesTogether());
    Number piece = copies.piece() * shape.perCopy();
    std::vector<Source> first;
    for (int i = 0; i < copies.count(); ++i) {
      Number k = copies.line(i);
      Place place = placeOf(gather, slice, k / lanes);
      Number tap = (gather.y.firstTap + place.row * gather.y.tapStride) * p.tapsX +
                   gather.x.firstTap + place.column * gather.x.tapStride;
      Number at = ((place.block * p.taps + tap) * lanes + k % lanes) * lanes + piece;
      first.push_back({offset(kernel.arg(p.weights), firstBlock * ofBlock + at), place.exists});
    }
    const bool isWhole = p.output.blocks * lanes % shape.n == 0;
    copies.forEach([&](int i, const Number &block) {
      const Source &source = first[static_cast<size_t>(i)];
      Number exists =
          isWhole ? source.exists : source.exists & isWithin(firstBlock + block, p.output.blocks);
      copyAsync(slice.b, shape.bIndex(copies.line(i), block * lanes + piece), source.from,
                block * ofBlock, 16, exists);
    });
  }

  KernelBuilder &kernel;
  const ConvProblem p;
  const ProductShape shape;
  const int pieces; ///< copies of a block of channels
  const int placesOfSlice;
  const bool hasOneTap; ///< each slice
  const TileStatistics statistics;
};

} // namespace

void buildConvProduct(KernelBuilder &kernel, const ConvProblem &problem, int64_t pixels,
                      llvm::function_ref<Gather(const Number &, const Number &)> gatherOf) {
  ConvProduct(kernel, problem).build(pixels, gatherOf);
}

//===----------------------------------------------------------------------===//
// The classes
//===----------------------------------------------------------------------===//

/// The gradient as the pixels of the input see it, from the last tap on; with a stride each phase would see another.
static std::optional<PixelBoxes> backwardBoxes(const Geometry &g) {
  if (g.sh != 1 || g.sw != 1)
    return std::nullopt;
  return PixelBoxes::of({g.oh, g.h, g.pt - (g.kh - 1), 1, g.kh},
                        {g.ow, g.w, g.pl - (g.kw - 1), 1, g.kw},
                        static_cast<int>(ceilDiv(g.k, lanes)));
}

static void buildConv(KernelBuilder &kernel) {
  Geometry g(kernel.spec);
  Groups groups(g, lanes);
  ConvProblem problem{"x",       "w",       convOutput(kernel), kernel.blocks("c"),
                      groups.cb, groups.kb, g.kh * g.kw,        g.kw};
  problem.boxes = forwardBoxes(g);
  buildConvProduct(kernel, problem, int64_t{g.oh} * g.ow, [&](const Number &, const Number &) {
    return Gather{forwardAxis(g.kh, g.sh, g.pt, g.h, g.oh),
                  forwardAxis(g.kw, g.sw, g.pl, g.w, g.ow)};
  });
}

static void buildConvGradInput(KernelBuilder &kernel) {
  Geometry g(kernel.spec);
  Groups groups(g, lanes);
  Output output{"dx", "", kernel.get("addend") ? "addend" : "", false, g.c, kernel.blocks("c")};
  ConvProblem problem{"g",  "w",  output, kernel.blocks("k"), groups.kb, groups.cb, g.kh * g.kw,
                      g.kw, g.sh, g.sw};
  problem.boxes = backwardBoxes(g);
  problem.mirrored = true;
  int64_t pixels = ceilDiv(g.h, g.sh) * ceilDiv(g.w, g.sw);
  buildConvProduct(kernel, problem, pixels, [&](const Number &y, const Number &x) {
    return Gather{backwardAxis(y, g.kh, g.sh, g.pt, g.oh, g.h),
                  backwardAxis(x, g.kw, g.sw, g.pl, g.ow, g.w)};
  });
}

/// A tile in n lies within one merged group.
static std::vector<Params> withinGroups(std::vector<Params> all, const Groups &groups,
                                        int64_t channels) {
  if (groups.count > 1)
    std::erase_if(all, [&](const Params &params) { return channels % params.at("n") != 0; });
  return all;
}

static bool isPlain(const KernelSpec &spec) {
  return !spec.get("nchw_input") && !spec.get("pre") && hasKnownStatistics(spec);
}

static std::vector<Params> convCandidates(const ScheduleQuery &query) {
  if (!isPlain(query.spec))
    return {};
  Geometry g(query.spec);
  Groups groups(g, lanes);
  return withPartials(query.spec,
                      withinGroups(productCandidates(query, query.batchHint * g.oh * g.ow, g.k,
                                                     int64_t{groups.cb} * lanes),
                                   groups, groups.k));
}

static std::vector<Params> convGradInputCandidates(const ScheduleQuery &query) {
  Geometry g(query.spec);
  Groups groups(g, lanes);
  return withinGroups(
      productCandidates(query, query.batchHint * g.h * g.w, g.c, int64_t{groups.kb} * lanes),
      groups, groups.c);
}

namespace {

/// A class's products as warpgroups see them.
struct Sizes {
  int64_t rows, columns, depth;
};

} // namespace

/// Those of warpgroups, where they are preferred, or where they are not: such come behind the others. Where factors can
/// come in boxes, the tiles with boxes come first.
static std::vector<Params> ofWarpgroups(const ScheduleQuery &query, const Sizes &sizes,
                                        int64_t channelsOfGroup, bool preferred, bool inBoxes) {
  if (prefersWarpgroups(query, sizes.rows, sizes.columns, sizes.depth) != preferred)
    return {};
  std::vector<Params> tiles =
      withinGroups(warpgroupCandidates(query, sizes.rows, sizes.columns, sizes.depth),
                   Groups(Geometry(query.spec), lanes), channelsOfGroup);
  std::vector<Params> all;
  for (Params tile : inBoxes ? tiles : std::vector<Params>()) {
    tile["tma"] = 1;
    all.push_back(std::move(tile));
  }
  all.insert(all.end(), tiles.begin(), tiles.end());
  return all;
}

/// Whether a slice of 64 channels is whole blocks of a group at one tap.
static bool fillsSlices(int blocksOfGroup) {
  constexpr int blocksOfSlice = 4;
  return blocksOfGroup % blocksOfSlice == 0;
}

template <bool preferred> static std::vector<Params> convOfWarpgroups(const ScheduleQuery &query) {
  if (!isPlain(query.spec))
    return {};
  Geometry g(query.spec);
  Groups groups(g, lanes);
  return withPartials(
      query.spec,
      ofWarpgroups(query,
                   {query.batchHint * g.oh * g.ow, g.k, int64_t{groups.cb} * lanes * g.kh * g.kw},
                   groups.k, preferred, fillsSlices(groups.cb) && forwardBoxes(g)));
}

/// Of a phase: pixels and taps are shared out to as many as the strides say.
template <bool preferred>
static std::vector<Params> convGradInputOfWarpgroups(const ScheduleQuery &query) {
  Geometry g(query.spec);
  Groups groups(g, lanes);
  return ofWarpgroups(query,
                      {query.batchHint * g.h * g.w, g.c,
                       ceilDiv(int64_t{groups.kb} * lanes * g.kh * g.kw, int64_t{g.sh} * g.sw)},
                      groups.c, preferred, fillsSlices(groups.kb) && backwardBoxes(g));
}

std::vector<Variant> convVariants() {
  return {
#include "compiler/Backend/Cuda/conv/variants.inc"
  };
}

} // namespace resnetc::cuda
