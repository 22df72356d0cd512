//===- GradWeight.cpp - the gradient of a convolution by its filter on CUDA ------------------------===//
//
// At each tap a product of channels in (m) and channels out (n) over all output pixels of the batch
// (k). Few tiles and a long sum: the pixels are split among blocks, whose partial filters lie in
// scratch, and a second step adds them up in order.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/Instructions.h"
#include "compiler/Backend/Cuda/Variant.h"
#include "compiler/Backend/Cuda/conv/Gather.h"
#include "compiler/Backend/Cuda/product/Product.h"
#include "compiler/Kernels/Groups.h"

#include <algorithm>

namespace resnetc::cuda {

namespace {

constexpr int lanes = KernelBuilder::lanes;

/// What both forms share: tiles, splits, and the gradient's side of the product.
class WeightProduct {
public:
  WeightProduct(KernelBuilder &kernel, int rows, int64_t filterElements)
      : kernel(kernel), g(kernel.spec), groups(g, lanes),
        shape(shapeOf(kernel.spec.formats.compute, kernel.choice.params, ALayout::Columns)),
        pieces(lanes / shape.perCopy()), splits(kernel.param("splits")),
        tilesM(static_cast<int>(ceilDiv(rows, shape.m))),
        tilesN(static_cast<int>(ceilDiv(kernel.blocks("k") * lanes, shape.n))),
        filterElements(filterElements), gather{forwardAxis(g.kh, g.sh, g.pt, g.h, g.oh),
                                               forwardAxis(g.kw, g.sw, g.pl, g.w, g.ow)} {}
  virtual ~WeightProduct() = default;

  void build() {
    Grid grid;
    grid.unitsFixed = int64_t{tilesM} * tilesN;
    grid.gridY = splits;
    grid.threads = shape.threads();
    grid.sharedBytes = shape.sharedBytes();
    if (splits > 1)
      kernel.scratchBytes = splits * filterElements * static_cast<int64_t>(sizeof(float));
    kernel.step(grid, [&] { multiplyTile(); });
    if (splits > 1)
      addSplits();
  }

protected:
  /// Brings the slice's pixels of the input to shared memory; `first` is the first pixel.
  virtual void bringInput(const Slice &slice, const Number &first) = 0;
  /// Writes a row of the tile.
  virtual void finishRow(const Number &m, const std::vector<Product::Pair> &pairs) = 0;
  virtual void enterTile(const Number &unit) = 0;

  /// Where sums go: the filter itself, or this block's part of scratch.
  void put(const Number &index, const Number &value) {
    if (splits == 1)
      store(kernel.arg("dw"), index, value);
    else
      store(kernel.scratch(), blockIndexY() * static_cast<int>(filterElements) + index, value);
  }

  KernelBuilder &kernel;
  const Geometry g;
  const Groups groups;
  const ProductShape shape;
  const int pieces; ///< copies of a block of channels
  const int splits, tilesM, tilesN;
  const int64_t filterElements;
  const Gather gather;
  Number firstBlock = 0; ///< of channels out, of the tile

private:
  void multiplyTile() {
    enterTile(blockIndex());
    // Whole slices for every split but the last ones.
    Number all = (count() * gather.pixels() + (shape.depth() - 1)) / shape.depth();
    Number each = (all + (splits - 1)) / splits;
    Number begin = smallerOf(blockIndexY() * each, all), end = smallerOf(begin + each, all);
    Product product(shape);
    product.run(end - begin, [&](const Slice &slice) {
      Number first = (begin + slice.index) * shape.depth();
      bringInput(slice, first);
      bringGradient(slice, first);
    });
    product.forEachRow(
        [&](const Number &m, const std::vector<Product::Pair> &pairs) { finishRow(m, pairs); });
  }

  static Number smallerOf(const Number &a, const Number &b) { return choose(a < b, a, b); }

  void bringGradient(const Slice &slice, const Number &first) {
    inTurn(shape.n / lanes * shape.depth() * pieces, shape, [&](const Number &id) {
      Number out = id % pieces * shape.perCopy(), k = id / pieces % shape.depth();
      Number block = id / (pieces * shape.depth());
      GridPixel pixel(gather, first + k);
      Number plane = pixel.image * kernel.blocks("k") + firstBlock + block;
      Number from = ((plane * g.oh + pixel.row) * g.ow + pixel.column) * lanes + out;
      copyAsync(slice.b, shape.bIndex(k, block * lanes + out), kernel.arg("g"), from, 16,
                slice.exists & pixel.exists & isWithin(firstBlock + block, kernel.blocks("k")));
    });
  }

