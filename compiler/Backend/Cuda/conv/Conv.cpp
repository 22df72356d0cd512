//===- Conv.cpp - convolutions and their gradients by the input on CUDA --------------------------===//
//
// A product of pixels (m) and channels out (n) over channels in and taps (k): a slice is one block of
// 16 channels at one tap. Nothing is written out before: the slices are gathered from the map, with
// zeros for its padding.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/conv/Conv.h"

#include "compiler/Backend/Cuda/Instructions.h"
#include "compiler/Backend/Cuda/conv/Output.h"
#include "compiler/Kernels/Groups.h"

namespace resnetc::cuda {

namespace {

constexpr int lanes = KernelBuilder::lanes;

class ConvProduct {
public:
  ConvProduct(KernelBuilder &kernel, const ConvProblem &problem)
      : kernel(kernel), p(problem),
        shape(shapeOf(kernel.spec.formats.compute, kernel.choice.params, ALayout::Rows)),
        pieces(lanes / shape.perCopy()), blocksOfSlice(shape.depth() / lanes),
        slicesOfTap(static_cast<int>(ceilDiv(p.sourceBlocksEach, blocksOfSlice))) {}

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
    grid.sharedBytes = shape.sharedBytes();
    kernel.step(grid, [&] {
      Number phase = blockIndexZ();
      Gather gather = p.phasesY * p.phasesX == 1 ? gatherOf(0, 0)
                                                 : gatherOf(phase / p.phasesX, phase % p.phasesX);
      Number tileM = blockIndex() / tilesN, tileN = blockIndex() % tilesN;
      when(isWithin(tileM * shape.m, count() * gather.pixels()),
           [&] { multiplyTile(gather, tileM * shape.m, tileN * (shape.n / lanes)); });
    });
  }

private:
  /// A row of slices of a that this thread copies.
  struct SourceRow {
    Number row, column, index; ///< `index` of the element at tap 0 and the group's first block
  };

  /// What a slice multiplies: blocks of channels, from the first on, at a tap of the gather. Blocks
  /// change fastest.
  struct Place {
    Number block, row, column;
  };
  Place placeOf(const Gather &gather, const Number &slice) const {
    Number tap = slice / slicesOfTap;
    return {slice % slicesOfTap * blocksOfSlice, tap / gather.x.taps, tap % gather.x.taps};
  }
  /// Whether the slice exists, and the group of the source has that block of it.
  Number hasBlock(const Slice &slice, const Number &block) const {
    return p.sourceBlocksEach % blocksOfSlice ? slice.exists & isWithin(block, p.sourceBlocksEach)
                                              : slice.exists;
  }

  void multiplyTile(const Gather &gather, const Number &firstPixel, const Number &firstBlock) {
    Number group = firstBlock / p.outBlocksEach;
    std::vector<SourceRow> rows = sourceRows(gather, firstPixel, group * p.sourceBlocksEach);
    Number slices = gather.y.taps * gather.x.taps * slicesOfTap;
    Product product(shape);
    product.run(slices, [&](const Slice &slice) {
      Place place = placeOf(gather, slice.index);
      bringSource(gather, rows, slice, place);
      bringWeights(gather, firstBlock, slice, place);
    });
    product.forEachRow([&](const Number &m, const std::vector<Product::Pair> &pairs) {
      p.output.finishRow(kernel, gather, firstPixel + m, firstBlock, pairs);
    });
  }

  /// A copy is a piece of 16 bytes, and a row of a slice has four of them.
  static constexpr int copiesOfRow = 4;

  std::vector<SourceRow> sourceRows(const Gather &gather, const Number &firstPixel,
                                    const Number &firstSource) {
    std::vector<SourceRow> rows;
    for (int copy = 0; copy < shape.m * copiesOfRow; copy += shape.groupThreads()) {
      GridPixel pixel(gather, firstPixel + (shape.thread() + copy) / copiesOfRow);
      Number row = pixel.sourceRow(gather), column = pixel.sourceColumn(gather);
      Number plane = pixel.image * p.sourceBlocks + firstSource;
      rows.push_back(
          {row, column,
           ((plane * gather.y.sourceExtent + row) * gather.x.sourceExtent + column) * lanes});
    }
    return rows;
  }

