//===- NchwConv.cpp - convolutions that read the caller's map on CUDA ----------------------------===//
//
// The first layer: few channels and a large filter. k counts taps and channels together, and a slice
// is any 16 of them.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/Instructions.h"
#include "compiler/Backend/Cuda/conv/Conv.h"
#include "compiler/Backend/Cuda/conv/Output.h"
#include "compiler/Backend/Cuda/conv/Statistics.h"

namespace resnetc::cuda {

namespace {

constexpr int lanes = KernelBuilder::lanes;

class NchwConv {
public:
  explicit NchwConv(KernelBuilder &kernel)
      : kernel(kernel), g(kernel.spec),
        shape(shapeOf(kernel.spec.formats.compute, kernel.choice.params, ALayout::Rows)),
        output(convOutput(kernel)), statistics(kernel, shape),
        length(g.c * g.kh * g.kw), gather{forwardAxis(g.kh, g.sh, g.pt, g.h, g.oh),
                                          forwardAxis(g.kw, g.sw, g.pl, g.w, g.ow)} {}

  void build() {
    Grid grid;
    grid.unitsPerImage = gather.pixels();
    grid.unitsPerBlock = shape.m;
    grid.gridY = static_cast<int>(ceilDiv(output.blocks * lanes, shape.n));
    grid.threads = shape.threads();
    grid.sharedBytes = std::max(shape.sharedBytes(), statistics.sharedBytes());
    kernel.step(grid,
                [&] { multiplyTile(blockIndex() * shape.m, blockIndexY() * (shape.n / lanes)); });
  }

private:
  void multiplyTile(const Number &firstPixel, const Number &firstBlock) {
    Product product(shape);
    const int slices = (length + shape.depth() - 1) / shape.depth();
    product.run(slices, [&](const Slice &slice) {
      bringPixels(firstPixel, slice);
      bringWeights(firstBlock, slice);
    });
    output.finish(kernel, product, gather, firstPixel, firstBlock);
    statistics.finish(output, product, gather, firstPixel, firstBlock);
  }

  /// Neighbours among threads are neighbours among pixels.
  void bringPixels(const Number &firstPixel, const Slice &slice) {
    const int copies = shape.m * shape.depth();
    inTurn(copies, shape, [&](const Number &id) {
      Number m = id % shape.m, k = id / shape.m;
      ImageElement from(g, gather, GridPixel(gather, firstPixel + m),
                        slice.index * shape.depth() + k);
      copyElement(slice.a, shape.aIndex(m, k), kernel.arg("x"), from.index,
                  slice.exists & from.exists);
    });
  }

  void bringWeights(const Number &firstBlock, const Slice &slice) {
    LineCopies copies(shape, shape.depth(), lanes / shape.perCopy(), shape.n / lanes,
                      shape.linesTogether());
    Number out = copies.piece() * shape.perCopy();
    copies.forEach([&](int line, const Number &block) {
      Number k = copies.line(line), place = slice.index * shape.depth() + k;
      Number from = ((firstBlock + block) * length + place) * lanes + out;
      copyAsync(slice.b, shape.bIndex(k, block * lanes + out), kernel.arg("w"), from, 16,
                isWithin(firstBlock + block, output.blocks) & isWithin(place, length));
    });
  }

  KernelBuilder &kernel;
  const Geometry g;
  const ProductShape shape;
  const Output output;
  const TileStatistics statistics;
  const int length; ///< of k
  const Gather gather;
};

} // namespace

void buildNchwConv(KernelBuilder &kernel) { NchwConv(kernel).build(); }

std::vector<Params> nchwConvCandidates(const ScheduleQuery &query) {
  if (!query.spec.get("nchw_input") || query.spec.get("pre") || !hasKnownStatistics(query.spec))
    return {};
  Geometry g(query.spec);
  return withPartials(query.spec, productCandidates(query, query.batchHint * g.oh * g.ow, g.k));
}

} // namespace resnetc::cuda