  /// The sum of the partial filters, in order.
  void addSplits() {
    kernel.forEach(0, filterElements / 4, [&](const Number &unit) {
      Number sum = loadQuad(kernel.scratch(), unit * 4);
      for (int split = 1; split < splits; ++split)
        sum = sum +
              loadQuad(kernel.scratch(), unit * 4 + static_cast<int64_t>(split) * filterElements);
      store(kernel.arg("dw"), unit * 4, sum);
    });
  }
};

/// From a map: m are the channels of its blocks at one tap, then at the next.
class FromMap : public WeightProduct {
public:
  explicit FromMap(KernelBuilder &kernel)
      : FromMap(kernel, Groups(Geometry(kernel.spec), lanes), Geometry(kernel.spec)) {}

private:
  FromMap(KernelBuilder &kernel, const Groups &groups, const Geometry &g)
      : WeightProduct(kernel, groups.cb * g.kh * g.kw * lanes,
                      int64_t{kernel.blocks("k")} * groups.cb * g.kh * g.kw * lanes * lanes),
        taps(g.kh * g.kw) {}

  void enterTile(const Number &unit) override {
    firstBlock = unit / tilesM * (shape.n / lanes);
    firstIn = unit % tilesM * (shape.m / lanes);
    firstOfGroup = firstBlock / groups.kb * groups.cb;
  }

  void bringInput(const Slice &slice, const Number &first) override {
    inTurn(shape.m / lanes * shape.depth() * pieces, shape, [&](const Number &id) {
      Number in = id % pieces * shape.perCopy(), k = id / pieces % shape.depth();
      Number block = id / (pieces * shape.depth()), place = firstIn + block;
      Number tap = place / groups.cb;
      GridPixel pixel(gather, first + k);
      Number row = pixel.sourceRow(gather) + tap / g.kw;
      Number column = pixel.sourceColumn(gather) + tap % g.kw;
      Number plane = pixel.image * kernel.blocks("c") + firstOfGroup + place % groups.cb;
      Number from = ((plane * g.h + row) * g.w + column) * lanes + in;
      copyAsync(slice.a, shape.aIndex(block * lanes + in, k), kernel.arg("x"), from, 16,
                slice.exists & isWithin(row, g.h) & isWithin(column, g.w) & isWithin(tap, taps));
    });
  }

  void finishRow(const Number &m, const std::vector<Product::Pair> &pairs) override {
    Number place = firstIn + m / lanes, in = m % lanes;
    Number tap = place / groups.cb, block = place % groups.cb;
    when(isWithin(tap, taps), [&] {
      for (const Product::Pair &pair : pairs) {
        Number outBlock = firstBlock + pair.n / lanes, out = pair.n % lanes;
        Number filter = (outBlock * groups.cb + block) * taps + tap;
        when(isWithin(outBlock, kernel.blocks("k")), [&] {
          Number c = block * lanes + in, k = outBlock * lanes + out;
          put((filter * lanes + in) * lanes + out,
              quadOf({ofFilter(c, k, pair.first), ofFilter(c, k + 1, pair.second)}));
        });
      }
    });
  }

  /// Zero where there is no such channel, and where an output does not see an input.
  Number ofFilter(const Number &c, const Number &k, const Number &value) const {
    Number result = value;
    if (groups.c % lanes)
      result = choose(isWithin(c, groups.c), result, 0.0);
    if (g.k % lanes)
      result = choose(isWithin(k, g.k), result, 0.0);
    if (groups.merged())
      result = choose(k % groups.k / groups.eachK == c / groups.eachC, result, 0.0);
    return result;
  }

  const int taps;
  Number firstIn = 0, firstOfGroup = 0;
};

/// From the caller's rows: m counts the channels of all taps.
class FromImage : public WeightProduct {
public:
  explicit FromImage(KernelBuilder &kernel)
      : WeightProduct(kernel, rowsOf(kernel.spec),
                      int64_t{kernel.blocks("k")} * rowsOf(kernel.spec) * lanes),
        rows(rowsOf(kernel.spec)) {}

  static int rowsOf(const KernelSpec &spec) {
    Geometry g(spec);
    return g.c * g.kh * g.kw;
  }

private:
  void enterTile(const Number &unit) override {
    firstBlock = unit / tilesM * (shape.n / lanes);
    firstRow = unit % tilesM * shape.m;
  }