  void bringSource(const Gather &gather, const std::vector<SourceRow> &rows, const Slice &slice,
                   const Place &place) {
    const int height = gather.y.sourceExtent, width = gather.x.sourceExtent;
    Number piece = shape.thread() % copiesOfRow, block = place.block + piece / pieces;
    Number down = place.row * gather.y.sign, right = place.column * gather.x.sign;
    Number away = (block * (height * width) + down * width + right) * lanes +
                  piece % pieces * shape.perCopy();
    Number exists = hasBlock(slice, block);
    auto row = rows.begin();
    inTurn(shape.m * copiesOfRow, shape, [&](const Number &id) {
      Number inside = isWithin(row->row + down, height) & isWithin(row->column + right, width);
      copyAsync(slice.a, shape.aIndex(id / copiesOfRow, piece * shape.perCopy()),
                kernel.arg(p.source), row->index + away, 16, inside & exists);
      ++row;
    });
  }

  void bringWeights(const Gather &gather, const Number &firstBlock, const Slice &slice,
                    const Place &place) {
    Number tap = (gather.y.firstTap + place.row * gather.y.tapStride) * p.tapsX +
                 gather.x.firstTap + place.column * gather.x.tapStride;
    inTurn(shape.n / lanes * shape.depth() * pieces, shape, [&](const Number &id) {
      Number out = id % pieces * shape.perCopy(), k = id / pieces % shape.depth();
      Number block = id / (pieces * shape.depth()), source = place.block + k / lanes;
      Number filter = (firstBlock + block) * p.sourceBlocksEach + source;
      Number from = ((filter * p.taps + tap) * lanes + k % lanes) * lanes + out;
      copyAsync(slice.b, shape.bIndex(k, block * lanes + out), kernel.arg(p.weights), from, 16,
                isWithin(firstBlock + block, p.output.blocks) & hasBlock(slice, source));
    });
  }

  KernelBuilder &kernel;
  const ConvProblem p;
  const ProductShape shape;
  const int pieces;        ///< copies of a block of channels
  const int blocksOfSlice; ///< of channels
  const int slicesOfTap;
};

} // namespace

void buildConvProduct(KernelBuilder &kernel, const ConvProblem &problem, int64_t pixels,
                      llvm::function_ref<Gather(const Number &, const Number &)> gatherOf) {
  ConvProduct(kernel, problem).build(pixels, gatherOf);
}

//===----------------------------------------------------------------------===//
// The classes
//===----------------------------------------------------------------------===//

static void buildConv(KernelBuilder &kernel) {
  Geometry g(kernel.spec);
  Groups groups(g, lanes);
  ConvProblem problem{"x",       "w",       convOutput(kernel), kernel.blocks("c"),
                      groups.cb, groups.kb, g.kh * g.kw,        g.kw};
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
  return !spec.find("nchw_input").value_or(0) && !spec.find("pre").value_or(0) &&
         !spec.find("stats").value_or(0);
}

static std::vector<Params> convCandidates(const ScheduleQuery &query) {
  if (!isPlain(query.spec))
    return {};
  Geometry g(query.spec);
  Groups groups(g, lanes);
  return withinGroups(productCandidates(query, query.batchHint * g.oh * g.ow, g.k), groups,
                      groups.k);
}

static std::vector<Params> convGradInputCandidates(const ScheduleQuery &query) {
  Geometry g(query.spec);
  Groups groups(g, lanes);
  return withinGroups(productCandidates(query, query.batchHint * g.h * g.w, g.c), groups, groups.c);
}

std::vector<Variant> convVariants() {
  return {
#include "compiler/Backend/Cuda/conv/variants.inc"
  };
}

} // namespace resnetc::cuda