  /// Neighbours among threads are neighbours among pixels.
  void bringInput(const Slice &slice, const Number &first) override {
    const int copies = shape.depth() * shape.m;
    inTurn(copies, shape, [&](const Number &id) {
      Number k = id % shape.depth(), m = id / shape.depth();
      ImageElement from(g, gather, GridPixel(gather, first + k), firstRow + m);
      copyElement(slice.a, shape.aIndex(m, k), kernel.arg("x"), from.index,
                  slice.exists & from.exists);
    });
  }

  void finishRow(const Number &m, const std::vector<Product::Pair> &pairs) override {
    Number row = firstRow + m;
    when(isWithin(row, rows), [&] {
      for (const Product::Pair &pair : pairs) {
        Number outBlock = firstBlock + pair.n / lanes, out = pair.n % lanes;
        when(isWithin(outBlock, kernel.blocks("k")), [&] {
          Number k = outBlock * lanes + out;
          put((outBlock * rows + row) * lanes + out,
              quadOf({ofChannel(k, pair.first), ofChannel(k + 1, pair.second)}));
        });
      }
    });
  }

  Number ofChannel(const Number &k, const Number &value) const {
    return g.k % lanes ? choose(isWithin(k, g.k), value, 0.0) : value;
  }

  const int rows;
  Number firstRow = 0;
};

struct Tile {
  int m, n, warpsM, warpsN, stages;
};
constexpr Tile tiles[] = {{128, 128, 2, 2, 3}, {128, 64, 2, 2, 3}, {64, 64, 2, 2, 4},
                          {64, 32, 2, 1, 4},   {64, 16, 4, 1, 4},  {32, 32, 2, 1, 4},
                          {32, 16, 2, 1, 4},   {16, 16, 1, 1, 4}};

} // namespace

static void buildFromMap(KernelBuilder &kernel) { FromMap(kernel).build(); }

static void buildFromImage(KernelBuilder &kernel) { FromImage(kernel).build(); }

/// Tiles that are not much larger than the filter; as many splits as give every multiprocessor two
/// blocks, each with some pixels to sum.
static std::vector<Params> candidates(const ScheduleQuery &query, int64_t rows, int64_t columns,
                                      bool wholeColumns) {
  constexpr int64_t resident = 2, fewestPixels = 512, mostSplits = 256;
  Geometry g(query.spec);
  int64_t pixels = query.batchHint * g.oh * g.ow;
  std::vector<Params> all;
  for (const Tile &tile : tiles) {
    bool wasteful = (tile.m > 16 && tile.m / 2 >= rows) || (tile.n > 16 && tile.n / 2 >= columns);
    if (wasteful || (wholeColumns && columns % tile.n != 0))
      continue;
    int64_t blocks = ceilDiv(rows, tile.m) * ceilDiv(columns, tile.n);
    int64_t wanted = ceilDiv(resident * query.target.multiprocessors, blocks);
    int64_t splits =
        std::clamp<int64_t>(wanted, 1, std::clamp<int64_t>(pixels / fewestPixels, 1, mostSplits));
    all.push_back({{"m", tile.m},
                   {"n", tile.n},
                   {"wm", tile.warpsM},
                   {"wn", tile.warpsN},
                   {"groups", 1},
                   {"stages", tile.stages},
                   {"splits", splits}});
  }
  return all;
}

static std::vector<Params> mapCandidates(const ScheduleQuery &query) {
  if (query.spec.get("nchw_input") || query.spec.get("pre"))
    return {};
  Geometry g(query.spec);
  Groups groups(g, lanes);
  return candidates(query, int64_t{groups.cb} * g.kh * g.kw * lanes,
                    groups.count > 1 ? groups.k : ceilDiv(g.k, lanes) * lanes, groups.count > 1);
}

static std::vector<Params> imageCandidates(const ScheduleQuery &query) {
  if (!query.spec.get("nchw_input") || query.spec.get("pre"))
    return {};
  return candidates(query, FromImage::rowsOf(query.spec),
                    ceilDiv(query.spec.get("k"), lanes) * lanes, false);
}

std::vector<Variant> convGradWeightVariants() {
  return {
#include "compiler/Backend/Cuda/conv_grad_weight/variants.inc"
  };
}

} // namespace resnetc::cuda
